-- new_firm_gets_metrics(): give each new firm the standard metrics. A trigger here rather than on the model of firms,
-- which lies below this app.
CREATE OR REPLACE FUNCTION new_firm_gets_metrics() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM standard_metrics(NEW.id);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION new_firm_gets_metrics() FROM PUBLIC;
CREATE OR REPLACE TRIGGER new_firm_gets_metrics AFTER INSERT ON tenants
    FOR EACH ROW EXECUTE FUNCTION new_firm_gets_metrics();
SELECT standard_metrics(id) FROM tenants;
