-- validate_compliance_checks(limit, check): look at the required fields of the firm's open checks within their notice, or
-- of one check whenever it is due. None is missing: completed, by nobody. Some are: listed, and a check that waited to be
-- begun is in progress. A check without required fields is for a person to complete. Returns the checks it changed.
CREATE OR REPLACE FUNCTION validate_compliance_checks(p_limit int DEFAULT NULL, p_check_id uuid DEFAULT NULL)
RETURNS TABLE (check_id uuid, status varchar)
LANGUAGE sql VOLATILE SET search_path = public, pg_temp
AS $$
    WITH held AS MATERIALIZED (
        SELECT c.id, found.missing FROM compliance_checks c
        LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
        CROSS JOIN LATERAL (
            SELECT compliance_missing_fields(c.entity_type, c.entity_id, c.required_fields) AS missing OFFSET 0
        ) found
        WHERE c.tenant_id = current_setting('app.tenant_id')::uuid
            AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue', 'escalated')
            AND c.required_fields <> '[]'
            AND (c.id = p_check_id OR (p_check_id IS NULL
                AND c.due_at <= app_now() + make_interval(days => coalesce(s.notification_days_before, 14))))
            AND (c.missing_fields <> found.missing OR found.missing = '[]' OR c.status = 'pending')
        ORDER BY c.due_at LIMIT p_limit FOR NO KEY UPDATE OF c SKIP LOCKED
    )
    UPDATE compliance_checks c SET
        missing_fields = held.missing,
        status = CASE WHEN held.missing = '[]' THEN 'completed' WHEN c.status = 'pending' THEN 'in_progress'
            ELSE c.status END,
        completed_at = CASE WHEN held.missing = '[]' THEN app_now() END
    FROM held WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = held.id
    RETURNING c.id, c.status
$$;
REVOKE EXECUTE ON FUNCTION validate_compliance_checks(int, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION validate_compliance_checks(int, uuid) TO firmloop_tenant;
