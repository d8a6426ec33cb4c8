-- signal_action_rates: of the last 90 days, per firm and type: how many signals, how many somebody acted on, how strong
-- they were, after how many hours, and how many were dismissed. Runs with the reader's rights, so that the policies
-- hold.
CREATE OR REPLACE VIEW signal_action_rates WITH (security_invoker = true) AS
SELECT
    tenant_id,
    signal_type,
    count(*)::int AS total,
    count(*) FILTER (WHERE actioned)::int AS actioned,
    round(100.0 * count(*) FILTER (WHERE actioned) / count(*), 1) AS action_rate_pct,
    round(avg(signal_strength), 2) AS avg_strength,
    round((avg(extract(epoch FROM actioned_at - created_at)) / 3600)::numeric, 1) AS avg_hours_to_action,
    count(*) FILTER (WHERE dismissed_at IS NOT NULL)::int AS dismissed
FROM opportunity_signals
WHERE created_at >= app_now() - interval '90 days'
GROUP BY tenant_id, signal_type;
GRANT SELECT ON signal_action_rates TO firmloop_tenant, firmloop_staff;
