"""The SQL functions of tickets."""

from apps.core.sql_objects import sql_function

sql_items = [
    sql_function("tickets", "ticket_pack_rebuild_sprints", args="uuid[]"),
]
