from __future__ import annotations

from decimal import Decimal

import pytest

from apps.clients.models import Contact
from apps.enrichment.models import EnrichmentConflict, OpportunitySignal
from apps.tenancy.choices import Scope
from apps.tenancy.context import tenant_context
from tests.api.conftest import by_token
from tests.conftest import make_member, make_user
from tests.enrichment.makers import make_conflict, make_contact, make_item, make_signal


@pytest.fixture
def api(firm):
    return by_token(firm, Scope.WRITE)


def test_signals_come_strongest_first_and_are_acted_on_once(api, firm):
    with tenant_context(firm.pk):
        strengths = ("0.60", "0.95", "0.40", "0.75")
        made = {one: make_signal(signal_strength=Decimal(one)) for one in strengths}
    path = "/api/engines/signals/unactioned"

    def listed(query=""):
        return [row["signal_strength"] for row in api("GET", f"{path}{query}").json()["results"]]

    assert listed() == [0.95, 0.75, 0.6]
    assert listed("?limit=1&min_strength=0") == [0.95]
    assert listed("?min_strength=0.7") == [0.95, 0.75]
    for wrong in (
        "limit=0",
        "limit=x",
        "min_strength=2",
        "min_strength=-1",
        "min_strength=.",
        "min_strength=",
        "page=1",
    ):
        assert api("GET", f"{path}?{wrong}").status_code == 400, wrong

    act = f"/api/engines/signals/{made['0.95'].pk}/action"
    assert api("POST", act, {}).status_code == 400
    assert api("POST", act, {"action_taken": "Called.", "action_result": "New order."}).json()["actioned"] is True
    assert api("POST", act, {"action_taken": "Wrote."}).status_code == 409
    assert listed() == [0.75, 0.6]

    dismiss = f"/api/engines/signals/{made['0.75'].pk}/dismiss"
    assert api("POST", dismiss, {"dismissed_reason": " "}).status_code == 400
    assert api("POST", dismiss, {"dismissed_reason": "Another office."}).json()["dismissed_reason"] == "Another office."
    assert api("POST", dismiss, {"dismissed_reason": "Again."}).status_code == 409
    assert listed() == [0.6]


def test_signal_that_somebody_heard_is_rated_and_kept_once(api, firm, other_firm):
    with tenant_context(firm.pk):
        contact = make_contact(title="Managing director", buying_role="decision_maker")
    with tenant_context(other_firm.pk):
        theirs = make_contact()
    heard = {"signal_type": "referral", "source_type": "call", "source_id": "Monday"}
    heard |= {"contact_id": str(contact.pk), "extracted_text": "A friend of mine needs the same."}

    made = api("POST", "/api/opportunity-signals", heard)
    again = api("POST", "/api/opportunity-signals", heard)
    foreign = api("POST", "/api/opportunity-signals", heard | {"contact_id": str(theirs.pk)})
    nobody = api("POST", "/api/opportunity-signals", {key: heard[key] for key in heard if key != "contact_id"})

    assert (made.status_code, made.json()["client_id"]) == (201, str(contact.client_id))
    assert made.json()["signal_strength"] == 1  # referral 0.95, and a decision maker's word 0.05
    assert made.json()["extracted_text"] == "A friend of mine needs the same."
    for answer, field in ((again, "source_id"), (foreign, "contact_id"), (nobody, "client_id")):
        assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (400, [field])


def test_what_waits_comes_oldest_first(api, firm):
    with tenant_context(firm.pk):
        waiting = [make_item(), make_item(email_address="a@b.example")]
        make_item(status="completed")

    found = api("GET", "/api/engines/enrichment/pending?limit=5").json()["results"]

    assert [row["id"] for row in found] == [str(item.pk) for item in waiting]
    assert api("GET", "/api/engines/enrichment/pending?limit=0").status_code == 400


def test_a_mail_is_queued_by_its_signature_alone(api, firm):
    with tenant_context(firm.pk):
        make_contact()
    body = {"source": "email_signature", "email_address": "mara@castellan.example", "source_id": "<1@x>"}
    body["text"] = "A secret.\n\nRegards,\nMara Voss\nCOO"

    first, again = (api("POST", "/api/contact-enrichment-queue", body) for _ in range(2))

    assert (first.status_code, first.json()["id"]) == (201, again.json()["id"])
    assert first.json()["extracted_data"] == {"first_name": "Mara", "last_name": "Voss", "title": "COO"}
    assert b"secret" not in first.content
    assert api("POST", "/api/contact-enrichment-queue", {"source": "manual"}).status_code == 400


def test_a_conflict_is_decided_once(api, firm):
    with tenant_context(firm.pk):
        conflict = make_conflict()
    path = f"/api/engines/enrichment/{conflict.pk}/resolve"

    assert api("POST", path, {"resolution": "edit", "value": "x" * 151}).status_code == 400
    assert api("POST", path, {"resolution": "open"}).status_code == 400
    assert api("POST", path, {"resolution": "edit", "value": "COO"}).json()["resolved_value"] == "COO"
    assert api("POST", path, {"resolution": "take"}).status_code == 409
    with tenant_context(firm.pk):
        assert Contact.objects.get(pk=conflict.contact_id).title == "COO"


def test_pages_show_both_sides_and_take_the_decision(client, firm):
    user = make_user()
    make_member(firm, user, "admin")
    client.force_login(user)
    with tenant_context(firm.pk):
        conflict, signal = make_conflict(), make_signal(make_contact(email="z@alder.example"))
    conflicts, signals = f"/f/{firm.slug}/contacts/conflicts/", f"/f/{firm.slug}/signals/"

    page = client.get(conflicts).content.decode()
    assert "Manager" in page
    assert "Director" in page
    assert client.post(f"{conflicts}{conflict.pk}/resolve/", {"resolution": "edit", "value": ""}).status_code == 422
    assert client.post(f"{conflicts}{conflict.pk}/resolve/", {"resolution": "take"}).status_code == 302
    assert b"Nothing to decide" in client.get(conflicts).content

    assert b"We are opening a new office." in client.get(signals).content
    assert client.post(f"{signals}{signal.pk}/act/", {"action": ""}).status_code == 422
    assert client.post(f"{signals}{signal.pk}/act/", {"action": "Called."}).status_code == 302
    assert b"Nothing to act on" in client.get(signals).content
    with tenant_context(firm.pk):
        assert EnrichmentConflict.objects.get().resolved_by_id == user.pk
        assert OpportunitySignal.objects.get().action_taken == "Called."
