"""Make one firm of the demo by the operations, each act at its moment and by its person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.console.seeding.days import Calendar, When
from apps.console.seeding.projects import record_projects
from apps.console.seeding.scripts import Script
from apps.metrics.operations import capture_snapshot, set_assumptions, set_projection
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.operations import import_roadmap, update_section_status
from apps.tenancy.choices import Role
from apps.tenancy.context import login_context, tenant_context
from apps.tenancy.models import Membership, Tenant, User
from apps.tenancy.operations import create_firm, seat_staff
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.pack_markdown import read_pack
from apps.tickets.queries import done_by_section


@dataclass(frozen=True)
class Made:
    """A firm of the demo as it stands after its story."""

    tenant_id: UUID
    slug: str
    name: str
    people: int
    tickets: int
    done: int
    countable: int


@dataclass
class Cast:
    """Everybody who acts, by e-mail; all have the demo's one password."""

    password_hash: str
    users: dict[str, User] = field(default_factory=dict)

    def add(self, email: str, *, name: str, at: datetime, is_superuser: bool = False) -> User:
        """Return the person's account, made at this moment where there is none."""
        with login_context(now=at):
            user = User.objects.filter(email__iexact=email).first()
            if user is None:
                # create_user would hash the one password again for each person.
                user = User(email=email, name=name, password=self.password_hash, is_superuser=is_superuser)
                user.full_clean()
                user.save()
        self.users[email] = user
        return user


@transaction.atomic
def make_firm(script: Script, *, cast: Cast, at: datetime) -> Made:
    """Make a firm with its people, its imports and its story, all of it or nothing."""
    calendar = Calendar.of(script.fields["time_zone"], at=at)
    created = calendar.moment(script.created)
    for person in script.people:
        cast.add(person.email, name=person.name, at=created)
    firm = _Firm(_found(script, cast=cast, at=created), calendar, cast.users)
    with firm.act(script.created):
        for person in script.people:
            Membership.objects.create(user=cast.users[person.email], role=person.role)
        for email in script.staff:
            seat_staff(user_id=cast.users[email].pk)
    _import(script, firm)
    _tell(script, firm)
    _measure(script, firm)
    if script.scaffolds:
        record_projects(firm.tenant, calendar, at=at)
    return _outcome(firm.tenant)


@dataclass(frozen=True)
class _Firm:
    tenant: Tenant
    calendar: Calendar
    users: Mapping[str, User]

    @contextmanager
    def act(self, when: When) -> Iterator[datetime]:
        """Run the block as the person at the moment, and give it the moment."""
        user, moment = self.users[when.by], self.calendar.moment(when)
        actor = {"name": user.name, "via": "page", "user": str(user.pk)}
        with tenant_context(self.tenant.pk, user_id=user.pk, actor=actor, now=moment):
            yield moment


def _found(script: Script, *, cast: Cast, at: datetime) -> Tenant:
    tenant = create_firm(**script.fields, at=at, by=cast.users[script.created.by].pk).tenant
    with tenant_context(tenant.pk, now=at):  # the operation makes it now; the demo's firm is older
        Tenant.objects.update(created_at=at)
        Membership.objects.update(created_at=at)
    return tenant


def _import(script: Script, firm: _Firm) -> None:
    with firm.act(script.roadmap_imported) as moment:
        import_roadmap(folder=script.roadmap, at=moment)
        Roadmap.objects.filter(is_current=True).update(status=script.roadmap_status)
    for pack in script.packs:
        with firm.act(pack.imported) as moment:
            operations.import_pack(
                reading=read_pack(firm.calendar.filled(pack.text), file=pack.file),
                key=pack.key,
                is_primary=pack.is_primary,
                at=moment,
            )


def _tell(script: Script, firm: _Firm) -> None:
    """Replay the story, then bring the sections in step with their tickets."""
    with tenant_context(firm.tenant.pk):
        ids = dict(TicketInstance.objects.values_list("ticket_id", "id"))
    for move in script.story:
        with firm.act(move.when) as moment:
            operations.move_ticket(
                ticket_id=ids[move.ticket], to=move.status, reason=move.reason, notes=move.note, at=moment
            )
    if not script.story:
        return
    with firm.act(script.story[-1].when) as moment:
        sections = dict(RoadmapSection.objects.values_list("section_number", "id"))
        for number, (done, countable) in done_by_section().items():
            if done and number in sections:
                status = SectionStatus.IMPLEMENTED if done == countable else SectionStatus.IN_PROGRESS
                update_section_status(section_id=sections[number], status=status, at=moment)


def _measure(script: Script, firm: _Firm) -> None:
    """Capture what the firm measured, each snapshot when it was entered; the rates and promises before the first."""
    for place, one in enumerate(script.results.snapshots):
        with firm.act(one.when) as moment:
            if place == 0 and script.results.assumptions:
                set_assumptions(values=script.results.assumptions, at=moment)
            for key, delta in script.results.projections.items() if place == 0 else ():
                set_projection(key=key, projected_delta=delta, at=moment)
            taken = firm.calendar.moment(replace(one.when, workdays_ago=one.measured))
            capture_snapshot(label=one.label, metrics=one.metrics, notes=one.note, taken_at=taken, at=moment)


def _outcome(tenant: Tenant) -> Made:
    with tenant_context(tenant.pk):
        packs = list(TicketPack.objects.defer("source_markdown"))
        people = Membership.objects.exclude(role=Role.STAFF).count()
    return Made(
        tenant.pk,
        tenant.slug,
        tenant.name,
        people,
        tickets=sum(pack.total_tickets for pack in packs),
        done=sum(pack.done_count for pack in packs),
        countable=sum(pack.countable for pack in packs),
    )
