-- compliance_targets(schedule): whom the schedule is about, and when each falls due. A vendor is a client whose tier is
-- "vendor". Of the filter only is_active (true where it says nothing), status, priority and tier are looked at, each a
-- value or a list of values; a contact goes by its client. Where the next date counts from the completion, one with an
-- open check is left out, and one that was never checked has at least the notice's time.
CREATE OR REPLACE FUNCTION compliance_targets(p_schedule_id uuid)
RETURNS TABLE (entity_id uuid, entity_name varchar, due_at timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    WITH schedule AS (
        SELECT s.*, t.time_zone FROM compliance_schedule s JOIN tenants t ON t.id = s.tenant_id
        WHERE s.id = p_schedule_id
    ), companies AS (
        SELECT c.id, c.company_name FROM clients c, schedule s
        WHERE c.tenant_id = s.tenant_id
            AND coalesce(s.target_filter -> 'is_active', 'true') @> to_jsonb(c.is_active)
            AND (s.target_filter -> 'status' IS NULL OR s.target_filter -> 'status' @> to_jsonb(c.status))
            AND (s.target_filter -> 'priority' IS NULL OR s.target_filter -> 'priority' @> to_jsonb(c.priority))
            AND (s.target_filter -> 'tier' IS NULL OR s.target_filter -> 'tier' @> to_jsonb(c.tier))
            AND (s.target_entity_type <> 'vendor' OR lower(c.tier) = 'vendor')
    ), targets AS (
        SELECT c.id, c.company_name AS name FROM companies c, schedule s WHERE s.target_entity_type <> 'contact'
        UNION ALL
        SELECT p.id, coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), p.email)
        FROM contacts p, schedule s
        WHERE s.target_entity_type = 'contact' AND p.tenant_id = s.tenant_id
            AND (p.client_id IN (SELECT id FROM companies) OR (p.client_id IS NULL AND s.target_filter = '{}'))
    )
    SELECT t.id, t.name, s.next_due_at FROM targets t, schedule s WHERE s.due_from = 'calendar'
    UNION ALL
    SELECT t.id, t.name, coalesce(
        compliance_due_from_completion(last.completed_at, s.frequency, s.next_due_at, s.time_zone),
        greatest(s.next_due_at, ((app_now() AT TIME ZONE s.time_zone)::date + s.notification_days_before
            + (s.next_due_at AT TIME ZONE s.time_zone)::time) AT TIME ZONE s.time_zone)
    )
    FROM schedule s, targets t
    LEFT JOIN LATERAL (
        SELECT max(c.completed_at) AS completed_at, bool_or(c.status <> 'completed') AS is_open
        FROM compliance_checks c
        WHERE c.tenant_id = (SELECT tenant_id FROM schedule) AND c.schedule_id = p_schedule_id AND c.entity_id = t.id
    ) last ON true
    WHERE s.due_from = 'completion' AND last.is_open IS NOT TRUE
$$;
REVOKE EXECUTE ON FUNCTION compliance_targets(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_targets(uuid) TO firmloop_tenant, firmloop_staff;
