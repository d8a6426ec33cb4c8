from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.clients.models import Contact
from apps.enrichment import operations
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from tests.conftest import AT, make_firm, make_user
from tests.enrichment.makers import make_conflict, make_contact, make_item


def process():
    return operations.process_due(limit=50, at=AT)


def test_only_empty_fields_are_filled_and_say_where_from(inside):
    contact = make_contact(title="", phone="+1 415 555 0134")
    operations.queue_enrichment(
        source="email_signature",
        email="MARA@castellan.example",
        text="Regards,\nMara Voss\nCEO\nPhone: (1) 415-555-0134\nlinkedin.com/in/mara-voss",
    )

    process()

    found, item = Contact.objects.get(pk=contact.pk), EnrichmentItem.objects.get()
    assert (found.title, found.phone) == ("CEO", "+1 415 555 0134")
    assert (found.linkedin_url, found.buying_role) == ("https://linkedin.com/in/mara-voss", "decision_maker")
    assert (item.status, item.merged_to_contact_id, item.merge_conflicts) == ("completed", contact.pk, [])
    sources = ContactFieldSource.objects.order_by("field").values_list("field", "value", "source", "learned_at")
    assert list(sources) == [
        ("linkedin_url", "https://linkedin.com/in/mara-voss", "email_signature", AT),
        ("title", "CEO", "email_signature", AT),
    ]


def test_what_differs_waits_for_a_person_and_is_asked_once(inside):
    contact = make_contact(title="Manager")
    for _ in range(2):
        make_item(contact, extracted_data={"title": "Director", "first_name": "MARA"})

    process()

    conflict = EnrichmentConflict.objects.get()
    assert (conflict.field, conflict.current_value, conflict.proposed_value) == ("title", "Manager", "Director")
    assert Contact.objects.get().title == "Manager"
    assert sorted(EnrichmentItem.objects.values_list("merge_conflicts", flat=True)) == [[], ["title"]]


def test_a_kept_value_is_not_asked_about_again(inside):
    conflict = make_conflict()
    operations.resolve_conflict(conflict_id=conflict.pk, resolution="keep", at=AT)
    make_item(conflict.contact)

    process()

    assert EnrichmentConflict.objects.count() == 1
    assert Contact.objects.get().title == "Manager"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"email_address": "nobody@alder.example"}, "No contact has this address."),
        ({"extracted_data": {}}, "Nothing was found."),
    ],
)
def test_what_leads_nowhere_is_left_out_with_the_reason(inside, fields, error):
    make_item(**fields)

    process()

    item = EnrichmentItem.objects.get()
    assert (item.status, item.error_message, item.processed_at) == ("skipped", error, AT)


def test_values_that_the_field_cannot_hold_are_passed_over(inside):
    contact = make_contact(phone="")
    make_item(contact, extracted_data={"linkedin_url": "javascript:alert(1)", "phone": "9" * 51, "title": ["a"] * 100})

    process()

    assert not ContactFieldSource.objects.exists()
    assert Contact.objects.get().linkedin_url == ""


@pytest.mark.parametrize(
    ("resolution", "value", "title", "source"),
    [("keep", "", "Manager", None), ("take", "", "Director", "apollo"), ("edit", " COO ", "COO", "manual")],
)
def test_a_person_decides(inside, resolution, value, title, source):
    conflict = make_conflict()
    user = make_person()

    operations.resolve_conflict(conflict_id=conflict.pk, resolution=resolution, value=value, by=user, at=AT)

    decided = EnrichmentConflict.objects.get()
    assert (decided.resolution, decided.resolved_value, decided.resolved_by_id) == (resolution, title, user)
    assert Contact.objects.get().title == title
    kept = ContactFieldSource.objects.values_list("source", "accepted_by_id")
    assert list(kept) == ([(source, user)] if source else [])
    with pytest.raises(operations.ConflictClosed):
        operations.resolve_conflict(conflict_id=conflict.pk, resolution="keep", at=AT)


def make_person():
    from apps.tenancy.models import Membership

    return Membership.objects.values_list("user_id", flat=True).get()


@pytest.fixture
def inside(firm):
    from tests.conftest import make_member

    make_member(firm, make_user())
    with tenant_context(firm.pk, now=AT):
        yield firm


@pytest.mark.parametrize(("resolution", "value"), [("edit", "  "), ("edit", "x" * 151), ("open", ""), ("toss", "")])
def test_a_decision_that_is_none_is_refused(inside, resolution, value):
    conflict = make_conflict()

    with pytest.raises(ValidationError):
        operations.resolve_conflict(conflict_id=conflict.pk, resolution=resolution, value=value, at=AT)

    assert EnrichmentConflict.objects.get().resolution == "open"


def test_queueing_the_same_mail_twice_is_once(inside):
    make_contact()
    first, again = (
        operations.queue_enrichment(source="email_signature", email="mara@castellan.example", source_id="<1@x>")
        for _ in range(2)
    )

    assert first.pk == again.pk
    with pytest.raises(operations.NobodyNamed):
        operations.queue_enrichment(source="manual")
    with pytest.raises(ValidationError):
        operations.queue_enrichment(source="rumor", email="a@b.example")


def test_two_workers_at_once_take_each_item_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        for number in range(40):
            make_item(make_contact(email=f"p{number}@alder.example"))
    gate, seen = threading.Barrier(2), []

    def work():
        gate.wait()
        done = 1
        while done:
            with tenant_context(firm.pk):
                done = operations.process_due(limit=5, at=AT).done
                seen.append(done)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(seen) == 40
    with tenant_context(firm.pk):
        assert EnrichmentItem.objects.filter(status="completed").count() == 40
        assert ContactFieldSource.objects.count() == 40


def test_a_firm_that_breaks_stops_no_other(firm, other_firm, monkeypatch):
    for one in (firm, other_firm):
        with tenant_context(one.pk):
            make_item()
    from apps.enrichment.operations import merging

    real = merging.take_in

    def breaks(item, *, at):
        if item.tenant_id == firm.pk:
            raise RuntimeError("bad row")
        real(item, at=at)

    monkeypatch.setattr(merging, "take_in", breaks)

    runs = [
        run_engine("contact-enrichment", tenant_id=one.pk, scheduled_for=AT, at=AT).status for one in (firm, other_firm)
    ]

    assert runs == ["failed", "succeeded"]
    with tenant_context(other_firm.pk):
        assert EnrichmentItem.objects.get().status == "completed"
