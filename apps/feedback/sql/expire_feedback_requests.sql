-- expire_feedback_requests(limit): close the firm's requests whose answer did not come in time, the earliest first, all of
-- them without a limit. An answer that is there is never overwritten; rows that another worker holds are left to it.
-- Returns how many it closed.
CREATE OR REPLACE FUNCTION expire_feedback_requests(p_limit int DEFAULT NULL) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_closed int;
BEGIN
    WITH late AS MATERIALIZED (
        SELECT id FROM feedback_requests
        WHERE tenant_id = current_setting('app.tenant_id')::uuid AND status = 'sent' AND expires_at <= app_now()
        ORDER BY expires_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE feedback_requests r SET status = 'expired' FROM late
    WHERE r.tenant_id = current_setting('app.tenant_id')::uuid AND r.id = late.id;
    GET DIAGNOSTICS v_closed = ROW_COUNT;
    RETURN v_closed;
END
$$;
REVOKE EXECUTE ON FUNCTION expire_feedback_requests(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_feedback_requests(int) TO firmloop_tenant;
