import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.queue import UnknownTask, enqueue
from apps.tenancy.context import login_context, staff_context, tenant_context
from tests.conftest import as_owner, make_firm, make_user

TASK = "work.send_mails"


def jobs(columns="task_name, args"):
    with as_owner() as owner:
        return owner.execute(f"SELECT {columns} FROM procrastinate_jobs ORDER BY id").fetchall()


def test_enqueue_inside_a_firm_adds_its_id_and_the_queue_of_the_task(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        number = enqueue(TASK, message_id="1")

    assert jobs("id, queue_name, args, status") == [
        (number, "mail", {"tenant_id": str(firm.pk), "message_id": "1"}, "todo")
    ]


def test_enqueue_in_a_transaction_that_rolls_back_leaves_no_job(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        enqueue(TASK, message_id="1")
        transaction.set_rollback(True)

    assert jobs() == []


@pytest.mark.parametrize("tenant_id", ["other", None, ""])
def test_enqueue_for_another_firm_is_refused(committed, tenant_id):
    firm, other = make_firm(), make_firm("castellan-logistics")
    named = str(other.pk) if tenant_id == "other" else tenant_id

    with pytest.raises(ProgrammingError, match="is for firm"), tenant_context(firm.pk):
        enqueue(TASK, tenant_id=named, message_id="1")

    assert jobs() == []


def test_enqueue_outside_a_firm_carries_no_firm(committed):
    firm = make_firm()

    with login_context():
        enqueue(TASK, message_id="1")
    with pytest.raises(ProgrammingError, match="is for firm"), login_context():
        enqueue(TASK, tenant_id=str(firm.pk), message_id="2")

    assert jobs() == [(TASK, {"message_id": "1"})]


def test_enqueue_as_staff_over_several_firms_is_refused(committed):
    user, firm = make_user(), make_firm()

    with pytest.raises(ProgrammingError, match="permission denied"), staff_context([firm.pk], user_id=user.pk):
        enqueue(TASK, message_id="1")


def test_enqueue_of_an_unknown_task_is_refused_by_name(db):
    with pytest.raises(UnknownTask, match=r"no job work\.nothing"):
        enqueue("work.nothing")


def test_queueing_lock_keeps_one_waiting_job_per_firm(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")

    with tenant_context(firm.pk):
        first, second = enqueue(TASK, queueing_lock="once"), enqueue(TASK, queueing_lock="once")
    with tenant_context(other.pk):
        third = enqueue(TASK, queueing_lock="once", lock="row")

    assert (first == second, third != first) == (True, True)
    assert jobs("queueing_lock, lock") == [(f"{firm.pk}:once", None), (f"{other.pk}:once", f"{other.pk}:row")]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT args FROM procrastinate_jobs",
        "SELECT * FROM procrastinate_events",
        "UPDATE procrastinate_jobs SET status = 'todo'",
        "DELETE FROM procrastinate_jobs",
        "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')",
        "SELECT procrastinate_defer_jobs_v1(ARRAY[]::procrastinate_job_to_defer_v1[])",
        "SELECT procrastinate_fetch_job_v2(NULL, 1)",
    ],
)
@pytest.mark.parametrize("inside_firm", [True, False])
def test_queue_is_closed_to_firms_and_to_the_web(committed, statement, inside_firm):
    firm = make_firm()
    with tenant_context(firm.pk):
        enqueue(TASK, message_id="1")  # there is something to read

    entered = tenant_context(firm.pk) if inside_firm else transaction.atomic()
    with pytest.raises(ProgrammingError, match="permission denied"), entered, connection.cursor() as cursor:
        cursor.execute(statement)

    assert len(jobs()) == 1
