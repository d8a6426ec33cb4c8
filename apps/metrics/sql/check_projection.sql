-- check_projection(tenant, key, delta): refuse a projection for a metric the firm does not measure, or of no improvement.
CREATE OR REPLACE FUNCTION check_projection(p_tenant_id uuid, p_key text, p_delta numeric) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
DECLARE
    v_metric metric_definitions;
BEGIN
    SELECT * INTO v_metric FROM metric_definitions m WHERE m.tenant_id = p_tenant_id AND m.key = p_key;
    IF v_metric.id IS NULL THEN
        RAISE EXCEPTION '%: the firm has no such metric.', p_key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projection_is_an_improvement';
    END IF;
    IF p_delta = 0 OR (p_delta < 0) <> v_metric.lower_is_better THEN
        RAISE EXCEPTION '%: a change of % is no improvement; % is better.', p_key, trim_scale(p_delta),
            CASE WHEN v_metric.lower_is_better THEN 'lower' ELSE 'higher' END
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projection_is_an_improvement';
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION check_projection(uuid, text, numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_projection(uuid, text, numeric) TO firmloop_tenant;
