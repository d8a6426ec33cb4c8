"""The one door to the queue."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("work", "enqueue_job", args="text, text, jsonb, int, text, text, timestamptz"),
]
