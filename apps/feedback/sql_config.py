"""The SQL functions of feedback."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("feedback", "expire_feedback_requests", args="uuid"),
    sql_function("feedback", "feedback_contact", args="uuid, uuid"),
    sql_function(
        "feedback",
        "feedback_skip_reason",
        args="uuid, uuid, uuid",
        after=(("feedback", "feedback_contact"),),
    ),
]
