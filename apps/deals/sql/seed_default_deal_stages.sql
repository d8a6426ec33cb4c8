-- seed_default_deal_stages(tenant): give a firm the settings of the stages that it lacks. This is their only list; a
-- trigger on tenants calls it for each new firm.
CREATE OR REPLACE FUNCTION seed_default_deal_stages(p_tenant_id uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_temp
AS $$
    INSERT INTO deal_stage_config (tenant_id, stage, max_days_before_stale, follow_up_interval_days, max_follow_ups)
    VALUES
        (p_tenant_id, 'lead', 3, 2, 5),
        (p_tenant_id, 'qualified', 7, 3, 5),
        (p_tenant_id, 'proposal', 5, 2, 7),
        (p_tenant_id, 'negotiation', 7, 3, 5)
    ON CONFLICT (tenant_id, stage) DO NOTHING;
$$;
REVOKE EXECUTE ON FUNCTION seed_default_deal_stages(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seed_default_deal_stages(uuid) TO firmloop_tenant;
