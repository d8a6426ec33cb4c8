-- standard_metrics(tenant): copy the standard six metrics into a firm that lacks them. This is their only list; a
-- trigger on tenants calls it for each new firm, so that every way of making one gives it its metrics.
CREATE OR REPLACE FUNCTION standard_metrics(p_tenant_id uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_temp
AS $$
    INSERT INTO metric_definitions (tenant_id, key, label, unit, lower_is_better, min_value, max_value, sort_order)
    VALUES
        (p_tenant_id, 'lead_response_minutes', 'Time to first answer', 'minutes', true, 0, NULL, 1),
        (p_tenant_id, 'lead_to_appt_rate', 'Inquiries that become appointments', 'percent', false, 0, 100, 2),
        (p_tenant_id, 'close_rate', 'Appointments that become deals', 'percent', false, 0, 100, 3),
        (p_tenant_id, 'crm_adoption_rate', 'Work recorded in the CRM', 'percent', false, 0, 100, 4),
        (p_tenant_id, 'weekly_ops_hours', 'Administrative hours a week', 'hours', true, 0, NULL, 5),
        (p_tenant_id, 'nps', 'Client score (NPS)', 'score', false, -100, 100, 6)
    ON CONFLICT (tenant_id, key) DO NOTHING;
$$;
REVOKE EXECUTE ON FUNCTION standard_metrics(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standard_metrics(uuid) TO firmloop_tenant;
