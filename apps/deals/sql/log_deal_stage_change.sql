-- log_deal_stage_change(): note each move of a deal to another stage, also of many deals in one statement: from where,
-- to where, by whom, why, and for how many whole days it was where it was (since the move before, or since it was made).
CREATE OR REPLACE FUNCTION log_deal_stage_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO deal_stage_history
        (tenant_id, deal_id, from_stage, to_stage, changed_at, changed_by_id, reason, days_in_previous_stage)
    SELECT n.tenant_id, n.id, o.stage, n.stage, app_now(),
        nullif(current_setting('app.user_id', true), '')::uuid,
        CASE WHEN n.stage = 'lost' THEN n.lost_reason ELSE '' END,
        greatest(0, floor(extract(epoch FROM app_now() - coalesce(
            (SELECT max(h.changed_at) FROM deal_stage_history h WHERE h.tenant_id = n.tenant_id AND h.deal_id = n.id),
            n.created_at
        )) / 86400))
    FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE o.stage <> n.stage;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION log_deal_stage_change() FROM PUBLIC;
CREATE OR REPLACE TRIGGER deal_stage_change AFTER UPDATE ON deals
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_deal_stage_change();
