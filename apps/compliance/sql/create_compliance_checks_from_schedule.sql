-- create_compliance_checks_from_schedule(schedule, entities): make a check for each of a list of {"id", "name"}, for the
-- period that ends at the due date: the schedule's next, or the entity's own "due_at". Who has a check for the period,
-- and an id that is nobody of the firm, are passed over. Returns how many it made; an unknown schedule is an error.
CREATE OR REPLACE FUNCTION create_compliance_checks_from_schedule(p_schedule_id uuid, p_entities jsonb) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    s record;
    v_made int;
BEGIN
    SELECT c.*, t.time_zone INTO s FROM compliance_schedule c JOIN tenants t ON t.id = c.tenant_id
    WHERE c.id = p_schedule_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO compliance_checks (
        tenant_id, schedule_id, compliance_type, entity_type, entity_id, entity_name, period_start, period_end, due_at,
        required_fields
    )
    SELECT s.tenant_id, s.id, s.compliance_type, s.target_entity_type, e.id, left(coalesce(e.name, ''), 255),
        (compliance_due_after(e.due, s.frequency, e.day, s.time_zone, -1) AT TIME ZONE s.time_zone)::date,
        (e.due AT TIME ZONE s.time_zone)::date, e.due, s.required_fields
    FROM (
        SELECT given.id, given.name, coalesce(given.due_at, s.next_due_at) AS due,
            CASE WHEN given.due_at IS NULL OR given.due_at = s.next_due_at THEN s.anchor_day
                ELSE extract(day FROM given.due_at AT TIME ZONE s.time_zone)::int END AS day
        FROM jsonb_to_recordset(p_entities) AS given (id uuid, name text, due_at timestamptz)
    ) e
    WHERE CASE s.target_entity_type
        WHEN 'contact' THEN EXISTS (SELECT FROM contacts p WHERE p.tenant_id = s.tenant_id AND p.id = e.id)
        ELSE EXISTS (SELECT FROM clients c WHERE c.tenant_id = s.tenant_id AND c.id = e.id)
    END
    ORDER BY e.id
    ON CONFLICT (tenant_id, schedule_id, entity_id, period_start) DO NOTHING;
    GET DIAGNOSTICS v_made = ROW_COUNT;
    RETURN v_made;
END
$$;
REVOKE EXECUTE ON FUNCTION create_compliance_checks_from_schedule(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_compliance_checks_from_schedule(uuid, jsonb) TO firmloop_tenant;
