-- quote_win_rates: of the quotes that a firm made in the last 90 days and that are over, how many were won.
-- win_rate_pct is won of all, decided_win_rate_pct won of those won or lost.
CREATE OR REPLACE VIEW quote_win_rates WITH (security_invoker = true) AS
SELECT q.tenant_id,
    count(*)::int AS total,
    count(*) FILTER (WHERE q.outcome = 'won')::int AS won,
    count(*) FILTER (WHERE q.outcome = 'lost')::int AS lost,
    count(*) FILTER (WHERE q.outcome = 'no_decision')::int AS no_decision,
    round(100.0 * count(*) FILTER (WHERE q.outcome = 'won') / count(*), 1) AS win_rate_pct,
    round(100.0 * count(*) FILTER (WHERE q.outcome = 'won')
        / nullif(count(*) FILTER (WHERE q.outcome IN ('won', 'lost')), 0), 1) AS decided_win_rate_pct,
    round(avg(q.total_amount) FILTER (WHERE q.outcome = 'won'), 2) AS avg_won_amount,
    round(avg(q.total_amount) FILTER (WHERE q.outcome = 'lost'), 2) AS avg_lost_amount
FROM quotes q
WHERE q.status IN ('accepted', 'rejected', 'expired') AND q.created_at >= app_now() - interval '90 days'
GROUP BY q.tenant_id;
GRANT SELECT ON quote_win_rates TO firmloop_tenant, firmloop_staff;
