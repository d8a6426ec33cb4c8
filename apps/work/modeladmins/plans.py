"""A batch between its preview and the person's yes: signed, so that what is written is what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from apps.tenancy.context import tenant_context
from apps.tenancy.locks import Busy
from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.modeladmins.access import caller_in, firm_of
from apps.tenancy.modeladmins.firm_by_firm import actor_of
from apps.tenancy.permissions import Caller, Right
from apps.work import operations
from apps.work.batches import RowChange, Skipped
from apps.work.models import ChangeBatch

log = structlog.get_logger(__name__)
OLDEST = timedelta(hours=12)
LARGEST = 2_000_000  # characters; Django takes forms of 2.5 MB


class PlanRefused(Exception):
    """A plan that came back is not one that was shown to this person, or too long ago."""


@dataclass(frozen=True)
class Plan:
    """What a batch will do in one firm."""

    tenant_id: UUID
    model_label: str
    title: str
    right: str
    rows: Sequence[RowChange]
    skipped: Sequence[Skipped] = ()
    event_type: str = "bulk_change"


def seal(plan: Plan, user: Any) -> str:
    """Return a plan as a text that only this person's form can bring back.

    Raises operations.BatchTooLarge.
    """
    data = {
        "tenant": str(plan.tenant_id),
        "model": plan.model_label,
        "title": plan.title,
        "right": str(plan.right),
        "event_type": plan.event_type,
        "rows": [row.packed() for row in plan.rows],
        "skipped": [one.packed() for one in plan.skipped],
    }
    sealed = signing.dumps(data, salt=f"batch:{user.pk}", compress=True)
    if len(sealed) > LARGEST:
        raise operations.BatchTooLarge("This is more text than one page can take. Split it into smaller parts.")
    return sealed


def unseal(sealed: str, user: Any) -> Plan:
    """Return the plan of a form.

    Raises PlanRefused.
    """
    try:
        data = signing.loads(sealed, salt=f"batch:{user.pk}", max_age=OLDEST)
    except signing.BadSignature as error:
        raise PlanRefused("This preview is too old. Nothing was changed; please begin again.") from error
    return Plan(
        UUID(data["tenant"]),
        data["model"],
        data["title"],
        data["right"],
        [RowChange.unpacked(row) for row in data["rows"]],
        [Skipped(one["id"], one["label"], one["reason"]) for one in data["skipped"]],
        data["event_type"],
    )


class PlanAdmin(TenantAdmin):
    """Apply the plans of a preview: one firm's batch in its admin, one for each firm over all of them."""

    model: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_apply"
        return [path("apply/", self.admin_site.admin_view(self.apply_view), name=name), *super().get_urls()]

    def apply_view(self, request: Any) -> HttpResponse:
        """Write what a preview has shown; a firm that fails is reported and stops no other."""
        here = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if request.method != "POST":
            return HttpResponseRedirect(here)
        try:
            plans = [unseal(sealed, request.user) for sealed in request.POST.getlist("plan")]
        except PlanRefused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(here)
        callers = [self._caller_for(request, plan) for plan in plans]
        made = [self._apply(request, plan, caller) for plan, caller in zip(plans, callers, strict=True)]
        if len(made) == 1 and made[0] is not None:
            return HttpResponseRedirect(page_of(made[0], callers[0]))
        for batch, caller in zip(made, callers, strict=True):
            if batch is not None:
                self._say_result(request, batch, caller)
        return HttpResponseRedirect(here)

    def _caller_for(self, request: Any, plan: Plan) -> Caller:
        caller = request.caller
        if caller is None:
            firm = firm_of(request, plan.tenant_id)
            caller = caller_in(request, firm) if firm else None
        if (
            caller is None
            or caller.tenant_id != plan.tenant_id
            or plan.model_label != self.opts.label
            or not (caller.may(Right.ADMIN_SITE) and caller.may(plan.right))
        ):
            raise PermissionDenied("This preview was made for another firm or another list.")
        return caller  # type: ignore[no-any-return]

    def _apply(self, request: Any, plan: Plan, caller: Caller) -> ChangeBatch | None:
        """Write one firm's plan and return its batch; None where it was refused, which is said."""
        over_firms = request.caller is None
        firm = f"{caller.firm_name}: " if over_firms else ""
        try:
            with (
                timezone.override(caller.zone),
                tenant_context(caller.tenant_id, user_id=caller.user_id, actor=actor_of(caller)),
            ):
                batch = operations.start_batch(
                    title=plan.title,
                    model_label=plan.model_label,
                    rows=plan.rows,
                    skipped=plan.skipped,
                    event_type=plan.event_type,
                    at=timezone.now(),
                )
        except (operations.BatchError, Busy) as refused:
            self.message_user(request, f"{firm}{refused} Nothing was changed.", messages.ERROR)
            return None
        except Exception:
            if not over_firms:
                raise
            log.exception("batch_failed", tenant=caller.slug)
            self.message_user(
                request, f"{firm}Something went wrong here; nothing was changed in this firm.", messages.ERROR
            )
            return None
        return batch

    def _say_result(self, request: HttpRequest, batch: ChangeBatch, caller: Caller) -> None:
        level = messages.SUCCESS if batch.done_count or batch.status == "running" else messages.WARNING
        text = format_html(
            '{}: {} <a href="{}">What was changed, and undo</a>',
            caller.firm_name,
            outcome(batch, self.opts),
            page_of(batch, caller),
        )
        self.message_user(request, text, level)


def page_of(batch: ChangeBatch, caller: Caller) -> str:
    """Return the address of a batch's page, in its firm."""
    return f"/f/{caller.slug}/admin/work/changebatch/{batch.pk}/change/"


def outcome(batch: ChangeBatch, opts: Any) -> str:
    """Return in a sentence what a batch has done so far."""
    if batch.status == "running":
        return f"{batch.row_count:,} {opts.verbose_name_plural} are being changed."
    is_one = batch.done_count == 1
    noun = opts.verbose_name if is_one else opts.verbose_name_plural
    done = f"{batch.done_count:,} {noun} {'was' if is_one else 'were'} changed."
    return f"{done} {len(batch.skipped):,} skipped." if batch.skipped else done
