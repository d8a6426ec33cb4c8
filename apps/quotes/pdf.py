"""A quote as a PDF."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import typst
from django.utils import timezone

from apps.quotes.choices import QuoteStatus
from apps.quotes.models import Quote
from apps.quotes.operations.editing import firm_of_quote

TEMPLATE = Path(__file__).with_name("quote.typ")
LETTER = {"USD", "CAD", "MXN"}  # the currencies of countries that print on letter paper


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def quote_pdf(quote: Quote) -> bytes:
    """Return a quote as a PDF; what people wrote is only ever set as text."""
    firm = firm_of_quote()
    made = quote.sent_at or quote.created_at
    data = {
        "number": quote.quote_number,
        "title": quote.title,
        "description": quote.description,
        "firm": firm.name,
        "client": str(quote.client),
        "contact": str(quote.contact) if quote.contact else "",
        "address": quote.client.address,
        "date": f"{timezone.localtime(made, firm.zone):%B %-d, %Y}",
        "valid_until": f"{quote.valid_until:%B %-d, %Y}" if quote.valid_until else "",
        "lines": [
            {**line, "unit_price": money(line["unit_price"]), "total": money(line["total"])}
            for line in quote.line_items
        ],
        "currency": quote.currency,
        "total": money(quote.total_amount),
        "paper": "letter" if quote.currency in LETTER else "a4",
        "state": "" if quote.status in {QuoteStatus.SENT, QuoteStatus.VIEWED} else quote.get_status_display(),
    }
    return bytes(
        typst.compile(
            _template(),
            format="pdf",
            sys_inputs={"quote": json.dumps(data)},
            ignore_system_fonts=True,
            timestamp=made.replace(microsecond=0),
        )
    )


def file_name(quote: Quote) -> str:
    """Return what the PDF is called when it is saved."""
    return f"{quote.quote_number}.pdf"


def money(amount: Decimal | str) -> str:
    """Return an amount with two decimals and commas between the thousands."""
    return f"{Decimal(amount):,.2f}"
