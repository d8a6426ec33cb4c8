"""The one door to the queue, what is found before its firm is known, and the end of old runs."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("work", "enqueue_job", args="text, text, jsonb, int, text, text, timestamptz"),
    sql_function("work", "public_link_of_token", args="bytea"),
    sql_function("work", "firm_of_mail", args="uuid"),
    sql_function("work", "forget_old_runs"),
]
