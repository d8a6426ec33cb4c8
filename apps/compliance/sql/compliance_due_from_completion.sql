-- compliance_due_from_completion(completed, frequency, due before, zone): one period after the day of completion, at the
-- time of day that the date before had.
CREATE OR REPLACE FUNCTION compliance_due_from_completion(
    p_completed_at timestamptz, p_frequency text, p_due_before timestamptz, p_zone text
) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT compliance_due_after(
        ((p_completed_at AT TIME ZONE p_zone)::date + (p_due_before AT TIME ZONE p_zone)::time) AT TIME ZONE p_zone,
        p_frequency, extract(day FROM p_completed_at AT TIME ZONE p_zone)::int, p_zone
    )
$$;
REVOKE EXECUTE ON FUNCTION compliance_due_from_completion(timestamptz, text, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_due_from_completion(timestamptz, text, timestamptz, text)
    TO firmloop_tenant, firmloop_staff;
