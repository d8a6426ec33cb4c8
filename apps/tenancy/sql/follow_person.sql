-- follow_person(user): bring a person's memberships in step: their name and e-mail, and staff of every firm for a
-- superuser. Called by a trigger on users.
-- SECURITY DEFINER: a person is changed outside any firm, and their memberships lie in many.
CREATE OR REPLACE FUNCTION follow_person(p_user_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    UPDATE memberships m SET name = u.name, email = u.email
    FROM users u
    WHERE u.id = p_user_id AND m.user_id = u.id AND (m.name, m.email) IS DISTINCT FROM (u.name, u.email);

    INSERT INTO memberships (tenant_id, user_id, role)
    SELECT t.id, u.id, 'staff' FROM users u CROSS JOIN tenants t
    WHERE u.id = p_user_id AND u.is_superuser AND u.is_active
    ON CONFLICT (tenant_id, user_id) DO NOTHING;
$$;
REVOKE EXECUTE ON FUNCTION follow_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION follow_person(uuid) TO firmloop_web;
