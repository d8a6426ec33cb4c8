-- expire_feedback_requests(tenant): close the requests whose answer did not come in time; returns how many. An answer
-- that is there is never overwritten. Runs with the caller's rights.
CREATE OR REPLACE FUNCTION expire_feedback_requests(p_tenant_id uuid) RETURNS int
LANGUAGE sql VOLATILE SET search_path = public, pg_temp
AS $$
    WITH expired AS (
        UPDATE feedback_requests SET status = 'expired'
        WHERE tenant_id = p_tenant_id AND status = 'sent' AND expires_at <= app_now()
        RETURNING 1
    )
    SELECT count(*)::int FROM expired
$$;
REVOKE EXECUTE ON FUNCTION expire_feedback_requests(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_feedback_requests(uuid) TO firmloop_tenant;
