-- contact_of_client(name of the rule): a contact given on a row belongs to the row's client, where its company is known.
CREATE OR REPLACE FUNCTION contact_of_client() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM contacts c
        WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.contact_id AND c.client_id <> NEW.client_id
    ) THEN
        RAISE EXCEPTION 'This contact belongs to another client. Choose one of this client.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0], TABLE = TG_TABLE_NAME, COLUMN = 'contact_id';
    END IF;
    RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION contact_of_client() FROM PUBLIC;
-- contact_moved(table): whoever goes to another client is the contact of the old one's rows no more; histories keep it.
CREATE OR REPLACE FUNCTION contact_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    EXECUTE format(
        'UPDATE %I SET contact_id = NULL WHERE tenant_id = $1 AND contact_id = $2 AND client_id <> $3', TG_ARGV[0]
    ) USING NEW.tenant_id, NEW.id, NEW.client_id;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION contact_moved() FROM PUBLIC;
CREATE OR REPLACE TRIGGER order_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON orders
    FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION contact_of_client('clients_order_contact_of_client');
CREATE OR REPLACE TRIGGER case_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON cases
    FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION contact_of_client('clients_case_contact_of_client');
CREATE OR REPLACE TRIGGER task_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON tasks
    FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION contact_of_client('clients_task_contact_of_client');
CREATE OR REPLACE TRIGGER moved_contact_of_orders AFTER UPDATE OF client_id ON contacts
    FOR EACH ROW WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id) EXECUTE FUNCTION contact_moved('orders');
CREATE OR REPLACE TRIGGER moved_contact_of_cases AFTER UPDATE OF client_id ON contacts
    FOR EACH ROW WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id) EXECUTE FUNCTION contact_moved('cases');
CREATE OR REPLACE TRIGGER moved_contact_of_tasks AFTER UPDATE OF client_id ON contacts
    FOR EACH ROW WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id) EXECUTE FUNCTION contact_moved('tasks');
