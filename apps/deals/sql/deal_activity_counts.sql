-- deal_activity_counts(): what somebody did about a deal is its last activity, and it is not stalled any more. A mail
-- that an engine sent is none: nobody has answered it.
CREATE OR REPLACE FUNCTION deal_activity_counts() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE deals SET last_activity_at = NEW.happened_at, stalled_at = NULL, next_follow_up_at = NULL
    WHERE tenant_id = NEW.tenant_id AND id = NEW.deal_id AND last_activity_at < NEW.happened_at;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION deal_activity_counts() FROM PUBLIC;
CREATE OR REPLACE TRIGGER deal_activity_counts AFTER INSERT ON deal_activities
    FOR EACH ROW WHEN (NEW.kind <> 'follow_up') EXECUTE FUNCTION deal_activity_counts();
