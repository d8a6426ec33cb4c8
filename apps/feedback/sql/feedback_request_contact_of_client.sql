-- The contact of a row is one of its client; the functions are those of clients.
CREATE OR REPLACE TRIGGER feedback_request_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON feedback_requests
    FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION contact_of_client('feedback_request_contact_of_client');
CREATE OR REPLACE TRIGGER moved_contact_of_feedback_requests AFTER UPDATE OF client_id ON contacts
    FOR EACH ROW WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id) EXECUTE FUNCTION contact_moved('feedback_requests');
