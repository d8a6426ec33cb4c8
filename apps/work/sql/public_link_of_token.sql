-- public_link_of_token(hash): the page that a mailed link opens, and its firm, whatever the link's state.
-- SECURITY DEFINER: whoever opens the link belongs to no firm.
CREATE OR REPLACE FUNCTION public_link_of_token(p_hash bytea)
RETURNS TABLE (
    link_id uuid, tenant_id uuid, slug varchar, firm_name varchar, time_zone varchar, purpose varchar, object_id uuid,
    expires_at timestamptz, used_at timestamptz, revoked_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT l.id, l.tenant_id, t.slug, t.name, t.time_zone, l.purpose, l.object_id, l.expires_at, l.used_at, l.revoked_at
    FROM public_links l JOIN tenants t ON t.id = l.tenant_id
    WHERE l.token_hash = p_hash
$$;
REVOKE EXECUTE ON FUNCTION public_link_of_token(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_link_of_token(bytea) TO firmloop_web;
