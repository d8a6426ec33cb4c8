-- person_of(user): the name and e-mail of one person, for the trigger that copies them into memberships.
-- SECURITY DEFINER: a firm's role has no right on users; it learns no more than the membership it is writing holds.
CREATE OR REPLACE FUNCTION person_of(p_user_id uuid) RETURNS TABLE (name varchar, email varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT u.name, u.email FROM users u WHERE u.id = p_user_id $$;
REVOKE EXECUTE ON FUNCTION person_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_of(uuid) TO firmloop_tenant;
