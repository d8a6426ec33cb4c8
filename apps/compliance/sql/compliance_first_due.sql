-- compliance_first_due(frequency, at, zone): when a new schedule falls due first: at the end of the first day of the
-- next month, quarter, half year or year, by the firm's clock.
CREATE OR REPLACE FUNCTION compliance_first_due(p_frequency text, p_at timestamptz, p_zone text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT (
        date_trunc('year', local) + time '23:59:59' + make_interval(months =>
            (extract(month FROM local)::int - 1) / months * months + months)
    ) AT TIME ZONE p_zone
    FROM (SELECT p_at AT TIME ZONE p_zone AS local, compliance_months(p_frequency) AS months) asked
$$;
REVOKE EXECUTE ON FUNCTION compliance_first_due(text, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_first_due(text, timestamptz, text) TO firmloop_tenant, firmloop_staff;
