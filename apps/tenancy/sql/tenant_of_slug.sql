-- tenant_of_slug(slug): the firm behind an address; commands and jobs enter a firm by it. NULL slug: every firm.
-- SECURITY DEFINER: asked before any firm is entered, where tenants cannot be read.
CREATE OR REPLACE FUNCTION tenant_of_slug(p_slug text DEFAULT NULL)
RETURNS TABLE (tenant_id uuid, slug varchar, name varchar, time_zone varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT t.id, t.slug, t.name, t.time_zone FROM tenants t WHERE p_slug IS NULL OR t.slug = p_slug ORDER BY t.slug
$$;
REVOKE EXECUTE ON FUNCTION tenant_of_slug(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_of_slug(text) TO firmloop_web, firmloop_worker;
