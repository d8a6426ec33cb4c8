-- firm_of_mail(id): the firm of a mail of the outbox, by the id that its Message-ID carries.
-- SECURITY DEFINER: an answer comes to one mailbox for all firms, and only this says whose mail it answers.
CREATE OR REPLACE FUNCTION firm_of_mail(p_message_id uuid)
RETURNS TABLE (tenant_id uuid, slug varchar, firm_name varchar, time_zone varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT t.id, t.slug, t.name, t.time_zone
    FROM outbox_messages m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.id = p_message_id
$$;
REVOKE EXECUTE ON FUNCTION firm_of_mail(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firm_of_mail(uuid) TO firmloop_web, firmloop_worker;
