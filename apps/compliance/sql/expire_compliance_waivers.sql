-- expire_compliance_waivers(limit): open the firm's waived checks again whose last day of the waiver is over, by the
-- firm's calendar. Their reminders begin anew. Returns how many it opened.
CREATE OR REPLACE FUNCTION expire_compliance_waivers(p_limit int DEFAULT NULL) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_opened int;
BEGIN
    WITH ended AS MATERIALIZED (
        SELECT c.id FROM compliance_checks c
        WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.status = 'waived'
            AND c.waived_until < (
                SELECT (app_now() AT TIME ZONE t.time_zone)::date FROM tenants t
                WHERE t.id = current_setting('app.tenant_id')::uuid
            )
        ORDER BY c.waived_until LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE compliance_checks c
    SET status = 'pending', waived_reason = '', waived_until = NULL, reminder_step = NULL, reminder_count = 0
    FROM ended WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = ended.id;
    GET DIAGNOSTICS v_opened = ROW_COUNT;
    RETURN v_opened;
END
$$;
REVOKE EXECUTE ON FUNCTION expire_compliance_waivers(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_compliance_waivers(int) TO firmloop_tenant;
