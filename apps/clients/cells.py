"""Amounts, days and people as files write them, read without guessing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from apps.work.tables import CellRefused

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "zł": "PLN"}
AMOUNT = re.compile(r"[-−]?\d[\d.,'’\s]*")
LARGEST = Decimal(10) ** 10


def amount(raw: str) -> Decimal:
    """Return an amount: 12,400.00 and 12 400,00 and 12.400 are the same; signs and codes of currencies are passed over.

    Raises CellRefused.
    """
    text = raw.strip()
    for sign in SIGNS:
        text = text.replace(sign, "")
    text = re.sub(r"\b[A-Z]{3}\b", "", text).strip()
    if not AMOUNT.fullmatch(text):
        raise CellRefused(f"“{raw}” is no amount; write it as 12400.00.")
    digits = re.sub(r"[\s'’]", "", text).replace("−", "-")
    last = max(digits.rfind(","), digits.rfind("."))
    if last >= 0:
        tail = digits[last + 1 :]
        both = "," in digits and "." in digits
        is_decimal = both or (digits.count(digits[last]) == 1 and len(tail) != 3)  # noqa: PLR2004 -- digits of a group
        whole = re.sub(r"[.,]", "", digits[:last])
        digits = f"{whole}.{tail}" if is_decimal else f"{whole}{tail}"
    try:
        value = Decimal(digits).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise CellRefused(f"“{raw}” is no amount; write it as 12400.00.") from error
    if value < 0:
        raise CellRefused(f"“{raw}” is below zero; a value is zero or more.")
    if value >= LARGEST:
        raise CellRefused(f"“{raw}” is too large.")
    return value


def currency_of(raw: str) -> str:
    """Return the currency that an amount names by its sign or code; empty where it names none."""
    code = re.search(r"\b[A-Z]{3}\b", raw)
    return code[0] if code else next((code for sign, code in SIGNS.items() if sign in raw), "")


def day(raw: str) -> date:
    """Return a day written as 2026-03-31, 31.03.2026 or, where it can be one day alone, 31/03/2026.

    Raises CellRefused.
    """
    text = raw.strip()
    wrong = f"“{raw}” is no day; write it as 2026-03-31."
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d($|[T ])", text) else _local(text, wrong)
    except ValueError as error:
        raise CellRefused(wrong) from error


def _local(text: str, wrong: str) -> date:
    if not (match := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text)):
        raise CellRefused(wrong)
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    most = 12
    if mark != "." and first <= most and second <= most and first != second:
        raise CellRefused(f"“{text}” can be two days; write it as 2026-03-31.")
    return date(year, first, second) if mark != "." and second > most else date(year, second, first)
