-- update_deal_last_activity(): a deal whose stage, value, probability, expected day or description changes was touched
-- just now, and is not stalled. Another stage begins its follow-ups anew and keeps the day on which it was closed.
CREATE OR REPLACE FUNCTION update_deal_last_activity() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    NEW.last_activity_at = app_now();
    NEW.stalled_at = NULL;
    NEW.next_follow_up_at = NULL;
    IF NEW.stage <> OLD.stage THEN
        NEW.follow_up_count = 0;
        IF NEW.stage NOT IN ('won', 'lost') THEN
            NEW.actual_close_date = NULL;
        ELSIF NEW.actual_close_date IS NULL THEN
            SELECT (app_now() AT TIME ZONE t.time_zone)::date INTO NEW.actual_close_date
            FROM tenants t WHERE t.id = NEW.tenant_id;
        END IF;
    END IF;
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION update_deal_last_activity() FROM PUBLIC;
CREATE OR REPLACE TRIGGER deal_activity_update BEFORE UPDATE OF stage, value, probability, expected_close_date, description
    ON deals FOR EACH ROW
    WHEN ((OLD.stage, OLD.value, OLD.probability, OLD.expected_close_date, OLD.description) IS DISTINCT FROM
        (NEW.stage, NEW.value, NEW.probability, NEW.expected_close_date, NEW.description))
    EXECUTE FUNCTION update_deal_last_activity();
