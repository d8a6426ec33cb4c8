"""What a change is worth in a year: hours, new appointments, better closing, less lost in the CRM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.metrics.calculations.numbers import as_json, exact, in_words

WEEKS = 52
DEFAULT_CLOSE_RATE = Decimal(15)  # percent, where the firm does not measure it
DEFAULT_APPOINTMENT_RATE = Decimal(30)
AVOIDED_PER_LEAD = Decimal("0.50")  # what an inquiry lost for want of records costs
RATES = ("blended_hourly_rate", "annual_lead_volume", "avg_deal_value", "implementation_cost")
DEFAULT_RATES = {
    "blended_hourly_rate": Decimal(75),
    "avg_deal_value": Decimal(5000),
    "implementation_cost": Decimal(25000),
}


@dataclass(frozen=True)
class Assumptions:
    """The rates; ``assumed`` names those that are defaults and were never entered by the firm."""

    blended_hourly_rate: Decimal
    annual_lead_volume: Decimal
    avg_deal_value: Decimal
    implementation_cost: Decimal
    currency: str
    assumed: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Return the rates as an outcome keeps them."""
        kept = {name: as_json(getattr(self, name)) for name in RATES}
        return {**kept, "currency": self.currency, "assumed": sorted(self.assumed)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Assumptions:
        """Return the rates that an outcome kept."""
        rates = {name: exact(kept[name]) for name in RATES}
        return cls(**rates, currency=kept["currency"], assumed=frozenset(kept.get("assumed", ())))


@dataclass(frozen=True)
class RoiInput:
    """One number of a formula; ``assumed`` when nobody measured or entered it."""

    label: str
    value: Decimal
    unit: str
    assumed: bool = False

    @property
    def text(self) -> str:
        """The number with its unit, and a price with its cents."""
        if self.unit.isupper() and self.value % 1 and abs(self.value) < 1000:  # noqa: PLR2004 -- a sum's tell nothing
            return f"{self.value:,.2f} {self.unit}"
        return in_words(self.value, unit=self.unit)


@dataclass(frozen=True)
class RoiPart:
    """One figure, its formula in words and the numbers in it; None when one of them is missing."""

    key: str
    label: str
    value: Decimal | None
    unit: str
    formula: str
    inputs: tuple[RoiInput, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roi:
    """The return of a year in parts. ``net_percent`` is None where the cost is 0 or nothing was measured."""

    hours: RoiPart
    time_value: RoiPart
    appointments: RoiPart
    closing: RoiPart
    avoidance: RoiPart
    revenue: Decimal | None
    benefit: Decimal | None
    net_percent: RoiPart
    currency: str

    @property
    def parts(self) -> tuple[RoiPart, ...]:
        """The figures in the order in which they are explained."""
        return (self.hours, self.time_value, self.appointments, self.closing, self.avoidance, self.net_percent)

    def to_json(self) -> dict[str, Any] | None:
        """Return the figures as an outcome keeps them; None when nothing that is worth money was measured twice."""
        if self.benefit is None:
            return None
        sums = {"revenue_impact_annual": self.revenue, "benefit_annual": self.benefit}
        return {part.key: as_json(part.value) for part in self.parts} | {k: as_json(v) for k, v in sums.items()}


def realized_roi(before: Mapping[str, Decimal], after: Mapping[str, Decimal], rates: Assumptions) -> Roi:
    """Return what the change is worth in a year (domain/roadmaps.md 1.4, the code's formula).

    A part whose metric was not measured on both sides is unknown and left out of the sum, never taken for zero.
    """
    hours = _hours(_delta("weekly_ops_hours", before, after))
    time_value = _time_value(hours.value, rates)
    appointments = _appointments(_delta("lead_to_appt_rate", before, after), after.get("close_rate"), rates)
    closing = _closing(_delta("close_rate", before, after), before.get("lead_to_appt_rate"), rates)
    avoidance = _avoidance(_delta("crm_adoption_rate", before, after), rates)
    benefit = _sum(time_value.value, appointments.value, closing.value, avoidance.value)
    return Roi(
        hours=hours,
        time_value=time_value,
        appointments=appointments,
        closing=closing,
        avoidance=avoidance,
        revenue=_sum(appointments.value, closing.value),
        benefit=benefit,
        net_percent=_net(benefit, rates),
        currency=rates.currency,
    )


def _delta(key: str, before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Decimal | None:
    return after[key] - before[key] if key in before and key in after else None


def _sum(*values: Decimal | None) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _rate(label: str, name: str, rates: Assumptions, unit: str) -> RoiInput:
    return RoiInput(label, getattr(rates, name), unit, assumed=name in rates.assumed)


def _hours(delta: Decimal | None) -> RoiPart:
    formula = "hours less a week × 52 weeks"
    if delta is None:
        return _unknown("time_savings_hours_annual", "Hours saved a year", "hours", formula, "weekly_ops_hours")
    used = (RoiInput("Hours less a week", -delta, "hours"), RoiInput("Weeks a year", Decimal(WEEKS), "count"))
    return RoiPart("time_savings_hours_annual", "Hours saved a year", -delta * WEEKS, "hours", formula, used)


def _time_value(hours: Decimal | None, rates: Assumptions) -> RoiPart:
    key, label, formula = "time_savings_value_annual", "Value of the hours", "hours saved a year × cost of an hour"
    if hours is None:
        return _unknown(key, label, rates.currency, formula, "weekly_ops_hours")
    rate = _rate("Cost of an hour", "blended_hourly_rate", rates, rates.currency)
    used = (RoiInput("Hours saved a year", hours, "hours"), rate)
    return RoiPart(key, label, hours * rate.value, rates.currency, formula, used)


def _appointments(delta: Decimal | None, close_rate: Decimal | None, rates: Assumptions) -> RoiPart:
    key, label = "appointment_revenue_annual", "Revenue of more appointments"
    formula = "inquiries a year × points more that become appointments ÷ 100 × value of a deal × close rate now ÷ 100"
    if delta is None:
        return _unknown(key, label, rates.currency, formula, "lead_to_appt_rate")
    leads = _rate("Inquiries a year", "annual_lead_volume", rates, "count")
    deal = _rate("Value of a deal", "avg_deal_value", rates, rates.currency)
    close = RoiInput("Close rate now", DEFAULT_CLOSE_RATE if close_rate is None else close_rate, "percent",
                     assumed=close_rate is None)  # fmt: skip
    value = leads.value * delta / 100 * deal.value * close.value / 100
    used = (leads, RoiInput("Points more that become appointments", delta, "points"), deal, close)
    return RoiPart(key, label, value, rates.currency, formula, used)


def _closing(delta: Decimal | None, appointment_rate: Decimal | None, rates: Assumptions) -> RoiPart:
    key, label = "closing_revenue_annual", "Revenue of better closing"
    formula = "inquiries a year × share of appointments before ÷ 100 × value of a deal × points closed more ÷ 100"
    if delta is None:
        return _unknown(key, label, rates.currency, formula, "close_rate")
    leads = _rate("Inquiries a year", "annual_lead_volume", rates, "count")
    deal = _rate("Value of a deal", "avg_deal_value", rates, rates.currency)
    share = RoiInput("Inquiries that became appointments before",
                     DEFAULT_APPOINTMENT_RATE if appointment_rate is None else appointment_rate, "percent",
                     assumed=appointment_rate is None)  # fmt: skip
    value = leads.value * share.value / 100 * deal.value * delta / 100
    return RoiPart(
        key,
        label,
        value,
        rates.currency,
        formula,
        (leads, share, deal, RoiInput("Points closed more", delta, "points")),
    )


def _avoidance(delta: Decimal | None, rates: Assumptions) -> RoiPart:
    key, label = "cost_avoidance_annual", "Cost avoided by better records"
    formula = "points more recorded in the CRM ÷ 100 × inquiries a year × 0.50"
    if delta is None:
        return _unknown(key, label, rates.currency, formula, "crm_adoption_rate")
    leads = _rate("Inquiries a year", "annual_lead_volume", rates, "count")
    saved = RoiInput("Saved an inquiry", AVOIDED_PER_LEAD, rates.currency, assumed=True)
    value = delta / 100 * leads.value * AVOIDED_PER_LEAD
    used = (RoiInput("Points more recorded in the CRM", delta, "points"), leads, saved)
    return RoiPart(key, label, value, rates.currency, formula, used)


def _net(benefit: Decimal | None, rates: Assumptions) -> RoiPart:
    key, label = "net_roi_percent", "Net return"
    formula = "(value of the hours + revenue + cost avoided − cost of the program) ÷ cost of the program × 100"
    if benefit is None:
        return RoiPart(key, label, None, "percent", formula, missing=("a metric that is worth money, measured twice",))
    cost = _rate("Cost of the program", "implementation_cost", rates, rates.currency)
    if not cost.value:
        return RoiPart(key, label, None, "percent", formula, (cost,), missing=("a cost above 0",))
    used = (RoiInput("Benefit of a year", benefit, rates.currency), cost)
    return RoiPart(key, label, (benefit - cost.value) / cost.value * 100, "percent", formula, used)


def _unknown(key: str, label: str, unit: str, formula: str, metric: str) -> RoiPart:
    return RoiPart(key, label, None, unit, formula, missing=(metric,))
