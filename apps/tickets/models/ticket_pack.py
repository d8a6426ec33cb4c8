from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import BooleanField, Case, F, Func, JSONField, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat

from apps.core.models import touch
from apps.roadmaps.models import Roadmap
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tickets.choices import PackStatus, TicketStatus

KEY = r"^[a-z0-9][a-z0-9_-]*$"
COUNTS = {status: f"{status}_count" for status in TicketStatus.values}
COUNT_FIELDS = tuple(COUNTS.values())
DERIVED = (*COUNT_FIELDS, "sprint_assignments", "last_tick_at")
GENERATED = ("total_tickets", "total_sprints", "totals", "status")


def count_field() -> Any:
    return models.PositiveIntegerField(default=0, db_default=0, editable=False)


def _sum() -> Any:
    return reduce(add, map(F, COUNT_FIELDS))


def _totals() -> Any:
    """The counts as a JSON text: jsonb_build_object is not immutable, as a generated column has to be."""
    members = [("tickets", _sum()), *((status, F(count)) for status, count in COUNTS.items())]
    parts: list[Any] = []
    for name, count in members:
        parts += [Value(f'{"," if parts else "{"}"{name}":'), Cast(count, TextField())]
    return Cast(Concat(*parts, Value("}"), output_field=TextField()), JSONField())


def has_planned_ends() -> Q:
    """Say whether one of a pack's sprints has a planned end, in the words of the index ``ticket_packs_dated``."""
    any_end = Func(
        F("sprint_assignments"),
        template="jsonb_path_exists(%(expressions)s, '$[*].planned_end ? (@ != null)')",
        output_field=BooleanField(),
    )
    return Q(any_end)


@track_changes("ticket_packs", exclude=(*DERIVED, *GENERATED))
class TicketPack(TenantOwned):
    """A set of tickets that carry out a roadmap, in sprints.

    Counts, totals, status and each sprint's list of tickets are kept by the database (models/pack_totals.py).
    """

    roadmap = LinkField(Roadmap, on_delete=models.SET_NULL, null=True, blank=True, related_name="ticket_packs")
    key = models.CharField(
        max_length=63,
        validators=[RegexValidator(KEY, "Lower-case letters, digits, dashes and underscores, such as harbor-v1.")],
        help_text="Names the pack in addresses and commands.",
    )
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20, default="v1.0")
    is_primary = models.BooleanField(default=False, help_text="The roadmap's own pack, rather than an extra one.")
    source_markdown = models.TextField(blank=True, default="", help_text="The text it was imported from.")
    sprint_assignments = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Per sprint: sprint_number, name, planned_start, planned_end, ticket_instances.",
    )
    not_started_count = count_field()
    in_progress_count = count_field()
    blocked_count = count_field()
    done_count = count_field()
    skipped_count = count_field()
    last_tick_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a ticket was last ticked, reopened later or not."
    )
    total_tickets = models.GeneratedField(
        expression=_sum(),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    total_sprints = models.GeneratedField(
        expression=Func(F("sprint_assignments"), function="jsonb_array_length"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    totals = models.GeneratedField(
        expression=_totals(),
        output_field=models.JSONField(),
        db_persist=True,
    )
    status = models.GeneratedField(
        expression=Case(
            When(
                Q(done_count__gt=0, not_started_count=0, in_progress_count=0, blocked_count=0),
                Value("completed"),
            ),
            When(
                Q(done_count__gt=0) | Q(in_progress_count__gt=0) | Q(blocked_count__gt=0),
                Value("in_progress"),
            ),
            default=Value("not_started"),
        ),
        output_field=models.CharField(max_length=20, choices=PackStatus),
        db_persist=True,
    )

    class Meta:
        db_table = "ticket_packs"
        constraints = [
            TenantPolicy(name="tickets_pack_policy"),
            TenantLink(name="tickets_pack_roadmap_link", field="roadmap", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "key"],
                name="tickets_pack_key_unique",
                violation_error_message="The firm has a pack with this key already.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "roadmap"],
                condition=Q(is_primary=True),
                name="tickets_pack_one_primary",
                violation_error_message="This roadmap has a primary pack already.",
            ),
            models.CheckConstraint(name="tickets_pack_key_form", condition=Q(key__regex=KEY)),
        ]
        indexes = [
            models.Index(fields=["tenant", "roadmap"], name="ticket_packs_by_roadmap"),
            models.Index(fields=["tenant", "status"], name="ticket_packs_by_status"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="ticket_packs_newest"),
            # The late tickets of all firms: only packs whose sprints have dates need to be looked into.
            models.Index(fields=["tenant"], condition=has_planned_ends(), name="ticket_packs_dated"),
        ]
        triggers = [touch(besides=(*DERIVED, *GENERATED)), fixed_tenant()]

    def __str__(self) -> str:
        return self.title

    @property
    def countable(self) -> int:
        """How many tickets count: all but the skipped ones."""
        return int(self.total_tickets) - self.skipped_count

    @property
    def percent(self) -> int:
        """The share of countable tickets that are done, rounded down so that 100 means all, 0–100."""
        return self.done_count * 100 // self.countable if self.countable else 0
