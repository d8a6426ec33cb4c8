from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.clients.models import Case, Task
from apps.feedback import operations
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import tenant_context
from tests.conftest import AT, make_firm, make_member, make_user
from tests.feedback.makers import DAY, make_client, make_order, make_request


def answer(request, text="", rating="", source="staff"):
    return operations.answer_request(request_id=request.pk, text=text, rating=rating, source=source, at=AT + DAY)


def test_a_good_answer_is_kept_and_opens_nothing(inside):
    answered = answer(make_request(sent=True), "Great work, thank you!", "very_good")

    row = FeedbackRequest.objects.get(pk=answered.pk)
    assert (row.status, row.responded_at, row.response_source) == ("responded", AT + DAY, "staff")
    assert (row.sentiment, row.issues, row.sentiment_score) == ("positive", [], 1)
    assert row.response_summary == "Rated “Very good”."
    assert not Case.objects.exists()


def test_a_bad_answer_opens_a_recovery_case(firm):
    user = make_user()
    make_member(firm, user)
    with tenant_context(firm.pk):
        order = make_order(make_client(), assigned_to=user)
        answered = answer(make_request(order, sent=True), "Terrible. It was late and overpriced.", "very_poor")

        case = Case.objects.get()
        assert (answered.case_created_id, answered.service_recovery_triggered) == (case.pk, True)
        assert (case.case_type, case.priority, case.order_id, case.assigned_to_id) == (
            "service_recovery",
            "high",
            order.pk,
            user.pk,
        )
        assert case.case_number
        assert case.description.startswith("Rated “Very poor”; names too late or too slow, price.")
        assert "It was late" in case.description


def test_a_recovery_case_has_a_task_for_the_next_day_and_closes_with_what_was_done(inside):
    answered = answer(make_request(sent=True), "Terrible.", "very_poor")

    task = Task.objects.get()
    assert (task.subject_id, task.due_on, task.status) == (answered.case_created_id, (AT + 2 * DAY).date(), "pending")
    case = operations.resolve_recovery(request_id=answered.pk, done="Called them.", at=AT + 2 * DAY)
    assert (case.status, Task.objects.get().status) == ("resolved", "completed")
    assert case.description.endswith("Called them.")
    with pytest.raises(operations.NothingToRecover):
        operations.resolve_recovery(request_id=answered.pk, done="Called again.", at=AT + 2 * DAY)
    with pytest.raises(ValidationError, match="Say what was done"):
        operations.resolve_recovery(request_id=answered.pk, done=" ", at=AT + 2 * DAY)


def test_the_case_and_the_answer_come_together_or_not_at_all(inside, monkeypatch):
    request = make_request(sent=True)
    monkeypatch.setattr(Case, "save", lambda *_args, **_kw: (_ for _ in ()).throw(RuntimeError("disk")))

    with pytest.raises(RuntimeError):
        answer(request, "Terrible.")

    assert FeedbackRequest.objects.get().status == "sent"


@pytest.mark.parametrize(
    ("text", "rating", "error"),
    [
        ("", "", operations.NothingSaid),
        ("  ", "", operations.NothingSaid),
        ("x", "great", ValidationError),
        ("x" * 10_001, "", ValidationError),
        ("a\0b", "", ValidationError),
    ],
)
def test_an_answer_that_is_none_is_refused(inside, text, rating, error):
    request = make_request(sent=True)

    with pytest.raises(error):
        answer(request, text, rating)

    assert FeedbackRequest.objects.get().status == "sent"


def test_an_answer_is_never_overwritten(inside):
    request = make_request(sent=True)
    answer(request, "Good.")

    with pytest.raises(operations.AnsweredAlready, match="answered on March 3, 2026"):
        answer(request, "Bad.")

    assert FeedbackRequest.objects.get().response_text == "Good."


def test_a_late_answer_counts(inside):
    assert answer(make_request(sent=True, status="expired"), "Good.").status == "responded"


def test_two_answers_at_once_are_one(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        request = make_request(sent=True)
    gate, said = threading.Barrier(2), []

    def work(number):
        gate.wait()
        try:
            with tenant_context(firm.pk):
                said.append(answer(request, f"Terrible, {number}.").response_text)
        except operations.AnsweredAlready as refused:
            said.append(type(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said.count(operations.AnsweredAlready) == 1
    with tenant_context(firm.pk):
        assert FeedbackRequest.objects.get().response_text in said
        assert Case.objects.count() == 1


def test_an_order_that_is_not_delivered_is_refused(inside):
    order = make_order(make_client(), delivered_at=None, status="in_progress")

    with pytest.raises(operations.NotDelivered, match="is not delivered yet"):
        operations.queue_feedback_request(order_id=order.pk)
