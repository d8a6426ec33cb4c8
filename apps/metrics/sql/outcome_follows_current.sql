-- outcome_follows_current(): lead a plan's outcome to the version that people see, however that version was made.
CREATE OR REPLACE FUNCTION outcome_follows_current() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE roadmap_outcomes o SET roadmap_id = NEW.id
    WHERE o.tenant_id = NEW.tenant_id AND o.series_id = NEW.series_id AND o.roadmap_id <> NEW.id;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION outcome_follows_current() FROM PUBLIC;
CREATE OR REPLACE TRIGGER outcome_follows_current AFTER INSERT OR UPDATE OF is_current ON roadmaps
    FOR EACH ROW WHEN (NEW.is_current) EXECUTE FUNCTION outcome_follows_current();
