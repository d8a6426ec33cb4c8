"""What is done with deals, and its refusals. Everything here runs inside a firm."""

from apps.deals.operations.deals import (
    DealError,
    DealIsClosed,
    MovedMeanwhile,
    NoParkingDay,
    UnknownDay,
    UnknownStage,
    move_deal,
    park_deal,
    record_activity,
    refuse_if_moved,
    unpark_deal,
)
from apps.deals.operations.follow_ups import (
    FollowUpsUsedUp,
    FollowUpWaits,
    NobodyToWriteTo,
    approve_follow_up,
    discard_follow_up,
    follow_up,
    send_due_follow_ups,
)
from apps.deals.operations.making import make_deal
from apps.deals.operations.stages import StageChangedMeanwhile, change_stages
from apps.deals.operations.stalls import mark_stalled

__all__ = [
    "DealError",
    "DealIsClosed",
    "FollowUpWaits",
    "FollowUpsUsedUp",
    "MovedMeanwhile",
    "NoParkingDay",
    "NobodyToWriteTo",
    "StageChangedMeanwhile",
    "UnknownDay",
    "UnknownStage",
    "approve_follow_up",
    "change_stages",
    "discard_follow_up",
    "follow_up",
    "make_deal",
    "mark_stalled",
    "move_deal",
    "park_deal",
    "record_activity",
    "refuse_if_moved",
    "send_due_follow_ups",
    "unpark_deal",
]
