from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.metrics.calculations import DEFAULT_RATES, RATES, Assumptions, exact
from apps.metrics.errors import MetricsError
from apps.metrics.models import RoiAssumptions
from apps.metrics.readings import read_number
from apps.tenancy.context import current, current_tenant_id
from apps.tenancy.models import Tenant

MONTHS = 12


class AssumptionRefused(MetricsError):
    """A rate is unknown or impossible; ``field`` names it."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(f"{field}: {said}")
        self.field = field


class AssumptionsChanged(MetricsError):
    """Somebody else set the rates since the caller looked."""


def rates_of_firm(given: Mapping[str, Any] | None = None) -> Assumptions:
    """Return the firm's rates, ``given`` ones before them; without either the defaults, which say that they are.

    Raises AssumptionRefused.
    """
    rates = _kept() or _defaults()
    values: dict[str, Decimal] = {}
    for name, value in (given or {}).items():
        if name not in RATES:
            raise AssumptionRefused(name, f"there is no such assumption; there are {', '.join(RATES)}.")
        try:
            number = exact(read_number(value))
        except ValueError as refused:
            raise AssumptionRefused(name, str(refused)) from refused
        if number < 0 or (name == "blended_hourly_rate" and not number):
            raise AssumptionRefused(name, "an hour costs more than 0." if number == 0 else "this is 0 or more.")
        values[name] = number
    return replace(rates, **values, assumed=rates.assumed - set(values))  # type: ignore[arg-type]  # names of RATES only


def _kept() -> Assumptions | None:
    row = RoiAssumptions.objects.first()
    if row is None:
        return None
    kept: dict[str, Any] = {name: exact(getattr(row, name)) for name in RATES}
    return Assumptions(**kept, currency=row.currency)


def _defaults() -> Assumptions:
    firm = Tenant.objects.get(pk=current_tenant_id())
    leads = Decimal(firm.baseline_monthly_leads * MONTHS)
    return Assumptions(**DEFAULT_RATES, annual_lead_volume=leads, currency=firm.currency, assumed=frozenset(RATES))


@transaction.atomic
def set_assumptions(*, values: Mapping[str, Any], version: int | None = None, at: datetime) -> RoiAssumptions:
    """Set the firm's rates; those not given stay, or begin as the defaults.

    Outcomes computed before keep the rates they were computed with until they are computed again.
    ``version`` is the ``row_version`` the caller saw, 0 for the defaults. Raises AssumptionsChanged, or ValidationError
    naming the field.
    """
    row = RoiAssumptions.objects.select_for_update(no_key=True).first()
    if version is not None and version != (row.row_version if row else 0):
        raise AssumptionsChanged("Somebody else set these rates meanwhile. Nothing of yours was saved; look again.")
    row = row or _first_row()
    for name, value in values.items():
        setattr(row, name, value)
    context = current()
    row.updated_by_id = context.user_id if context else None
    row.full_clean(exclude={"id", "created_at", "updated_at", "row_version", "tenant"})
    row.save()
    return row


def _first_row() -> RoiAssumptions:
    rates = _defaults()
    return RoiAssumptions(**{name: getattr(rates, name) for name in RATES}, currency=rates.currency)
