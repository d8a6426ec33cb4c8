"""Orders, what clients say about them, and what they ask meanwhile."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from apps.clients.choices import CaseStatus, CaseType, OrderStatus
from apps.clients.models import Case, Client, Order
from apps.clients.unsubscribing import OF_CONTACT, unsubscribe
from apps.console.seeding.living.clients import owner_of
from apps.console.seeding.living.deals import lines_of
from apps.console.seeding.living.office import Office
from apps.feedback.choices import FeedbackStatus
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations import answer_link
from apps.feedback.operations.asking import ANSWER
from apps.quotes.models import Quote

AT_FIRST = 8
REPEATED = 0.3  # share of working days, as all below
NEXT = {
    OrderStatus.NEW: (OrderStatus.IN_PROGRESS, 0.5),
    OrderStatus.IN_PROGRESS: (OrderStatus.DELIVERED, 0.2),
    OrderStatus.DELIVERED: (OrderStatus.COMPLETED, 0.15),
}
ANSWERS = {"good": 48, "fair": 14, "bad": 18, "none": 20}
ANSWERED, LEAVES, ASKS, TAKEN_UP = 0.25, 0.01, 0.13, 0.35


def order_from(office: Office, quote: Quote) -> None:
    """Enter the order of an accepted quote."""
    _order(office, quote.client, quote.title, fee=quote.total_amount)


def orders_come(office: Office) -> None:
    """Enter what known clients order again; on the first day what is being worked on."""
    clients = list(Client.objects.filter(is_active=True).exclude(tier="vendor").order_by("created_at", "company_name"))
    is_first_day = not Order.objects.exists()
    for _ in range(AT_FIRST if is_first_day else int(office.happens(REPEATED))):
        if clients:
            client, offer = office.one_of(clients), office.one_of(office.business.offers)
            lines = lines_of(office, offer["title"], client)
            fee = sum((int(line["quantity"]) * Decimal(line["unit_price"]) for line in lines), Decimal())
            _order(office, client, offer["title"], fee=fee)


def orders_go_on(office: Office) -> None:
    """Begin, deliver and complete orders."""
    going = Order.objects.exclude(status__in=(OrderStatus.COMPLETED, OrderStatus.CANCELLED)).select_related("client")
    for order in going.order_by("order_number"):
        following, share = NEXT[order.status]
        if not office.happens(share):
            continue
        with office.act(owner_of(office, order.client)) as moment:
            order.status = following
            if following == OrderStatus.DELIVERED:
                order.delivered_at = moment
            elif following == OrderStatus.COMPLETED:
                order.completed_at = moment
            order.save(update_fields=["status", "delivered_at", "completed_at"])


def clients_answer(office: Office) -> None:
    """Let clients answer how it was, some never, and a few want no more of these mails."""
    asked = FeedbackRequest.objects.filter(status=FeedbackStatus.SENT).select_related("order")
    for request in asked.order_by("sent_at", "order__order_number"):
        tone = office.fate(request.order.order_number, ANSWERS)
        if tone == "none" and office.happens(LEAVES):
            if link := office.link_to(OF_CONTACT, request.contact_id):
                with office.client_act() as moment:
                    unsubscribe(link=link, at=moment)
        elif tone != "none" and office.happens(ANSWERED) and (link := office.link_to(ANSWER, request.pk)):
            answers = office.business.words["answers"][tone]
            rating, text = answers[FeedbackRequest.objects.filter(responded_at__isnull=False).count() % len(answers)]
            with office.client_act() as moment:
                answer_link(link=link, text=text, rating=rating, at=moment)


def cases_go_on(office: Office) -> None:
    """Let clients ask, some about an order just delivered; people take cases up and resolve them."""
    for case in Case.objects.filter(status__in=(CaseStatus.OPEN, CaseStatus.IN_PROGRESS)).order_by("case_number"):
        if office.happens(TAKEN_UP):
            with office.act():
                if case.status == CaseStatus.OPEN:
                    case.status = CaseStatus.IN_PROGRESS
                else:
                    case.status = CaseStatus.RESOLVED
                    if case.case_type in {CaseType.SERVICE_RECOVERY, CaseType.COMPLAINT}:
                        case.description = f"{case.description}\n\n{office.business.words['resolved']}"
                case.save(update_fields=["status", "description"])
    orders = list(Order.objects.exclude(status=OrderStatus.NEW).select_related("client").order_by("order_number"))
    if orders and office.happens(ASKS):
        _ask(office, office.one_of(orders[-AT_FIRST:]))


def _order(office: Office, client: Client, title: str, *, fee: Decimal) -> None:
    owner = owner_of(office, client)
    with office.act(owner):
        order = Order(
            client=client,
            contact=client.contacts.filter(is_primary=True).first(),
            order_number=f"O-{office.today.year}-{Order.objects.count() + 1:04}",
            title=title,
            fee=fee,
            due_at=office.now + timedelta(days=office.random.randint(10, 25)),
            assigned_to_id=owner.user_id,
        )
        order.save(force_insert=True)


def _ask(office: Office, order: Order) -> None:
    kind, subject, text = office.one_of(office.business.words["questions"])
    with office.act():
        case = Case(
            subject=subject, description=text, case_type=kind, client=order.client, contact=order.contact, order=order
        )
        case.save(force_insert=True)
