-- competitor_analysis: who else offered in the last 90 days, how often the firm won beside them, and how its price
-- stood to theirs: avg_gap_pct is ours over theirs, where both are known. A name counts once however it is cased.
CREATE OR REPLACE VIEW competitor_analysis WITH (security_invoker = true) AS
SELECT o.tenant_id,
    mode() WITHIN GROUP (ORDER BY btrim(o.competitor)) AS competitor,
    count(*)::int AS quotes,
    count(*) FILTER (WHERE o.outcome = 'won')::int AS won,
    count(*) FILTER (WHERE o.outcome = 'lost')::int AS lost,
    round(100.0 * count(*) FILTER (WHERE o.outcome = 'won')
        / nullif(count(*) FILTER (WHERE o.outcome IN ('won', 'lost')), 0), 1) AS win_rate_pct,
    round(avg(o.our_amount), 2) AS avg_our_amount,
    round(avg(o.competitor_amount), 2) AS avg_competitor_amount,
    round(100 * avg((o.our_amount - o.competitor_amount) / nullif(o.competitor_amount, 0)), 1) AS avg_gap_pct
FROM quote_outcomes o
WHERE btrim(o.competitor) <> '' AND o.recorded_at >= app_now() - interval '90 days'
GROUP BY o.tenant_id, lower(btrim(o.competitor));
GRANT SELECT ON competitor_analysis TO firmloop_tenant, firmloop_staff;
