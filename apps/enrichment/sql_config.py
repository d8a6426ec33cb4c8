"""The SQL functions and views of enrichment and signals."""

from apps.core.sql_objects import sql_function, sql_view

sql_items = [
    sql_function("enrichment", "calculate_signal_strength", args="text, jsonb"),
    sql_view("enrichment", "signal_action_rates"),
]
