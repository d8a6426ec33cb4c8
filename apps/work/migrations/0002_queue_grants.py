"""The queue is the worker's alone: everybody else puts jobs in through enqueue_job, and reads none."""

from django.db import migrations

GRANTS = """
DO $do$
DECLARE
    f regprocedure;
BEGIN
    FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
             WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'procrastinate\\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO firmloop_worker', f);
    END LOOP;
END $do$;
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers
    TO firmloop_worker;
GRANT SELECT, INSERT ON procrastinate_events TO firmloop_worker;
GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq
    TO firmloop_worker;
"""

BACK = """
DO $do$
DECLARE
    f regprocedure;
BEGIN
    FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
             WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'procrastinate\\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM firmloop_worker', f);
    END LOOP;
END $do$;
REVOKE ALL ON procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers, procrastinate_events
    FROM firmloop_worker;
REVOKE ALL ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq
    FROM firmloop_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(GRANTS, BACK)]
