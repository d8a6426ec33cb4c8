-- compliance_reminder_step(due, days of notice, zone): the latest day on which a reminder goes that has come, counted
-- from the due day: the first day of notice, -14, -7, 0 or 3; null before all of them. A check that is late to the first
-- ones is sent the latest only.
CREATE OR REPLACE FUNCTION compliance_reminder_step(p_due_at timestamptz, p_notice int, p_zone text) RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT max(step) FROM (VALUES (-p_notice), (-14), (-7), (0), (3)) AS known (step)
    WHERE step >= -p_notice
        AND (app_now() AT TIME ZONE p_zone)::date - (p_due_at AT TIME ZONE p_zone)::date >= step
$$;
REVOKE EXECUTE ON FUNCTION compliance_reminder_step(timestamptz, int, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_reminder_step(timestamptz, int, text) TO firmloop_tenant, firmloop_staff;
