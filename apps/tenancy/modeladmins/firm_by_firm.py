"""A list's writes: firm by firm, one transaction each, and nothing entered is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from apps.tenancy.context import staff_context, tenant_context
from apps.tenancy.modeladmins.access import caller_in
from apps.tenancy.modeladmins.forms import KeptRow
from apps.tenancy.modeladmins.lists import FirmFilter
from apps.tenancy.modeladmins.posts import HeldMessages, Row, acting, only_these, pass_on, posted_rows
from apps.tenancy.permissions import Caller

log = structlog.get_logger(__name__)


class RowsRefused(Exception):
    """Some rows of a firm cannot be saved, so none of it is."""


class Refusal(NamedTuple):
    """Why a record was not saved, by field."""

    record: str
    errors: dict[str, list[str]]


@dataclass
class Part:
    """A firm's share of a posted list."""

    caller: Caller
    rows: list[Row]
    selected: list[str]
    kept: dict[str, KeptRow] = field(default_factory=dict)


class FirmByFirm:
    """Send the form of a list to the usual code once per firm, with that firm's rows only.

    In a firm's admin that is one part. Over all firms each part runs in its own firm and transaction; a part that
    fails is reported and stops no other.
    """

    refusals: tuple[type[Exception], ...] = (ValidationError,)
    firm_path = "tenant_id"
    model: Any
    opts: Any

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)  # type: ignore[misc, no-any-return]
        if request.caller is None and self.asks_first(request):
            return self._over_firms(request, extra_context)
        parts, gone = self._parts(request)
        responses = [self._post_part(request, part, extra_context) for part in parts]
        if gone:
            self._say(request, f"{gone} of the rows {'is' if gone == 1 else 'are'} not here any more.")
        kept = {pk: row for part in parts for pk, row in part.kept.items()}
        if kept:
            return self._show_again(request, kept, extra_context)
        if request.caller is not None and responses and responses[0] is not None:
            return responses[0]
        if not parts and not gone:
            self._say(request, "Select rows first, then an action. Nothing was changed.")
        return HttpResponseRedirect(request.get_full_path())

    def asks_first(self, request: HttpRequest) -> bool:
        """Whether the posted action shows a page of its own before it writes."""
        return False

    def _say(self, request: HttpRequest, text: str, level: int = messages.WARNING) -> None:
        messages.add_message(request, level, text)

    def _over_firms(self, request: Any, extra_context: Any) -> HttpResponse:
        with staff_context([firm.tenant_id for firm in request.all_firms], user_id=request.user.pk):
            response = super().changelist_view(request, extra_context)  # type: ignore[misc]
            return response.render() if hasattr(response, "render") else response

    def _show_again(self, request: Any, kept: dict[str, KeptRow], extra_context: Any) -> HttpResponse:
        """Show the list as it stands now, with what was entered still in the refused rows."""
        request.kept_rows = kept
        with acting(request, method="GET"):
            if request.caller is None:
                return self._over_firms(request, extra_context)
            return super().changelist_view(request, extra_context)  # type: ignore[misc, no-any-return]

    def _parts(self, request: Any) -> tuple[list[Part], int]:
        """Return each firm's share of what was posted, and how many rows are nobody's (any more)."""
        is_save = "_save" in request.POST
        rows = [row for row in posted_rows(request.POST) if row.get("id")] if is_save else []
        selected = [] if is_save else request.POST.getlist(ACTION_CHECKBOX_NAME)
        asked = {row["id"] for row in rows} | set(selected)
        if request.caller is not None:
            firm_of = self._firm_of_each(asked)
            everywhere = [request.caller]
        else:
            with staff_context([firm.tenant_id for firm in request.all_firms], user_id=request.user.pk):
                firm_of = self._firm_of_each(asked)
            everywhere = [caller_in(request, firm) for firm in request.all_firms]
        parts = []
        for caller in everywhere:
            mine = [pk for pk in selected if firm_of.get(pk) == caller.tenant_id]
            its_rows = [row for row in rows if firm_of.get(row["id"]) == caller.tenant_id]
            if mine or its_rows or self._takes_all(request, caller):
                parts.append(Part(caller, its_rows, mine))
        return parts, len(asked - set(firm_of))

    def _takes_all(self, request: Any, caller: Caller) -> bool:
        """Whether "select all rows of the list" was chosen and the list shows this firm."""
        narrowed = request.GET.get(FirmFilter.parameter_name)
        return request.POST.get("select_across") == "1" and (not narrowed or narrowed == caller.slug)

    def _firm_of_each(self, keys: set[str]) -> dict[str, UUID]:
        valid = []
        for key in keys:
            try:
                valid.append(self.opts.pk.to_python(key))
            except ValidationError:
                continue
        rows = self.model._default_manager.filter(pk__in=valid).values_list("pk", self.firm_path)
        return {str(pk): tenant_id for pk, tenant_id in rows}

    def _post_part(self, request: Any, part: Part, extra_context: Any) -> HttpResponse | None:
        held, over_firms = HeldMessages(), request.caller is None
        post = only_these(request.POST, rows=part.rows, selected=part.selected)
        if request.POST.get("select_across") == "1" and not part.selected:
            post.setlist(ACTION_CHECKBOX_NAME, ["all"])  # Django asks only whether anything is selected
        request.row_errors = {}
        response = None
        try:
            with (
                acting(request, caller=part.caller, POST=post, _messages=held),
                tenant_context(part.caller.tenant_id, user_id=part.caller.user_id, actor=actor_of(part.caller)),
            ):
                response = super().changelist_view(request, extra_context)  # type: ignore[misc]
                errors = request.row_errors | _errors_of(response)
                if errors:
                    raise RowsRefused  # noqa: TRY301 -- leaves the transaction, whose work it undoes
        except RowsRefused:
            held = self._refused(part, errors)
        except Exception:
            if not over_firms:
                raise
            log.exception("list_write_failed", tenant=part.caller.slug)
            held = HeldMessages([(messages.ERROR, "Something went wrong here; nothing was changed in this firm.")])
        finally:
            request.row_errors = None
        pass_on(request, held, prefix=f"{part.caller.firm_name}: " if over_firms else "")
        return response

    def _refused(self, part: Part, refused: dict[str, Refusal]) -> HeldMessages:
        """Keep what was entered in the firm's rows and say what stands in the way of each."""
        for row in part.rows:
            entered = {name: value for name, value in row.items() if not name.startswith("initial-") and name != "id"}
            errors = refused[row["id"]].errors if row["id"] in refused else {}
            part.kept[row["id"]] = KeptRow(entered, errors)
        said = " ".join(f"{one.record}: {' '.join(chain(*one.errors.values()))}" for one in refused.values())
        return HeldMessages([(messages.ERROR, f"Nothing was saved; what you entered is still in the list. {said}")])


def actor_of(caller: Caller) -> dict[str, str]:
    """Return what each change of a row remembers of a staff member's write."""
    actor = {"name": caller.name, "via": "admin", "user": str(caller.user_id)}
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        actor["request"] = str(request_id)
    return actor


def _errors_of(response: Any) -> dict[str, Refusal]:
    """Return the errors of the list's rows, by record, from a page that was not saved."""
    context = getattr(response, "context_data", None) or {}
    formset = getattr(context.get("cl"), "formset", None)
    if formset is None or not formset.is_bound:
        return {}
    return {
        str(form.instance.pk): Refusal(
            str(form.instance), {name: list(map(str, messages)) for name, messages in form.errors.items()}
        )
        for form in formset.forms
        if form.errors
    }
