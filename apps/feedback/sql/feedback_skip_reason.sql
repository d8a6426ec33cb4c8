-- feedback_skip_reason(order, client, contact): why nobody is asked about an order, in words; empty when somebody is.
-- Runs with the caller's rights.
CREATE OR REPLACE FUNCTION feedback_skip_reason(p_order_id uuid, p_client_id uuid, p_contact_id uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM cases k
            WHERE k.tenant_id = current_setting('app.tenant_id')::uuid AND k.order_id = p_order_id
                AND k.status IN ('open', 'in_progress', 'waiting')
        ) THEN 'A case about the order is open.'
        WHEN NOT EXISTS (
            SELECT FROM clients c
            WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = p_client_id AND c.is_active
        ) THEN 'The client is inactive.'
        WHEN asked.id IS NULL THEN 'Nobody at the client has an email address.'
        WHEN asked.unsubscribed_at IS NOT NULL THEN 'The contact wants no mails that are sent in bulk.'
        ELSE ''
    END
    FROM (SELECT feedback_contact(p_client_id, p_contact_id) AS id) found
    LEFT JOIN contacts asked ON asked.tenant_id = current_setting('app.tenant_id')::uuid AND asked.id = found.id
$$;
REVOKE EXECUTE ON FUNCTION feedback_skip_reason(uuid, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feedback_skip_reason(uuid, uuid, uuid) TO firmloop_tenant;
