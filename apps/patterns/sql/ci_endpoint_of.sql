-- ci_endpoint_of(id): the firm, kind and secret's number of an endpoint that is on; no row for any other id.
-- SECURITY DEFINER: a CI system has no session and no token; its signature is checked by what this returns.
CREATE OR REPLACE FUNCTION ci_endpoint_of(p_id uuid)
RETURNS TABLE (tenant_id uuid, slug varchar, time_zone varchar, name varchar, kind varchar, secret_number smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT e.tenant_id, t.slug, t.time_zone, e.name, e.kind, e.secret_number
    FROM ci_endpoints e JOIN tenants t ON t.id = e.tenant_id
    WHERE e.id = p_id AND e.is_active;
END;
REVOKE EXECUTE ON FUNCTION ci_endpoint_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ci_endpoint_of(uuid) TO firmloop_web;
