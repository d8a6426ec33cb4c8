-- new_firm_gets_deal_stages(): give each new firm the default settings of its stages. A trigger here rather than on
-- the model of firms, which lies below this app.
CREATE OR REPLACE FUNCTION new_firm_gets_deal_stages() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM seed_default_deal_stages(NEW.id);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION new_firm_gets_deal_stages() FROM PUBLIC;
CREATE OR REPLACE TRIGGER new_firm_gets_deal_stages AFTER INSERT ON tenants
    FOR EACH ROW EXECUTE FUNCTION new_firm_gets_deal_stages();
SELECT seed_default_deal_stages(id) FROM tenants;
