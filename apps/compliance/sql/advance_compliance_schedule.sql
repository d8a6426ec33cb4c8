-- advance_compliance_schedule(schedule): move the next date one period on, from the date it had or from now, as the
-- schedule counts, and note now as its last completion. Returns the new date; an unknown schedule is an error.
CREATE OR REPLACE FUNCTION advance_compliance_schedule(p_schedule_id uuid) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    v_next timestamptz;
BEGIN
    UPDATE compliance_schedule s SET
        next_due_at = CASE s.due_from
            WHEN 'calendar' THEN compliance_due_after(s.next_due_at, s.frequency, s.anchor_day, t.time_zone)
            ELSE compliance_due_from_completion(app_now(), s.frequency, s.next_due_at, t.time_zone)
        END,
        last_completed_at = app_now()
    FROM tenants t
    WHERE s.id = p_schedule_id AND t.id = s.tenant_id
    RETURNING s.next_due_at INTO v_next;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    RETURN v_next;
END
$$;
REVOKE EXECUTE ON FUNCTION advance_compliance_schedule(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION advance_compliance_schedule(uuid) TO firmloop_tenant;
