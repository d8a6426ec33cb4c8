-- wilson_low(successes, tries): the lower bound of the share of successes, 0 to 1, at 95 % confidence; NULL of no tries.
-- Wilson's score interval (E. B. Wilson, 1927), which stays honest with few tries and near 0 and 1.
CREATE OR REPLACE FUNCTION wilson_low(p_successes numeric, p_tries numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
RETURN CASE WHEN p_tries > 0 THEN greatest(0::numeric, (
    p_successes + 1.920729 - 1.959964 * sqrt(p_successes * (p_tries - p_successes) / p_tries + 0.960365)
) / (p_tries + 3.841459)) END;
REVOKE EXECUTE ON FUNCTION wilson_low(numeric, numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wilson_low(numeric, numeric) TO firmloop_tenant, firmloop_staff;
