"""Clients and contacts as they come, and what their mails say about them."""

from __future__ import annotations

from collections import Counter

from apps.clients.models import Client, Contact
from apps.console.seeding.living.business import Words
from apps.console.seeding.living.office import Office
from apps.enrichment.choices import Resolution, Source
from apps.enrichment.models import EnrichmentItem
from apps.enrichment.operations import queue_enrichment, resolve_conflict
from apps.enrichment.queries import open_conflicts
from apps.tenancy.models import Membership

AT_FIRST = 6
NEW_CLIENT, MAIL, DECIDED = 0.16, 0.7, 0.3  # shares of working days
VALUES = ("phone", "address", "website", "tier", "priority")


def clients_come(office: Office) -> None:
    """Enter the clients of the first day, later one now and then."""
    known = set(Client.objects.values_list("company_name", flat=True))
    waiting = [one for one in office.business.clients if one["company_name"] not in known]
    is_first_day = len(waiting) == len(office.business.clients)
    if is_first_day or (waiting and office.happens(NEW_CLIENT)):
        for one in waiting[: AT_FIRST if is_first_day else 1]:
            _enter(office, one)


def mails_arrive(office: Office) -> None:
    """Let a mail of a contact come in; of its text only what the signature says is kept."""
    if not office.happens(MAIL):
        return
    contacts = Contact.objects.filter(client__isnull=False).exclude(email="").select_related("client")
    by_email = {person.email: person for person in contacts}
    signed = [(one, person) for one in office.business.clients for person in one["contacts"]]
    known = [(one, person) for one, person in signed if person["email"] in by_email]
    if not known:
        return
    came = Counter(EnrichmentItem.objects.filter(source=Source.EMAIL_SIGNATURE).values_list("contact_id", flat=True))
    fresh = [one for one in known if came[by_email[one[1]["email"]].pk] < len(one[1]["signatures"])]
    company, person = office.one_of(fresh or known)  # who has something new to say writes first
    contact = by_email[person["email"]]
    seen = came[contact.pk]
    signature = person["signatures"][min(seen, len(person["signatures"]) - 1)]
    with office.act():
        queue_enrichment(
            source=Source.EMAIL_SIGNATURE,
            contact_id=contact.pk,
            source_id=f"{office.today}:{person['email']}",
            text=office.business.words["mail"] + _signed(company, person, signature),
        )


def conflicts_are_decided(office: Office) -> None:
    """Decide now and then what a contact's field should say; some are left for whoever looks at the demo."""
    for conflict in open_conflicts():
        how = office.fate(conflict.proposed_value, {Resolution.TAKE: 4, Resolution.KEEP: 2, Resolution.OPEN: 4})
        if how == Resolution.OPEN or not office.happens(DECIDED):
            continue
        who = office.one_of(office.people)
        with office.act(who) as moment:
            resolve_conflict(conflict_id=conflict.pk, resolution=how, by=who.user_id, at=moment)


def owner_of(office: Office, client: Client) -> Membership:
    """Return who looks after a client: always the same."""
    place = office.fate(client.company_name, {str(number): 1 for number in range(len(office.people))})
    return office.people[int(place)]


def _enter(office: Office, one: Words) -> None:
    with office.act():
        client = Client(company_name=one["company_name"], **{name: one[name] for name in VALUES if name in one})
        client.save(force_insert=True)
        for place, person in enumerate(one["contacts"]):
            fields = {name: value for name, value in person.items() if name != "signatures"}
            contact = Contact(client=client, is_primary=place == 0, **fields)
            contact.save(force_insert=True)


def _signed(company: Words, person: Words, signature: Words) -> str:
    lines = ["Best regards,", f"{person['first_name']} {person['last_name']}", signature["title"]]
    lines += [f"Phone: {signature['phone']}"] if "phone" in signature else []
    lines += [f"Mobile: {signature['mobile']}"] if "mobile" in signature else []
    return "\n".join([*lines, person["email"]]) + "\n"
