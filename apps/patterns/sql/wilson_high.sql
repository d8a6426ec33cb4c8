-- wilson_high(successes, tries): the upper bound that belongs to wilson_low.
CREATE OR REPLACE FUNCTION wilson_high(p_successes numeric, p_tries numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
RETURN 1 - wilson_low(p_tries - p_successes, p_tries);
REVOKE EXECUTE ON FUNCTION wilson_high(numeric, numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wilson_high(numeric, numeric) TO firmloop_tenant, firmloop_staff;
