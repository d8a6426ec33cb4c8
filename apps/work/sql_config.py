"""The one door to the queue, and the one to pages behind a mailed link."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("work", "enqueue_job", args="text, text, jsonb, int, text, text, timestamptz"),
    sql_function("work", "public_link_of_token", args="bytea"),
]
