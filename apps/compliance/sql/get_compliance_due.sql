-- get_compliance_due(tenant, limit): open checks within their schedule's notice (14 days where the schedule is gone),
-- the overdue first, then by date: which is by date alone, so that the index is read from its beginning. Days are days
-- of the firm's calendar. Runs with the caller's rights: another firm's id finds nothing.
CREATE OR REPLACE FUNCTION get_compliance_due(p_tenant_id uuid, p_limit int DEFAULT 20)
RETURNS TABLE (
    check_id uuid, schedule_id uuid, compliance_type varchar, entity_type varchar, entity_id uuid, entity_name varchar,
    due_at timestamptz, status varchar, days_until_due int, is_overdue boolean, reminder_count int, missing_fields jsonb
)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    SELECT c.id, c.schedule_id, c.compliance_type, c.entity_type, c.entity_id, c.entity_name, c.due_at, c.status,
        (c.due_at AT TIME ZONE t.time_zone)::date - (app_now() AT TIME ZONE t.time_zone)::date,
        c.due_at < app_now(), c.reminder_count::int, c.missing_fields
    FROM tenants t
    JOIN compliance_checks c ON c.tenant_id = t.id
    LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
    WHERE t.id = p_tenant_id
        AND c.tenant_id = p_tenant_id
        AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue')
        AND c.due_at <= app_now() + make_interval(days => greatest(14, (
            SELECT max(w.notification_days_before) FROM compliance_schedule w WHERE w.tenant_id = p_tenant_id
        )))
        AND c.due_at <= app_now() + make_interval(days => coalesce(s.notification_days_before, 14))
    ORDER BY c.due_at, c.id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION get_compliance_due(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION get_compliance_due(uuid, int) TO firmloop_tenant, firmloop_staff;
