-- generate_quote_number(tenant): the firm's next number, Q-YYYY-NNNN by the firm's year. The counter's row is locked
-- until the transaction ends: two callers never get one number, and a rollback leaves no gap. A quote that is inserted
-- without a number calls it, so nobody else needs to. Runs with the caller's rights: another firm's id is refused.
CREATE OR REPLACE FUNCTION generate_quote_number(p_tenant_id uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_year smallint;
    v_number int;
BEGIN
    SELECT extract(year FROM app_now() AT TIME ZONE t.time_zone) INTO v_year FROM tenants t WHERE t.id = p_tenant_id;
    IF v_year IS NULL THEN
        RAISE EXCEPTION 'There is no firm % here.', p_tenant_id USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO quote_counters AS c (tenant_id, year, last_number) VALUES (p_tenant_id, v_year, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last_number = c.last_number + 1
    RETURNING c.last_number INTO v_number;
    RETURN format('Q-%s-%s', v_year, lpad(v_number::text, greatest(4, length(v_number::text)), '0'));
END
$$;
REVOKE EXECUTE ON FUNCTION generate_quote_number(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION generate_quote_number(uuid) TO firmloop_tenant;
