-- app_now(): the clock of every default, trigger and function: the setting app.now when it is set, else now().
-- So a demo or a test moves time without touching the machine's.
CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp
AS $$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;
REVOKE EXECUTE ON FUNCTION app_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_now() TO firmloop_web, firmloop_worker, firmloop_tenant, firmloop_staff;
