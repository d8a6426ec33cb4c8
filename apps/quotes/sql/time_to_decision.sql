-- time_to_decision: days from sending a quote to its outcome, by outcome, over those recorded in the last 90 days.
CREATE OR REPLACE VIEW time_to_decision WITH (security_invoker = true) AS
SELECT d.tenant_id, d.outcome,
    count(*)::int AS decided,
    round(avg(d.days), 1) AS avg_days,
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY d.days)::numeric, 1) AS median_days,
    round(min(d.days), 1) AS min_days,
    round(max(d.days), 1) AS max_days
FROM (
    SELECT o.tenant_id, o.outcome,
        extract(epoch FROM coalesce(q.responded_at, o.recorded_at) - q.sent_at) / 86400 AS days
    FROM quote_outcomes o JOIN quotes q ON q.tenant_id = o.tenant_id AND q.id = o.quote_id
    WHERE o.recorded_at >= app_now() - interval '90 days'
) d
GROUP BY d.tenant_id, d.outcome;
GRANT SELECT ON time_to_decision TO firmloop_tenant, firmloop_staff;
