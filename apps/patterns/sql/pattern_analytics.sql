-- pattern_analytics: what became of the projects of each pattern; one row a pattern that has any.
-- Each project is counted once, whatever feedback it has; deleted ones are left out; the name is the pattern's present
-- one. The materialized view is the owner's alone. The view in public shows a firm its own rows, and staff those of the
-- firms they chose; it runs as its owner, an exception by list, and says by itself what the policies say.
-- tenant_id 0 is no firm: its one row says when the whole was refreshed.
DROP MATERIALIZED VIEW IF EXISTS rpt.pattern_analytics CASCADE;
CREATE SCHEMA IF NOT EXISTS rpt;
CREATE MATERIALIZED VIEW rpt.pattern_analytics AS
WITH project AS (
    SELECT
        o.tenant_id, o.pattern_id, o.id, o.status, o.created_at, o.updated_at, o.last_build_status, o.test_pass_rate,
        o.deployment_status,
        row_number() OVER built * 2 <= count(*) OVER (PARTITION BY o.tenant_id, o.pattern_id, o.last_build_status IS NULL) + 1
            AS is_newer
    FROM project_outcomes o
    WHERE o.status <> 'deleted'
    WINDOW built AS (
        PARTITION BY o.tenant_id, o.pattern_id, o.last_build_status IS NULL ORDER BY o.created_at DESC, o.id DESC
    )
),
counted AS (
    SELECT
        tenant_id, pattern_id,
        count(*)::int AS total_projects,
        (count(*) FILTER (WHERE status = 'active'))::int AS active_projects,
        (count(*) FILTER (WHERE created_at > app_now() - interval '30 days'))::int AS projects_last_30_days,
        (count(*) FILTER (WHERE created_at > app_now() - interval '7 days'))::int AS projects_last_7_days,
        (count(*) FILTER (WHERE last_build_status = 'success'))::int AS successful_builds,
        (count(*) FILTER (WHERE last_build_status = 'failure'))::int AS failed_builds,
        (count(*) FILTER (WHERE last_build_status = 'success' AND is_newer))::int AS newer_successful_builds,
        (count(*) FILTER (WHERE last_build_status IS NOT NULL AND is_newer))::int AS newer_builds,
        (count(*) FILTER (WHERE test_pass_rate IS NOT NULL))::int AS tested_projects,
        round(avg(test_pass_rate), 2) AS avg_test_pass_rate,
        (count(*) FILTER (WHERE deployment_status = 'deployed'))::int AS deployed_projects,
        max(updated_at) AS last_activity
    FROM project GROUP BY tenant_id, pattern_id
),
opinion AS (
    SELECT
        f.tenant_id, o.pattern_id,
        count(*)::int AS feedback_count,
        count(DISTINCT f.project_outcome_id)::int AS projects_with_feedback,
        round(avg(f.overall_satisfaction), 2) AS avg_satisfaction,
        round(avg(f.pattern_usefulness), 2) AS avg_usefulness,
        round(avg(f.likelihood_to_reuse), 2) AS avg_nps,
        count(f.likelihood_to_reuse)::int AS reuse_count,
        (count(*) FILTER (WHERE f.likelihood_to_reuse >= 9))::int AS promoters,
        (count(*) FILTER (WHERE f.likelihood_to_reuse <= 6))::int AS detractors,
        (count(*) FILTER (WHERE f.would_recommend))::int AS recommendation_count,
        count(f.would_recommend)::int AS recommend_answers,
        round(avg(f.time_to_first_build) / 60, 2) AS avg_time_to_build_minutes,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY f.time_to_first_build)::numeric / 60, 2)
            AS median_time_to_build_minutes
    FROM user_feedback f
    JOIN project_outcomes o ON o.tenant_id = f.tenant_id AND o.id = f.project_outcome_id AND o.status <> 'deleted'
    GROUP BY f.tenant_id, o.pattern_id
)
SELECT
    c.tenant_id, c.pattern_id, p.name AS pattern_name, p.is_active,
    c.total_projects, c.active_projects, c.projects_last_30_days, c.projects_last_7_days,
    c.successful_builds, c.failed_builds,
    round(100.0 * c.successful_builds / nullif(c.successful_builds + c.failed_builds, 0), 2) AS build_success_rate,
    round(100 * wilson_low(c.successful_builds, c.successful_builds + c.failed_builds), 2) AS build_success_low,
    round(100 * wilson_high(c.successful_builds, c.successful_builds + c.failed_builds), 2) AS build_success_high,
    c.newer_successful_builds, c.newer_builds,
    c.tested_projects, c.avg_test_pass_rate, c.deployed_projects,
    coalesce(f.feedback_count, 0) AS feedback_count,
    coalesce(f.projects_with_feedback, 0) AS projects_with_feedback,
    round(100.0 * coalesce(f.projects_with_feedback, 0) / c.total_projects, 2) AS feedback_rate_pct,
    f.avg_satisfaction, f.avg_usefulness, f.avg_nps,
    coalesce(f.reuse_count, 0) AS reuse_count,
    round(100.0 * (f.promoters - f.detractors) / nullif(f.reuse_count, 0), 2) AS nps,
    coalesce(f.recommendation_count, 0) AS recommendation_count,
    coalesce(f.recommend_answers, 0) AS recommend_answers,
    round(100.0 * f.recommendation_count / nullif(f.recommend_answers, 0), 2) AS recommend_rate_pct,
    f.avg_time_to_build_minutes, f.median_time_to_build_minutes,
    c.last_activity,
    coalesce(nullif(current_setting('app.refresh_at', true), '')::timestamptz, now()) AS refreshed_at
FROM counted c
JOIN patterns p ON p.tenant_id = c.tenant_id AND p.pattern_id = c.pattern_id
LEFT JOIN opinion f ON f.tenant_id = c.tenant_id AND f.pattern_id = c.pattern_id
UNION ALL
SELECT
    '00000000-0000-0000-0000-000000000000'::uuid, '', '', false, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, 0, 0, 0, NULL, 0, 0,
    0, NULL, NULL, NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL,
    coalesce(nullif(current_setting('app.refresh_at', true), '')::timestamptz, now());
CREATE UNIQUE INDEX pattern_analytics_once ON rpt.pattern_analytics (tenant_id, pattern_id);
CREATE VIEW pattern_analytics WITH (security_barrier = true) AS
SELECT * FROM rpt.pattern_analytics
WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
UNION ALL
SELECT * FROM rpt.pattern_analytics
WHERE current_user = 'firmloop_staff' AND tenant_id IN (
    SELECT unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[])
);
GRANT SELECT ON pattern_analytics TO firmloop_tenant, firmloop_staff;
CREATE VIEW pattern_refresh WITH (security_barrier = true) AS
SELECT refreshed_at FROM rpt.pattern_analytics WHERE tenant_id = '00000000-0000-0000-0000-000000000000'::uuid;
GRANT SELECT ON pattern_refresh TO firmloop_tenant, firmloop_staff;
