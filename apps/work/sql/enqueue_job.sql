-- enqueue_job(queue, task, args, priority, lock, queueing lock, not before): put a job into the queue, return its id.
-- Inside a firm the job carries that firm's tenant_id and its locks are the firm's own; another tenant_id is refused.
-- Outside any firm a job carries none: work for several firms is one job each, asked for inside each.
-- SECURITY DEFINER: nobody but the worker may read or write the queue, whose arguments hold other firms' ids.
CREATE OR REPLACE FUNCTION enqueue_job(
    p_queue text, p_task text, p_args jsonb, p_priority int, p_lock text, p_queueing_lock text, p_at timestamptz
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    v_firm text := nullif(current_setting('app.tenant_id', true), '');
    v_args jsonb := coalesce(p_args, '{}');
    v_queueing_lock text := coalesce(v_firm, '-') || ':' || p_queueing_lock;
    v_id bigint;
BEGIN
    IF jsonb_typeof(v_args) <> 'object' THEN
        RAISE EXCEPTION 'the arguments of a job are an object, not %', jsonb_typeof(v_args)
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF v_firm IS NOT NULL THEN
        v_args := jsonb_build_object('tenant_id', v_firm) || v_args;
    END IF;
    IF v_args ->> 'tenant_id' IS DISTINCT FROM v_firm OR (v_firm IS NULL AND v_args ? 'tenant_id') THEN
        RAISE EXCEPTION 'job % is for firm %, the transaction for firm %',
            p_task, coalesce(v_args ->> 'tenant_id', 'none'), coalesce(v_firm, 'none')
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_queueing_lock IS NOT NULL THEN
        -- The unique index decides between two transactions; this lock lets the second see what the first did.
        PERFORM pg_advisory_xact_lock(hashtextextended('queueing:' || v_queueing_lock, 0));
        SELECT id INTO v_id FROM procrastinate_jobs WHERE queueing_lock = v_queueing_lock AND status = 'todo';
        IF FOUND THEN
            RETURN v_id;
        END IF;
    END IF;
    RETURN (procrastinate_defer_jobs_v1(ARRAY[ROW(
        p_queue, p_task, p_priority, coalesce(v_firm, '-') || ':' || p_lock, v_queueing_lock, v_args, p_at
    )::procrastinate_job_to_defer_v1]))[1];
END
$$;
REVOKE EXECUTE ON FUNCTION enqueue_job(text, text, jsonb, int, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job(text, text, jsonb, int, text, text, timestamptz)
    TO firmloop_web, firmloop_worker, firmloop_tenant;
