-- deleted_client_ends_checks(): delete the open checks of clients that are deleted; what was completed or waived stays as
-- evidence, under the name it had.
CREATE OR REPLACE FUNCTION deleted_client_ends_checks() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM compliance_checks c USING old_rows o
    WHERE c.tenant_id = o.tenant_id AND c.entity_id = o.id AND c.entity_type IN ('client', 'vendor')
        AND c.status NOT IN ('completed', 'waived');
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION deleted_client_ends_checks() FROM PUBLIC;
CREATE OR REPLACE TRIGGER deleted_client_ends_checks AFTER DELETE ON clients
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION deleted_client_ends_checks();
