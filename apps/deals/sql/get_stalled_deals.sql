-- get_stalled_deals(tenant, limit): open deals that nobody has touched for more whole days than their stage allows (7
-- where the firm says nothing), the longest first. Deals that are parked, or that no engine may write about, are left
-- out. For each stage the index is read from its oldest activity, so that it costs the same for 200,000 deals as for
-- ten; what it is compared with is a column, since below a policy an index is asked for nothing that could leak a row.
-- Runs with the caller's rights: another firm's id finds nothing.
CREATE OR REPLACE FUNCTION get_stalled_deals(p_tenant_id uuid, p_limit int DEFAULT 20)
RETURNS TABLE (
    deal_id uuid, title varchar, stage varchar, client_id uuid, contact_id uuid, value numeric,
    last_activity_at timestamptz, days_since_activity int, stalled_threshold int
)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    WITH stages AS MATERIALIZED (
        SELECT known.stage, known.days AS threshold, app_now() - make_interval(hours => 24 * (known.days + 1)) AS since,
            (app_now() AT TIME ZONE t.time_zone)::date AS today
        FROM tenants t CROSS JOIN LATERAL (
            SELECT v.stage, coalesce(c.max_days_before_stale, 7)::int AS days
            FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS v (stage)
            LEFT JOIN deal_stage_config c ON c.tenant_id = p_tenant_id AND c.stage = v.stage
        ) known
        WHERE t.id = p_tenant_id
    )
    SELECT d.id, d.title, d.stage, d.client_id, d.contact_id, d.value, d.last_activity_at,
        floor(extract(epoch FROM app_now() - d.last_activity_at) / 86400)::int, s.threshold
    FROM (
        SELECT d.id, d.last_activity_at
        FROM stages s
        CROSS JOIN LATERAL (
            SELECT d.id, d.last_activity_at FROM deals d
            WHERE d.tenant_id = p_tenant_id AND d.stage = s.stage
                AND d.stage IN ('lead', 'qualified', 'proposal', 'negotiation')
                AND d.last_activity_at <= s.since AND d.auto_follow_up_enabled
                AND (d.parked_until IS NULL OR d.parked_until <= s.today)
            ORDER BY d.last_activity_at LIMIT p_limit
        ) d
        ORDER BY d.last_activity_at, d.id LIMIT p_limit
    ) first
    JOIN deals d ON d.tenant_id = p_tenant_id AND d.id = first.id
    JOIN stages s ON s.stage = d.stage
    ORDER BY d.last_activity_at, d.id
$$;
REVOKE EXECUTE ON FUNCTION get_stalled_deals(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION get_stalled_deals(uuid, int) TO firmloop_tenant, firmloop_staff;
