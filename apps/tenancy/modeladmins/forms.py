"""Forms that never overwrite what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils import timezone
from django.utils.text import capfirst

from apps.core.timeline import timeline


class WithinFirm(forms.ModelForm):
    """A form whose record is checked against the constraints that name the firm too.

    The firm is no field of the form, and Django leaves a constraint out when one of its fields is: a duplicate would
    end in a 500.
    """

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"tenant"}


class FirmForm(WithinFirm):
    """The form of one record: refuses to overwrite a newer version, and shows the refusal of an operation."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    refused: ClassVar[Exception | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen_version"] = self.instance.row_version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refused is not None:
            self._show(self.refused)
        elif not self.instance._state.adding:
            self._refuse_overwriting()
        return cleaned

    def _show(self, refused: Exception) -> None:
        errors: dict[str, Any] = getattr(refused, "error_dict", None) or {
            None: getattr(refused, "messages", [str(refused)])
        }
        for name, messages in errors.items():
            self.add_error(name if name in self.fields else None, messages)

    def _refuse_overwriting(self) -> None:
        seen = self.cleaned_data.get("seen_version")
        if seen is None:
            return
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        now = rows.select_for_update(no_key=True).values_list("row_version", flat=True).get()
        if now == seen:
            return
        self.add_error(None, self._overtaken())
        self.data = self.data.copy()  # the next save knows of the change and is meant
        self.data[self.add_prefix("seen_version")] = str(now)

    def _overtaken(self) -> str:
        name = self.instance._meta.verbose_name
        entries = timeline(self.instance, limit=1) if hasattr(self.instance, "events") else []
        said = f"This {name} was changed by somebody else while you had it open."
        if entries:
            last = entries[0]
            changes = "; ".join(f"{c.label}: {c.before or 'empty'} → {c.after or 'empty'}" for c in last.changes)
            at = timezone.localtime(last.when).strftime("%H:%M")
            who, what = last.who or "Somebody", changes or "other fields"
            said = f"{who} changed this {name} at {at}, while you had it open ({what})."
        return f"{said} Nothing was saved; your entries are below. Save again to put yours in its place."


@dataclass
class KeptRow:
    """What was entered in a row that could not be saved, and why not."""

    entered: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)


class RowForm(WithinFirm):
    """A row of an editable list. Each input is named after its record, and remembers what the person saw.

    Only fields the person really changed are saved; where somebody else changed the same field, the row is refused.
    """

    kept: ClassVar[Mapping[str, KeptRow]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, row_field in self.fields.items():
            row_field.show_hidden_initial = True
            label = row_field.label or capfirst(name.replace("_", " "))
            row_field.widget.attrs["aria-label"] = f"{label}: {self.instance}"
        row = self.kept.get(str(self.instance.pk))
        if row is not None and not self.is_bound:
            self._take_back(row)

    def _take_back(self, row: KeptRow) -> None:
        self.data = {self.add_initial_prefix(name): self.initial.get(name) for name in self.fields}
        self.initial |= {name: value for name, value in row.entered.items() if name in self.fields}
        self._errors = ErrorDict({name: ErrorList(messages) for name, messages in row.errors.items()})

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.changed_data:
            row_field, present, key = self.fields[name], self.initial.get(name), self.add_initial_prefix(name)
            overtaken = key in self.data and row_field.has_changed(present, self.data[key])
            if overtaken and row_field.has_changed(present, self.data.get(self.add_prefix(name))):
                shown = dict(getattr(row_field, "choices", ())).get(present, present) or "empty"
                self.add_error(name, f"Changed meanwhile to “{shown}”. Save again to put yours in its place.")
        return cleaned

    def _post_clean(self) -> None:
        if self.has_changed():  # an untouched row needs no check, and each would ask the database
            super()._post_clean()
