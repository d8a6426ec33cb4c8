"""What is done with quotes, and its refusals. Everything here runs inside a firm."""

from apps.quotes.operations.answers import (
    NoAnswer,
    QuoteOver,
    answer_quote,
    counter_quote,
    expire_due_quotes,
    record_outcome,
)
from apps.quotes.operations.closing import Ending, NotClosed, close_deal
from apps.quotes.operations.editing import (
    AlreadySent,
    OtherClient,
    QuoteError,
    copy_quote,
    create_quote,
    edit_quote,
    withdraw_quote,
)
from apps.quotes.operations.follow_ups import FollowUp, NotNow, follow_up_due, follow_up_quote, send_due_follow_ups
from apps.quotes.operations.mailing import NobodyToWriteTo
from apps.quotes.operations.sending import NothingToSend, approve_quote, send_back, send_quote, submit_quote
from apps.quotes.operations.viewing import record_view

__all__ = [
    "AlreadySent",
    "Ending",
    "FollowUp",
    "NoAnswer",
    "NobodyToWriteTo",
    "NotClosed",
    "NotNow",
    "NothingToSend",
    "OtherClient",
    "QuoteError",
    "QuoteOver",
    "answer_quote",
    "approve_quote",
    "close_deal",
    "copy_quote",
    "counter_quote",
    "create_quote",
    "edit_quote",
    "expire_due_quotes",
    "follow_up_due",
    "follow_up_quote",
    "record_outcome",
    "record_view",
    "send_back",
    "send_due_follow_ups",
    "send_quote",
    "submit_quote",
    "withdraw_quote",
]
