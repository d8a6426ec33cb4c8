-- firm_lacks_owner(tenant): whether a firm that exists has no owner. Asked by a deferred trigger on memberships.
-- SECURITY DEFINER: a deferred trigger fires at COMMIT, when the transaction may have left the firm's context.
CREATE OR REPLACE FUNCTION firm_lacks_owner(p_tenant_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM tenants WHERE id = p_tenant_id)
        AND NOT EXISTS (SELECT FROM memberships WHERE tenant_id = p_tenant_id AND role = 'owner')
$$;
REVOKE EXECUTE ON FUNCTION firm_lacks_owner(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION firm_lacks_owner(uuid) TO firmloop_web, firmloop_worker, firmloop_tenant;
