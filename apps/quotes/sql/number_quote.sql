-- number_quote: give a new quote its number and the firm's currency. A number that comes with the row must be the one
-- that generate_quote_number gave last: a made-up one would be given again later, or leave a gap.
CREATE OR REPLACE FUNCTION number_quote() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF NEW.quote_number = '' THEN
        NEW.quote_number := generate_quote_number(NEW.tenant_id);
    ELSIF NOT EXISTS (
        SELECT 1 FROM quote_counters c
        WHERE c.tenant_id = NEW.tenant_id
            AND NEW.quote_number = format('Q-%s-%s', c.year, lpad(
                c.last_number::text, greatest(4, length(c.last_number::text)), '0'))
    ) THEN
        RAISE EXCEPTION '% is not the number that generate_quote_number gave last.', NEW.quote_number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_number_was_given';
    END IF;
    IF NEW.currency = '' THEN
        SELECT t.currency INTO NEW.currency FROM tenants t WHERE t.id = NEW.tenant_id;
    END IF;
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION number_quote() FROM PUBLIC;
CREATE OR REPLACE TRIGGER number_quote BEFORE INSERT ON quotes FOR EACH ROW EXECUTE FUNCTION number_quote();
