-- refresh_outcome_aggregates(asked at): bring the aggregates up to date and return when that was. One refresh runs at a
-- time; whoever waited for one that began after they asked needs no second one.
-- SECURITY DEFINER: the aggregates are over all firms and belong to the owner, whom no role may act as.
CREATE OR REPLACE FUNCTION refresh_outcome_aggregates(p_asked_at timestamptz DEFAULT clock_timestamp())
RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    v_at timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('refresh:outcome_aggregates', 0));
    SELECT refreshed_at INTO v_at FROM rpt.outcome_aggregates WHERE kind = 'refresh';
    IF v_at >= p_asked_at THEN
        RETURN v_at;
    END IF;
    v_at := clock_timestamp(); -- before the snapshot of the refresh: whatever was committed until now is in it
    PERFORM set_config('app.refresh_at', v_at::text, true);
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.outcome_aggregates;
    RETURN v_at;
END
$$;
REVOKE EXECUTE ON FUNCTION refresh_outcome_aggregates(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_outcome_aggregates(timestamptz) TO firmloop_web, firmloop_tenant;
