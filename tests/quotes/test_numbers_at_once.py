"""Quote numbers that many ask for in the same moment: without a gap in each firm and each year."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from django.db import connections, transaction

from apps.quotes.models import Quote
from apps.tenancy.context import tenant_context
from tests.conftest import make_firm
from tests.quotes.makers import LINES, make_client

YEARS = (datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2027, 6, 1, 12, tzinfo=UTC))
AT_ONCE, ROUNDS = 13, 4  # 52 quotes a firm and year, from 13 connections in each of two firms


def write(gate, wrong, firm_id, client_id, number):
    try:
        gate.wait(30)
        for turn in range(ROUNDS + 1):
            for at in YEARS:
                with tenant_context(firm_id, now=at):
                    Quote.objects.create(client_id=client_id, title="At once", line_items=LINES)
                    if turn == number % ROUNDS:  # each takes one of its five back
                        transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 -- said by the test
        wrong.append(error)
    finally:
        connections.close_all()


def test_numbers_of_two_firms_and_two_years_have_no_gap_though_some_are_taken_back(committed):
    firms = [make_firm(), make_firm("castellan-logistics", name="Castellan Logistics")]
    clients = {}
    for firm in firms:
        with tenant_context(firm.pk):
            clients[firm.pk] = make_client().pk
    gate, wrong = threading.Barrier(AT_ONCE * len(firms)), []
    threads = [
        threading.Thread(target=write, args=(gate, wrong, firm_id, client_id, number))
        for firm_id, client_id in clients.items()
        for number in range(AT_ONCE)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert wrong == []
    for firm in firms:
        with tenant_context(firm.pk):
            numbers = sorted(Quote.objects.values_list("quote_number", flat=True))
        expected = [f"Q-{at.year}-{number:04}" for at in YEARS for number in range(1, AT_ONCE * ROUNDS + 1)]
        assert numbers == expected
