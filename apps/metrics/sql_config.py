"""The rules over several tables, and the figures over firms.

Three triggers stand on tables of lower apps, whose models cannot name what lies above them; so they are declared here.
"""

from apps.core.sql_objects import sql_function, sql_relation, sql_trigger

sql_items = [
    sql_function("metrics", "standard_metrics", args="uuid"),
    sql_trigger("metrics", "new_firm_gets_metrics", table="tenants", after=(("metrics", "standard_metrics"),)),
    sql_trigger("metrics", "outcome_follows_current", table="roadmaps"),
    sql_function("metrics", "check_readings", args="uuid, jsonb"),
    sql_function("metrics", "check_projection", args="uuid, text, numeric"),
    sql_function("metrics", "size_band", args="int"),
    sql_relation(
        "metrics", "outcome_aggregates", drop="DROP SCHEMA IF EXISTS rpt CASCADE", after=(("metrics", "size_band"),)
    ),
    sql_function(
        "metrics",
        "refresh_outcome_aggregates",
        args="timestamptz",
        after=(("metrics", "outcome_aggregates"),),
    ),
    sql_trigger("metrics", "figures_forget_firm", table="tenants", after=(("metrics", "refresh_outcome_aggregates"),)),
]
