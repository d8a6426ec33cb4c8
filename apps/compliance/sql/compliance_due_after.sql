-- compliance_due_after(from, frequency, day of month, zone, times): the date so many periods later (before, when
-- negative), at the same time of the firm's clock and on the given day, or on the last one of a month that is shorter.
CREATE OR REPLACE FUNCTION compliance_due_after(
    p_from timestamptz, p_frequency text, p_day int, p_zone text, p_times int DEFAULT 1
) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT (
        first_day + (least(p_day, extract(day FROM first_day + interval '1 month' - interval '1 day'))::int - 1)
            * interval '1 day' + local::time
    ) AT TIME ZONE p_zone
    FROM (
        SELECT p_from AT TIME ZONE p_zone AS local,
            date_trunc('month', p_from AT TIME ZONE p_zone)
                + make_interval(months => compliance_months(p_frequency) * p_times) AS first_day
    ) moved
$$;
REVOKE EXECUTE ON FUNCTION compliance_due_after(timestamptz, text, int, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_due_after(timestamptz, text, int, text, int) TO firmloop_tenant, firmloop_staff;
