from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import expected_version
from apps.core.api.filters import containing, exactly, flag, link, one_of, since
from apps.core.api.orders import by_time
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import MAX_LIMIT, Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowListView, RowPagesView, RowView
from apps.quotes import operations
from apps.quotes.api import serializers
from apps.quotes.choices import QuoteActivityKind, QuoteResult, QuoteStatus, Reason
from apps.quotes.models import Quote
from apps.quotes.pdf import file_name, quote_pdf
from apps.quotes.queries import due_quotes, report

UPDATED = "Changed at or after this time."
SEVERAL = "or several with commas between."
OF_QUOTE = link("quote_id", "Of this quote.")
EXAMPLE_ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"

QUOTES = Resource(
    "quotes",
    "quote",
    serializers.QuoteSerializer,
    filters={
        "status": one_of("status", QuoteStatus, f"One state, {SEVERAL}"),
        "outcome": one_of("outcome", QuoteResult, f"One outcome, {SEVERAL}"),
        "client": link("client_id", "Of this client."),
        "deal": link("deal_id", "Of this deal."),
        "quote_number": exactly("quote_number", "The one of this number."),
        "due": flag("coalesce(next_follow_up_at <= app_now(), false)", "Only those whose follow-up is due, or others."),
        "q": containing("title", "quote_number", says="Part of the title or number, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "client_id": EXAMPLE_ID,
            "title": "Inspection of 3 roofs",
            "line_items": [
                {"description": "Roof inspection", "quantity": "3", "unit_price": "199.99", "total": "599.97"}
            ],
        },
        "PATCH": {"intel": {"budget": "about 1,000"}},
    },
)
ACTIVITIES = Resource(
    "quote-activities",
    "activity",
    serializers.QuoteActivitySerializer,
    filters={
        "quote": OF_QUOTE,
        "activity_type": one_of("activity_type", QuoteActivityKind, f"One kind, {SEVERAL}"),
        "created_since": since("created_at", "Done at or after this time."),
    },
    version="1",  # written once
)
VIEWS = Resource(
    "quote-views",
    "view",
    serializers.QuoteViewSerializer,
    orders=by_time("viewed_at"),
    filters={
        "quote": OF_QUOTE,
        "is_internal": flag("is_internal", "Only the firm's own people, or only others."),
        "viewed_since": since("viewed_at", "Opened at or after this time."),
    },
    version="1",  # written once
)
OUTCOMES = Resource(
    "quote-outcomes",
    "outcome",
    serializers.QuoteOutcomeSerializer,
    filters={
        "quote": OF_QUOTE,
        "outcome": one_of("outcome", QuoteResult, f"One outcome, {SEVERAL}"),
        "primary_reason": one_of("primary_reason", Reason, f"One reason, {SEVERAL}"),
        "updated_since": since("updated_at", UPDATED),
    },
)


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say a refusal of the operations as a problem: 400 for input, 409 for the quote's present state."""
    try:
        yield
    except operations.OtherClient as refused:
        raise invalid_field("client_id", "other_client", str(refused)) from refused
    except operations.NoAnswer as refused:
        raise invalid_field("notes", "required", str(refused)) from refused
    except operations.QuoteError as refused:
        raise Problem(409, "refused", str(refused)) from refused


class QuoteList(RowListView):
    resource = QUOTES
    says = {"POST": "A draft under the firm's next number. The total is the sum of the lines."}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        with refused_in_http():
            quote = operations.create_quote(fields=given, at=timezone.now())
        return self.shown(quote.pk, status=201, headers={"Location": f"{request.path}/{quote.pk}"})


class QuoteDetail(RowView):
    resource = QUOTES
    says = {
        "PATCH": "Once sent, only contact_id, deal_id, intel and max_follow_ups. A quote is withdrawn, never deleted."
    }

    get = RowDetailView.get

    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        given, version = self.cleaned(request), expected_version(request)
        QUOTES.locked(pk, version)
        with refused_in_http():
            operations.edit_quote(quote_id=pk, fields=given)
        return self.shown(pk)


class ActivityList(RowPagesView):
    resource = ACTIVITIES


class ViewList(RowPagesView):
    resource = VIEWS


class ActivityDetail(RowView):
    resource = ACTIVITIES
    get = RowDetailView.get


class ViewDetail(RowView):
    resource = VIEWS
    get = RowDetailView.get


class OutcomeList(RowPagesView):
    resource = OUTCOMES


class OutcomeDetail(RowView):
    resource = OUTCOMES
    get = RowDetailView.get


class QuoteAct(RowActView):
    """A named act on one quote, answered with the quote."""

    resource = QUOTES
    operation: ClassVar[Callable[..., Any]]

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request) if self.acts["POST"].takes else {}
        self.hold(request, pk)
        with refused_in_http():
            done = type(self).operation(quote_id=pk, **given)
        return self.shown(done.pk if isinstance(done, Quote) else pk, status=self.acts["POST"].statuses[0])


def _now(operation: Callable[..., Any]) -> Any:
    return staticmethod(lambda **given: operation(**given, at=timezone.now()))


def _act(name: str, summary: str, **more: Any) -> dict[str, Act]:
    shown = {"versioned": True, "compares": True}
    return {"POST": Act(f"{name}_quote", summary, serializers.QuoteSerializer, refuses=(404, 409), **shown, **more)}


class Submit(QuoteAct):
    operation = _now(operations.submit_quote)
    acts = _act("submit", "Ask a colleague to approve a draft")


class SendBack(QuoteAct):
    operation = _now(operations.send_back)
    acts = _act("send_back", "Make a quote that waits for approval a draft again")


class Approve(QuoteAct):
    operation = _now(operations.approve_quote)
    acts = _act("approve", "Approve a quote and send it")


class Send(QuoteAct):
    operation = _now(operations.send_quote)
    acts = _act("send", "Mail a quote to the client", says="With a link to its page; followed up from three days on.")


class Copy(QuoteAct):
    operation = _now(operations.copy_quote)
    acts = _act("copy", "Make a draft that offers the same", statuses=(201,))


class Withdraw(QuoteAct):
    operation = _now(operations.withdraw_quote)
    acts = _act(
        "withdraw", "Take a quote back", takes=serializers.WithdrawInput, example={"reason": "The scope has changed."}
    )


class Counter(QuoteAct):
    operation = _now(operations.counter_quote)
    acts = _act(
        "counter", "Note that the client asks for other terms",
        takes=serializers.CounterInput, example={"notes": "Asks for 10 % less."},
    )  # fmt: skip


class Outcome(QuoteAct):
    operation = _now(operations.record_outcome)
    acts = _act(
        "outcome",
        "Record how a quote ended, or correct it",
        says="Won moves the deal to won. Lost moves it to lost with the reason, unless another quote of it is open.",
        takes=serializers.OutcomeInput,
        example={"outcome": "lost", "primary_reason": "price", "competitor": "Apex", "competitor_amount": 900},
    )


class FollowUps(ActView):
    """Follow-ups by hand: of one quote, or of all that are due."""

    acts = {
        "GET": Act(
            "quotes_due",
            "Quotes whose follow-up is due",
            serializers.QuotesDueSerializer,
            says="The largest first.",
            most=MAX_LIMIT,
        ),
        "POST": Act(
            "follow_up_quotes",
            "Follow up a quote, or all that are due",
            serializers.FollowUpAnswer,
            says="A named quote even before it is due. What may not be sent is in skipped, with the reason. At most "
            "200 at a time; more says whether others are due.",
            takes=serializers.FollowUpInput,
            example={"limit": 20},
            refuses=(404,),
        ),
    }

    def get(self, request: Request) -> HttpResponse:
        return json_response({"results": [_plain(row) for row in due_quotes(self.limit(request))]})

    def post(self, request: Request) -> HttpResponse:
        given, at = self.cleaned(request), timezone.now()
        quote_id = given.get("quote_id")
        if quote_id:
            try:
                results = [operations.FollowUp(operations.follow_up_quote(quote_id=quote_id, at=at))]
            except operations.QuoteError as refused:
                results = [operations.FollowUp(Quote.objects.get(pk=quote_id), str(refused))]
        else:
            results = operations.follow_up_due(limit=given.get("limit", MAX_LIMIT), at=at)
        rows = [
            {
                "quote_id": one.quote.pk,
                "quote_number": one.quote.quote_number,
                "follow_up_count": one.quote.follow_up_count,
                "reason": one.skipped,
            }
            for one in results
        ]
        return json_response(
            {
                "sent": [row for row in rows if not row["reason"]],
                "skipped": [row for row in rows if row["reason"]],
                "more": not quote_id and bool(due_quotes(1)),
            }
        )


class PdfRenderer(BaseRenderer):
    """Lets every Accept pass; the view answers itself."""

    media_type = "*/*"
    format = "pdf"


class Pdf(ActView):
    """A quote as a PDF."""

    acts = {"GET": Act("quote_pdf", "A quote as a PDF", bytes, media_type="application/pdf", refuses=(404,))}

    def get_renderers(self) -> list[Any]:
        return [PdfRenderer()]

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        quote = Quote.objects.select_related("client", "contact").get(pk=pk)
        headers = {"Content-Disposition": f'attachment; filename="{file_name(quote)}"'}
        return HttpResponse(quote_pdf(quote), content_type="application/pdf", headers=headers)


class _Report(ActView):
    """A report's rows, of the last 90 days."""

    name: ClassVar[str]

    def get(self, request: Request) -> HttpResponse:
        return json_response({"results": [_plain(row) for row in report(self.name)]})


class WinRates(_Report):
    name = "win_rates"
    acts = {"GET": Act("quote_win_rates", "How many quotes were won", serializers.WinRatesSerializer)}


class LossReasons(_Report):
    name = "loss_reasons"
    acts = {"GET": Act("quote_loss_reasons", "Why quotes were lost", serializers.LossReasonsSerializer)}


class Competitors(_Report):
    name = "competitors"
    acts = {"GET": Act("competitor_analysis", "Who else offered, and how that went", serializers.CompetitorsSerializer)}


class TimeToDecision(_Report):
    name = "time_to_decision"
    acts = {
        "GET": Act(
            "time_to_decision", "Days from sending a quote to its outcome", serializers.TimesToDecisionSerializer
        )
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in row.items()}
