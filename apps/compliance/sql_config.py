"""The SQL of compliance: dates, generation, the engine's steps, and the completion rates."""

from apps.core.sql_objects import sql_function, sql_trigger, sql_view


def _mine(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(("compliance", name) for name in names)


sql_items = [
    sql_function("compliance", "compliance_months", args="text"),
    sql_function(
        "compliance",
        "compliance_due_after",
        args="timestamptz, text, int, text, int",
        after=_mine("compliance_months"),
    ),
    sql_function(
        "compliance", "compliance_first_due", args="text, timestamptz, text", after=_mine("compliance_months")
    ),
    sql_function(
        "compliance",
        "compliance_due_from_completion",
        args="timestamptz, text, timestamptz, text",
        after=_mine("compliance_due_after"),
    ),
    sql_function("compliance", "compliance_reminder_step", args="timestamptz, int, text"),
    sql_function("compliance", "get_compliance_due", args="uuid, int"),
    sql_function(
        "compliance", "advance_compliance_schedule", args="uuid", after=_mine("compliance_due_from_completion")
    ),
    sql_function("compliance", "compliance_targets", args="uuid", after=_mine("compliance_due_from_completion")),
    sql_function("compliance", "create_compliance_checks_from_schedule", args="uuid, jsonb"),
    sql_function("compliance", "generate_compliance_checks", args="uuid"),
    sql_function("compliance", "mark_overdue_compliance", args="int"),
    sql_function("compliance", "expire_compliance_waivers", args="int"),
    sql_function("compliance", "compliance_missing_fields", args="text, uuid, jsonb"),
    sql_function(
        "compliance", "validate_compliance_checks", args="int, uuid", after=_mine("compliance_missing_fields")
    ),
    sql_trigger("compliance", "deleted_client_ends_checks", table="clients"),
    sql_trigger("compliance", "deleted_contact_ends_checks", table="contacts"),
    sql_view("compliance", "compliance_completion_rates"),
]
