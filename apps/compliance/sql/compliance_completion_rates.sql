-- compliance_completion_rates: what became of the checks that were made in the last 90 days, by what is checked. The first
-- rate is completed ÷ all, the second counts waived checks as done with; overdue ones include those a manager was told of.
CREATE OR REPLACE VIEW compliance_completion_rates WITH (security_invoker = true) AS
    SELECT tenant_id, compliance_type,
        count(*) AS total,
        count(*) FILTER (WHERE status = 'completed') AS completed,
        count(*) FILTER (WHERE status IN ('overdue', 'escalated')) AS overdue,
        count(*) FILTER (WHERE status = 'waived') AS waived,
        round(100.0 * count(*) FILTER (WHERE status = 'completed') / count(*), 1) AS completion_rate_pct,
        round(100.0 * count(*) FILTER (WHERE status IN ('completed', 'waived')) / count(*), 1) AS closed_rate_pct,
        round((avg(extract(epoch FROM completed_at - created_at)) / 86400)::numeric, 1) AS avg_days_to_complete
    FROM compliance_checks
    WHERE created_at > app_now() - interval '90 days'
    GROUP BY tenant_id, compliance_type;
GRANT SELECT ON compliance_completion_rates TO firmloop_tenant, firmloop_staff;
