-- number_case: give a case its number, C-YYYY-NNNN by the firm's year, when it is made. The counter's row is locked
-- until the transaction ends, so that two cases never get one number and a rollback leaves no gap.
CREATE OR REPLACE FUNCTION number_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
    v_year smallint;
    v_number int;
BEGIN
    SELECT extract(year FROM app_now() AT TIME ZONE t.time_zone) INTO v_year FROM tenants t WHERE t.id = NEW.tenant_id;
    INSERT INTO case_counters AS c (tenant_id, year, last_number) VALUES (NEW.tenant_id, v_year, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last_number = c.last_number + 1
    RETURNING c.last_number INTO v_number;
    NEW.case_number := format('C-%s-%s', v_year, lpad(v_number::text, greatest(4, length(v_number::text)), '0'));
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION number_case() FROM PUBLIC;
CREATE OR REPLACE TRIGGER number_case BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION number_case();
