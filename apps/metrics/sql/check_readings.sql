-- check_readings(tenant, metrics): refuse readings that are no numbers, of metrics the firm does not measure, or out of
-- the metric's range. The message has a sentence for each wrong reading, which names the key, the value and what is
-- accepted; the detail is an object of these sentences by key, for whoever shows each in its place.
CREATE OR REPLACE FUNCTION check_readings(p_tenant_id uuid, p_metrics jsonb) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
DECLARE
    v_said text;
    v_by_key jsonb;
BEGIN
    IF jsonb_typeof(p_metrics) <> 'object' THEN
        RAISE EXCEPTION 'Readings are an object such as {"weekly_ops_hours": 52}.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range';
    END IF;
    SELECT string_agg(wrong.said, ' ' ORDER BY wrong.place, wrong.key), jsonb_object_agg(wrong.key, wrong.said)
    INTO v_said, v_by_key
    FROM (
        SELECT r.key, m.sort_order AS place, CASE
            WHEN m.id IS NULL THEN format('%s: the firm has no such metric.', r.key)
            WHEN jsonb_typeof(r.value) <> 'number' THEN format('%s: %s is no number.', r.key, r.value)
            WHEN r.value::numeric < m.min_value OR r.value::numeric > m.max_value THEN
                format('%s: %s is out of range; accepted is %s.', r.key, r.value, CASE
                    WHEN m.max_value IS NULL THEN trim_scale(m.min_value) || ' or more'
                    WHEN m.min_value IS NULL THEN trim_scale(m.max_value) || ' or less'
                    ELSE trim_scale(m.min_value) || ' to ' || trim_scale(m.max_value)
                END)
        END AS said
        FROM jsonb_each(p_metrics) r
        LEFT JOIN metric_definitions m ON m.tenant_id = p_tenant_id AND m.key = r.key
    ) wrong
    WHERE wrong.said IS NOT NULL;
    IF v_said IS NOT NULL THEN
        RAISE EXCEPTION '%', v_said
            USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range', DETAIL = v_by_key::text;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION check_readings(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_readings(uuid, jsonb) TO firmloop_tenant;
