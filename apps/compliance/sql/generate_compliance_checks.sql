-- generate_compliance_checks(schedule): make the checks that fall due within the schedule's notice and a week more, since
-- it is called each week, and move a date of the calendar on. Returns how many it made; none, and no move, before that.
CREATE OR REPLACE FUNCTION generate_compliance_checks(p_schedule_id uuid) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
    s record;
    v_entities jsonb;
    v_made int;
BEGIN
    SELECT c.*, t.time_zone, app_now() + make_interval(days => c.notification_days_before + 7) AS until INTO s
    FROM compliance_schedule c JOIN tenants t ON t.id = c.tenant_id WHERE c.id = p_schedule_id
    FOR NO KEY UPDATE OF c;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', entity_id, 'name', entity_name, 'due_at', due_at)), '[]')
    INTO v_entities FROM compliance_targets(s.id) WHERE due_at <= s.until;
    v_made := create_compliance_checks_from_schedule(s.id, v_entities);
    IF s.due_from = 'calendar' AND s.next_due_at <= s.until THEN
        UPDATE compliance_schedule
        SET next_due_at = compliance_due_after(next_due_at, frequency, anchor_day, s.time_zone) WHERE id = s.id;
    END IF;
    RETURN v_made;
END
$$;
REVOKE EXECUTE ON FUNCTION generate_compliance_checks(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION generate_compliance_checks(uuid) TO firmloop_tenant;
