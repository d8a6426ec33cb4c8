"""The SQL of patterns: intervals, health, and the figures that are refreshed."""

from apps.core.sql_objects import sql_function, sql_relation

sql_items = [
    sql_function("patterns", "wilson_low", args="numeric, numeric"),
    sql_function("patterns", "wilson_high", args="numeric, numeric", after=(("patterns", "wilson_low"),)),
    sql_function("patterns", "project_health", args="varchar, numeric"),
    sql_relation(
        "patterns",
        "pattern_analytics",
        drop="DROP MATERIALIZED VIEW IF EXISTS rpt.pattern_analytics CASCADE",
        after=(("patterns", "wilson_high"), ("metrics", "outcome_aggregates")),
    ),
    sql_relation("patterns", "pattern_daily", drop="DROP MATERIALIZED VIEW IF EXISTS rpt.pattern_daily CASCADE"),
    sql_function(
        "patterns",
        "refresh_pattern_analytics",
        args="timestamptz",
        after=(("patterns", "pattern_analytics"), ("patterns", "pattern_daily")),
    ),
    sql_function("patterns", "ci_endpoint_of", args="uuid"),
]
