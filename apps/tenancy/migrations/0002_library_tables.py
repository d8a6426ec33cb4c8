"""What each role may do with the libraries' tables, and the admin log behind the firm's wall."""

from django.db import migrations

GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO firmloop_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_emailaddress, account_emailconfirmation TO firmloop_web;
GRANT USAGE ON SEQUENCE account_emailaddress_id_seq, account_emailconfirmation_id_seq TO firmloop_web;
GRANT SELECT ON django_content_type, auth_permission
    TO firmloop_web, firmloop_worker, firmloop_tenant, firmloop_staff;
GRANT SELECT ON django_migrations TO firmloop_web, firmloop_worker;

ALTER TABLE django_admin_log
    ADD COLUMN tenant_id uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid
        REFERENCES tenants (id) ON DELETE CASCADE;
CREATE INDEX django_admin_log_by_tenant ON django_admin_log (tenant_id, action_time DESC);
ALTER TABLE django_admin_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE django_admin_log FORCE ROW LEVEL SECURITY;
CREATE POLICY django_admin_log_tenant ON django_admin_log TO firmloop_tenant
    USING (tenant_id = current_setting('app.tenant_id')::uuid)
    WITH CHECK (tenant_id = current_setting('app.tenant_id')::uuid);
CREATE POLICY django_admin_log_staff ON django_admin_log FOR SELECT TO firmloop_staff
    USING (tenant_id IN (SELECT unnest(current_setting('app.tenant_ids')::uuid[]) AS unnest));
-- The log of tables outside any firm: people, made by superusers.
CREATE POLICY django_admin_log_web ON django_admin_log TO firmloop_web
    USING (tenant_id IS NULL) WITH CHECK (tenant_id IS NULL);
DO $do$ BEGIN
    IF NOT (SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        CREATE POLICY django_admin_log_owner ON django_admin_log TO firmloop_owner USING (true) WITH CHECK (true);
    END IF;
END $do$;
GRANT SELECT, INSERT ON django_admin_log TO firmloop_tenant, firmloop_web;
GRANT SELECT ON django_admin_log TO firmloop_staff;
GRANT USAGE ON SEQUENCE django_admin_log_id_seq TO firmloop_tenant, firmloop_web;
"""

BACK = """
DROP POLICY IF EXISTS django_admin_log_owner ON django_admin_log;
DROP POLICY django_admin_log_web ON django_admin_log;
DROP POLICY django_admin_log_staff ON django_admin_log;
DROP POLICY django_admin_log_tenant ON django_admin_log;
ALTER TABLE django_admin_log NO FORCE ROW LEVEL SECURITY;
ALTER TABLE django_admin_log DISABLE ROW LEVEL SECURITY;
ALTER TABLE django_admin_log DROP COLUMN tenant_id;
REVOKE ALL ON django_admin_log, django_session, django_content_type, auth_permission, django_migrations,
    account_emailaddress, account_emailconfirmation
    FROM firmloop_web, firmloop_worker, firmloop_tenant, firmloop_staff;
REVOKE ALL ON SEQUENCE django_admin_log_id_seq, account_emailaddress_id_seq, account_emailconfirmation_id_seq
    FROM firmloop_web, firmloop_tenant;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunSQL(GRANTS, BACK)]
