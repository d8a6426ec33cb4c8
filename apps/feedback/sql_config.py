"""The SQL functions of feedback."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("feedback", "expire_feedback_requests", args="uuid"),
]
