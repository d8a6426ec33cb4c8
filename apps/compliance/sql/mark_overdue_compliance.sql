-- mark_overdue_compliance(limit): mark the firm's open checks overdue whose due time has passed, the earliest first, all
-- of them without a limit. Rows that another worker holds are left to it. Returns how many it marked.
CREATE OR REPLACE FUNCTION mark_overdue_compliance(p_limit int DEFAULT NULL) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_marked int;
BEGIN
    WITH late AS MATERIALIZED (
        SELECT id FROM compliance_checks
        WHERE tenant_id = current_setting('app.tenant_id')::uuid
            AND status IN ('pending', 'in_progress', 'awaiting_response') AND due_at < app_now()
        ORDER BY due_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE compliance_checks c SET status = 'overdue' FROM late
    WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = late.id;
    GET DIAGNOSTICS v_marked = ROW_COUNT;
    RETURN v_marked;
END
$$;
REVOKE EXECUTE ON FUNCTION mark_overdue_compliance(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_overdue_compliance(int) TO firmloop_tenant;
