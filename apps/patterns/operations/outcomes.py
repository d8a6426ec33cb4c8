"""Projects: recorded, changed, archived, deleted and brought back (many at once: bulk.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.patterns.choices import ProjectStatus
from apps.patterns.errors import PatternError
from apps.patterns.models import Pattern, ProjectOutcome
from apps.patterns.operations.builds import report_build

REPORTED = ("last_build_status", "test_pass_rate", "deployment_status")
ONCE = {"patterns_outcome_path_once": "project_path", "patterns_outcome_repository_once": "repository"}


class UnknownPattern(PatternError):
    """No pattern of the firm has this id, and the report gives no name to add it by."""

    def __init__(self, pattern_id: str) -> None:
        super().__init__(
            f"There is no pattern {pattern_id}. Add it under Patterns or by POST /api/patterns, or send pattern_name "
            "along and it is added."
        )


@transaction.atomic
def record_outcome(*, values: Mapping[str, Any], user_id: UUID | None = None) -> ProjectOutcome:
    """Record a project that was scaffolded.

    ``values`` are its fields; the pattern's name and version are taken from the pattern where they are missing, and a
    pattern that is named but unknown is added. Raises UnknownPattern, or ValidationError naming the field, also while
    another active project is at its path or has its repository.
    """
    outcome = made(values, known_patterns([values]), user_id)
    outcome.clean_fields(exclude={"user", "tenant"})
    save(outcome, force_insert=True)
    return outcome


@transaction.atomic
def change_outcome(*, outcome_id: UUID, values: Mapping[str, Any], source: str, at: datetime) -> ProjectOutcome:
    """Change a project. A build, a test rate or a deployment in ``values`` is noted as an event of this time.

    ``status`` goes between active and archived. Raises DoesNotExist, or ValidationError naming the field, also while
    another active project is at its path or has its repository.
    """
    outcome: ProjectOutcome = ProjectOutcome.objects.select_for_update(no_key=True).get(pk=outcome_id)
    given = dict(values)
    reported = {name: given.pop(name) for name in REPORTED if name in given}
    if outcome.status == ProjectStatus.DELETED and (given or reported):
        raise ValidationError({"status": "This project is deleted; restore it first."})
    changed = {name for name, value in given.items() if getattr(outcome, name) != value}
    for name in changed:
        setattr(outcome, name, given[name])
    if changed:
        outcome.clean_fields(exclude={field.name for field in outcome._meta.fields} - changed)
        save(outcome, update_fields=changed)
    if reported:
        report_build(outcome_id=outcome.pk, **reported, source=source, at=at)
    outcome.refresh_from_db()
    return outcome


def archive_outcome(*, outcome_id: UUID) -> ProjectOutcome:
    """Put a project away; it stays in the figures. Raises DoesNotExist, or ValidationError for a deleted one."""
    return _set_status(outcome_id, ProjectStatus.ARCHIVED)


def delete_outcome(*, outcome_id: UUID) -> ProjectOutcome:
    """Mark a project deleted: it leaves lists and figures, and can be restored. Again is fine. Raises DoesNotExist."""
    return _set_status(outcome_id, ProjectStatus.DELETED)


def restore_outcome(*, outcome_id: UUID) -> ProjectOutcome:
    """Make an archived or deleted project active again.

    Raises DoesNotExist, or ValidationError while another active project is at its path or has its repository.
    """
    return _set_status(outcome_id, ProjectStatus.ACTIVE)


@transaction.atomic
def _set_status(outcome_id: UUID, status: str) -> ProjectOutcome:
    outcome: ProjectOutcome = ProjectOutcome.objects.select_for_update(no_key=True).get(pk=outcome_id)
    if outcome.status == status:
        return outcome
    if status == ProjectStatus.ARCHIVED and outcome.status == ProjectStatus.DELETED:
        raise ValidationError({"status": "This project is deleted; restore it first."})
    outcome.status = status
    save(outcome, update_fields=["status"])
    outcome.refresh_from_db()
    return outcome


def save(outcome: ProjectOutcome, **options: Any) -> None:
    """Save a project. Raises ValidationError naming the field while another active one is there already."""
    try:
        with transaction.atomic():
            outcome.save(**options)
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "")
        if name not in ONCE:
            raise
        raise taken(ONCE[name]) from refused


def taken(field: str) -> ValidationError:
    """Return the refusal of a project whose path or repository another active one has."""
    rule = next(one for one in ProjectOutcome._meta.constraints if ONCE.get(one.name) == field)
    return ValidationError({field: ValidationError(rule.get_violation_error_message(), code="unique")})


def known_patterns(rows: Iterable[Mapping[str, Any]]) -> dict[str, Pattern]:
    """Return the patterns that rows are of, by id; those that are new and named are added."""
    names: dict[str, str] = {}
    for row in rows:
        names[row["pattern_id"]] = names.get(row["pattern_id"]) or row.get("pattern_name") or ""
    known = {one.pattern_id: one for one in Pattern.objects.filter(pattern_id__in=names)}
    new = [Pattern(pattern_id=one, name=name) for one, name in sorted(names.items()) if name and one not in known]
    new = [one for one in new if not _errors_of(one)]  # the row's own check says what is wrong
    if new:
        Pattern.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may add it right now
        known |= {one.pattern_id: one for one in Pattern.objects.filter(pattern_id__in=[p.pattern_id for p in new])}
    return known


def _errors_of(pattern: Pattern) -> dict[str, Any]:
    try:
        pattern.full_clean(validate_unique=False, exclude={"tenant"})  # whether it is new is asked by the insert
    except ValidationError as wrong:
        found = wrong.error_dict
        return {{"name": "pattern_name"}.get(field, "pattern_id"): errors for field, errors in found.items()}
    return {}


def made(values: Mapping[str, Any], known: Mapping[str, Pattern], user_id: UUID | None) -> ProjectOutcome:
    """Return a project that is not saved yet. Raises UnknownPattern, or ValidationError for the id of a new one."""
    pattern, name = known.get(values["pattern_id"]), values.get("pattern_name")
    if pattern is None:
        if name and (errors := _errors_of(Pattern(pattern_id=values["pattern_id"], name=name))):
            raise ValidationError(errors)
        raise UnknownPattern(values["pattern_id"])
    outcome = ProjectOutcome(**{key: value for key, value in values.items() if value is not None}, user_id=user_id)
    outcome.pattern_name = outcome.pattern_name or pattern.name
    outcome.pattern_version = outcome.pattern_version or pattern.version
    return outcome
