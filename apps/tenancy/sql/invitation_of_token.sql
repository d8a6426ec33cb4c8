-- invitation_of_token(hash): the invitation behind a mailed link and its firm, whatever its state.
-- SECURITY DEFINER: whoever opens the link belongs to no firm yet.
CREATE OR REPLACE FUNCTION invitation_of_token(p_hash bytea)
RETURNS TABLE (
    invitation_id uuid, tenant_id uuid, slug varchar, firm_name varchar, email varchar, role varchar,
    expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT i.id, i.tenant_id, t.slug, t.name, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at
    FROM invitations i JOIN tenants t ON t.id = i.tenant_id
    WHERE i.token_hash = p_hash
$$;
REVOKE EXECUTE ON FUNCTION invitation_of_token(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invitation_of_token(bytea) TO firmloop_web;
