import datetime as dt

import pytest

from apps.clients.models import Client
from apps.clients.unsubscribing import stop_contact
from apps.deals import operations
from apps.deals.follow_up_texts import TONES
from apps.deals.models import Deal, DealActivity, StageConfig
from apps.deals.operations.follow_ups import stop_follow_ups
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from apps.work.operations import NoDraft
from tests.conftest import AT, make_member, make_user
from tests.deals.deal_rows import make_client, make_contact, make_deal

DAY = dt.timedelta(days=1)


@pytest.fixture
def inside(firm):
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}, now=AT):
        yield firm


def run(at=AT):
    """Run both steps as the engine does, with SQL's clock at the same time."""
    marked = operations.mark_stalled(limit=50, at=at)
    return marked, operations.send_due_follow_ups(limit=50, at=at)


def mails():
    return list(OutboxMessage.objects.order_by("created_at", "id"))


def test_stalled_deal_is_followed_up_and_the_next_is_due_after_the_interval(inside):
    make_deal(quiet_days=10)

    marked, sent = run()

    deal = Deal.objects.get()
    assert (marked.done, sent.done, sent.errors) == (1, 1, ())
    assert (deal.follow_up_count, deal.next_follow_up_at) == (1, AT + 2 * DAY)
    (mail,) = mails()
    assert (mail.to_email, mail.subject, mail.status) == ("desk@castellan.example", "Fleet contract", "approved")
    assert DealActivity.objects.get().message_id == mail.pk


def test_follow_up_by_the_engine_is_no_activity(inside):
    make_deal(quiet_days=10)

    run()

    deal = Deal.objects.get()
    assert deal.last_activity_at == AT - 10 * DAY
    assert deal.stalled_at == AT


def test_follow_ups_stop_at_the_maximum_of_the_stage_in_four_tones(inside):
    make_deal(quiet_days=10)

    for days in range(30):
        run(AT + days * DAY)

    deal = Deal.objects.get()
    assert (deal.follow_up_count, deal.next_follow_up_at) == (5, None)
    assert [mail.subject for mail in mails()] == [
        "Fleet contract",
        "Fleet contract: how can we help?",
        "Fleet contract: is it still of interest?",
        "Fleet contract: shall we close this?",
        "Fleet contract: shall we close this?",
    ]
    assert list(DealActivity.objects.order_by("happened_at").values_list("happened_at", flat=True)) == [
        AT + days * DAY for days in (0, 2, 4, 6, 8)
    ]


def test_second_run_in_the_same_moment_sends_nothing_more(inside):
    make_deal(quiet_days=10)
    run()

    marked, sent = run()

    assert (marked.seen, sent.seen, len(mails())) == (0, 0, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"auto_follow_up_enabled": False},
        {"parked_until": dt.date(2026, 3, 3), "parked_reason": "Budget"},
        {"stage": "won"},
        {"quiet_days": 3},
    ],
    ids=["opted out", "parked", "closed", "busy"],
)
def test_deal_that_is_to_be_left_alone_gets_no_mail(inside, fields):
    make_deal(**{"quiet_days": 30} | fields)
    Deal.objects.update(next_follow_up_at=AT - DAY) if "quiet_days" not in fields else None

    run()

    assert mails() == []


def test_deal_parked_after_its_stall_is_followed_up_when_its_day_comes(inside):
    deal = make_deal(quiet_days=10)
    operations.mark_stalled(limit=50, at=AT)

    operations.park_deal(deal_id=deal.pk, until=AT.date() + 5 * DAY, reason="Budget in spring", at=AT)
    run(AT + 4 * DAY)
    assert mails() == []
    run(AT + 5 * DAY)

    assert len(mails()) == 1


def test_deals_of_a_client_that_is_inactive_get_no_mail(inside):
    make_deal(quiet_days=10)
    Client.objects.update(is_active=False)

    run()

    assert mails() == []


def test_follow_up_goes_to_the_contact_of_the_deal_by_name_from_its_owner(firm):
    tom = make_user("tom@harbor.example", name="Tom Berg")
    make_member(firm, tom)
    with tenant_context(firm.pk, now=AT):
        client = make_client()
        make_deal(quiet_days=10, client=client, contact=make_contact(client, first_name="Ada"), assigned_to=tom)

        run()

        (mail,) = mails()
        assert mail.to_email == "tom@castellan.example"
        assert mail.body_text.startswith("Hello Ada,\n\nyou asked us about “Fleet contract”")
        assert "Tom Berg\nHarbor Dental Partners\ntom@harbor.example" in mail.body_text
        assert TONES[0][1] in mail.body_html


def test_follow_up_goes_to_the_primary_contact_where_the_deal_has_none(inside):
    client = make_client(email="desk@castellan.example")
    make_contact(client, email="first@castellan.example")
    make_contact(client, email="main@castellan.example", is_primary=True)
    make_deal(client=client, quiet_days=10)

    run()

    assert [mail.to_email for mail in mails()] == ["main@castellan.example"]


def test_deals_that_cannot_be_written_about_are_named_and_stop_no_other(inside):
    silent, loud, out = make_client("Silent"), make_client("Loud", email="a@loud.example"), make_client("Out")
    make_contact(out, is_primary=True, unsubscribed_at=AT)
    for client in (silent, out, loud):
        make_deal(f"Deal of {client}", client=client, quiet_days=10)

    _, sent = run()

    assert (sent.seen, sent.done, sent.failed) == (3, 1, 2)
    assert {error.partition(": ")[0] for error in sent.errors} == {"“Deal of Silent”", "“Deal of Out”"}
    assert "Give the deal's contact or its client an email." in " ".join(sent.errors)
    assert [mail.to_email for mail in mails()] == ["a@loud.example"]
    assert operations.send_due_follow_ups(limit=50, at=AT).seen == 0  # not again before the interval is over


def test_activity_stops_the_follow_ups_until_the_deal_stalls_again(inside):
    deal = make_deal(quiet_days=10)
    run()
    operations.record_activity(deal_id=deal.pk, kind="call", at=AT + DAY)

    run(AT + 2 * DAY)
    assert len(mails()) == 1
    run(AT + 5 * DAY)

    assert [mail.subject for mail in mails()][1:] == ["Fleet contract: how can we help?"]


def test_stage_with_drafts_first_waits_for_somebody_and_piles_up_none(inside):
    StageConfig.objects.update(drafts_first=True)
    make_deal(quiet_days=10)

    for days in range(10):
        run(AT + days * DAY)

    (mail,) = mails()
    assert (mail.status, mail.approved_at) == ("draft", None)


def test_approved_draft_goes_and_the_next_follow_up_counts_from_then(inside):
    StageConfig.objects.update(drafts_first=True)
    make_deal(quiet_days=10)
    run()
    later = AT + 6 * DAY

    operations.approve_follow_up(activity_id=DealActivity.objects.get().pk, at=later)

    assert (mails()[0].status, mails()[0].approved_at) == ("approved", later)
    assert Deal.objects.get().next_follow_up_at == later + 2 * DAY
    with pytest.raises(NoDraft):
        operations.approve_follow_up(activity_id=DealActivity.objects.get().pk, at=later)


def test_discarded_draft_does_not_count_and_is_offered_again_after_the_interval(inside):
    StageConfig.objects.update(drafts_first=True)
    make_deal(quiet_days=10)
    run()

    operations.discard_follow_up(activity_id=DealActivity.objects.get().pk, at=AT)

    deal = Deal.objects.get()
    assert (deal.follow_up_count, deal.next_follow_up_at) == (0, AT + 2 * DAY)
    assert (mails(), DealActivity.objects.count()) == ([], 0)


def test_follow_up_by_hand_goes_at_once_and_counts(inside):
    StageConfig.objects.update(drafts_first=True)
    deal = make_deal(quiet_days=1)

    operations.follow_up(deal_id=deal.pk, at=AT)

    assert (mails()[0].status, Deal.objects.get().follow_up_count) == ("approved", 1)


@pytest.mark.parametrize(
    ("fields", "error"),
    [({"stage": "won"}, operations.DealIsClosed), ({"follow_up_count": 5}, operations.FollowUpsUsedUp)],
    ids=["closed", "used up"],
)
def test_follow_up_by_hand_is_refused(inside, fields, error):
    deal = make_deal(**fields)

    with pytest.raises(error):
        operations.follow_up(deal_id=deal.pk, at=AT)

    assert mails() == []


def test_follow_up_by_hand_is_refused_while_a_draft_waits(inside):
    StageConfig.objects.update(drafts_first=True)
    deal = make_deal(quiet_days=10)
    run()

    with pytest.raises(operations.FollowUpWaits):
        operations.follow_up(deal_id=deal.pk, at=AT)


@pytest.mark.parametrize(
    ("has_contact", "stop"),
    [
        (True, lambda deal: stop_contact(object_id=deal.contact_id, at=AT)),
        (False, lambda deal: stop_follow_ups(object_id=deal.pk, at=AT)),
    ],
    ids=["contact", "deal"],
)
def test_draft_of_somebody_who_wants_no_mails_since_is_not_sent(inside, has_contact, stop):
    StageConfig.objects.update(drafts_first=True)
    client = make_client(email="desk@castellan.example")
    contact = make_contact(client, email="mara@castellan.example") if has_contact else None
    deal = make_deal(client=client, contact=contact, quiet_days=10)
    run()
    stop(deal)

    with pytest.raises(operations.NobodyToWriteTo, match=r"wants no such mail any more|are off, by the client"):
        operations.approve_follow_up(activity_id=DealActivity.objects.get(kind="follow_up").pk, at=AT)

    assert [mail.status for mail in mails()] == ["draft"]


def test_deals_that_nobody_can_be_written_about_do_not_end_the_step_for_the_rest(inside):
    nobody = Client.objects.create(company_name="Nobody there")
    for days in range(3):
        make_deal(client=nobody, quiet_days=40 + days)
    make_deal(client=make_client(email="desk@castellan.example"), quiet_days=10)
    operations.mark_stalled(limit=50, at=AT)

    batches = [operations.send_due_follow_ups(limit=2, at=AT) for _ in range(2)]

    assert [(batch.seen, batch.done, batch.failed) for batch in batches] == [(4, 1, 3), (0, 0, 0)]


def test_client_who_wants_no_mails_to_its_own_address_gets_none_by_hand_either(inside):
    deal = make_deal(client=make_client(email="desk@castellan.example"), quiet_days=10)
    stop_follow_ups(object_id=deal.pk, at=AT)

    with pytest.raises(operations.NobodyToWriteTo, match="are off"):
        operations.follow_up(deal_id=deal.pk, at=AT)

    assert mails() == []
