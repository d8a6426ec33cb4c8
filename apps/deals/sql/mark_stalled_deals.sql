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
    -- A policy's table is searched by an index only for what cannot leak a row: a column, not a call of app_now().
    WITH stages AS MATERIALIZED (
        SELECT known.stage, app_now() - make_interval(hours => 24 * (coalesce(c.max_days_before_stale, 7) + 1)) AS since
        FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS known (stage)
        LEFT JOIN deal_stage_config c ON c.tenant_id = v_firm AND c.stage = known.stage
    ), due AS (
        SELECT d.id
        FROM stages s
        CROSS JOIN LATERAL (
            SELECT d.id, d.last_activity_at FROM deals d
            WHERE d.tenant_id = v_firm AND d.stage = s.stage
                AND d.stage IN ('lead', 'qualified', 'proposal', 'negotiation')
                AND d.stalled_at IS NULL AND d.auto_follow_up_enabled AND d.last_activity_at <= s.since
                AND (d.parked_until IS NULL OR d.parked_until <= v_today)
            ORDER BY d.last_activity_at LIMIT p_limit
            FOR NO KEY UPDATE SKIP LOCKED
        ) d
        ORDER BY d.last_activity_at LIMIT p_limit
    )
    UPDATE deals d SET stalled_at = app_now(), next_follow_up_at = app_now() FROM due
    WHERE d.tenant_id = v_firm AND d.id = due.id;
    GET DIAGNOSTICS v_marked = ROW_COUNT;

    -- Each part is an index's: a firm may have thousands that are stalled and stay so.
    WITH stages AS MATERIALIZED (
        SELECT known.stage, app_now() - make_interval(hours => 24 * (coalesce(c.max_days_before_stale, 7) + 1)) AS since
        FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS known (stage)
        LEFT JOIN deal_stage_config c ON c.tenant_id = v_firm AND c.stage = known.stage
    ), over AS (
        SELECT d.id FROM deals d
        WHERE d.tenant_id = v_firm AND d.stalled_at IS NOT NULL AND d.id IN (
            SELECT closed.id FROM deals closed
            WHERE closed.tenant_id = v_firm AND closed.stalled_at IS NOT NULL AND closed.stage IN ('won', 'lost')
            UNION ALL
            SELECT alone.id FROM deals alone
            WHERE alone.tenant_id = v_firm AND alone.stalled_at IS NOT NULL
                AND (NOT alone.auto_follow_up_enabled OR alone.parked_until IS NOT NULL)
                AND (NOT alone.auto_follow_up_enabled OR alone.parked_until > v_today)
            UNION ALL
            SELECT active.id FROM stages s JOIN deals active ON active.stage = s.stage
            WHERE active.tenant_id = v_firm AND active.stalled_at IS NOT NULL AND active.last_activity_at > s.since
        )
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
