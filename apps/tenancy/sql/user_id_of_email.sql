-- user_id_of_email(email): the person with this e-mail, NULL when there is none; an invitation and the import of
-- people need to know whether an account exists.
-- SECURITY DEFINER: a firm's role has no right on users; it can tell an address is known, and nothing else of it.
CREATE OR REPLACE FUNCTION user_id_of_email(p_email text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT u.id FROM users u WHERE lower(u.email) = lower(p_email) AND u.is_active $$;
REVOKE EXECUTE ON FUNCTION user_id_of_email(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_id_of_email(text) TO firmloop_tenant;
