-- size_band(head count): the band that firms are grouped by: micro to 5 people, small to 15, mid to 50, large above.
CREATE OR REPLACE FUNCTION size_band(p_headcount int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$
    SELECT CASE
        WHEN p_headcount <= 5 THEN 'micro'
        WHEN p_headcount <= 15 THEN 'small'
        WHEN p_headcount <= 50 THEN 'mid'
        ELSE 'large'
    END;
$$;
REVOKE EXECUTE ON FUNCTION size_band(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION size_band(int) TO firmloop_tenant, firmloop_staff;
