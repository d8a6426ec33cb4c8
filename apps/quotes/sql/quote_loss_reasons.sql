-- quote_loss_reasons: why quotes were lost in the last 90 days, by the first reason, with their share and amounts.
CREATE OR REPLACE VIEW quote_loss_reasons WITH (security_invoker = true) AS
SELECT o.tenant_id, o.primary_reason,
    count(*)::int AS lost,
    round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY o.tenant_id), 1) AS share_pct,
    sum(o.our_amount) AS lost_amount,
    round(avg(o.our_amount), 2) AS avg_lost_amount
FROM quote_outcomes o
WHERE o.outcome = 'lost' AND o.recorded_at >= app_now() - interval '90 days'
GROUP BY o.tenant_id, o.primary_reason;
GRANT SELECT ON quote_loss_reasons TO firmloop_tenant, firmloop_staff;
