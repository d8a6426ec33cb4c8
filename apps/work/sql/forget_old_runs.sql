-- forget_old_runs(): delete the runs of the firm that are older than 90 days, and count them.
-- SECURITY DEFINER: runs are a record, so that nobody of a firm may delete a newer one, whatever its clock says.
CREATE OR REPLACE FUNCTION forget_old_runs() RETURNS int
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM job_runs
        WHERE tenant_id = current_setting('app.tenant_id')::uuid
            AND scheduled_for < least(app_now(), now()) - interval '90 days'
        RETURNING 1
    )
    SELECT count(*)::int FROM gone
$$;
REVOKE EXECUTE ON FUNCTION forget_old_runs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_old_runs() TO firmloop_tenant;
