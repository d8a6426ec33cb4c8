-- outcome_aggregates: what plans changed, over groups of firms; one row a group and figure, no firm in it.
-- A firm counts once, with its current plan's outcome at the latest milestone it has measured; an outcome computed for
-- an earlier one on purpose is left out, and each row says how many firms it has at which milestone.
-- The materialized view is the owner's alone. The view in public hides every group below three firms, in which one
-- firm's figures could be read, and the quartiles of groups below five: with them each of three or four firms could
-- work out the others' (ADR 0015). It says when it was refreshed. It runs as its owner, an exception by list: no
-- caller may see the rows behind it.
DROP MATERIALIZED VIEW IF EXISTS rpt.outcome_aggregates CASCADE;
CREATE SCHEMA IF NOT EXISTS rpt;
CREATE MATERIALIZED VIEW rpt.outcome_aggregates AS
WITH outcome AS (
    SELECT
        o.tenant_id, o.deltas, o.inputs, o.realized_roi AS roi, o.attainment_pct, o.status,
        o.assumptions ->> 'currency' AS currency, o.target_label AS milestone, t.segment, t.industry,
        size_band(t.team_headcount) AS size_band
    FROM roadmap_outcomes o
    JOIN roadmaps r ON r.tenant_id = o.tenant_id AND r.series_id = o.series_id AND r.is_current
    JOIN tenants t ON t.id = o.tenant_id
    WHERE o.target_label = CASE
        WHEN o.at_90d_snapshot_id IS NOT NULL THEN '90d'
        WHEN o.at_60d_snapshot_id IS NOT NULL THEN '60d'
        WHEN o.at_30d_snapshot_id IS NOT NULL THEN '30d'
        ELSE 'custom'
    END
),
delta AS (
    SELECT
        o.tenant_id, m.key, m.lower_is_better, d.value::numeric AS change,
        CASE m.unit WHEN 'money' THEN o.currency ELSE m.unit END AS unit,
        (o.inputs -> 'baseline' ->> m.key)::numeric AS baseline
    FROM outcome o
    CROSS JOIN jsonb_each_text(o.deltas) d
    JOIN metric_definitions m ON m.tenant_id = o.tenant_id AND m.key = d.key AND m.is_active
    WHERE d.value IS NOT NULL
),
figure AS (
    SELECT tenant_id, 'delta' AS kind, key AS measure, unit, lower_is_better, change AS value FROM delta
    UNION ALL
    SELECT
        tenant_id, 'improvement_pct', key, 'percent', false,
        CASE WHEN lower_is_better THEN -change ELSE change END / abs(baseline) * 100
    FROM delta WHERE baseline <> 0
    UNION ALL
    SELECT o.tenant_id, 'yearly', y.measure, coalesce(y.unit, o.currency), false, (o.roi ->> y.measure)::numeric
    FROM outcome o CROSS JOIN (VALUES
        ('time_savings_hours_annual', 'hours'), ('time_savings_value_annual', NULL), ('net_roi_percent', 'percent')
    ) y (measure, unit)
    WHERE o.roi ->> y.measure IS NOT NULL
    UNION ALL
    SELECT tenant_id, 'yearly', 'attainment_pct', 'percent', false, attainment_pct
    FROM outcome WHERE attainment_pct IS NOT NULL
),
counted AS (
    SELECT
        grouping(o.segment) AS any_segment, grouping(o.industry) AS any_industry, grouping(o.size_band) AS any_size,
        o.segment, o.industry, o.size_band, f.kind, f.measure, f.unit, f.lower_is_better,
        count(*)::int AS firms,
        jsonb_build_object(
            '30d', count(*) FILTER (WHERE o.milestone = '30d'), '60d', count(*) FILTER (WHERE o.milestone = '60d'),
            '90d', count(*) FILTER (WHERE o.milestone = '90d'), 'custom', count(*) FILTER (WHERE o.milestone = 'custom')
        ) AS milestones,
        percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY f.value) AS p,
        NULL::int AS on_track, NULL::int AS at_risk, NULL::int AS off_track
    FROM outcome o JOIN figure f USING (tenant_id)
    GROUP BY GROUPING SETS ((), (o.segment), (o.industry), (o.size_band), (o.segment, o.size_band)),
        f.kind, f.measure, f.unit, f.lower_is_better
    UNION ALL
    SELECT
        grouping(o.segment), grouping(o.industry), grouping(o.size_band), o.segment, o.industry, o.size_band,
        'status', 'status', 'count', false, count(*)::int,
        jsonb_build_object(
            '30d', count(*) FILTER (WHERE o.milestone = '30d'), '60d', count(*) FILTER (WHERE o.milestone = '60d'),
            '90d', count(*) FILTER (WHERE o.milestone = '90d'), 'custom', count(*) FILTER (WHERE o.milestone = 'custom')
        ), NULL,
        (count(*) FILTER (WHERE o.status = 'on_track'))::int, (count(*) FILTER (WHERE o.status = 'at_risk'))::int,
        (count(*) FILTER (WHERE o.status = 'off_track'))::int
    FROM outcome o
    GROUP BY GROUPING SETS ((), (o.segment), (o.industry), (o.size_band), (o.segment, o.size_band))
),
named AS (
    SELECT
        CASE
            WHEN any_segment = 0 AND any_size = 0 THEN 'segment_size_band'
            WHEN any_segment = 0 THEN 'segment'
            WHEN any_industry = 0 THEN 'industry'
            WHEN any_size = 0 THEN 'size_band'
            ELSE 'all'
        END AS grouping,
        coalesce(segment, '') AS segment, coalesce(industry, '') AS industry, coalesce(size_band, '') AS size_band,
        kind, measure, unit, lower_is_better, firms, milestones,
        round(p[1]::numeric, 4) AS p25, round(p[2]::numeric, 4) AS p50, round(p[3]::numeric, 4) AS p75,
        on_track, at_risk, off_track
    FROM counted
    WHERE (any_segment = 1 OR segment <> '') AND (any_industry = 1 OR industry <> '') -- firms that say none are no group
    UNION ALL
    SELECT 'all', '', '', '', 'refresh', 'refresh', '', false, 0, '{}'::jsonb, NULL, NULL, NULL, NULL, NULL, NULL
)
SELECT
    concat_ws('|', grouping, segment, industry, size_band, kind, measure, unit, lower_is_better) AS row_key,
    named.*,
    coalesce(nullif(current_setting('app.refresh_at', true), '')::timestamptz, now()) AS refreshed_at
FROM named;
CREATE UNIQUE INDEX outcome_aggregates_row ON rpt.outcome_aggregates (row_key);
CREATE VIEW outcome_aggregates WITH (security_barrier = true) AS
SELECT
    row_key, "grouping", segment, industry, size_band, kind, measure, unit, lower_is_better, firms, milestones,
    CASE WHEN firms >= 5 THEN p25 END AS p25, p50, CASE WHEN firms >= 5 THEN p75 END AS p75,
    on_track, at_risk, off_track, refreshed_at
FROM rpt.outcome_aggregates WHERE firms >= 3 OR kind = 'refresh';
GRANT SELECT ON outcome_aggregates TO firmloop_tenant, firmloop_staff;
