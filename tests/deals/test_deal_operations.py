import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from apps.deals import operations
from apps.deals.models import Deal, StageHistory
from tests.conftest import AT
from tests.deals.deal_rows import make_deal

DAY = dt.timedelta(days=1)


def test_move_changes_the_stage_and_is_in_the_history(inside):
    deal = make_deal()

    moved = operations.move_deal(deal_id=deal.pk, stage="proposal")

    assert moved.stage == "proposal"
    assert list(StageHistory.objects.values_list("from_stage", "to_stage")) == [("lead", "proposal")]


def test_move_to_the_same_stage_changes_nothing(inside):
    deal = make_deal()

    operations.move_deal(deal_id=deal.pk, stage="lead")

    assert not StageHistory.objects.exists()


def test_lost_deal_keeps_its_reason_and_forgets_it_when_taken_up(inside):
    deal = make_deal()

    operations.move_deal(deal_id=deal.pk, stage="lost", lost_reason=" Price ")
    assert (Deal.objects.get().lost_reason, StageHistory.objects.get().reason) == ("Price", "Price")
    operations.move_deal(deal_id=deal.pk, stage="negotiation")

    assert Deal.objects.get().lost_reason == ""


def test_closed_deal_is_parked_no_more(inside):
    deal = make_deal(parked_until=AT.date() + DAY, parked_reason="Budget")

    operations.move_deal(deal_id=deal.pk, stage="won")

    assert Deal.objects.get().parked_until is None


def test_unknown_stage_is_refused_with_those_there_are(inside):
    deal = make_deal()

    with pytest.raises(operations.UnknownStage, match="lead, qualified, proposal, negotiation, won, lost"):
        operations.move_deal(deal_id=deal.pk, stage="thinking")


def test_parked_deal_has_a_day_and_a_reason_until_it_is_taken_up(inside):
    deal = make_deal()

    operations.park_deal(deal_id=deal.pk, until=AT.date() + 9 * DAY, reason="Budget  in spring ", at=AT)
    parked = Deal.objects.get()
    operations.unpark_deal(deal_id=deal.pk)

    assert (parked.parked_until, parked.parked_reason) == (AT.date() + 9 * DAY, "Budget in spring")
    after = Deal.objects.get()
    assert (after.parked_until, after.parked_reason) == (None, "")


@pytest.mark.parametrize(
    ("until", "reason"), [(AT.date(), "Budget"), (AT.date() + DAY, "  ")], ids=["today", "no reason"]
)
def test_deal_is_parked_only_until_a_later_day_with_a_reason(inside, until, reason):
    deal = make_deal()

    with pytest.raises(operations.NoParkingDay):
        operations.park_deal(deal_id=deal.pk, until=until, reason=reason, at=AT)


def test_closed_deal_cannot_be_parked(inside):
    deal = make_deal(stage="lost")

    with pytest.raises(operations.DealIsClosed):
        operations.park_deal(deal_id=deal.pk, until=AT.date() + DAY, reason="Budget", at=AT)


def test_activity_of_a_time_to_come_is_refused(inside):
    deal = make_deal()

    with pytest.raises(operations.UnknownDay):
        operations.record_activity(deal_id=deal.pk, kind="call", happened_at=AT + DAY, at=AT)


def test_activity_of_an_unknown_kind_is_refused(inside):
    deal = make_deal()

    with pytest.raises(ValidationError):
        operations.record_activity(deal_id=deal.pk, kind="telepathy", at=AT)
