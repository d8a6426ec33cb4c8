-- refresh_pattern_analytics(asked at): bring pattern_analytics and pattern_daily up to date and return when that was;
-- what was refreshed after it was asked needs no second time. One refresh runs at a time: while one does, this raises
-- lock_not_available, and the job is tried again.
-- SECURITY DEFINER: the views are over all firms and belong to the owner, whom no role may act as.
CREATE OR REPLACE FUNCTION refresh_pattern_analytics(p_asked_at timestamptz DEFAULT clock_timestamp())
RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '96MB' -- it sorts all rows
AS $$
DECLARE
    v_at timestamptz;
BEGIN
    SELECT refreshed_at INTO v_at FROM pattern_refresh;
    IF v_at >= p_asked_at THEN
        RETURN v_at;
    END IF;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('refresh:pattern_analytics', 0)) THEN
        RAISE EXCEPTION 'The figures of patterns are being refreshed.' USING ERRCODE = 'lock_not_available';
    END IF;
    v_at := clock_timestamp(); -- before the snapshot of the refresh: whatever was committed until now is in it
    PERFORM set_config('app.refresh_at', v_at::text, true);
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.pattern_daily;
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.pattern_analytics;
    RETURN v_at;
END
$$;
REVOKE EXECUTE ON FUNCTION refresh_pattern_analytics(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_pattern_analytics(timestamptz) TO firmloop_tenant, firmloop_worker;
