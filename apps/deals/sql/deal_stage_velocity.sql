-- deal_stage_velocity: how long deals stayed in each stage they have left in the last 90 days, in whole days.
CREATE OR REPLACE VIEW deal_stage_velocity WITH (security_invoker = true) AS
SELECT h.tenant_id, h.from_stage, count(*) AS transitions,
    round(avg(h.days_in_previous_stage), 1) AS avg_days,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY h.days_in_previous_stage)::numeric, 1) AS median_days,
    min(h.days_in_previous_stage) AS min_days,
    max(h.days_in_previous_stage) AS max_days
FROM deal_stage_history h
WHERE h.changed_at >= app_now() - interval '90 days' AND h.from_stage <> '' AND h.days_in_previous_stage IS NOT NULL
GROUP BY h.tenant_id, h.from_stage;
REVOKE ALL ON deal_stage_velocity FROM PUBLIC;
GRANT SELECT ON deal_stage_velocity TO firmloop_tenant, firmloop_staff;
