-- project_health(last build, test pass rate): unknown without a build, error after a failed one, warning below 80 % of
-- tests, else healthy.
CREATE OR REPLACE FUNCTION project_health(p_last_build varchar, p_test_pass_rate numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
RETURN CASE
    WHEN p_last_build IS NULL THEN 'unknown'
    WHEN p_last_build = 'failure' THEN 'error'
    WHEN p_test_pass_rate < 80 THEN 'warning'
    ELSE 'healthy'
END;
REVOKE EXECUTE ON FUNCTION project_health(varchar, numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION project_health(varchar, numeric) TO firmloop_tenant, firmloop_staff;
