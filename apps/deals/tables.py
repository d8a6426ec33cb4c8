"""Deals as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from apps.clients.cells import amount, currency_of, day
from apps.clients.tables import client_id, clients_named
from apps.core.table_files import Line
from apps.deals.choices import Stage
from apps.deals.models import Deal
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant
from apps.work.tables import CellLeft, CellRefused, Column, Found, ImportTable, Key


class DealTable(ImportTable):
    """Deals, found again by their client and title."""

    label = "deals.Deal"
    noun = "deal"
    maps_columns = True
    columns = (
        Column("title", "What is to be sold", "title", is_key=True, aliases=("deal", "deal_name", "name", "subject")),
        Column("client", "The client's name", "client__company_name", is_key=True,
               aliases=("company", "company_name", "account", "customer")),
        Column("stage", f"One of {', '.join(Stage.values)}", "stage", "stage", aliases=("status", "deal_stage")),
        Column("value", "An amount; may be empty", "value", "value", aliases=("amount", "deal_value")),
        Column("probability", "In percent", "probability", "probability", aliases=("chance",)),
        Column("expected_close_date", "A day; may be empty", "expected_close_date", "expected_close_date",
               aliases=("close_date", "expected_close", "closing_date")),
        Column("last_activity", "A day; may be empty", "last_activity_at", "last_activity_at",
               aliases=("last_activity_at", "last_contact", "last_touch")),
        Column("owner", "The address of a person of the firm; may be empty", "owner_email", "assigned_to",
               aliases=("owner_email", "assigned_to", "sales_rep", "deal_owner")),
        Column("description", "Free text", "description", "description", aliases=("notes",)),
        Column("lost_reason", "Only of a lost deal", "lost_reason", "lost_reason"),
    )  # fmt: skip

    def prepared(self, queryset: Any) -> Any:
        email = Membership.objects.filter(user_id=OuterRef("assigned_to_id")).values("email")[:1]
        return queryset.select_related("client").annotate(owner_email=Subquery(email))

    def key(self, cells: Mapping[str, str], found: Found) -> Key:
        title, client = super().key(cells, found)
        key = (title.lower(), client.lower())
        if key in found.parents["several"]:
            raise CellRefused(f"{client} has more than one deal “{title}”; change them by hand.")
        return key

    def find(self, lines: Iterable[Line]) -> Found:
        lines = list(lines)
        clients = clients_named(line.cells.get("client", "") for line in lines)
        rows: dict[Key, Any] = {}
        several = set()
        for deal in self.prepared(Deal.objects.filter(client__in=clients.values())):
            key = (deal.title.lower(), deal.client.company_name.lower())
            several |= {key} & rows.keys()
            rows[key] = deal
        people = {email.lower(): str(pk) for email, pk in Membership.objects.values_list("email", "user_id")}
        texts = (line.cells.get(name, "").strip() for line in lines for name in ("title", "client"))
        spelled = {text.lower(): text for text in texts}
        firm = Tenant.objects.get(pk=current_tenant_id())
        more = {"clients": clients, "several": several, "people": people, "spelled": spelled, "currency": firm.currency}
        return Found(rows, more)

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        title, client = (found.parents["spelled"][text] for text in key)
        return {"title": title, "client_id": client_id(client, found.parents["clients"])}

    def parsed(self, column: Column, raw: str, found: Found) -> Any:
        text = raw.strip()
        if column.name in {"value", "expected_close_date"} and not text:
            return None
        match column.name:
            case "value":
                return str(amount(raw))
            case "expected_close_date":
                return str(day(raw))
            case "last_activity":
                return _moment(text)
            case "owner":
                return _person(text, found.parents["people"])
        return super().parsed(column, raw, found)

    def notice(self, column: Column, raw: str, found: Found) -> str:
        """Warn of an amount in another currency than the firm's: the number is taken as it stands."""
        own = found.parents["currency"]
        if column.name == "value" and (named := currency_of(raw)) not in {"", own}:
            return f"“{raw}” is in {named}, and the firm counts in {own}; the number is taken as it stands."
        return ""

    def check(self, values: Mapping[str, Any]) -> None:
        if values.get("lost_reason") and values.get("stage", Stage.LOST) != Stage.LOST:
            raise CellRefused("lost_reason: only a lost deal has a reason.")


def _moment(text: str) -> str:
    """Return the beginning of a day in the firm's time zone, as a deal's text has it."""
    return str(timezone.make_aware(datetime.combine(day(text), time())).astimezone(UTC))


def _person(text: str, people: Mapping[str, str]) -> str | None:
    if not text:
        return None
    if text.lower() not in people:
        raise CellLeft(f"{text} is nobody of this firm; the deal is taken without an owner.")
    return people[text.lower()]
