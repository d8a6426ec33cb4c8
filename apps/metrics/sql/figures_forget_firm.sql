-- figures_forget_firm(): bring the figures over firms up to date at once when a firm is deleted. A job could not: it
-- runs in a firm, and this one is gone. A trigger here rather than on the model of firms, which lies below this app.
CREATE OR REPLACE FUNCTION figures_forget_firm() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM refresh_outcome_aggregates();
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION figures_forget_firm() FROM PUBLIC;
CREATE OR REPLACE TRIGGER figures_forget_firm AFTER DELETE ON tenants
    FOR EACH STATEMENT EXECUTE FUNCTION figures_forget_firm();
