-- feedback_contact(client, contact): who is asked: the named contact when it has an address, else the client's primary
-- contact that has one; null when there is neither. Runs with the caller's rights.
CREATE OR REPLACE FUNCTION feedback_contact(p_client_id uuid, p_contact_id uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    SELECT c.id FROM contacts c
    WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.email <> ''
        AND (c.id = p_contact_id OR (c.client_id = p_client_id AND c.is_primary))
    ORDER BY c.id = p_contact_id DESC NULLS LAST
    LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION feedback_contact(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feedback_contact(uuid, uuid) TO firmloop_tenant;
