"""The SQL functions of tickets, and what the planner is told of them."""

from apps.core.sql_objects import sql_function, sql_relation

sql_items = [
    sql_function("tickets", "ticket_pack_rebuild_sprints", args="uuid[]"),
    sql_relation("tickets", "tickets_of_pack", drop="DROP STATISTICS IF EXISTS tickets_of_pack"),
]
