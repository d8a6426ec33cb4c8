-- check_readings(tenant, metrics): refuse readings that are no numbers, of metrics the firm does not measure, or out of
-- the metric's range; the message names the key, the value and what is accepted.
CREATE OR REPLACE FUNCTION check_readings(p_tenant_id uuid, p_metrics jsonb) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
DECLARE
    v_key text;
    v_value jsonb;
    v_number numeric;
    v_metric metric_definitions;
BEGIN
    IF jsonb_typeof(p_metrics) <> 'object' THEN
        RAISE EXCEPTION 'Readings are an object such as {"weekly_ops_hours": 52}.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range';
    END IF;
    FOR v_key, v_value IN SELECT * FROM jsonb_each(p_metrics) LOOP
        SELECT * INTO v_metric FROM metric_definitions m WHERE m.tenant_id = p_tenant_id AND m.key = v_key;
        IF v_metric.id IS NULL THEN
            RAISE EXCEPTION '%: the firm has no such metric.', v_key
                USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range';
        END IF;
        IF jsonb_typeof(v_value) <> 'number' THEN
            RAISE EXCEPTION '%: % is no number.', v_key, v_value
                USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range';
        END IF;
        v_number := v_value::numeric;
        IF v_number < v_metric.min_value OR v_number > v_metric.max_value THEN
            RAISE EXCEPTION '%: % is out of range; accepted is %.', v_key, v_number, CASE
                WHEN v_metric.max_value IS NULL THEN trim_scale(v_metric.min_value) || ' or more'
                WHEN v_metric.min_value IS NULL THEN trim_scale(v_metric.max_value) || ' or less'
                ELSE trim_scale(v_metric.min_value) || ' to ' || trim_scale(v_metric.max_value)
            END
                USING ERRCODE = 'check_violation', CONSTRAINT = 'readings_are_in_range';
        END IF;
    END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION check_readings(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_readings(uuid, jsonb) TO firmloop_tenant;
