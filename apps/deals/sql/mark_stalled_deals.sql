-- mark_stalled_deals(limit): stamp the deals of the current firm that have stalled since, and take the stamp off those
-- that have not any more (somebody was active, they were parked or closed, or the firm gave the stage more days).
-- Returns how many stamps it changed; no limit by default. A stamped deal is due for a follow-up at once. Rows that
-- another transaction holds are left to the next run. Raises when no firm is set.
CREATE OR REPLACE FUNCTION mark_stalled_deals(p_limit int DEFAULT NULL) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_firm uuid := current_setting('app.tenant_id')::uuid;
    v_today date;
    v_marked int;
    v_cleared int;
BEGIN
    SELECT (app_now() AT TIME ZONE t.time_zone)::date INTO v_today FROM tenants t WHERE t.id = v_firm;
    WITH due AS (
        SELECT d.id
        FROM (
            SELECT known.stage, coalesce(c.max_days_before_stale, 7)::int AS threshold
            FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS known (stage)
            LEFT JOIN deal_stage_config c ON c.tenant_id = v_firm AND c.stage = known.stage
        ) s
        CROSS JOIN LATERAL (
            SELECT d.id, d.last_activity_at FROM deals d
            WHERE d.tenant_id = v_firm AND d.stage = s.stage
                AND d.stage IN ('lead', 'qualified', 'proposal', 'negotiation')
                AND d.stalled_at IS NULL AND d.auto_follow_up_enabled
                AND d.last_activity_at <= app_now() - make_interval(hours => 24 * (s.threshold + 1))
                AND (d.parked_until IS NULL OR d.parked_until <= v_today)
            ORDER BY d.last_activity_at LIMIT p_limit
            FOR NO KEY UPDATE SKIP LOCKED
        ) d
        ORDER BY d.last_activity_at LIMIT p_limit
    )
    UPDATE deals d SET stalled_at = app_now(), next_follow_up_at = app_now() FROM due
    WHERE d.tenant_id = v_firm AND d.id = due.id;
    GET DIAGNOSTICS v_marked = ROW_COUNT;

    WITH over AS (
        SELECT d.id FROM deals d
        LEFT JOIN deal_stage_config c ON c.tenant_id = d.tenant_id AND c.stage = d.stage
        WHERE d.tenant_id = v_firm AND d.stalled_at IS NOT NULL
            AND (d.stage IN ('won', 'lost') OR NOT d.auto_follow_up_enabled OR d.parked_until > v_today
                OR d.last_activity_at > app_now()
                    - make_interval(hours => 24 * (coalesce(c.max_days_before_stale, 7) + 1)))
        LIMIT p_limit
        FOR NO KEY UPDATE OF d SKIP LOCKED
    )
    UPDATE deals d SET stalled_at = NULL, next_follow_up_at = NULL FROM over
    WHERE d.tenant_id = v_firm AND d.id = over.id;
    GET DIAGNOSTICS v_cleared = ROW_COUNT;
    RETURN v_marked + v_cleared;
END
$$;
REVOKE EXECUTE ON FUNCTION mark_stalled_deals(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_stalled_deals(int) TO firmloop_tenant;
