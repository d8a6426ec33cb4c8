"""The firm's own pages of quotes, and the staff's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.models import Quote
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user
from tests.quotes.makers import make_client, make_deal, make_quote


def person(firm, role):
    user = make_user(f"{role}@harbor.example", name=f"The {role}")
    make_member(firm, user, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(firm):
    return person(firm, Role.ADMIN)


@pytest.fixture
def quote(firm):
    with tenant_context(firm.pk):
        return make_quote(at=timezone.now(), deal_id=make_deal().pk)


INLINE = {"activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0}


def entered(quote, **fields):
    lines = {"line_items-0-description": "Roof", "line_items-0-quantity": "2", "line_items-0-unit_price": "50.25",
             "line_items-2-description": "Report", "line_items-2-unit_price": "10"}  # fmt: skip
    return {"client": quote.client_id, "title": "Two roofs", "max_follow_ups": 5, **lines, **fields}


def test_a_quote_is_written_line_by_line_and_changed(firm, admin, quote):
    answer = admin.post("/f/harbor-dental/quotes/create/", entered(quote))
    assert answer.status_code == 302
    with tenant_context(firm.pk):
        made = Quote.objects.get(title="Two roofs")
        assert [line["total"] for line in made.line_items] == ["100.50", "10.00"]
    page = admin.get(answer["Location"])
    assert b"110.50 USD" in page.content

    base = f"/f/harbor-dental/quotes/{made.pk}/"
    path = f"{base}save/"
    assert b'value="50.25"' in admin.get(f"{base}edit/").content
    changed = entered(quote, seen_version=made.row_version, **{"line_items-0-unit_price": "60"})
    assert admin.post(path, changed).status_code == 302
    stale = admin.post(path, entered(quote, seen_version=made.row_version, title="Mine"))
    assert stale.status_code == 422
    assert b"Somebody else changed" in stale.content
    wrong = admin.post(path, entered(quote, **{"line_items-0-unit_price": "a lot"}))
    assert wrong.status_code == 422
    assert b"Line 1 needs a unit price" in wrong.content
    assert b"a lot" in wrong.content


def test_lines_are_added_taken_out_and_added_up_without_a_script(firm, admin, quote):
    def rows(**buttons):
        page = admin.post("/f/harbor-dental/quotes/create/", entered(quote, **buttons))
        assert page.status_code == 200
        return page.content.decode()

    added = rows(**{"line_items-do": "add"})
    assert added.count('aria-label="Take out line') == 3
    assert 'value="Two roofs"' in added
    assert '<output class="quote-total" aria-live="polite">110.50</output>' in added
    out = rows(**{"line_items-do": "remove-0"})
    assert "50.25" not in out
    assert 'value="Report"' in out
    assert "10.00</output>" in rows(**{"line_items-do": "total", "line_items-0-quantity": "none"})

    with tenant_context(firm.pk):
        assert Quote.objects.count() == 1


def test_a_new_quote_begins_with_what_its_deal_knows(firm, admin, quote):
    page = admin.get(f"/f/harbor-dental/quotes/new/?deal={quote.deal_id}").content.decode()

    assert f'<option value="{quote.client_id}" selected>' in page
    assert f'<option value="{quote.deal_id}" selected>' in page
    assert 'value="Spring inspections"' in page


def test_the_way_of_a_quote_by_its_buttons(firm, admin, quote):
    base = f"/f/harbor-dental/quotes/{quote.pk}/"
    for name, status in [
        ("submit", "pending_approval"), ("send-back", "draft"), ("submit", "pending_approval"), ("approve", "sent"),
        ("follow-up", "sent"), ("counter", "countered"),
    ]:  # fmt: skip
        assert admin.post(f"{base}{name}/", {"notes": "Less"}).status_code == 302
        with tenant_context(firm.pk):
            assert Quote.objects.get().status == status
    lost = {"outcome": "lost", "primary_reason": "price", "competitor": "Apex", "competitor_amount": "700"}
    assert admin.post(f"{base}outcome/", {"outcome": "lost"}).status_code == 422
    assert admin.post(f"{base}outcome/", lost).status_code == 302
    page = admin.get(base).content.decode()
    assert "Lost" in page
    assert "Apex" in page
    assert "Correct the outcome" in page
    assert admin.get(f"{base}quote.pdf").content.startswith(b"%PDF-")
    copied = admin.post(f"{base}copy/")
    assert copied["Location"] != base
    assert admin.post(f"{copied['Location']}withdraw/", {"notes": "Twice"}).status_code == 302
    assert admin.get(f"{base}edit/").status_code == 302


def test_a_viewer_reads_and_writes_nothing(firm, quote):
    viewer = person(firm, Role.VIEWER)
    base = f"/f/harbor-dental/quotes/{quote.pk}/"

    assert viewer.get(base).status_code == viewer.get("/f/harbor-dental/quotes/").status_code == 200
    assert b"Send to the client" not in viewer.get(base).content
    assert {viewer.post(f"{base}{name}/").status_code for name in ("send", "withdraw", "outcome", "save")} == {403}
    assert viewer.get("/f/harbor-dental/quotes/new/").status_code == 403


def test_the_report_leads_from_its_figures_to_the_rows(firm, admin, quote):
    assert b"Nothing to report yet" in admin.get("/f/harbor-dental/quotes/reports/").content
    now = timezone.now()
    with tenant_context(firm.pk):
        for outcome, reason, rival in [("won", "", "Apex"), ("lost", "price", "Apex"), ("no_decision", "", "")]:
            one = make_quote(sent=True, at=now - timedelta(days=2))
            operations.record_outcome(
                quote_id=one.pk, outcome=outcome, primary_reason=reason, competitor=rival, competitor_amount=500, at=now
            )
    page = admin.get("/f/harbor-dental/quotes/reports/").content.decode()

    assert "33.3 %" in page
    assert "50.0 %" in page
    assert page.count("<svg") == 4
    with tenant_context(firm.pk, now=now - timedelta(days=100)):
        old = make_quote(sent=True, at=now - timedelta(days=100))
        operations.record_outcome(quote_id=old.pk, outcome="won", at=now - timedelta(days=95))
    for query, count in [
        ("outcome=won&window=made", 1),
        ("outcome=won&window=ended", 1),
        ("window=made", 3),
        ("q=roofs", 5),
        ("q=zeppelin", 0),
        ("status=ending", 0),
        ("outcome=lost&reason=price", 1),
        ("competitor=apex", 2),
        ("status=draft", 1),
        ("outcome=won", 2),
    ]:
        rows = admin.get(f"/f/harbor-dental/quotes/?{query}").content.decode().count("<tr><td ")
        assert (query, rows) == (query, count)


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(firm, admin, quote, django_assert_num_queries):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            admin.get("/f/harbor-dental/quotes/")
        return len(queries)

    count()
    one = count()
    with tenant_context(firm.pk):
        make_quote(client=make_client("Other Homes"))
        make_quote(client=make_client("Third Homes"))
    assert count() == one


def test_staff_write_send_and_correct_in_the_admin(firm, quote):
    staff = person(firm, Role.STAFF)
    base = "/f/harbor-dental/admin/quotes"
    added = staff.post(f"{base}/quote/add/", entered(quote, intel="{}"))
    assert added.status_code == 302, added.content.decode()
    with tenant_context(firm.pk):
        made = Quote.objects.get(title="Two roofs")
        assert (made.total_amount, made.created_by_id is not None) == (110.50, True)
    wrong = staff.post(
        f"{base}/quote/{made.pk}/change/", entered(quote, intel="{}", **INLINE, **{"line_items-0-quantity": "x"})
    )
    assert b"Line 1 needs a quantity" in wrong.content
    assert staff.get(f"{base}/quote/{made.pk}/change/").status_code == 200
    sent = staff.post(f"{base}/quote/", {"action": "send", "_selected_action": [str(made.pk)]}, follow=True)
    assert b"is on its way" in sent.content
    shown = staff.get(f"{base}/quote/{made.pk}/change/")
    assert shown.status_code == 200
    assert b"line_items-0" not in shown.content
    kept = staff.post(f"{base}/quote/{made.pk}/change/", INLINE | {"max_follow_ups": 2, "intel": '{"budget": "100"}'})
    assert kept.status_code == 302, kept.content.decode()
    with tenant_context(firm.pk):
        assert (Quote.objects.get(pk=made.pk).max_follow_ups, Quote.objects.get(pk=made.pk).title) == (2, "Two roofs")
        row = operations.record_outcome(quote_id=made.pk, outcome="lost", primary_reason="price", at=timezone.now())
    path = f"{base}/quoteoutcome/{row.pk}/change/"
    assert staff.get(path).status_code == 200
    fixed = staff.post(path, {"outcome": "won", "primary_reason": "", "secondary_reasons": "", "learnings": "{}"})
    assert fixed.status_code == 302, fixed.content.decode()
    with tenant_context(firm.pk):
        assert Quote.objects.get(pk=made.pk).status == "accepted"
    for name in ("quote", "quoteoutcome", "quoteactivity", "quoteview"):
        assert staff.get(f"{base}/{name}/").status_code == 200
        assert staff.get(f"/admin/quotes/{name}/").status_code == 200
    assert staff.get(f"{base}/quote/{made.pk}/delete/").status_code == 403


@pytest.mark.parametrize("deal", ["nonsense", "", "01890000-0000-7000-8000-00000000dead"])
def test_the_form_of_a_new_quote_opens_with_no_such_deal(firm, admin, deal):
    assert admin.get(f"/f/harbor-dental/quotes/new/?deal={deal}").status_code == 200


def test_a_closed_deal_stays_the_deal_of_its_quote(firm, admin, quote):
    with tenant_context(firm.pk):
        Deal.objects.filter(pk=quote.deal_id).update(stage="won")

    answer = admin.post(f"/f/harbor-dental/quotes/{quote.pk}/save/", entered(quote, deal=quote.deal_id))

    assert answer.status_code == 302


def test_expired_quotes_of_which_nobody_said_how_they_ended_have_a_row_of_their_own(firm, admin):
    with tenant_context(firm.pk):
        over = make_quote(
            sent=True, at=timezone.now() - timedelta(days=40), valid_until=timezone.localdate() - timedelta(days=9)
        )
        operations.expire_due_quotes(limit=9, at=timezone.now())
        make_quote(sent=True, at=timezone.now())

    page = admin.get("/f/harbor-dental/quotes/reports/").content.decode()
    listed = admin.get("/f/harbor-dental/quotes/?outcome=unsaid&window=made").content.decode()

    assert "Expired, nobody said how: </span>1</a>" in page
    assert "1 without an outcome, made in the last 90 days and over" in listed
    assert listed.count('class="amount"><a href') == 1
    assert over.quote_number in listed
