-- api_use_count(subject, firm, per subject, per firm): count a request of a token or a member, and of its firm.
-- left_subject and left_firm are what remains of the minute's requests (negative: refuse), resets_in the seconds
-- until the minute ends, at least one.
-- SECURITY DEFINER: the caller is in no firm yet; the login has no right on api_usage.
CREATE OR REPLACE FUNCTION api_use_count(p_subject uuid, p_tenant uuid, p_per_subject int, p_per_firm int)
RETURNS TABLE (left_subject int, left_firm int, resets_in int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
    v_minute timestamptz := date_trunc('minute', v_now);
    v_subject int;
    v_firm int;
BEGIN
    INSERT INTO api_usage AS u (subject, minute, requests) VALUES (p_subject, v_minute, 1)
    ON CONFLICT (subject) DO UPDATE
        SET requests = CASE WHEN u.minute = v_minute THEN u.requests + 1 ELSE 1 END, minute = v_minute
    RETURNING u.requests INTO v_subject;
    INSERT INTO api_usage AS u (subject, minute, requests) VALUES (p_tenant, v_minute, 1)
    ON CONFLICT (subject) DO UPDATE
        SET requests = CASE WHEN u.minute = v_minute THEN u.requests + 1 ELSE 1 END, minute = v_minute
    RETURNING u.requests INTO v_firm;
    RETURN QUERY SELECT p_per_subject - v_subject, p_per_firm - v_firm, 60 - floor(extract(second FROM v_now))::int;
END
$$;
REVOKE EXECUTE ON FUNCTION api_use_count(uuid, uuid, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_use_count(uuid, uuid, int, int) TO firmloop_web;
