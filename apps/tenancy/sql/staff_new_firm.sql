-- staff_new_firm(tenant): make every superuser staff of a firm. Called by a trigger on tenants; inside a firm it does
-- nothing for another one.
-- SECURITY DEFINER: the firm's role cannot read users.
CREATE OR REPLACE FUNCTION staff_new_firm(p_tenant_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    INSERT INTO memberships (tenant_id, user_id, role)
    SELECT p_tenant_id, u.id, 'staff' FROM users u
    WHERE u.is_superuser AND u.is_active
        AND p_tenant_id::text = coalesce(nullif(current_setting('app.tenant_id', true), ''), p_tenant_id::text)
    ON CONFLICT (tenant_id, user_id) DO NOTHING;
$$;
REVOKE EXECUTE ON FUNCTION staff_new_firm(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION staff_new_firm(uuid) TO firmloop_tenant;
