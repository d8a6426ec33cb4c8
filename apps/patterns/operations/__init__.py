"""Every write of patterns that has a rule, and its refusals. Everything here runs inside a firm."""

from apps.patterns.errors import PatternError
from apps.patterns.operations.builds import record_events, report_build
from apps.patterns.operations.bulk import BadRow, record_outcomes
from apps.patterns.operations.ci import (
    Taken,
    change_endpoint,
    delete_endpoint,
    make_endpoint,
    rotate_secret,
    take_delivery,
)
from apps.patterns.operations.feedback import ConsentIsTheGivers, ProjectIsDeleted, give_feedback, withdraw_consent
from apps.patterns.operations.outcomes import (
    UnknownPattern,
    archive_outcome,
    change_outcome,
    delete_outcome,
    record_outcome,
    restore_outcome,
)
from apps.patterns.operations.prompts import PromptIsOver, dismiss_prompt, show_prompt
from apps.patterns.operations.refreshing import ask_for_refresh, refresh_analytics
from apps.patterns.operations.sessions import SessionIsOver, abandon_sessions, change_session, start_session

__all__ = [
    "BadRow",
    "ConsentIsTheGivers",
    "PatternError",
    "ProjectIsDeleted",
    "PromptIsOver",
    "SessionIsOver",
    "Taken",
    "UnknownPattern",
    "abandon_sessions",
    "archive_outcome",
    "ask_for_refresh",
    "change_endpoint",
    "change_outcome",
    "change_session",
    "delete_endpoint",
    "delete_outcome",
    "dismiss_prompt",
    "give_feedback",
    "make_endpoint",
    "record_events",
    "record_outcome",
    "record_outcomes",
    "refresh_analytics",
    "report_build",
    "restore_outcome",
    "rotate_secret",
    "show_prompt",
    "start_session",
    "take_delivery",
    "withdraw_consent",
]
