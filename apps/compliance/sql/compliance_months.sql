-- compliance_months(frequency): how many months lie between two dates of a schedule.
CREATE OR REPLACE FUNCTION compliance_months(p_frequency text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT CASE p_frequency WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 WHEN 'semi_annual' THEN 6 WHEN 'annual' THEN 12 END
$$;
REVOKE EXECUTE ON FUNCTION compliance_months(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_months(text) TO firmloop_tenant, firmloop_staff;
