-- get_quotes_needing_followup(tenant, limit): quotes with the client, unanswered, still valid, whose next follow-up is
-- due; the largest first, then the one that has heard nothing for longest. The index is read from the largest amount
-- and itself knows what is due. Runs with the caller's rights: another firm's id finds nothing.
CREATE OR REPLACE FUNCTION get_quotes_needing_followup(p_tenant_id uuid, p_limit int DEFAULT 20)
RETURNS TABLE (
    quote_id uuid, quote_number varchar, title varchar, client_id uuid, contact_id uuid, total_amount numeric,
    status varchar, days_since_last_contact int, follow_up_count int, max_follow_ups int
)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    SELECT q.id, q.quote_number, q.title, q.client_id, q.contact_id, q.total_amount, q.status,
        floor(extract(epoch FROM app_now() - coalesce(q.last_follow_up_at, q.sent_at)) / 86400)::int,
        q.follow_up_count::int, q.max_follow_ups::int
    FROM quotes q
    WHERE q.tenant_id = p_tenant_id
        AND q.next_follow_up_at <= app_now()
        AND q.status IN ('sent', 'viewed') AND q.outcome = ''
        AND q.follow_up_count < q.max_follow_ups
        AND (q.valid_until IS NULL OR q.valid_until >= (
            SELECT (app_now() AT TIME ZONE t.time_zone)::date FROM tenants t WHERE t.id = p_tenant_id
        ))
    ORDER BY q.total_amount DESC, coalesce(q.last_follow_up_at, q.sent_at), q.id
    LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION get_quotes_needing_followup(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION get_quotes_needing_followup(uuid, int) TO firmloop_tenant, firmloop_staff;
