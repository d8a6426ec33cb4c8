from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from apps.clients.choices import ClientStatus, Priority
from apps.compliance.choices import REQUIRABLE, DueFrom, EntityType, Frequency
from apps.compliance.models import ComplianceSchedule
from apps.tenancy.models import Membership

END_OF_DAY = time(23, 59, 59)


class ScheduleForm(forms.Form):
    """What is checked, of whom, and when."""

    compliance_type = forms.CharField(
        label="What is checked", max_length=100, help_text="Such as License renewal. Mails name it so."
    )
    description = forms.CharField(
        label="What they have to do",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In the words of the mail that they get.",
    )
    target_entity_type = forms.ChoiceField(
        label="Who is checked", choices=EntityType.choices, help_text="Vendors are clients whose tier is “vendor”."
    )
    status = forms.MultipleChoiceField(
        label="Only clients that are",
        required=False,
        choices=ClientStatus.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all. Contacts go by their client.",
    )
    priority = forms.MultipleChoiceField(
        label="Only of the priority", required=False, choices=Priority.choices, widget=forms.CheckboxSelectMultiple
    )
    tier = forms.CharField(
        label="Only of the tier",
        required=False,
        max_length=200,
        help_text="Several with commas between; empty: any.",
    )
    required_fields = forms.MultipleChoiceField(
        label="What has to be filled",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("Clients and vendors", list(REQUIRABLE[EntityType.CLIENT].items())),
            ("Contacts", [one for one in REQUIRABLE[EntityType.CONTACT].items() if one[0] not in {"email", "phone"}]),
        ],
        help_text="A check is completed by itself when these are known. None ticked: somebody completes it by hand.",
    )
    frequency = forms.ChoiceField(label="How often", choices=Frequency.choices, initial=Frequency.QUARTERLY)
    due_from = forms.ChoiceField(
        label="The next date counts from",
        choices=DueFrom.choices,
        help_text="The calendar: the same day for all. The last completion: for each one by itself.",
    )
    next_due_on = forms.DateField(
        label="Next due on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty: the first day of the next whole period.",
    )
    notification_days_before = forms.IntegerField(
        label="First reminder, days before", min_value=0, max_value=90, initial=14
    )
    escalation_days_after = forms.IntegerField(label="To a manager, days after", min_value=0, max_value=90, initial=7)
    escalate_to = forms.ChoiceField(label="The manager", required=False)
    is_active = forms.BooleanField(label="Make checks", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.order_by("name", "id").values_list("user_id", "name")
        self.fields["escalate_to"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "The firm's owner"),
            *((str(user_id), name) for user_id, name in people),
        ]

    def values(self, schedule: ComplianceSchedule | None, zone: ZoneInfo) -> dict[str, Any]:
        """Return the fields as the operations take them; a day that was not changed keeps its time."""
        given = dict(self.cleaned_data)
        narrowed = {name: given.pop(name) for name in ("status", "priority", "tier")}
        narrowed["tier"] = [tier.strip() for tier in narrowed["tier"].split(",") if tier.strip()]
        before = schedule.target_filter if schedule else {}
        kept = {name: before[name] for name in ("is_active",) if name in before}  # the form does not ask for it
        given["target_filter"] = kept | {name: value for name, value in narrowed.items() if value}
        given["escalate_to_id"] = given.pop("escalate_to") or None
        given["compliance_type"] = given["compliance_type"].strip()
        day = given.pop("next_due_on")
        if day and (schedule is None or day != schedule.next_due_at.astimezone(zone).date()):
            given["next_due_at"] = datetime.combine(day, END_OF_DAY, zone)
        if schedule is not None and given["escalate_to_id"] == str(schedule.escalate_to_id):
            given["escalate_to_id"] = schedule.escalate_to_id
        return given

    @staticmethod
    def initial_of(schedule: ComplianceSchedule, zone: ZoneInfo) -> dict[str, Any]:
        """Return a schedule as the form shows it."""
        names = (
            "compliance_type", "description", "target_entity_type", "required_fields", "frequency", "due_from",
            "notification_days_before", "escalation_days_after", "is_active",
        )  # fmt: skip
        narrowed = schedule.target_filter
        tier = narrowed.get("tier", "")
        return {name: getattr(schedule, name) for name in names} | {
            "status": _listed(narrowed.get("status")),
            "priority": _listed(narrowed.get("priority")),
            "tier": ", ".join(tier) if isinstance(tier, list) else tier,
            "next_due_on": schedule.next_due_at.astimezone(zone).date(),
            "escalate_to": str(schedule.escalate_to_id or ""),
        }


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given] if given else []


class WaiverForm(forms.Form):
    """Why a check is waived, and until when."""

    reason = forms.CharField(label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    until = forms.DateField(
        label="Until the end of", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Then the check is open again. Empty: 90 days.",
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What is missing, one text each."""

    def __init__(self, asked: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in asked.items():
            long = name in {"answer", "address"}
            self.fields[name] = forms.CharField(
                label=label,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput,
                error_messages={"required": f"Enter this: {label.lower()}."},
            )
