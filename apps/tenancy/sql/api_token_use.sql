-- api_token_use(hash, per token, per firm): whose token this is, and its firm; counts the request.
-- One row when the token is known, not revoked and not expired, else none. left_token, left_firm and resets_in are
-- what api_use_count says.
-- SECURITY DEFINER: the caller has no firm yet; the login has no right on api_tokens or tenants.
CREATE OR REPLACE FUNCTION api_token_use(p_hash bytea, p_per_token int, p_per_firm int)
RETURNS TABLE (
    token_id uuid, tenant_id uuid, slug varchar, firm_name varchar, time_zone varchar, name varchar, scopes varchar[],
    created_by_id uuid, left_token int, left_firm int, resets_in int
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_minute timestamptz := date_trunc('minute', clock_timestamp());
    r record;
BEGIN
    SELECT a.id, a.tenant_id, t.slug, t.name AS firm_name, t.time_zone, a.name, a.scopes, a.created_by_id, a.last_used_at
    INTO r
    FROM api_tokens a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.token_hash = p_hash AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now());
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF r.last_used_at IS NULL OR r.last_used_at < v_minute THEN
        UPDATE api_tokens SET last_used_at = v_minute WHERE id = r.id;
    END IF;
    RETURN QUERY SELECT r.id, r.tenant_id, r.slug, r.firm_name, r.time_zone, r.name, r.scopes, r.created_by_id,
        u.left_subject, u.left_firm, u.resets_in
    FROM api_use_count(r.id, r.tenant_id, p_per_token, p_per_firm) u;
END
$$;
REVOKE EXECUTE ON FUNCTION api_token_use(bytea, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_token_use(bytea, int, int) TO firmloop_web;
