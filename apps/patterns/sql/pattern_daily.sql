-- pattern_daily: projects, builds, tests and feedback of each pattern by the firm's day, each counted apart: what the
-- trends are drawn from. A day without any has no row. Sums stand beside the means, so that days and patterns add up.
-- Owned and shown as pattern_analytics is.
DROP MATERIALIZED VIEW IF EXISTS rpt.pattern_daily CASCADE;
CREATE SCHEMA IF NOT EXISTS rpt;
CREATE MATERIALIZED VIEW rpt.pattern_daily AS
WITH event AS (
    SELECT
        o.tenant_id, o.pattern_id, (o.created_at AT TIME ZONE t.time_zone)::date AS day,
        1 AS projects_created, 0 AS builds_ok, 0 AS builds_failed, NULL::numeric AS test_pass_rate,
        0 AS feedback_count, NULL::smallint AS satisfaction, NULL::smallint AS reuse
    FROM project_outcomes o JOIN tenants t ON t.id = o.tenant_id
    WHERE o.status <> 'deleted'
    UNION ALL
    SELECT
        o.tenant_id, o.pattern_id, (e.occurred_at AT TIME ZONE t.time_zone)::date,
        0, (e.event_type = 'build' AND e.status = 'success')::int, (e.event_type = 'build' AND e.status = 'failure')::int,
        e.test_pass_rate, 0, NULL, NULL
    FROM build_events e
    JOIN project_outcomes o ON o.tenant_id = e.tenant_id AND o.id = e.project_outcome_id AND o.status <> 'deleted'
    JOIN tenants t ON t.id = o.tenant_id
    WHERE e.status <> 'cancelled' AND (e.test_pass_rate IS NOT NULL OR e.event_type = 'build')
    UNION ALL
    SELECT
        o.tenant_id, o.pattern_id, f.submitted_on, 0, 0, 0, NULL, 1, f.overall_satisfaction, f.likelihood_to_reuse
    FROM user_feedback f
    JOIN project_outcomes o ON o.tenant_id = f.tenant_id AND o.id = f.project_outcome_id AND o.status <> 'deleted'
)
SELECT
    tenant_id, pattern_id, day,
    sum(projects_created)::int AS projects_created,
    sum(builds_ok)::int AS builds_ok,
    sum(builds_failed)::int AS builds_failed,
    sum(feedback_count)::int AS feedback_count,
    coalesce(sum(satisfaction), 0)::int AS satisfaction_sum,
    round(avg(satisfaction), 2) AS avg_satisfaction,
    count(reuse)::int AS reuse_count,
    (count(*) FILTER (WHERE reuse >= 9))::int AS promoters,
    (count(*) FILTER (WHERE reuse <= 6))::int AS detractors,
    round(avg(reuse), 2) AS avg_reuse,
    count(test_pass_rate)::int AS test_count,
    coalesce(sum(test_pass_rate), 0) AS test_rate_sum,
    round(avg(test_pass_rate), 2) AS avg_test_pass_rate
FROM event GROUP BY tenant_id, pattern_id, day;
-- What a trend adds up lies in the index: a firm's 90 days are thousands of rows, scattered over the view.
CREATE UNIQUE INDEX pattern_daily_once ON rpt.pattern_daily (tenant_id, day, pattern_id) INCLUDE (
    projects_created, builds_ok, builds_failed, feedback_count, satisfaction_sum, reuse_count, promoters, detractors,
    test_count, test_rate_sum
);
CREATE INDEX pattern_daily_of_pattern ON rpt.pattern_daily (tenant_id, pattern_id, day);
CREATE VIEW pattern_daily WITH (security_barrier = true) AS
SELECT * FROM rpt.pattern_daily
WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
UNION ALL
SELECT * FROM rpt.pattern_daily
WHERE current_user = 'firmloop_staff' AND tenant_id IN (
    SELECT unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[])
);
GRANT SELECT ON pattern_daily TO firmloop_tenant, firmloop_staff;
