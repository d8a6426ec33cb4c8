-- firms_of_user(user): the firms a person belongs to and their role in each; with a slug only that firm.
-- SECURITY DEFINER: asked by the login before any firm is entered, in one statement without a transaction; the login
-- itself has no right on memberships or tenants.
CREATE OR REPLACE FUNCTION firms_of_user(p_user_id uuid, p_slug text DEFAULT NULL)
RETURNS TABLE (tenant_id uuid, slug varchar, name varchar, time_zone varchar, role varchar, membership_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT t.id, t.slug, t.name, t.time_zone, m.role, m.id
    FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = p_user_id AND (p_slug IS NULL OR t.slug = p_slug)
    ORDER BY t.name, t.id
$$;
REVOKE EXECUTE ON FUNCTION firms_of_user(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firms_of_user(uuid, text) TO firmloop_web, firmloop_worker;
