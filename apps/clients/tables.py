"""Clients and contacts as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models.functions import Lower

from apps.clients.choices import BuyingRole, ClientStatus, Priority
from apps.clients.models import Client, Contact
from apps.core.table_files import Line
from apps.work.tables import CellRefused, Column, Found, ImportTable, Key


def clients_named(names: Iterable[str]) -> dict[str, Client]:
    """Return the clients of these names, whatever their case, by their names in small letters."""
    wanted = {name.strip().lower() for name in names}
    found = Client.objects.annotate(lower_name=Lower("company_name")).filter(lower_name__in=wanted)
    return {client.lower_name: client for client in found}


class ClientTable(ImportTable):
    """Clients, found again by their names."""

    label = "clients.Client"
    noun = "client"
    maps_columns = True
    columns = (
        Column(
            "company_name", "Its name", "company_name", is_key=True, aliases=("company", "client", "name", "account")
        ),
        Column("primary_contact", "A name", "primary_contact", "primary_contact", aliases=("contact",)),
        Column("email", "An address", "email", "email", aliases=("e_mail", "mail", "email_address")),
        Column("phone", "A number", "phone", "phone", aliases=("telephone", "phone_number")),
        Column("address", "Free text", "address", "address"),
        Column("website", "An address", "website", "website", aliases=("web", "url", "web_site")),
        Column("status", f"One of {', '.join(ClientStatus.values)}", "status", "status"),
        Column("priority", f"One of {', '.join(Priority.values)}", "priority", "priority"),
        Column("tier", "The firm's own grading", "tier", "tier", aliases=("grade",)),
        Column("notes", "Free text", "notes", "notes", aliases=("comment", "comments")),
    )

    def key(self, cells: Mapping[str, str], found: Found) -> Key:
        return (super().key(cells, found)[0].lower(),)

    def find(self, lines: Iterable[Line]) -> Found:
        named = clients_named(line.cells.get("company_name", "") for line in lines)
        names = {line.cells.get("company_name", "").strip().lower(): line.cells["company_name"].strip()
                 for line in lines if line.cells.get("company_name")}  # fmt: skip
        return Found({(name,): client for name, client in named.items()}, names)

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        return {"company_name": found.parents[key[0]]}


class ContactTable(ImportTable):
    """Contacts, found again by their addresses."""

    label = "clients.Contact"
    noun = "contact"
    maps_columns = True
    columns = (
        Column("email", "An address", "email", is_key=True, aliases=("e_mail", "mail", "email_address")),
        Column("client", "The name of its client; may be empty", "client__company_name", "client",
               aliases=("company", "company_name", "account")),
        Column("first_name", "A name", "first_name", "first_name", aliases=("firstname", "given_name")),
        Column("last_name", "A name", "last_name", "last_name", aliases=("lastname", "surname", "family_name")),
        Column("title", "What they are there", "title", "title", aliases=("job_title", "position", "role")),
        Column("phone", "A number", "phone", "phone", aliases=("telephone", "phone_number")),
        Column("mobile", "A number", "mobile", "mobile", aliases=("cell", "mobile_phone")),
        Column("linkedin_url", "An address", "linkedin_url", "linkedin_url", aliases=("linkedin",)),
        Column("buying_role", f"One of {', '.join(BuyingRole.values)}; may be empty", "buying_role", "buying_role"),
    )  # fmt: skip

    def prepared(self, queryset: Any) -> Any:
        return queryset.select_related("client")

    def key(self, cells: Mapping[str, str], found: Found) -> Key:
        (email,) = super().key(cells, found)
        if email.lower() in found.parents["several"]:
            raise CellRefused(f"the firm has more than one contact with the address {email}; change them by hand.")
        return (email.lower(),)

    def find(self, lines: Iterable[Line]) -> Found:
        wanted = {line.cells.get("email", "").strip().lower() for line in lines}
        rows: dict[Key, Any] = {}
        several = set()
        contacts = Contact.objects.annotate(lower_email=Lower("email")).filter(lower_email__in=wanted - {""})
        for contact in self.prepared(contacts):
            if (contact.lower_email,) in rows:
                several.add(contact.lower_email)
            rows[(contact.lower_email,)] = contact
        clients = clients_named(line.cells.get("client", "") for line in lines)
        return Found(rows, {"clients": clients, "several": several})

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        return {"email": key[0]}

    def parsed(self, column: Column, raw: str, found: Found) -> Any:
        if column.name == "client":
            return client_id(raw, found.parents["clients"])
        if column.name == "buying_role" and not raw.strip():
            return ""
        return super().parsed(column, raw, found)


def client_id(raw: str, clients: Mapping[str, Client]) -> str | None:
    """Return the id of the client of a cell, None for an empty one.

    Raises CellRefused.
    """
    name = raw.strip()
    if not name:
        return None
    if name.lower() not in clients:
        raise CellRefused(f"the firm has no client “{name}”; import or add it first.")
    return str(clients[name.lower()].pk)
