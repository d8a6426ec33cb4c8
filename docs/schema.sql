-- The whole schema as the migrations build it, on PostgreSQL 18: to read, and to compare a server with.
-- Written by `manage.py schema_file`; CI compares. Not for loading: that is `manage.py migrate`.

CREATE SCHEMA rpt;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;

CREATE FUNCTION public.advance_compliance_schedule(p_schedule_id uuid) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_next timestamptz;
BEGIN
    UPDATE compliance_schedule s SET
        next_due_at = CASE s.due_from
            WHEN 'calendar' THEN compliance_due_after(s.next_due_at, s.frequency, s.anchor_day, t.time_zone)
            ELSE compliance_due_from_completion(app_now(), s.frequency, s.next_due_at, t.time_zone)
        END,
        last_completed_at = app_now()
    FROM tenants t
    WHERE s.id = p_schedule_id AND t.id = s.tenant_id
    RETURNING s.next_due_at INTO v_next;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    RETURN v_next;
END
$$;

CREATE FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) RETURNS TABLE(token_id uuid, tenant_id uuid, slug character varying, firm_name character varying, time_zone character varying, name character varying, scopes character varying[], created_by_id uuid, left_token integer, left_firm integer, resets_in integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.api_use_count(p_subject uuid, p_tenant uuid, p_per_subject integer, p_per_firm integer) RETURNS TABLE(left_subject integer, left_firm integer, resets_in integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.app_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

CREATE FUNCTION public.calculate_signal_strength(p_signal_type text, p_context jsonb DEFAULT '{}'::jsonb) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT round(least(1.0,
        CASE p_signal_type
            WHEN 'complaint' THEN 0.80
            WHEN 'urgency' THEN 0.90
            WHEN 'budget_mention' THEN 0.85
            WHEN 'competitor_mention' THEN 0.75
            WHEN 'expansion' THEN 0.95
            WHEN 'renewal' THEN 0.90
            WHEN 'upsell' THEN 0.85
            WHEN 'referral' THEN 0.95
            WHEN 'churn_risk' THEN 0.95
            ELSE 0.50
        END
        + CASE WHEN jsonb_typeof(p_context->'keyword_count') = 'number' AND (p_context->>'keyword_count')::numeric > 2
            THEN 0.10 ELSE 0 END
        + CASE WHEN p_context->'is_decision_maker' = 'true' THEN 0.05 ELSE 0 END
    ), 2)
$$;

CREATE FUNCTION public.check_projection(p_tenant_id uuid, p_key text, p_delta numeric) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.check_readings(p_tenant_id uuid, p_metrics jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.uuid7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$SELECT pg_catalog.uuidv7()$$;

CREATE TABLE public.ci_endpoints (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    secret_number smallint DEFAULT 1 NOT NULL,
    last_delivery_at timestamp with time zone,
    created_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT ci_endpoints_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ci_endpoints_secret_number_check CHECK ((secret_number >= 0)),
    CONSTRAINT patterns_endpoint_has_name CHECK ((NOT ((name)::text ~ '^\s*$'::text))),
    CONSTRAINT patterns_endpoint_kind_known CHECK (((kind)::text = ANY ((ARRAY['github'::character varying, 'gitlab'::character varying, 'generic'::character varying])::text[])))
);

ALTER TABLE ONLY public.ci_endpoints FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tenants (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    name character varying(255) NOT NULL,
    slug character varying(63) NOT NULL,
    status character varying(20) NOT NULL,
    business_type character varying(20) NOT NULL,
    cohort_label character varying(50) NOT NULL,
    segment character varying(255) NOT NULL,
    region character varying(255) NOT NULL,
    industry character varying(255) NOT NULL,
    time_zone character varying(63) NOT NULL,
    currency character varying(3) NOT NULL,
    annual_revenue numeric(14,2),
    team_headcount integer NOT NULL,
    baseline_monthly_leads integer NOT NULL,
    firm_size_tier character varying(20) NOT NULL,
    discovery_complete boolean NOT NULL,
    last_diagnostic_id character varying(255) NOT NULL,
    notes text NOT NULL,
    CONSTRAINT tenancy_tenant_annual_revenue_not_negative CHECK (((annual_revenue IS NULL) OR (annual_revenue >= (0)::numeric))),
    CONSTRAINT tenancy_tenant_business_type_known CHECK (((business_type)::text = ANY ((ARRAY['default'::character varying, 'chamber'::character varying])::text[]))),
    CONSTRAINT tenancy_tenant_size_tier_known CHECK (((firm_size_tier)::text = ANY ((ARRAY['micro'::character varying, 'small'::character varying, 'mid'::character varying, 'large'::character varying])::text[]))),
    CONSTRAINT tenancy_tenant_slug_form CHECK (((slug)::text ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT tenancy_tenant_status_known CHECK (((status)::text = ANY ((ARRAY['prospect'::character varying, 'active'::character varying, 'paused'::character varying, 'churned'::character varying])::text[]))),
    CONSTRAINT tenants_baseline_monthly_leads_check CHECK ((baseline_monthly_leads >= 0)),
    CONSTRAINT tenants_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tenants_team_headcount_check CHECK ((team_headcount >= 0))
);

ALTER TABLE ONLY public.tenants FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.ci_endpoint_of(p_id uuid) RETURNS TABLE(tenant_id uuid, slug character varying, time_zone character varying, name character varying, kind character varying, secret_number smallint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT e.tenant_id,
     t.slug,
     t.time_zone,
     e.name,
     e.kind,
     e.secret_number
    FROM (public.ci_endpoints e
      JOIN public.tenants t ON ((t.id = e.tenant_id)))
   WHERE ((e.id = ci_endpoint_of.p_id) AND e.is_active);
END;

CREATE FUNCTION public.compliance_due_after(p_from timestamp with time zone, p_frequency text, p_day integer, p_zone text, p_times integer DEFAULT 1) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (
        first_day + (least(p_day, extract(day FROM first_day + interval '1 month' - interval '1 day'))::int - 1)
            * interval '1 day' + local::time
    ) AT TIME ZONE p_zone
    FROM (
        SELECT p_from AT TIME ZONE p_zone AS local,
            date_trunc('month', p_from AT TIME ZONE p_zone)
                + make_interval(months => compliance_months(p_frequency) * p_times) AS first_day
    ) moved
$$;

CREATE FUNCTION public.compliance_due_from_completion(p_completed_at timestamp with time zone, p_frequency text, p_due_before timestamp with time zone, p_zone text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT compliance_due_after(
        ((p_completed_at AT TIME ZONE p_zone)::date + (p_due_before AT TIME ZONE p_zone)::time) AT TIME ZONE p_zone,
        p_frequency, extract(day FROM p_completed_at AT TIME ZONE p_zone)::int, p_zone
    )
$$;

CREATE FUNCTION public.compliance_first_due(p_frequency text, p_at timestamp with time zone, p_zone text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT (
        date_trunc('year', local) + time '23:59:59' + make_interval(months =>
            (extract(month FROM local)::int - 1) / months * months + months)
    ) AT TIME ZONE p_zone
    FROM (SELECT p_at AT TIME ZONE p_zone AS local, compliance_months(p_frequency) AS months) asked
$$;

CREATE FUNCTION public.compliance_missing_fields(p_entity_type text, p_entity_id uuid, p_required jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT coalesce(jsonb_agg(field ORDER BY place), '[]')
    FROM jsonb_array_elements_text(p_required) WITH ORDINALITY AS needed (field, place)
    CROSS JOIN (
        SELECT CASE p_entity_type
            WHEN 'contact' THEN (
                SELECT to_jsonb(p) FROM contacts p
                WHERE p.tenant_id = current_setting('app.tenant_id')::uuid AND p.id = p_entity_id
            )
            ELSE (
                SELECT to_jsonb(c) FROM clients c
                WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = p_entity_id
            )
        END AS known
    ) entity
    WHERE coalesce(trim(known ->> field), '') = ''
$$;

CREATE FUNCTION public.compliance_months(p_frequency text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT CASE p_frequency WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 WHEN 'semi_annual' THEN 6 WHEN 'annual' THEN 12 END
$$;

CREATE FUNCTION public.compliance_reminder_step(p_due_at timestamp with time zone, p_notice integer, p_zone text) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT max(step) FROM (VALUES (-p_notice), (-14), (-7), (0), (3)) AS known (step)
    WHERE step >= -p_notice
        AND (app_now() AT TIME ZONE p_zone)::date - (p_due_at AT TIME ZONE p_zone)::date >= step
$$;

CREATE FUNCTION public.compliance_targets(p_schedule_id uuid) RETURNS TABLE(entity_id uuid, entity_name character varying, due_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH schedule AS (
        SELECT s.*, t.time_zone FROM compliance_schedule s JOIN tenants t ON t.id = s.tenant_id
        WHERE s.id = p_schedule_id
    ), companies AS (
        SELECT c.id, c.company_name FROM clients c, schedule s
        WHERE c.tenant_id = s.tenant_id
            AND coalesce(s.target_filter -> 'is_active', 'true') @> to_jsonb(c.is_active)
            AND (s.target_filter -> 'status' IS NULL OR s.target_filter -> 'status' @> to_jsonb(c.status))
            AND (s.target_filter -> 'priority' IS NULL OR s.target_filter -> 'priority' @> to_jsonb(c.priority))
            AND (s.target_filter -> 'tier' IS NULL OR s.target_filter -> 'tier' @> to_jsonb(c.tier))
            AND (s.target_entity_type <> 'vendor' OR lower(c.tier) = 'vendor')
    ), targets AS (
        SELECT c.id, c.company_name AS name FROM companies c, schedule s WHERE s.target_entity_type <> 'contact'
        UNION ALL
        SELECT p.id, coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), p.email)
        FROM contacts p, schedule s
        WHERE s.target_entity_type = 'contact' AND p.tenant_id = s.tenant_id
            AND (p.client_id IN (SELECT id FROM companies) OR (p.client_id IS NULL AND s.target_filter = '{}'))
    )
    SELECT t.id, t.name, s.next_due_at FROM targets t, schedule s WHERE s.due_from = 'calendar'
    UNION ALL
    SELECT t.id, t.name, coalesce(
        compliance_due_from_completion(last.completed_at, s.frequency, s.next_due_at, s.time_zone),
        greatest(s.next_due_at, ((app_now() AT TIME ZONE s.time_zone)::date + s.notification_days_before
            + (s.next_due_at AT TIME ZONE s.time_zone)::time) AT TIME ZONE s.time_zone)
    )
    FROM schedule s, targets t
    LEFT JOIN LATERAL (
        SELECT max(c.completed_at) AS completed_at, bool_or(c.status <> 'completed') AS is_open
        FROM compliance_checks c
        WHERE c.tenant_id = (SELECT tenant_id FROM schedule) AND c.schedule_id = p_schedule_id AND c.entity_id = t.id
    ) last ON true
    WHERE s.due_from = 'completion' AND last.is_open IS NOT TRUE
$$;

CREATE FUNCTION public.contact_moved() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $_$
BEGIN
    EXECUTE format(
        'UPDATE %I SET contact_id = NULL WHERE tenant_id = $1 AND contact_id = $2 AND client_id <> $3', TG_ARGV[0]
    ) USING NEW.tenant_id, NEW.id, NEW.client_id;
    RETURN NULL;
END
$_$;

CREATE FUNCTION public.contact_of_client() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF EXISTS (
        SELECT FROM contacts c
        WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.contact_id AND c.client_id <> NEW.client_id
    ) THEN
        RAISE EXCEPTION 'This contact belongs to another client. Choose one of this client.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0], TABLE = TG_TABLE_NAME, COLUMN = 'contact_id';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.create_compliance_checks_from_schedule(p_schedule_id uuid, p_entities jsonb) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    s record;
    v_made int;
BEGIN
    SELECT c.*, t.time_zone INTO s FROM compliance_schedule c JOIN tenants t ON t.id = c.tenant_id
    WHERE c.id = p_schedule_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO compliance_checks (
        tenant_id, schedule_id, compliance_type, entity_type, entity_id, entity_name, period_start, period_end, due_at,
        required_fields
    )
    SELECT s.tenant_id, s.id, s.compliance_type, s.target_entity_type, e.id, left(coalesce(e.name, ''), 255),
        (compliance_due_after(e.due, s.frequency, e.day, s.time_zone, -1) AT TIME ZONE s.time_zone)::date,
        (e.due AT TIME ZONE s.time_zone)::date, e.due, s.required_fields
    FROM (
        SELECT given.id, given.name, coalesce(given.due_at, s.next_due_at) AS due,
            CASE WHEN given.due_at IS NULL OR given.due_at = s.next_due_at THEN s.anchor_day
                ELSE extract(day FROM given.due_at AT TIME ZONE s.time_zone)::int END AS day
        FROM jsonb_to_recordset(p_entities) AS given (id uuid, name text, due_at timestamptz)
    ) e
    WHERE CASE s.target_entity_type
        WHEN 'contact' THEN EXISTS (SELECT FROM contacts p WHERE p.tenant_id = s.tenant_id AND p.id = e.id)
        ELSE EXISTS (SELECT FROM clients c WHERE c.tenant_id = s.tenant_id AND c.id = e.id)
    END
    ORDER BY e.id
    ON CONFLICT (tenant_id, schedule_id, entity_id, period_start) DO NOTHING;
    GET DIAGNOSTICS v_made = ROW_COUNT;
    RETURN v_made;
END
$$;

CREATE FUNCTION public.deal_activity_counts() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE deals SET last_activity_at = NEW.happened_at, stalled_at = NULL, next_follow_up_at = NULL
    WHERE tenant_id = NEW.tenant_id AND id = NEW.deal_id AND last_activity_at < NEW.happened_at;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.deleted_client_ends_checks() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM compliance_checks c USING old_rows o
    WHERE c.tenant_id = o.tenant_id AND c.entity_id = o.id AND c.entity_type IN ('client', 'vendor')
        AND c.status NOT IN ('completed', 'waived');
    RETURN NULL;
END
$$;

CREATE FUNCTION public.deleted_contact_ends_checks() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM compliance_checks c USING old_rows o
    WHERE c.tenant_id = o.tenant_id AND c.entity_id = o.id AND c.entity_type = 'contact'
        AND c.status NOT IN ('completed', 'waived');
    RETURN NULL;
END
$$;

CREATE FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.expire_compliance_waivers(p_limit integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_opened int;
BEGIN
    WITH ended AS MATERIALIZED (
        SELECT c.id FROM compliance_checks c
        WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.status = 'waived'
            AND c.waived_until < (
                SELECT (app_now() AT TIME ZONE t.time_zone)::date FROM tenants t
                WHERE t.id = current_setting('app.tenant_id')::uuid
            )
        ORDER BY c.waived_until LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE compliance_checks c
    SET status = 'pending', waived_reason = '', waived_until = NULL, reminder_step = NULL, reminder_count = 0
    FROM ended WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = ended.id;
    GET DIAGNOSTICS v_opened = ROW_COUNT;
    RETURN v_opened;
END
$$;

CREATE FUNCTION public.expire_feedback_requests(p_limit integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_closed int;
BEGIN
    WITH late AS MATERIALIZED (
        SELECT id FROM feedback_requests
        WHERE tenant_id = current_setting('app.tenant_id')::uuid AND status = 'sent' AND expires_at <= app_now()
        ORDER BY expires_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE feedback_requests r SET status = 'expired' FROM late
    WHERE r.tenant_id = current_setting('app.tenant_id')::uuid AND r.id = late.id;
    GET DIAGNOSTICS v_closed = ROW_COUNT;
    RETURN v_closed;
END
$$;

CREATE FUNCTION public.feedback_contact(p_client_id uuid, p_contact_id uuid) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT c.id FROM contacts c
    WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.email <> ''
        AND (c.id = p_contact_id OR (c.client_id = p_client_id AND c.is_primary))
    ORDER BY c.id = p_contact_id DESC NULLS LAST
    LIMIT 1
$$;

CREATE FUNCTION public.feedback_skip_reason(p_order_id uuid, p_client_id uuid, p_contact_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN EXISTS (
            SELECT FROM cases k
            WHERE k.tenant_id = current_setting('app.tenant_id')::uuid AND k.order_id = p_order_id
                AND k.status IN ('open', 'in_progress', 'waiting')
        ) THEN 'A case about the order is open.'
        WHEN NOT EXISTS (
            SELECT FROM clients c
            WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = p_client_id AND c.is_active
        ) THEN 'The client is inactive.'
        WHEN asked.id IS NULL THEN 'Nobody at the client has an email address.'
        WHEN asked.unsubscribed_at IS NOT NULL THEN 'The contact wants no mails that are sent in bulk.'
        ELSE ''
    END
    FROM (SELECT feedback_contact(p_client_id, p_contact_id) AS id) found
    LEFT JOIN contacts asked ON asked.tenant_id = current_setting('app.tenant_id')::uuid AND asked.id = found.id
$$;

CREATE FUNCTION public.figures_forget_firm() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM refresh_outcome_aggregates();
    RETURN NULL;
END
$$;

CREATE FUNCTION public.firm_lacks_owner(p_tenant_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM tenants WHERE id = p_tenant_id)
        AND NOT EXISTS (SELECT FROM memberships WHERE tenant_id = p_tenant_id AND role = 'owner')
$$;

CREATE FUNCTION public.firm_of_mail(p_message_id uuid) RETURNS TABLE(tenant_id uuid, slug character varying, firm_name character varying, time_zone character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT t.id, t.slug, t.name, t.time_zone
    FROM outbox_messages m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.id = p_message_id
$$;

CREATE FUNCTION public.firms_of_user(p_user_id uuid, p_slug text DEFAULT NULL::text) RETURNS TABLE(tenant_id uuid, slug character varying, name character varying, time_zone character varying, role character varying, membership_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT t.id, t.slug, t.name, t.time_zone, m.role, m.id
    FROM memberships m JOIN tenants t ON t.id = m.tenant_id
    WHERE m.user_id = p_user_id AND (p_slug IS NULL OR t.slug = p_slug)
    ORDER BY t.name, t.id
$$;

CREATE FUNCTION public.follow_person(p_user_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE memberships m SET name = u.name, email = u.email
    FROM users u
    WHERE u.id = p_user_id AND m.user_id = u.id AND (m.name, m.email) IS DISTINCT FROM (u.name, u.email);

    INSERT INTO memberships (tenant_id, user_id, role)
    SELECT t.id, u.id, 'staff' FROM users u CROSS JOIN tenants t
    WHERE u.id = p_user_id AND u.is_superuser AND u.is_active
    ON CONFLICT (tenant_id, user_id) DO NOTHING;
$$;

CREATE FUNCTION public.forget_old_runs() RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH gone AS (
        DELETE FROM job_runs
        WHERE tenant_id = current_setting('app.tenant_id')::uuid
            AND scheduled_for < least(app_now(), now()) - interval '90 days'
        RETURNING 1
    )
    SELECT count(*)::int FROM gone
$$;

CREATE FUNCTION public.generate_compliance_checks(p_schedule_id uuid) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    s record;
    v_entities jsonb;
    v_made int;
BEGIN
    SELECT c.*, t.time_zone, app_now() + make_interval(days => c.notification_days_before + 7) AS until INTO s
    FROM compliance_schedule c JOIN tenants t ON t.id = c.tenant_id WHERE c.id = p_schedule_id
    FOR NO KEY UPDATE OF c;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no compliance schedule %.', p_schedule_id USING ERRCODE = 'no_data_found';
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', entity_id, 'name', entity_name, 'due_at', due_at)), '[]')
    INTO v_entities FROM compliance_targets(s.id) WHERE due_at <= s.until;
    v_made := create_compliance_checks_from_schedule(s.id, v_entities);
    IF s.due_from = 'calendar' AND s.next_due_at <= s.until THEN
        UPDATE compliance_schedule
        SET next_due_at = compliance_due_after(next_due_at, frequency, anchor_day, s.time_zone) WHERE id = s.id;
    END IF;
    RETURN v_made;
END
$$;

CREATE FUNCTION public.generate_quote_number(p_tenant_id uuid) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_year smallint;
    v_number int;
BEGIN
    SELECT extract(year FROM app_now() AT TIME ZONE t.time_zone) INTO v_year FROM tenants t WHERE t.id = p_tenant_id;
    IF v_year IS NULL THEN
        RAISE EXCEPTION 'There is no firm % here.', p_tenant_id USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO quote_counters AS c (tenant_id, year, last_number) VALUES (p_tenant_id, v_year, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last_number = c.last_number + 1
    RETURNING c.last_number INTO v_number;
    RETURN format('Q-%s-%s', v_year, lpad(v_number::text, greatest(4, length(v_number::text)), '0'));
END
$$;

CREATE FUNCTION public.get_compliance_due(p_tenant_id uuid, p_limit integer DEFAULT 20) RETURNS TABLE(check_id uuid, schedule_id uuid, compliance_type character varying, entity_type character varying, entity_id uuid, entity_name character varying, due_at timestamp with time zone, status character varying, days_until_due integer, is_overdue boolean, reminder_count integer, missing_fields jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT c.id, c.schedule_id, c.compliance_type, c.entity_type, c.entity_id, c.entity_name, c.due_at, c.status,
        (c.due_at AT TIME ZONE t.time_zone)::date - (app_now() AT TIME ZONE t.time_zone)::date,
        c.due_at < app_now(), c.reminder_count::int, c.missing_fields
    FROM tenants t
    JOIN compliance_checks c ON c.tenant_id = t.id
    LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
    WHERE t.id = p_tenant_id
        AND c.tenant_id = p_tenant_id
        AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue')
        AND c.due_at <= app_now() + make_interval(days => greatest(14, (
            SELECT max(w.notification_days_before) FROM compliance_schedule w WHERE w.tenant_id = p_tenant_id
        )))
        AND c.due_at <= app_now() + make_interval(days => coalesce(s.notification_days_before, 14))
    ORDER BY c.due_at, c.id LIMIT p_limit
$$;

CREATE FUNCTION public.get_quotes_needing_followup(p_tenant_id uuid, p_limit integer DEFAULT 20) RETURNS TABLE(quote_id uuid, quote_number character varying, title character varying, client_id uuid, contact_id uuid, total_amount numeric, status character varying, days_since_last_contact integer, follow_up_count integer, max_follow_ups integer)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.get_stalled_deals(p_tenant_id uuid, p_limit integer DEFAULT 20) RETURNS TABLE(deal_id uuid, title character varying, stage character varying, client_id uuid, contact_id uuid, value numeric, last_activity_at timestamp with time zone, days_since_activity integer, stalled_threshold integer)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH stages AS MATERIALIZED (
        SELECT known.stage, known.days AS threshold, app_now() - make_interval(hours => 24 * (known.days + 1)) AS since,
            (app_now() AT TIME ZONE t.time_zone)::date AS today
        FROM tenants t CROSS JOIN LATERAL (
            SELECT v.stage, coalesce(c.max_days_before_stale, 7)::int AS days
            FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS v (stage)
            LEFT JOIN deal_stage_config c ON c.tenant_id = p_tenant_id AND c.stage = v.stage
        ) known
        WHERE t.id = p_tenant_id
    )
    SELECT d.id, d.title, d.stage, d.client_id, d.contact_id, d.value, d.last_activity_at,
        floor(extract(epoch FROM app_now() - d.last_activity_at) / 86400)::int, s.threshold
    FROM (
        SELECT d.id, d.last_activity_at
        FROM stages s
        CROSS JOIN LATERAL (
            SELECT d.id, d.last_activity_at FROM deals d
            WHERE d.tenant_id = p_tenant_id AND d.stage = s.stage
                AND d.stage IN ('lead', 'qualified', 'proposal', 'negotiation')
                AND d.last_activity_at <= s.since AND d.auto_follow_up_enabled
                AND (d.parked_until IS NULL OR d.parked_until <= s.today)
            ORDER BY d.last_activity_at LIMIT p_limit
        ) d
        ORDER BY d.last_activity_at, d.id LIMIT p_limit
    ) first
    JOIN deals d ON d.tenant_id = p_tenant_id AND d.id = first.id
    JOIN stages s ON s.stage = d.stage
    ORDER BY d.last_activity_at, d.id
$$;

CREATE FUNCTION public.invitation_of_token(p_hash bytea) RETURNS TABLE(invitation_id uuid, tenant_id uuid, slug character varying, firm_name character varying, email character varying, role character varying, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT i.id, i.tenant_id, t.slug, t.name, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at
    FROM invitations i JOIN tenants t ON t.id = i.tenant_id
    WHERE i.token_hash = p_hash
$$;

CREATE FUNCTION public.log_deal_stage_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.mark_overdue_compliance(p_limit integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_marked int;
BEGIN
    WITH late AS MATERIALIZED (
        SELECT id FROM compliance_checks
        WHERE tenant_id = current_setting('app.tenant_id')::uuid
            AND status IN ('pending', 'in_progress', 'awaiting_response') AND due_at < app_now()
        ORDER BY due_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE compliance_checks c SET status = 'overdue' FROM late
    WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = late.id;
    GET DIAGNOSTICS v_marked = ROW_COUNT;
    RETURN v_marked;
END
$$;

CREATE FUNCTION public.mark_stalled_deals(p_limit integer DEFAULT NULL::integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_firm uuid := current_setting('app.tenant_id')::uuid;
    v_today date;
    v_marked int;
    v_cleared int;
BEGIN
    SELECT (app_now() AT TIME ZONE t.time_zone)::date INTO v_today FROM tenants t WHERE t.id = v_firm;
    -- A policy's table is searched by an index only for what cannot leak a row: a column, not a call of app_now().
    WITH stages AS MATERIALIZED (
        SELECT known.stage, app_now() - make_interval(hours => 24 * (coalesce(c.max_days_before_stale, 7) + 1)) AS since
        FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS known (stage)
        LEFT JOIN deal_stage_config c ON c.tenant_id = v_firm AND c.stage = known.stage
    ), due AS (
        SELECT d.id
        FROM stages s
        CROSS JOIN LATERAL (
            SELECT d.id, d.last_activity_at FROM deals d
            WHERE d.tenant_id = v_firm AND d.stage = s.stage
                AND d.stage IN ('lead', 'qualified', 'proposal', 'negotiation')
                AND d.stalled_at IS NULL AND d.auto_follow_up_enabled AND d.last_activity_at <= s.since
                AND (d.parked_until IS NULL OR d.parked_until <= v_today)
            ORDER BY d.last_activity_at LIMIT p_limit
            FOR NO KEY UPDATE SKIP LOCKED
        ) d
        ORDER BY d.last_activity_at LIMIT p_limit
    )
    UPDATE deals d SET stalled_at = app_now(), next_follow_up_at = app_now() FROM due
    WHERE d.tenant_id = v_firm AND d.id = due.id;
    GET DIAGNOSTICS v_marked = ROW_COUNT;

    -- Each part is an index's: a firm may have thousands that are stalled and stay so.
    WITH stages AS MATERIALIZED (
        SELECT known.stage, app_now() - make_interval(hours => 24 * (coalesce(c.max_days_before_stale, 7) + 1)) AS since
        FROM (VALUES ('lead'), ('qualified'), ('proposal'), ('negotiation')) AS known (stage)
        LEFT JOIN deal_stage_config c ON c.tenant_id = v_firm AND c.stage = known.stage
    ), over AS (
        SELECT d.id FROM deals d
        WHERE d.tenant_id = v_firm AND d.stalled_at IS NOT NULL AND d.id IN (
            SELECT closed.id FROM deals closed
            WHERE closed.tenant_id = v_firm AND closed.stalled_at IS NOT NULL AND closed.stage IN ('won', 'lost')
            UNION ALL
            SELECT alone.id FROM deals alone
            WHERE alone.tenant_id = v_firm AND alone.stalled_at IS NOT NULL
                AND (NOT alone.auto_follow_up_enabled OR alone.parked_until IS NOT NULL)
                AND (NOT alone.auto_follow_up_enabled OR alone.parked_until > v_today)
            UNION ALL
            SELECT active.id FROM stages s JOIN deals active ON active.stage = s.stage
            WHERE active.tenant_id = v_firm AND active.stalled_at IS NOT NULL AND active.last_activity_at > s.since
        )
        LIMIT p_limit
        FOR NO KEY UPDATE OF d SKIP LOCKED
    )
    UPDATE deals d SET stalled_at = NULL, next_follow_up_at = NULL FROM over
    WHERE d.tenant_id = v_firm AND d.id = over.id;
    GET DIAGNOSTICS v_cleared = ROW_COUNT;
    RETURN v_marked + v_cleared;
END
$$;

CREATE FUNCTION public.new_firm_gets_deal_stages() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM seed_default_deal_stages(NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION public.new_firm_gets_metrics() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM standard_metrics(NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION public.number_case() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_year smallint;
    v_number int;
BEGIN
    SELECT extract(year FROM app_now() AT TIME ZONE t.time_zone) INTO v_year FROM tenants t WHERE t.id = NEW.tenant_id;
    INSERT INTO case_counters AS c (tenant_id, year, last_number) VALUES (NEW.tenant_id, v_year, 1)
    ON CONFLICT (tenant_id, year) DO UPDATE SET last_number = c.last_number + 1
    RETURNING c.last_number INTO v_number;
    NEW.case_number := format('C-%s-%s', v_year, lpad(v_number::text, greatest(4, length(v_number::text)), '0'));
    RETURN NEW;
END
$$;

CREATE FUNCTION public.number_quote() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF NEW.quote_number = '' THEN
        NEW.quote_number := generate_quote_number(NEW.tenant_id);
    ELSIF NOT EXISTS (
        SELECT 1 FROM quote_counters c
        WHERE c.tenant_id = NEW.tenant_id
            AND NEW.quote_number = format('Q-%s-%s', c.year, lpad(
                c.last_number::text, greatest(4, length(c.last_number::text)), '0'))
    ) THEN
        RAISE EXCEPTION '% is not the number that generate_quote_number gave last.', NEW.quote_number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_number_was_given';
    END IF;
    IF NEW.currency = '' THEN
        SELECT t.currency INTO NEW.currency FROM tenants t WHERE t.id = NEW.tenant_id;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.outcome_follows_current() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE roadmap_outcomes o SET roadmap_id = NEW.id
    WHERE o.tenant_id = NEW.tenant_id AND o.series_id = NEW.series_id AND o.roadmap_id <> NEW.id;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.person_of(p_user_id uuid) RETURNS TABLE(name character varying, email character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT u.name, u.email FROM users u WHERE u.id = p_user_id $$;

CREATE FUNCTION public.pgtrigger_append_only_04a8f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_06053() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_0fc1d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_1351e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_14ba2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_15699() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_15e46() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_16c8d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_18163() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_1adf1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_2989c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_2bae5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_2eb1e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_3d6c5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_43e99() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_4c2e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_578f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_5b51a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_5e1f0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_64aaa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_678e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_6d32b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_6e391() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_6f806() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_82b83() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_859be() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_88414() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_8d867() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_afbaa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_b311b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_b71ac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_bd374() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_bda89() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_c6f15() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_e54ea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_ef8ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_fb7e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_fbe15() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_completion_is_final_b877b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "status" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_completion_moves_schedule_28d90() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE done record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                FOR done IN
                    SELECT DISTINCT s.id, s.due_from FROM new_rows n JOIN old_rows o ON o.id = n.id
                    JOIN compliance_schedule s ON s.tenant_id = n.tenant_id AND s.id = n.schedule_id
                    WHERE n.status = 'completed' AND o.status <> 'completed' ORDER BY s.id
                LOOP
                    IF done.due_from = 'completion' THEN
                        PERFORM advance_compliance_schedule(done.id);
                    ELSE
                        UPDATE compliance_schedule SET last_completed_at = app_now() WHERE id = done.id;
                    END IF;
                END LOOP;
                RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_copy_name_and_email_ed111() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT u.name, u.email INTO NEW.name, NEW.email FROM person_of(NEW.user_id) u; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_day_is_the_firms_a8d54() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                NEW.submitted_on = (NEW.submitted_at AT TIME ZONE
                    (SELECT t.time_zone FROM tenants t WHERE t.id = NEW.tenant_id))::date;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_0d995() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_sections_events" ("agent_cheatsheet", "content_markdown", "created_at", "diagrams", "id", "last_updated_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "section_name", "section_number", "status", "tenant_id", "title") VALUES (OLD."agent_cheatsheet", OLD."content_markdown", OLD."created_at", OLD."diagrams", OLD."id", OLD."last_updated_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."roadmap_id", OLD."row_version", OLD."section_name", OLD."section_number", OLD."status", OLD."tenant_id", OLD."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_0de34() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "api_tokens_events" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "row_version", "scopes", "tenant_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."expires_at", OLD."id", OLD."last_used_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."prefix", OLD."revoked_at", OLD."row_version", OLD."scopes", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_235eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outbox_messages_events" ("about_id", "approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "retry_at", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (OLD."about_id", OLD."approved_at", OLD."attempts", OLD."created_at", OLD."id", OLD."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."purpose", OLD."redact_on_send", OLD."retry_at", OLD."row_version", OLD."sent_at", OLD."status", OLD."subject", OLD."tenant_id", OLD."to_email"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_30689() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_proposals_events" ("created_at", "created_by_id", "decided_at", "fingerprint", "id", "made_roadmap_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "roadmap_id", "row_version", "status", "tenant_id", "to_version") VALUES (OLD."created_at", OLD."created_by_id", OLD."decided_at", OLD."fingerprint", OLD."id", OLD."made_roadmap_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."progress", OLD."roadmap_id", OLD."row_version", OLD."status", OLD."tenant_id", OLD."to_version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_4209d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_packs_events" ("created_at", "id", "is_primary", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "source_markdown", "tenant_id", "title", "version") VALUES (OLD."created_at", OLD."id", OLD."is_primary", OLD."key", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."roadmap_id", OLD."row_version", OLD."source_markdown", OLD."tenant_id", OLD."title", OLD."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_4983e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "orders_events" ("assigned_to_id", "client_id", "completed_at", "contact_id", "created_at", "delivered_at", "due_at", "fee", "id", "order_number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "status", "tenant_id", "title") VALUES (OLD."assigned_to_id", OLD."client_id", OLD."completed_at", OLD."contact_id", OLD."created_at", OLD."delivered_at", OLD."due_at", OLD."fee", OLD."id", OLD."order_number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."status", OLD."tenant_id", OLD."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_51b53() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "feedback_requests_events" ("case_created_id", "client_id", "contact_id", "created_at", "delivery_date", "expires_at", "has_open_case", "id", "issues", "message_id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "responded_at", "response_email_id", "response_source", "response_summary", "response_text", "row_version", "scheduled_for", "sent_at", "sentiment", "sentiment_score", "service_recovery_triggered", "skip_reason", "status", "tenant_id") VALUES (OLD."case_created_id", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."delivery_date", OLD."expires_at", OLD."has_open_case", OLD."id", OLD."issues", OLD."message_id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."rating", OLD."responded_at", OLD."response_email_id", OLD."response_source", OLD."response_summary", OLD."response_text", OLD."row_version", OLD."scheduled_for", OLD."sent_at", OLD."sentiment", OLD."sentiment_score", OLD."service_recovery_triggered", OLD."skip_reason", OLD."status", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_5221e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrichment_conflicts_events" ("confidence", "contact_id", "created_at", "current_value", "field", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_value", "queue_id", "resolution", "resolved_at", "resolved_by_id", "resolved_value", "row_version", "source", "tenant_id") VALUES (OLD."confidence", OLD."contact_id", OLD."created_at", OLD."current_value", OLD."field", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."proposed_value", OLD."queue_id", OLD."resolution", OLD."resolved_at", OLD."resolved_by_id", OLD."resolved_value", OLD."row_version", OLD."source", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_52c07() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_checks_events" ("answered_at", "completed_at", "completed_by_id", "compliance_type", "created_at", "due_at", "entity_id", "entity_name", "entity_type", "escalated_to_id", "escalation_sent_at", "id", "missing_fields", "notes", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_count", "reminder_sent_at", "reminder_step", "required_fields", "row_version", "schedule_id", "status", "tenant_id", "validation_errors", "waived_reason", "waived_until") VALUES (OLD."answered_at", OLD."completed_at", OLD."completed_by_id", OLD."compliance_type", OLD."created_at", OLD."due_at", OLD."entity_id", OLD."entity_name", OLD."entity_type", OLD."escalated_to_id", OLD."escalation_sent_at", OLD."id", OLD."missing_fields", OLD."notes", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."reminder_count", OLD."reminder_sent_at", OLD."reminder_step", OLD."required_fields", OLD."row_version", OLD."schedule_id", OLD."status", OLD."tenant_id", OLD."validation_errors", OLD."waived_reason", OLD."waived_until"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_543cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_evidence_events" ("content_type", "created_at", "file_name", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id", "uploaded_by_id") VALUES (OLD."content_type", OLD."created_at", OLD."file_name", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."tenant_id", OLD."ticket_instance_id", OLD."uploaded_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_56916() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "patterns_events" ("category", "created_at", "description", "id", "is_active", "languages", "name", "pattern_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "version") VALUES (OLD."category", OLD."created_at", OLD."description", OLD."id", OLD."is_active", OLD."languages", OLD."name", OLD."pattern_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."tenant_id", OLD."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_5deef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_outcomes_events" ("assumptions", "at_30d_snapshot_id", "at_60d_snapshot_id", "at_90d_snapshot_id", "attainment_pct", "baseline_snapshot_id", "computed_at", "created_at", "deltas", "id", "inputs", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "realized_roi", "roadmap_id", "row_version", "series_id", "status", "status_method", "target_label", "target_snapshot_id", "tenant_id") VALUES (OLD."assumptions", OLD."at_30d_snapshot_id", OLD."at_60d_snapshot_id", OLD."at_90d_snapshot_id", OLD."attainment_pct", OLD."baseline_snapshot_id", OLD."computed_at", OLD."created_at", OLD."deltas", OLD."id", OLD."inputs", OLD."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."realized_roi", OLD."roadmap_id", OLD."row_version", OLD."series_id", OLD."status", OLD."status_method", OLD."target_label", OLD."target_snapshot_id", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_5e74a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tenant_roi_assumptions_events" ("annual_lead_volume", "avg_deal_value", "blended_hourly_rate", "created_at", "currency", "id", "implementation_cost", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "updated_by_id") VALUES (OLD."annual_lead_volume", OLD."avg_deal_value", OLD."blended_hourly_rate", OLD."created_at", OLD."currency", OLD."id", OLD."implementation_cost", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."tenant_id", OLD."updated_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_66363() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "user_feedback_events" ("additional_comments", "code_quality", "consent_to_export", "created_at", "documentation_clarity", "encountered_errors", "error_details", "feature_requests", "feedback_source", "id", "likelihood_to_reuse", "negative_aspects", "overall_satisfaction", "pattern_usefulness", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive_aspects", "project_outcome_id", "row_version", "setup_ease", "submitted_at", "submitted_on", "tenant_id", "time_to_first_build", "user_id", "would_recommend") VALUES (OLD."additional_comments", OLD."code_quality", OLD."consent_to_export", OLD."created_at", OLD."documentation_clarity", OLD."encountered_errors", OLD."error_details", OLD."feature_requests", OLD."feedback_source", OLD."id", OLD."likelihood_to_reuse", OLD."negative_aspects", OLD."overall_satisfaction", OLD."pattern_usefulness", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."positive_aspects", OLD."project_outcome_id", OLD."row_version", OLD."setup_ease", OLD."submitted_at", OLD."submitted_on", OLD."tenant_id", OLD."time_to_first_build", OLD."user_id", OLD."would_recommend"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_7a88f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deal_stage_config_events" ("created_at", "drafts_first", "follow_up_interval_days", "id", "max_days_before_stale", "max_follow_ups", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "stage", "tenant_id") VALUES (OLD."created_at", OLD."drafts_first", OLD."follow_up_interval_days", OLD."id", OLD."max_days_before_stale", OLD."max_follow_ups", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."stage", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_8271c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deals_events" ("actual_close_date", "assigned_to_id", "auto_follow_up_enabled", "client_id", "contact_id", "created_at", "created_by_id", "description", "expected_close_date", "follow_up_count", "id", "last_activity_at", "lost_reason", "next_follow_up_at", "parked_reason", "parked_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "row_version", "stage", "stalled_at", "tenant_id", "title", "value") VALUES (OLD."actual_close_date", OLD."assigned_to_id", OLD."auto_follow_up_enabled", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."created_by_id", OLD."description", OLD."expected_close_date", OLD."follow_up_count", OLD."id", OLD."last_activity_at", OLD."lost_reason", OLD."next_follow_up_at", OLD."parked_reason", OLD."parked_until", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."probability", OLD."row_version", OLD."stage", OLD."stalled_at", OLD."tenant_id", OLD."title", OLD."value"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_84bc5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_dependencies_events" ("created_at", "depends_on_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id") VALUES (OLD."created_at", OLD."depends_on_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."tenant_id", OLD."ticket_instance_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_88ea0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "scaffold_sessions_events" ("abandoned_at", "completed_at", "created_at", "id", "last_step_at", "pattern_chosen", "pattern_recommended", "patterns_viewed", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_outcome_id", "row_version", "started_at", "steps_completed", "tenant_id", "user_id") VALUES (OLD."abandoned_at", OLD."completed_at", OLD."created_at", OLD."id", OLD."last_step_at", OLD."pattern_chosen", OLD."pattern_recommended", OLD."patterns_viewed", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."project_outcome_id", OLD."row_version", OLD."started_at", OLD."steps_completed", OLD."tenant_id", OLD."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_9c6d1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "metric_definitions_events" ("created_at", "id", "is_active", "key", "label", "lower_is_better", "max_value", "min_value", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "sort_order", "tenant_id", "unit", "weight") VALUES (OLD."created_at", OLD."id", OLD."is_active", OLD."key", OLD."label", OLD."lower_is_better", OLD."max_value", OLD."min_value", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."sort_order", OLD."tenant_id", OLD."unit", OLD."weight"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_9c6ea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ci_endpoints_events" ("created_at", "created_by_id", "id", "is_active", "kind", "last_delivery_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "secret_number", "tenant_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_active", OLD."kind", OLD."last_delivery_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."secret_number", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_b2983() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "opportunity_signals_events" ("action_result", "action_taken", "actioned", "actioned_at", "client_id", "contact_id", "context", "created_at", "dismissed_at", "dismissed_reason", "extracted_text", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "signal_strength", "signal_type", "source_id", "source_type", "tenant_id") VALUES (OLD."action_result", OLD."action_taken", OLD."actioned", OLD."actioned_at", OLD."client_id", OLD."contact_id", OLD."context", OLD."created_at", OLD."dismissed_at", OLD."dismissed_reason", OLD."extracted_text", OLD."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."signal_strength", OLD."signal_type", OLD."source_id", OLD."source_type", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_b5314() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_parts_events" ("after_status", "because", "before_status", "change", "created_at", "decision", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "proposal_id", "row_version", "section_name", "section_number", "tenant_id", "title") VALUES (OLD."after_status", OLD."because", OLD."before_status", OLD."change", OLD."created_at", OLD."decision", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."position", OLD."proposal_id", OLD."row_version", OLD."section_name", OLD."section_number", OLD."tenant_id", OLD."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_ba1f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "series_id", "source_refs", "status", "tenant_id", "version") VALUES (OLD."archived_at", OLD."created_at", OLD."created_by_user_id", OLD."delivered_at", OLD."id", OLD."is_current", OLD."metadata", OLD."model_json", OLD."needs_agent_reprovision", OLD."parent_roadmap_id", OLD."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."pilot_stage", OLD."row_version", OLD."series_id", OLD."source_refs", OLD."status", OLD."tenant_id", OLD."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_bb9ef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_schedule_events" ("anchor_day", "compliance_type", "created_at", "description", "due_from", "escalate_to_id", "escalation_days_after", "frequency", "id", "is_active", "last_completed_at", "next_due_at", "notification_days_before", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_fields", "row_version", "target_entity_type", "target_filter", "tenant_id") VALUES (OLD."anchor_day", OLD."compliance_type", OLD."created_at", OLD."description", OLD."due_from", OLD."escalate_to_id", OLD."escalation_days_after", OLD."frequency", OLD."id", OLD."is_active", OLD."last_completed_at", OLD."next_due_at", OLD."notification_days_before", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."required_fields", OLD."row_version", OLD."target_entity_type", OLD."target_filter", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_c20bf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "project_outcomes_events" ("archived_at", "components_generated", "created_at", "deleted_at", "dependencies_installed", "deployment_status", "feedback_prompt_dismissals", "feedback_prompt_due_at", "feedback_prompt_state", "files_created", "id", "languages_used", "last_accessed_at", "last_build_status", "last_build_timestamp", "metadata", "pattern_id", "pattern_name", "pattern_version", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_name", "project_path", "repository", "row_version", "stack_id", "status", "tenant_id", "test_pass_rate", "user_id") VALUES (OLD."archived_at", OLD."components_generated", OLD."created_at", OLD."deleted_at", OLD."dependencies_installed", OLD."deployment_status", OLD."feedback_prompt_dismissals", OLD."feedback_prompt_due_at", OLD."feedback_prompt_state", OLD."files_created", OLD."id", OLD."languages_used", OLD."last_accessed_at", OLD."last_build_status", OLD."last_build_timestamp", OLD."metadata", OLD."pattern_id", OLD."pattern_name", OLD."pattern_version", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."project_name", OLD."project_path", OLD."repository", OLD."row_version", OLD."stack_id", OLD."status", OLD."tenant_id", OLD."test_pass_rate", OLD."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_c2d9f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_events" ("assigned_to_id", "case_number", "case_type", "client_id", "contact_id", "created_at", "created_by_id", "description", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject", "tenant_id") VALUES (OLD."assigned_to_id", OLD."case_number", OLD."case_type", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."created_by_id", OLD."description", OLD."id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."priority", OLD."row_version", OLD."status", OLD."subject", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_c7169() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quotes_events" ("client_id", "contact_id", "created_at", "created_by_id", "currency", "deal_id", "description", "follow_up_count", "id", "intel", "last_follow_up_at", "line_items", "max_follow_ups", "next_follow_up_at", "outcome", "outcome_competitor", "outcome_notes", "outcome_reason", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_number", "responded_at", "row_version", "sent_at", "status", "tenant_id", "title", "total_amount", "valid_until", "view_count", "viewed_at") VALUES (OLD."client_id", OLD."contact_id", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."deal_id", OLD."description", OLD."follow_up_count", OLD."id", OLD."intel", OLD."last_follow_up_at", OLD."line_items", OLD."max_follow_ups", OLD."next_follow_up_at", OLD."outcome", OLD."outcome_competitor", OLD."outcome_notes", OLD."outcome_reason", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."quote_number", OLD."responded_at", OLD."row_version", OLD."sent_at", OLD."status", OLD."tenant_id", OLD."title", OLD."total_amount", OLD."valid_until", OLD."view_count", OLD."viewed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_c9422() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_instances_events" ("assignee", "blocked_reason", "completed_at", "created_at", "description", "id", "library_version", "notes", "order_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "section_number", "sprint_number", "started_at", "status", "tenant_id", "ticket_id", "ticket_pack_id", "title") VALUES (OLD."assignee", OLD."blocked_reason", OLD."completed_at", OLD."created_at", OLD."description", OLD."id", OLD."library_version", OLD."notes", OLD."order_index", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."section_number", OLD."sprint_number", OLD."started_at", OLD."status", OLD."tenant_id", OLD."ticket_id", OLD."ticket_pack_id", OLD."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_cfeb4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contacts_events" ("buying_role", "client_id", "created_at", "email", "first_name", "id", "is_primary", "last_name", "linkedin_url", "mobile", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "props", "row_version", "tenant_id", "title", "unsubscribed_at") VALUES (OLD."buying_role", OLD."client_id", OLD."created_at", OLD."email", OLD."first_name", OLD."id", OLD."is_primary", OLD."last_name", OLD."linkedin_url", OLD."mobile", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."phone", OLD."props", OLD."row_version", OLD."tenant_id", OLD."title", OLD."unsubscribed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_d0bde() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contact_enrichment_queue_events" ("attempts", "contact_id", "created_at", "email_address", "error_message", "extracted_data", "id", "locked_until", "merge_conflicts", "merged_to_contact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_at", "row_version", "source", "source_id", "status", "tenant_id") VALUES (OLD."attempts", OLD."contact_id", OLD."created_at", OLD."email_address", OLD."error_message", OLD."extracted_data", OLD."id", OLD."locked_until", OLD."merge_conflicts", OLD."merged_to_contact_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."processed_at", OLD."row_version", OLD."source", OLD."source_id", OLD."status", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_d2ec3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id", "wants_alerts", "wants_digest") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."role", OLD."row_version", OLD."tenant_id", OLD."user_id", OLD."wants_alerts", OLD."wants_digest"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_dd50e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "engine_settings_events" ("created_at", "id", "is_paused", "job_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id") VALUES (OLD."created_at", OLD."id", OLD."is_paused", OLD."job_name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."row_version", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_e0c77() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_projections_events" ("basis", "created_at", "high", "id", "key", "low", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "projected_delta", "roadmap_id", "row_version", "sample_size", "series_id", "source", "tenant_id") VALUES (OLD."basis", OLD."created_at", OLD."high", OLD."id", OLD."key", OLD."low", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."projected_delta", OLD."roadmap_id", OLD."row_version", OLD."sample_size", OLD."series_id", OLD."source", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_e2fdc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quote_outcomes_events" ("competitor", "competitor_amount", "created_at", "id", "learnings", "notes", "our_amount", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_reason", "quote_id", "recorded_at", "recorded_by_id", "row_version", "secondary_reasons", "tenant_id") VALUES (OLD."competitor", OLD."competitor_amount", OLD."created_at", OLD."id", OLD."learnings", OLD."notes", OLD."our_amount", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."primary_reason", OLD."quote_id", OLD."recorded_at", OLD."recorded_by_id", OLD."row_version", OLD."secondary_reasons", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_e5570() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "invitations_events" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "row_version", "tenant_id") VALUES (OLD."accepted_at", OLD."created_at", OLD."email", OLD."expires_at", OLD."id", OLD."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."revoked_at", OLD."role", OLD."row_version", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_f6976() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tasks_events" ("assigned_to_id", "client_id", "contact_id", "created_at", "created_by_id", "description", "due_on", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject_id", "subject_type", "tenant_id", "title") VALUES (OLD."assigned_to_id", OLD."client_id", OLD."contact_id", OLD."created_at", OLD."created_by_id", OLD."description", OLD."due_on", OLD."id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."priority", OLD."row_version", OLD."status", OLD."subject_id", OLD."subject_type", OLD."tenant_id", OLD."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_f8895() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "clients_events" ("address", "company_name", "created_at", "email", "id", "is_active", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "primary_contact", "priority", "row_version", "status", "tenant_id", "tier", "website") VALUES (OLD."address", OLD."company_name", OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."phone", OLD."primary_contact", OLD."priority", OLD."row_version", OLD."status", OLD."tenant_id", OLD."tier", OLD."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_fd059() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "implementation_snapshots_events" ("captured_by_id", "created_at", "id", "label", "metrics", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "series_id", "snapshot_date", "source", "tenant_id") VALUES (OLD."captured_by_id", OLD."created_at", OLD."id", OLD."label", OLD."metrics", OLD."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."roadmap_id", OLD."row_version", OLD."series_id", OLD."snapshot_date", OLD."source", OLD."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_firm_counts_added_877e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    WITH moved AS (
        SELECT r.tenant_id, r.section_number, sum(r.sign * r.not_started_count) AS not_started_count, sum(r.sign * r.in_progress_count) AS in_progress_count, sum(r.sign * r.blocked_count) AS blocked_count, sum(r.sign * r.done_count) AS done_count, sum(r.sign * r.skipped_count) AS skipped_count FROM (SELECT *, 1 AS sign FROM new_rows) r JOIN tenants f ON f.id = r.tenant_id
        GROUP BY 1, 2 HAVING (sum(r.sign * r.not_started_count), sum(r.sign * r.in_progress_count), sum(r.sign * r.blocked_count), sum(r.sign * r.done_count), sum(r.sign * r.skipped_count)) <> (0, 0, 0, 0, 0)
    ), free AS (
        SELECT s.id, d.* FROM moved d CROSS JOIN LATERAL (
            SELECT id FROM firm_section_counts
            WHERE tenant_id = d.tenant_id AND section_number = d.section_number LIMIT 1 FOR UPDATE SKIP LOCKED
        ) s
    ), kept AS (
        UPDATE firm_section_counts c SET not_started_count = c.not_started_count + d.not_started_count, in_progress_count = c.in_progress_count + d.in_progress_count, blocked_count = c.blocked_count + d.blocked_count, done_count = c.done_count + d.done_count, skipped_count = c.skipped_count + d.skipped_count FROM free d WHERE c.tenant_id = d.tenant_id AND c.id = d.id
    )
    INSERT INTO firm_section_counts (tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
    SELECT tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count FROM moved
    WHERE (tenant_id, section_number) NOT IN (SELECT tenant_id, section_number FROM free);
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_firm_counts_gone_3b014() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    WITH moved AS (
        SELECT r.tenant_id, r.section_number, sum(r.sign * r.not_started_count) AS not_started_count, sum(r.sign * r.in_progress_count) AS in_progress_count, sum(r.sign * r.blocked_count) AS blocked_count, sum(r.sign * r.done_count) AS done_count, sum(r.sign * r.skipped_count) AS skipped_count FROM (SELECT *, -1 AS sign FROM old_rows) r JOIN tenants f ON f.id = r.tenant_id
        GROUP BY 1, 2 HAVING (sum(r.sign * r.not_started_count), sum(r.sign * r.in_progress_count), sum(r.sign * r.blocked_count), sum(r.sign * r.done_count), sum(r.sign * r.skipped_count)) <> (0, 0, 0, 0, 0)
    ), free AS (
        SELECT s.id, d.* FROM moved d CROSS JOIN LATERAL (
            SELECT id FROM firm_section_counts
            WHERE tenant_id = d.tenant_id AND section_number = d.section_number LIMIT 1 FOR UPDATE SKIP LOCKED
        ) s
    ), kept AS (
        UPDATE firm_section_counts c SET not_started_count = c.not_started_count + d.not_started_count, in_progress_count = c.in_progress_count + d.in_progress_count, blocked_count = c.blocked_count + d.blocked_count, done_count = c.done_count + d.done_count, skipped_count = c.skipped_count + d.skipped_count FROM free d WHERE c.tenant_id = d.tenant_id AND c.id = d.id
    )
    INSERT INTO firm_section_counts (tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
    SELECT tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count FROM moved
    WHERE (tenant_id, section_number) NOT IN (SELECT tenant_id, section_number FROM free);
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_firm_counts_moved_113dc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    WITH moved AS (
        SELECT r.tenant_id, r.section_number, sum(r.sign * r.not_started_count) AS not_started_count, sum(r.sign * r.in_progress_count) AS in_progress_count, sum(r.sign * r.blocked_count) AS blocked_count, sum(r.sign * r.done_count) AS done_count, sum(r.sign * r.skipped_count) AS skipped_count FROM (SELECT *, 1 AS sign FROM new_rows UNION ALL SELECT *, -1 AS sign FROM old_rows) r JOIN tenants f ON f.id = r.tenant_id
        GROUP BY 1, 2 HAVING (sum(r.sign * r.not_started_count), sum(r.sign * r.in_progress_count), sum(r.sign * r.blocked_count), sum(r.sign * r.done_count), sum(r.sign * r.skipped_count)) <> (0, 0, 0, 0, 0)
    ), free AS (
        SELECT s.id, d.* FROM moved d CROSS JOIN LATERAL (
            SELECT id FROM firm_section_counts
            WHERE tenant_id = d.tenant_id AND section_number = d.section_number LIMIT 1 FOR UPDATE SKIP LOCKED
        ) s
    ), kept AS (
        UPDATE firm_section_counts c SET not_started_count = c.not_started_count + d.not_started_count, in_progress_count = c.in_progress_count + d.in_progress_count, blocked_count = c.blocked_count + d.blocked_count, done_count = c.done_count + d.done_count, skipped_count = c.skipped_count + d.skipped_count FROM free d WHERE c.tenant_id = d.tenant_id AND c.id = d.id
    )
    INSERT INTO firm_section_counts (tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
    SELECT tenant_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count FROM moved
    WHERE (tenant_id, section_number) NOT IN (SELECT tenant_id, section_number FROM free);
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_firm_keeps_its_owner_3b518() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF firm_lacks_owner(OLD.tenant_id) THEN
                    RAISE EXCEPTION 'A firm has exactly one owner; hand the firm over first.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'firm_keeps_its_owner';
                END IF;
                RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_follow_status_e6dfc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF NEW.status <> 'blocked' THEN NEW.blocked_reason = ''; END IF;
                IF NEW.status <> 'done' THEN
                    NEW.completed_at = NULL;
                ELSIF NEW.completed_at IS NULL THEN
                    NEW.completed_at = app_now();
                END IF;
                IF NEW.status <> 'not_started' AND NEW.started_at IS NULL THEN NEW.started_at = app_now(); END IF;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_follow_up_by_state_51488() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF NEW.status NOT IN ('sent', 'viewed') OR NEW.follow_up_count >= NEW.max_follow_ups THEN
                    NEW.next_follow_up_at = NULL;
                ELSIF NEW.next_follow_up_at IS NULL THEN
                    NEW.next_follow_up_at = coalesce(NEW.last_follow_up_at, NEW.sent_at);
                END IF;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_0e3b1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deal_stage_config_events" ("created_at", "drafts_first", "follow_up_interval_days", "id", "max_days_before_stale", "max_follow_ups", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "stage", "tenant_id") VALUES (NEW."created_at", NEW."drafts_first", NEW."follow_up_interval_days", NEW."id", NEW."max_days_before_stale", NEW."max_follow_ups", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."stage", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_107f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deals_events" ("actual_close_date", "assigned_to_id", "auto_follow_up_enabled", "client_id", "contact_id", "created_at", "created_by_id", "description", "expected_close_date", "follow_up_count", "id", "last_activity_at", "lost_reason", "next_follow_up_at", "parked_reason", "parked_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "row_version", "stage", "stalled_at", "tenant_id", "title", "value") VALUES (NEW."actual_close_date", NEW."assigned_to_id", NEW."auto_follow_up_enabled", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."expected_close_date", NEW."follow_up_count", NEW."id", NEW."last_activity_at", NEW."lost_reason", NEW."next_follow_up_at", NEW."parked_reason", NEW."parked_until", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."probability", NEW."row_version", NEW."stage", NEW."stalled_at", NEW."tenant_id", NEW."title", NEW."value"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_1091a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "implementation_snapshots_events" ("captured_by_id", "created_at", "id", "label", "metrics", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "series_id", "snapshot_date", "source", "tenant_id") VALUES (NEW."captured_by_id", NEW."created_at", NEW."id", NEW."label", NEW."metrics", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."series_id", NEW."snapshot_date", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_134f6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "scaffold_sessions_events" ("abandoned_at", "completed_at", "created_at", "id", "last_step_at", "pattern_chosen", "pattern_recommended", "patterns_viewed", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_outcome_id", "row_version", "started_at", "steps_completed", "tenant_id", "user_id") VALUES (NEW."abandoned_at", NEW."completed_at", NEW."created_at", NEW."id", NEW."last_step_at", NEW."pattern_chosen", NEW."pattern_recommended", NEW."patterns_viewed", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."project_outcome_id", NEW."row_version", NEW."started_at", NEW."steps_completed", NEW."tenant_id", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_13a1c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_evidence_events" ("content_type", "created_at", "file_name", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id", "uploaded_by_id") VALUES (NEW."content_type", NEW."created_at", NEW."file_name", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."tenant_id", NEW."ticket_instance_id", NEW."uploaded_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_1775b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contact_enrichment_queue_events" ("attempts", "contact_id", "created_at", "email_address", "error_message", "extracted_data", "id", "locked_until", "merge_conflicts", "merged_to_contact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_at", "row_version", "source", "source_id", "status", "tenant_id") VALUES (NEW."attempts", NEW."contact_id", NEW."created_at", NEW."email_address", NEW."error_message", NEW."extracted_data", NEW."id", NEW."locked_until", NEW."merge_conflicts", NEW."merged_to_contact_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."processed_at", NEW."row_version", NEW."source", NEW."source_id", NEW."status", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_1d2e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_checks_events" ("answered_at", "completed_at", "completed_by_id", "compliance_type", "created_at", "due_at", "entity_id", "entity_name", "entity_type", "escalated_to_id", "escalation_sent_at", "id", "missing_fields", "notes", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_count", "reminder_sent_at", "reminder_step", "required_fields", "row_version", "schedule_id", "status", "tenant_id", "validation_errors", "waived_reason", "waived_until") VALUES (NEW."answered_at", NEW."completed_at", NEW."completed_by_id", NEW."compliance_type", NEW."created_at", NEW."due_at", NEW."entity_id", NEW."entity_name", NEW."entity_type", NEW."escalated_to_id", NEW."escalation_sent_at", NEW."id", NEW."missing_fields", NEW."notes", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."reminder_count", NEW."reminder_sent_at", NEW."reminder_step", NEW."required_fields", NEW."row_version", NEW."schedule_id", NEW."status", NEW."tenant_id", NEW."validation_errors", NEW."waived_reason", NEW."waived_until"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_21c01() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tenant_roi_assumptions_events" ("annual_lead_volume", "avg_deal_value", "blended_hourly_rate", "created_at", "currency", "id", "implementation_cost", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "updated_by_id") VALUES (NEW."annual_lead_volume", NEW."avg_deal_value", NEW."blended_hourly_rate", NEW."created_at", NEW."currency", NEW."id", NEW."implementation_cost", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."tenant_id", NEW."updated_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_2223a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_packs_events" ("created_at", "id", "is_primary", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "source_markdown", "tenant_id", "title", "version") VALUES (NEW."created_at", NEW."id", NEW."is_primary", NEW."key", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."source_markdown", NEW."tenant_id", NEW."title", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_32dbc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "patterns_events" ("category", "created_at", "description", "id", "is_active", "languages", "name", "pattern_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "version") VALUES (NEW."category", NEW."created_at", NEW."description", NEW."id", NEW."is_active", NEW."languages", NEW."name", NEW."pattern_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."tenant_id", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_3a317() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "user_feedback_events" ("additional_comments", "code_quality", "consent_to_export", "created_at", "documentation_clarity", "encountered_errors", "error_details", "feature_requests", "feedback_source", "id", "likelihood_to_reuse", "negative_aspects", "overall_satisfaction", "pattern_usefulness", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive_aspects", "project_outcome_id", "row_version", "setup_ease", "submitted_at", "submitted_on", "tenant_id", "time_to_first_build", "user_id", "would_recommend") VALUES (NEW."additional_comments", NEW."code_quality", NEW."consent_to_export", NEW."created_at", NEW."documentation_clarity", NEW."encountered_errors", NEW."error_details", NEW."feature_requests", NEW."feedback_source", NEW."id", NEW."likelihood_to_reuse", NEW."negative_aspects", NEW."overall_satisfaction", NEW."pattern_usefulness", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."positive_aspects", NEW."project_outcome_id", NEW."row_version", NEW."setup_ease", NEW."submitted_at", NEW."submitted_on", NEW."tenant_id", NEW."time_to_first_build", NEW."user_id", NEW."would_recommend"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_41599() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tasks_events" ("assigned_to_id", "client_id", "contact_id", "created_at", "created_by_id", "description", "due_on", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject_id", "subject_type", "tenant_id", "title") VALUES (NEW."assigned_to_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."due_on", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."priority", NEW."row_version", NEW."status", NEW."subject_id", NEW."subject_type", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_4558c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_parts_events" ("after_status", "because", "before_status", "change", "created_at", "decision", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "proposal_id", "row_version", "section_name", "section_number", "tenant_id", "title") VALUES (NEW."after_status", NEW."because", NEW."before_status", NEW."change", NEW."created_at", NEW."decision", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."position", NEW."proposal_id", NEW."row_version", NEW."section_name", NEW."section_number", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_4640e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contacts_events" ("buying_role", "client_id", "created_at", "email", "first_name", "id", "is_primary", "last_name", "linkedin_url", "mobile", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "props", "row_version", "tenant_id", "title", "unsubscribed_at") VALUES (NEW."buying_role", NEW."client_id", NEW."created_at", NEW."email", NEW."first_name", NEW."id", NEW."is_primary", NEW."last_name", NEW."linkedin_url", NEW."mobile", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."phone", NEW."props", NEW."row_version", NEW."tenant_id", NEW."title", NEW."unsubscribed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_4a87d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_events" ("assigned_to_id", "case_number", "case_type", "client_id", "contact_id", "created_at", "created_by_id", "description", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject", "tenant_id") VALUES (NEW."assigned_to_id", NEW."case_number", NEW."case_type", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."priority", NEW."row_version", NEW."status", NEW."subject", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_57701() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outbox_messages_events" ("about_id", "approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "retry_at", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (NEW."about_id", NEW."approved_at", NEW."attempts", NEW."created_at", NEW."id", NEW."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."purpose", NEW."redact_on_send", NEW."retry_at", NEW."row_version", NEW."sent_at", NEW."status", NEW."subject", NEW."tenant_id", NEW."to_email"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_5ae11() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_outcomes_events" ("assumptions", "at_30d_snapshot_id", "at_60d_snapshot_id", "at_90d_snapshot_id", "attainment_pct", "baseline_snapshot_id", "computed_at", "created_at", "deltas", "id", "inputs", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "realized_roi", "roadmap_id", "row_version", "series_id", "status", "status_method", "target_label", "target_snapshot_id", "tenant_id") VALUES (NEW."assumptions", NEW."at_30d_snapshot_id", NEW."at_60d_snapshot_id", NEW."at_90d_snapshot_id", NEW."attainment_pct", NEW."baseline_snapshot_id", NEW."computed_at", NEW."created_at", NEW."deltas", NEW."id", NEW."inputs", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."realized_roi", NEW."roadmap_id", NEW."row_version", NEW."series_id", NEW."status", NEW."status_method", NEW."target_label", NEW."target_snapshot_id", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_6053a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quotes_events" ("client_id", "contact_id", "created_at", "created_by_id", "currency", "deal_id", "description", "follow_up_count", "id", "intel", "last_follow_up_at", "line_items", "max_follow_ups", "next_follow_up_at", "outcome", "outcome_competitor", "outcome_notes", "outcome_reason", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_number", "responded_at", "row_version", "sent_at", "status", "tenant_id", "title", "total_amount", "valid_until", "view_count", "viewed_at") VALUES (NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."deal_id", NEW."description", NEW."follow_up_count", NEW."id", NEW."intel", NEW."last_follow_up_at", NEW."line_items", NEW."max_follow_ups", NEW."next_follow_up_at", NEW."outcome", NEW."outcome_competitor", NEW."outcome_notes", NEW."outcome_reason", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."quote_number", NEW."responded_at", NEW."row_version", NEW."sent_at", NEW."status", NEW."tenant_id", NEW."title", NEW."total_amount", NEW."valid_until", NEW."view_count", NEW."viewed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_60b2d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_sections_events" ("agent_cheatsheet", "content_markdown", "created_at", "diagrams", "id", "last_updated_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "section_name", "section_number", "status", "tenant_id", "title") VALUES (NEW."agent_cheatsheet", NEW."content_markdown", NEW."created_at", NEW."diagrams", NEW."id", NEW."last_updated_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."section_name", NEW."section_number", NEW."status", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_6e19d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "metric_definitions_events" ("created_at", "id", "is_active", "key", "label", "lower_is_better", "max_value", "min_value", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "sort_order", "tenant_id", "unit", "weight") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."key", NEW."label", NEW."lower_is_better", NEW."max_value", NEW."min_value", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."sort_order", NEW."tenant_id", NEW."unit", NEW."weight"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_75e18() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "opportunity_signals_events" ("action_result", "action_taken", "actioned", "actioned_at", "client_id", "contact_id", "context", "created_at", "dismissed_at", "dismissed_reason", "extracted_text", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "signal_strength", "signal_type", "source_id", "source_type", "tenant_id") VALUES (NEW."action_result", NEW."action_taken", NEW."actioned", NEW."actioned_at", NEW."client_id", NEW."contact_id", NEW."context", NEW."created_at", NEW."dismissed_at", NEW."dismissed_reason", NEW."extracted_text", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."signal_strength", NEW."signal_type", NEW."source_id", NEW."source_type", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_9145a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_dependencies_events" ("created_at", "depends_on_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id") VALUES (NEW."created_at", NEW."depends_on_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."tenant_id", NEW."ticket_instance_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_9b318() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "series_id", "source_refs", "status", "tenant_id", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."created_by_user_id", NEW."delivered_at", NEW."id", NEW."is_current", NEW."metadata", NEW."model_json", NEW."needs_agent_reprovision", NEW."parent_roadmap_id", NEW."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."pilot_stage", NEW."row_version", NEW."series_id", NEW."source_refs", NEW."status", NEW."tenant_id", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_a07fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "project_outcomes_events" ("archived_at", "components_generated", "created_at", "deleted_at", "dependencies_installed", "deployment_status", "feedback_prompt_dismissals", "feedback_prompt_due_at", "feedback_prompt_state", "files_created", "id", "languages_used", "last_accessed_at", "last_build_status", "last_build_timestamp", "metadata", "pattern_id", "pattern_name", "pattern_version", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_name", "project_path", "repository", "row_version", "stack_id", "status", "tenant_id", "test_pass_rate", "user_id") VALUES (NEW."archived_at", NEW."components_generated", NEW."created_at", NEW."deleted_at", NEW."dependencies_installed", NEW."deployment_status", NEW."feedback_prompt_dismissals", NEW."feedback_prompt_due_at", NEW."feedback_prompt_state", NEW."files_created", NEW."id", NEW."languages_used", NEW."last_accessed_at", NEW."last_build_status", NEW."last_build_timestamp", NEW."metadata", NEW."pattern_id", NEW."pattern_name", NEW."pattern_version", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."project_name", NEW."project_path", NEW."repository", NEW."row_version", NEW."stack_id", NEW."status", NEW."tenant_id", NEW."test_pass_rate", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_a5391() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "clients_events" ("address", "company_name", "created_at", "email", "id", "is_active", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "primary_contact", "priority", "row_version", "status", "tenant_id", "tier", "website") VALUES (NEW."address", NEW."company_name", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."phone", NEW."primary_contact", NEW."priority", NEW."row_version", NEW."status", NEW."tenant_id", NEW."tier", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_aaba8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "engine_settings_events" ("created_at", "id", "is_paused", "job_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id") VALUES (NEW."created_at", NEW."id", NEW."is_paused", NEW."job_name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_ab935() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_projections_events" ("basis", "created_at", "high", "id", "key", "low", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "projected_delta", "roadmap_id", "row_version", "sample_size", "series_id", "source", "tenant_id") VALUES (NEW."basis", NEW."created_at", NEW."high", NEW."id", NEW."key", NEW."low", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."projected_delta", NEW."roadmap_id", NEW."row_version", NEW."sample_size", NEW."series_id", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_b60ff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "orders_events" ("assigned_to_id", "client_id", "completed_at", "contact_id", "created_at", "delivered_at", "due_at", "fee", "id", "order_number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "status", "tenant_id", "title") VALUES (NEW."assigned_to_id", NEW."client_id", NEW."completed_at", NEW."contact_id", NEW."created_at", NEW."delivered_at", NEW."due_at", NEW."fee", NEW."id", NEW."order_number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."status", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_b8289() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrichment_conflicts_events" ("confidence", "contact_id", "created_at", "current_value", "field", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_value", "queue_id", "resolution", "resolved_at", "resolved_by_id", "resolved_value", "row_version", "source", "tenant_id") VALUES (NEW."confidence", NEW."contact_id", NEW."created_at", NEW."current_value", NEW."field", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."proposed_value", NEW."queue_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_value", NEW."row_version", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_bd4d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id", "wants_alerts", "wants_digest") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."role", NEW."row_version", NEW."tenant_id", NEW."user_id", NEW."wants_alerts", NEW."wants_digest"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_c6bcc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "feedback_requests_events" ("case_created_id", "client_id", "contact_id", "created_at", "delivery_date", "expires_at", "has_open_case", "id", "issues", "message_id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "responded_at", "response_email_id", "response_source", "response_summary", "response_text", "row_version", "scheduled_for", "sent_at", "sentiment", "sentiment_score", "service_recovery_triggered", "skip_reason", "status", "tenant_id") VALUES (NEW."case_created_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."delivery_date", NEW."expires_at", NEW."has_open_case", NEW."id", NEW."issues", NEW."message_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."rating", NEW."responded_at", NEW."response_email_id", NEW."response_source", NEW."response_summary", NEW."response_text", NEW."row_version", NEW."scheduled_for", NEW."sent_at", NEW."sentiment", NEW."sentiment_score", NEW."service_recovery_triggered", NEW."skip_reason", NEW."status", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_d8d24() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_proposals_events" ("created_at", "created_by_id", "decided_at", "fingerprint", "id", "made_roadmap_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "roadmap_id", "row_version", "status", "tenant_id", "to_version") VALUES (NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."fingerprint", NEW."id", NEW."made_roadmap_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."progress", NEW."roadmap_id", NEW."row_version", NEW."status", NEW."tenant_id", NEW."to_version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f3286() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_instances_events" ("assignee", "blocked_reason", "completed_at", "created_at", "description", "id", "library_version", "notes", "order_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "section_number", "sprint_number", "started_at", "status", "tenant_id", "ticket_id", "ticket_pack_id", "title") VALUES (NEW."assignee", NEW."blocked_reason", NEW."completed_at", NEW."created_at", NEW."description", NEW."id", NEW."library_version", NEW."notes", NEW."order_index", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."section_number", NEW."sprint_number", NEW."started_at", NEW."status", NEW."tenant_id", NEW."ticket_id", NEW."ticket_pack_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f410e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quote_outcomes_events" ("competitor", "competitor_amount", "created_at", "id", "learnings", "notes", "our_amount", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_reason", "quote_id", "recorded_at", "recorded_by_id", "row_version", "secondary_reasons", "tenant_id") VALUES (NEW."competitor", NEW."competitor_amount", NEW."created_at", NEW."id", NEW."learnings", NEW."notes", NEW."our_amount", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."primary_reason", NEW."quote_id", NEW."recorded_at", NEW."recorded_by_id", NEW."row_version", NEW."secondary_reasons", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f6249() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "api_tokens_events" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "row_version", "scopes", "tenant_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."last_used_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."prefix", NEW."revoked_at", NEW."row_version", NEW."scopes", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f6b32() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "invitations_events" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "row_version", "tenant_id") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."revoked_at", NEW."role", NEW."row_version", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f701b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_schedule_events" ("anchor_day", "compliance_type", "created_at", "description", "due_from", "escalate_to_id", "escalation_days_after", "frequency", "id", "is_active", "last_completed_at", "next_due_at", "notification_days_before", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_fields", "row_version", "target_entity_type", "target_filter", "tenant_id") VALUES (NEW."anchor_day", NEW."compliance_type", NEW."created_at", NEW."description", NEW."due_from", NEW."escalate_to_id", NEW."escalation_days_after", NEW."frequency", NEW."id", NEW."is_active", NEW."last_completed_at", NEW."next_due_at", NEW."notification_days_before", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."required_fields", NEW."row_version", NEW."target_entity_type", NEW."target_filter", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_fa82c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ci_endpoints_events" ("created_at", "created_by_id", "id", "is_active", "kind", "last_delivery_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "secret_number", "tenant_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."kind", NEW."last_delivery_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."row_version", NEW."secret_number", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_keep_day_of_month_712f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE due date;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                SELECT (NEW.next_due_at AT TIME ZONE t.time_zone)::date INTO due FROM tenants t
                WHERE t.id = NEW.tenant_id;
                IF NEW.anchor_day IS NULL OR extract(day FROM due) <> least(NEW.anchor_day, extract(day FROM
                    date_trunc('month', due) + interval '1 month' - interval '1 day')) THEN
                    NEW.anchor_day = extract(day FROM due);
                END IF;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_key_is_fixed_1993c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_key_is_fixed_adb7a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measured_metric_stays_e7971() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF EXISTS (SELECT FROM tenants t WHERE t.id = OLD.tenant_id) AND EXISTS (
                    SELECT FROM implementation_snapshots s
                    WHERE s.tenant_id = OLD.tenant_id AND s.metrics ? OLD.key
                ) THEN
                    RAISE EXCEPTION '% was measured: switch it off instead of deleting it.', OLD.label
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'measured_metric_stays';
                END IF;
                RETURN OLD;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_memberships_follow_6b4b8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM follow_person(NEW.id); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_no_circle_9067b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF EXISTS (
                    -- Most often what is waited for waits for nothing: no need to walk.
                    SELECT FROM ticket_dependencies d
                    WHERE d.tenant_id = NEW.tenant_id AND d.ticket_instance_id = NEW.depends_on_id
                ) AND EXISTS (
                    WITH RECURSIVE before(id) AS (
                        SELECT NEW.depends_on_id
                        UNION
                        SELECT d.depends_on_id FROM ticket_dependencies d JOIN before b ON d.ticket_instance_id = b.id
                        WHERE d.tenant_id = NEW.tenant_id
                    )
                    SELECT FROM before WHERE id = NEW.ticket_instance_id
                ) THEN
                    RAISE EXCEPTION 'Tickets cannot wait for each other in a circle.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle';
                END IF;
                RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_pack_counts_added_346da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF true THEN
        PERFORM FROM ticket_packs p
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0), last_tick_at = greatest(p.last_tick_at, d.ticked_at)
        FROM (
            SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped, max(r.completed_at) FILTER (WHERE r.sign > 0) AS ticked_at
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows) r GROUP BY 1, 2
        ) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
        -- The packs are locked: nobody else moves their sections' counts. Those of a pack that is being deleted may
        -- have gone before its tickets.
        MERGE INTO ticket_section_counts c USING (
            SELECT r.tenant_id, r.ticket_pack_id, r.section_number, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows) r JOIN ticket_packs p ON p.tenant_id = r.tenant_id AND p.id = r.ticket_pack_id
            GROUP BY 1, 2, 3
        ) d ON c.tenant_id = d.tenant_id AND c.ticket_pack_id = d.ticket_pack_id
            AND c.section_number = d.section_number
        WHEN MATCHED THEN UPDATE SET not_started_count = c.not_started_count + coalesce(d.not_started, 0), in_progress_count = c.in_progress_count + coalesce(d.in_progress, 0), blocked_count = c.blocked_count + coalesce(d.blocked, 0), done_count = c.done_count + coalesce(d.done, 0), skipped_count = c.skipped_count + coalesce(d.skipped, 0)
        WHEN NOT MATCHED AND least(d.not_started, d.in_progress, d.blocked, d.done, d.skipped) >= 0 THEN
            INSERT (tenant_id, ticket_pack_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
            VALUES (d.tenant_id, d.ticket_pack_id, d.section_number, coalesce(d.not_started, 0), coalesce(d.in_progress, 0), coalesce(d.blocked, 0), coalesce(d.done, 0), coalesce(d.skipped, 0));
    END IF;
    IF true THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows) r)
        );
    END IF;
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_pack_counts_gone_6c7f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF true THEN
        PERFORM FROM ticket_packs p
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0), last_tick_at = greatest(p.last_tick_at, d.ticked_at)
        FROM (
            SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped, max(r.completed_at) FILTER (WHERE r.sign > 0) AS ticked_at
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r GROUP BY 1, 2
        ) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
        -- The packs are locked: nobody else moves their sections' counts. Those of a pack that is being deleted may
        -- have gone before its tickets.
        MERGE INTO ticket_section_counts c USING (
            SELECT r.tenant_id, r.ticket_pack_id, r.section_number, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r JOIN ticket_packs p ON p.tenant_id = r.tenant_id AND p.id = r.ticket_pack_id
            GROUP BY 1, 2, 3
        ) d ON c.tenant_id = d.tenant_id AND c.ticket_pack_id = d.ticket_pack_id
            AND c.section_number = d.section_number
        WHEN MATCHED THEN UPDATE SET not_started_count = c.not_started_count + coalesce(d.not_started, 0), in_progress_count = c.in_progress_count + coalesce(d.in_progress, 0), blocked_count = c.blocked_count + coalesce(d.blocked, 0), done_count = c.done_count + coalesce(d.done, 0), skipped_count = c.skipped_count + coalesce(d.skipped, 0)
        WHEN NOT MATCHED AND least(d.not_started, d.in_progress, d.blocked, d.done, d.skipped) >= 0 THEN
            INSERT (tenant_id, ticket_pack_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
            VALUES (d.tenant_id, d.ticket_pack_id, d.section_number, coalesce(d.not_started, 0), coalesce(d.in_progress, 0), coalesce(d.blocked, 0), coalesce(d.done, 0), coalesce(d.skipped, 0));
    END IF;
    IF true THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r)
        );
    END IF;
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_pack_counts_moved_f48df() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (tenant_id, id)
        WHERE (n.status, n.ticket_pack_id, n.section_number, n.completed_at)
            IS DISTINCT FROM (o.status, o.ticket_pack_id, o.section_number, o.completed_at)) THEN
        PERFORM FROM ticket_packs p
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows UNION ALL SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0), last_tick_at = greatest(p.last_tick_at, d.ticked_at)
        FROM (
            SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped, max(r.completed_at) FILTER (WHERE r.sign > 0) AS ticked_at
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows UNION ALL SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r GROUP BY 1, 2
        ) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
        -- The packs are locked: nobody else moves their sections' counts. Those of a pack that is being deleted may
        -- have gone before its tickets.
        MERGE INTO ticket_section_counts c USING (
            SELECT r.tenant_id, r.ticket_pack_id, r.section_number, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped
            FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows UNION ALL SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r JOIN ticket_packs p ON p.tenant_id = r.tenant_id AND p.id = r.ticket_pack_id
            GROUP BY 1, 2, 3
        ) d ON c.tenant_id = d.tenant_id AND c.ticket_pack_id = d.ticket_pack_id
            AND c.section_number = d.section_number
        WHEN MATCHED THEN UPDATE SET not_started_count = c.not_started_count + coalesce(d.not_started, 0), in_progress_count = c.in_progress_count + coalesce(d.in_progress, 0), blocked_count = c.blocked_count + coalesce(d.blocked, 0), done_count = c.done_count + coalesce(d.done, 0), skipped_count = c.skipped_count + coalesce(d.skipped, 0)
        WHEN NOT MATCHED AND least(d.not_started, d.in_progress, d.blocked, d.done, d.skipped) >= 0 THEN
            INSERT (tenant_id, ticket_pack_id, section_number, not_started_count, in_progress_count, blocked_count, done_count, skipped_count)
            VALUES (d.tenant_id, d.ticket_pack_id, d.section_number, coalesce(d.not_started, 0), coalesce(d.in_progress, 0), coalesce(d.blocked, 0), coalesce(d.done, 0), coalesce(d.skipped, 0));
    END IF;
    IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (tenant_id, id)
        WHERE (n.sprint_number, n.order_index, n.ticket_pack_id)
            IS DISTINCT FROM (o.sprint_number, o.order_index, o.ticket_pack_id)) THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, 1 AS sign FROM new_rows UNION ALL SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at, -1 AS sign FROM old_rows) r)
        );
    END IF;
    RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_person_is_fixed_3b8b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_project_follows_events_c7b14() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
UPDATE project_outcomes o SET
    last_build_status = CASE WHEN n.built_at IS NULL THEN o.last_build_status ELSE n.build END,
    last_build_timestamp = coalesce(n.built_at, o.last_build_timestamp),
    test_pass_rate = coalesce(n.rate, o.test_pass_rate),
    deployment_status = coalesce(n.environment, o.deployment_status)
FROM (
    SELECT t.tenant_id, t.project_outcome_id, b.status AS build, b.occurred_at AS built_at,
        r.test_pass_rate AS rate, d.environment
    FROM (SELECT DISTINCT tenant_id, project_outcome_id FROM new_rows) t
    LEFT JOIN LATERAL (
        SELECT e.status, e.occurred_at FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'build' AND e.status <> 'cancelled'
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) b ON true
    LEFT JOIN LATERAL (
        SELECT e.test_pass_rate FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'test' AND e.status <> 'cancelled' AND e.test_pass_rate IS NOT NULL
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) r ON true
    LEFT JOIN LATERAL (
        SELECT e.environment FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'deploy' AND e.status = 'success'
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) d ON true
) n
WHERE o.tenant_id = n.tenant_id AND o.id = n.project_outcome_id AND (
    (n.built_at IS NOT NULL
        AND (o.last_build_status, o.last_build_timestamp) IS DISTINCT FROM (n.build, n.built_at))
    OR o.test_pass_rate IS DISTINCT FROM coalesce(n.rate, o.test_pass_rate)
    OR o.deployment_status IS DISTINCT FROM coalesce(n.environment, o.deployment_status)
);
RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_projection_is_an_improvement_cbf4d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM check_projection(NEW.tenant_id, NEW.key, NEW.projected_delta); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_prompt_is_due_cccb0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.feedback_prompt_due_at = NEW.created_at + interval '5 minutes'; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_quote_follows_outcome_edb1e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                UPDATE quotes SET
                    outcome = NEW.outcome, outcome_reason = NEW.primary_reason, outcome_competitor = NEW.competitor,
                    outcome_notes = NEW.notes,
                    status = CASE NEW.outcome WHEN 'won' THEN 'accepted' WHEN 'lost' THEN 'rejected' ELSE 'expired' END
                WHERE tenant_id = NEW.tenant_id AND id = NEW.quote_id;
                RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_quote_is_never_deleted_b2b0f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id) THEN  -- with its firm it may go
                    RAISE EXCEPTION 'Quote % has a number and is withdrawn, never deleted.', OLD.quote_number
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_is_never_deleted';
                END IF;
                RETURN OLD;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_readings_are_in_range_ae157() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM check_readings(NEW.tenant_id, NEW.metrics); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sent_quote_is_fixed_74c1e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF NEW.client_id IS DISTINCT FROM OLD.client_id OR NEW.quote_number IS DISTINCT FROM OLD.quote_number OR NEW.title IS DISTINCT FROM OLD.title OR NEW.description IS DISTINCT FROM OLD.description OR NEW.line_items IS DISTINCT FROM OLD.line_items OR NEW.total_amount IS DISTINCT FROM OLD.total_amount OR NEW.currency IS DISTINCT FROM OLD.currency OR NEW.valid_until IS DISTINCT FROM OLD.valid_until OR NEW.sent_at IS DISTINCT FROM OLD.sent_at THEN
                    RAISE EXCEPTION 'Quote % was sent and stays as it is; copy it to offer something else.',
                        OLD.quote_number USING ERRCODE = 'check_violation', CONSTRAINT = 'sent_quote_is_fixed';
                END IF;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_follows_parent_99f6e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                NEW.series_id = coalesce(
                    (
                        SELECT parent.series_id FROM roadmaps parent
                        WHERE parent.tenant_id = NEW.tenant_id AND parent.id = NEW.parent_roadmap_id
                    ),
                    NEW.id
                );
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_fixed_242e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_fixed_3c60a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_fixed_98e28() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_fixed_c8d37() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_the_roadmaps_15f36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE v_series uuid;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.roadmap_id IS NULL THEN
                IF TG_OP = 'INSERT' THEN
                    RAISE EXCEPTION 'Say which roadmap this belongs to.'
                        USING ERRCODE = 'not_null_violation', COLUMN = 'roadmap_id';
                END IF;
                RETURN NEW; -- the version was deleted; the series goes on
            END IF;
            SELECT r.series_id INTO v_series FROM roadmaps r
            WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.roadmap_id;
            IF TG_OP = 'INSERT' THEN
                NEW.series_id = coalesce(v_series, NEW.roadmap_id); -- the foreign key refuses an unknown roadmap
            ELSIF v_series <> OLD.series_id THEN
                RAISE EXCEPTION 'That roadmap is a version of another plan.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'series_is_the_roadmaps';
            END IF;
            RETURN NEW;
            
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_the_roadmaps_86920() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE v_series uuid;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.roadmap_id IS NULL THEN
                IF TG_OP = 'INSERT' THEN
                    RAISE EXCEPTION 'Say which roadmap this belongs to.'
                        USING ERRCODE = 'not_null_violation', COLUMN = 'roadmap_id';
                END IF;
                RETURN NEW; -- the version was deleted; the series goes on
            END IF;
            SELECT r.series_id INTO v_series FROM roadmaps r
            WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.roadmap_id;
            IF TG_OP = 'INSERT' THEN
                NEW.series_id = coalesce(v_series, NEW.roadmap_id); -- the foreign key refuses an unknown roadmap
            ELSIF v_series <> OLD.series_id THEN
                RAISE EXCEPTION 'That roadmap is a version of another plan.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'series_is_the_roadmaps';
            END IF;
            RETURN NEW;
            
                END;
            $$;

CREATE FUNCTION public.pgtrigger_series_is_the_roadmaps_8697e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE v_series uuid;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF NEW.roadmap_id IS NULL THEN
                IF TG_OP = 'INSERT' THEN
                    RAISE EXCEPTION 'Say which roadmap this belongs to.'
                        USING ERRCODE = 'not_null_violation', COLUMN = 'roadmap_id';
                END IF;
                RETURN NEW; -- the version was deleted; the series goes on
            END IF;
            SELECT r.series_id INTO v_series FROM roadmaps r
            WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.roadmap_id;
            IF TG_OP = 'INSERT' THEN
                NEW.series_id = coalesce(v_series, NEW.roadmap_id); -- the foreign key refuses an unknown roadmap
            ELSIF v_series <> OLD.series_id THEN
                RAISE EXCEPTION 'That roadmap is a version of another plan.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'series_is_the_roadmaps';
            END IF;
            RETURN NEW;
            
                END;
            $$;

CREATE FUNCTION public.pgtrigger_slug_is_fixed_ab796() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_status_is_stamped_5aa16() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF NEW.status = 'archived' THEN
                    NEW.archived_at = coalesce(NEW.archived_at, app_now());
                ELSIF NEW.status = 'active' THEN
                    NEW.archived_at = NULL;
                END IF;
                NEW.deleted_at = CASE WHEN NEW.status = 'deleted' THEN coalesce(NEW.deleted_at, app_now()) END;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_status_moves_by_the_table_4a4e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."status", ':', NEW."status") = ANY('{not_started:blocked,not_started:done,not_started:in_progress,not_started:skipped,in_progress:blocked,in_progress:done,in_progress:not_started,in_progress:skipped,blocked:in_progress,blocked:not_started,blocked:skipped,done:blocked,done:in_progress,done:not_started,done:skipped,skipped:blocked,skipped:in_progress,skipped:not_started}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_status_moves_on_6766c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                IF NOT ((OLD.status = 'draft' AND NEW.status IN ('pending_approval', 'sent', 'withdrawn')) OR (OLD.status = 'pending_approval' AND NEW.status IN ('draft', 'sent', 'withdrawn')) OR (OLD.status = 'sent' AND NEW.status IN ('viewed', 'countered', 'accepted', 'rejected', 'expired', 'withdrawn')) OR (OLD.status = 'viewed' AND NEW.status IN ('countered', 'accepted', 'rejected', 'expired', 'withdrawn')) OR (OLD.status = 'countered' AND NEW.status IN ('accepted', 'rejected', 'expired', 'withdrawn')) OR (OLD.status = 'accepted' AND NEW.status IN ('rejected', 'expired')) OR (OLD.status = 'rejected' AND NEW.status IN ('accepted', 'expired')) OR (OLD.status = 'expired' AND NEW.status IN ('accepted', 'rejected'))) OR (OLD.status IN ('accepted', 'rejected', 'expired') AND NEW.outcome = '')
                THEN
                    RAISE EXCEPTION 'Quote % is % and cannot become %.', OLD.quote_number, OLD.status, NEW.status
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_status_moves_on';
                END IF;
                RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_superusers_are_staff_f2e73() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM staff_new_firm(NEW.id); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_01177() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_11f12() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_188f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_21dd8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_22e92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_24fa4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_25c07() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_2eca2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_40082() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_41b64() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_456f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_471ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_49f56() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_4a33a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_4a7da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_4e3c1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_4f02e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_586da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_6411f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_66586() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_6acfd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_6c0b0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_70e81() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_7522b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_76b96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_77ced() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_7a2ff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_7ed94() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_7ffb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_8173f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_83f7a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_98afa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_9bae8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_a6952() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_a76c3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_a8695() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_b159d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_b4d4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_ba2a5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_c10a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_c88af() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_d206e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_d396a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_d6600() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_d725b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_d98f7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_dafed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_e90fa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_f33bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_f7856() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tenant_is_fixed_ff30e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_0ab3a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_1ad78() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_21ef1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_26d9c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_2780a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_278c7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_2a9e9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_2b3a5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_2e12a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_40b9e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_42d85() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_477cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_4ca77() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_4e299() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_54618() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_58ae6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_5b47f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_60476() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_61374() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_639b3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_6c683() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_6fed2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_7b736() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_7f90f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_8067c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_84fc6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_8d3d4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_97d67() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_99b05() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_9c95d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_9eae4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_a06cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_af73e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_afddf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_be35c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_c0faf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_c1f4d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_c6937() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_d0b22() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_d230e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_d5c0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_d68b5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_db30a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_dcfa8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_e77b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_e943b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_f22d6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_f35ce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_f8c23() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_fb045() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_touch_changed_row_fecf3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_07783() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_evidence_events" ("content_type", "created_at", "file_name", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id", "uploaded_by_id") VALUES (NEW."content_type", NEW."created_at", NEW."file_name", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."tenant_id", NEW."ticket_instance_id", NEW."uploaded_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_0f438() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_checks_events" ("answered_at", "completed_at", "completed_by_id", "compliance_type", "created_at", "due_at", "entity_id", "entity_name", "entity_type", "escalated_to_id", "escalation_sent_at", "id", "missing_fields", "notes", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_count", "reminder_sent_at", "reminder_step", "required_fields", "row_version", "schedule_id", "status", "tenant_id", "validation_errors", "waived_reason", "waived_until") VALUES (NEW."answered_at", NEW."completed_at", NEW."completed_by_id", NEW."compliance_type", NEW."created_at", NEW."due_at", NEW."entity_id", NEW."entity_name", NEW."entity_type", NEW."escalated_to_id", NEW."escalation_sent_at", NEW."id", NEW."missing_fields", NEW."notes", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."reminder_count", NEW."reminder_sent_at", NEW."reminder_step", NEW."required_fields", NEW."row_version", NEW."schedule_id", NEW."status", NEW."tenant_id", NEW."validation_errors", NEW."waived_reason", NEW."waived_until"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_114a4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "patterns_events" ("category", "created_at", "description", "id", "is_active", "languages", "name", "pattern_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "version") VALUES (NEW."category", NEW."created_at", NEW."description", NEW."id", NEW."is_active", NEW."languages", NEW."name", NEW."pattern_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."tenant_id", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_17bb2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "opportunity_signals_events" ("action_result", "action_taken", "actioned", "actioned_at", "client_id", "contact_id", "context", "created_at", "dismissed_at", "dismissed_reason", "extracted_text", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "signal_strength", "signal_type", "source_id", "source_type", "tenant_id") VALUES (NEW."action_result", NEW."action_taken", NEW."actioned", NEW."actioned_at", NEW."client_id", NEW."contact_id", NEW."context", NEW."created_at", NEW."dismissed_at", NEW."dismissed_reason", NEW."extracted_text", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."signal_strength", NEW."signal_type", NEW."source_id", NEW."source_type", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_1b7a0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_dependencies_events" ("created_at", "depends_on_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "ticket_instance_id") VALUES (NEW."created_at", NEW."depends_on_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."tenant_id", NEW."ticket_instance_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_1f22a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "feedback_requests_events" ("case_created_id", "client_id", "contact_id", "created_at", "delivery_date", "expires_at", "has_open_case", "id", "issues", "message_id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "responded_at", "response_email_id", "response_source", "response_summary", "response_text", "row_version", "scheduled_for", "sent_at", "sentiment", "sentiment_score", "service_recovery_triggered", "skip_reason", "status", "tenant_id") VALUES (NEW."case_created_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."delivery_date", NEW."expires_at", NEW."has_open_case", NEW."id", NEW."issues", NEW."message_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."rating", NEW."responded_at", NEW."response_email_id", NEW."response_source", NEW."response_summary", NEW."response_text", NEW."row_version", NEW."scheduled_for", NEW."sent_at", NEW."sentiment", NEW."sentiment_score", NEW."service_recovery_triggered", NEW."skip_reason", NEW."status", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_2a73a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "metric_definitions_events" ("created_at", "id", "is_active", "key", "label", "lower_is_better", "max_value", "min_value", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "sort_order", "tenant_id", "unit", "weight") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."key", NEW."label", NEW."lower_is_better", NEW."max_value", NEW."min_value", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."sort_order", NEW."tenant_id", NEW."unit", NEW."weight"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_570bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "series_id", "source_refs", "status", "tenant_id", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."created_by_user_id", NEW."delivered_at", NEW."id", NEW."is_current", NEW."metadata", NEW."model_json", NEW."needs_agent_reprovision", NEW."parent_roadmap_id", NEW."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."pilot_stage", NEW."row_version", NEW."series_id", NEW."source_refs", NEW."status", NEW."tenant_id", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_5d2b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "engine_settings_events" ("created_at", "id", "is_paused", "job_name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id") VALUES (NEW."created_at", NEW."id", NEW."is_paused", NEW."job_name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_62274() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outbox_messages_events" ("about_id", "approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "retry_at", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (NEW."about_id", NEW."approved_at", NEW."attempts", NEW."created_at", NEW."id", NEW."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."purpose", NEW."redact_on_send", NEW."retry_at", NEW."row_version", NEW."sent_at", NEW."status", NEW."subject", NEW."tenant_id", NEW."to_email"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_6a6e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quote_outcomes_events" ("competitor", "competitor_amount", "created_at", "id", "learnings", "notes", "our_amount", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "primary_reason", "quote_id", "recorded_at", "recorded_by_id", "row_version", "secondary_reasons", "tenant_id") VALUES (NEW."competitor", NEW."competitor_amount", NEW."created_at", NEW."id", NEW."learnings", NEW."notes", NEW."our_amount", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."primary_reason", NEW."quote_id", NEW."recorded_at", NEW."recorded_by_id", NEW."row_version", NEW."secondary_reasons", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_6dd0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_parts_events" ("after_status", "because", "before_status", "change", "created_at", "decision", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "proposal_id", "row_version", "section_name", "section_number", "tenant_id", "title") VALUES (NEW."after_status", NEW."because", NEW."before_status", NEW."change", NEW."created_at", NEW."decision", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."position", NEW."proposal_id", NEW."row_version", NEW."section_name", NEW."section_number", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_757e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "clients_events" ("address", "company_name", "created_at", "email", "id", "is_active", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "primary_contact", "priority", "row_version", "status", "tenant_id", "tier", "website") VALUES (NEW."address", NEW."company_name", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."phone", NEW."primary_contact", NEW."priority", NEW."row_version", NEW."status", NEW."tenant_id", NEW."tier", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_781d5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "orders_events" ("assigned_to_id", "client_id", "completed_at", "contact_id", "created_at", "delivered_at", "due_at", "fee", "id", "order_number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "status", "tenant_id", "title") VALUES (NEW."assigned_to_id", NEW."client_id", NEW."completed_at", NEW."contact_id", NEW."created_at", NEW."delivered_at", NEW."due_at", NEW."fee", NEW."id", NEW."order_number", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."status", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_78c2c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "api_tokens_events" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "row_version", "scopes", "tenant_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."last_used_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."prefix", NEW."revoked_at", NEW."row_version", NEW."scopes", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_7db36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_instances_events" ("assignee", "blocked_reason", "completed_at", "created_at", "description", "id", "library_version", "notes", "order_index", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "section_number", "sprint_number", "started_at", "status", "tenant_id", "ticket_id", "ticket_pack_id", "title") VALUES (NEW."assignee", NEW."blocked_reason", NEW."completed_at", NEW."created_at", NEW."description", NEW."id", NEW."library_version", NEW."notes", NEW."order_index", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."section_number", NEW."sprint_number", NEW."started_at", NEW."status", NEW."tenant_id", NEW."ticket_id", NEW."ticket_pack_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_90436() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ci_endpoints_events" ("created_at", "created_by_id", "id", "is_active", "kind", "last_delivery_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "secret_number", "tenant_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."kind", NEW."last_delivery_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."secret_number", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_9f71b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contacts_events" ("buying_role", "client_id", "created_at", "email", "first_name", "id", "is_primary", "last_name", "linkedin_url", "mobile", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "props", "row_version", "tenant_id", "title", "unsubscribed_at") VALUES (NEW."buying_role", NEW."client_id", NEW."created_at", NEW."email", NEW."first_name", NEW."id", NEW."is_primary", NEW."last_name", NEW."linkedin_url", NEW."mobile", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."phone", NEW."props", NEW."row_version", NEW."tenant_id", NEW."title", NEW."unsubscribed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_a3228() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "scaffold_sessions_events" ("abandoned_at", "completed_at", "created_at", "id", "last_step_at", "pattern_chosen", "pattern_recommended", "patterns_viewed", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_outcome_id", "row_version", "started_at", "steps_completed", "tenant_id", "user_id") VALUES (NEW."abandoned_at", NEW."completed_at", NEW."created_at", NEW."id", NEW."last_step_at", NEW."pattern_chosen", NEW."pattern_recommended", NEW."patterns_viewed", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."project_outcome_id", NEW."row_version", NEW."started_at", NEW."steps_completed", NEW."tenant_id", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_a4391() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tasks_events" ("assigned_to_id", "client_id", "contact_id", "created_at", "created_by_id", "description", "due_on", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject_id", "subject_type", "tenant_id", "title") VALUES (NEW."assigned_to_id", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."due_on", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."priority", NEW."row_version", NEW."status", NEW."subject_id", NEW."subject_type", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_b8bc7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "user_feedback_events" ("additional_comments", "code_quality", "consent_to_export", "created_at", "documentation_clarity", "encountered_errors", "error_details", "feature_requests", "feedback_source", "id", "likelihood_to_reuse", "negative_aspects", "overall_satisfaction", "pattern_usefulness", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive_aspects", "project_outcome_id", "row_version", "setup_ease", "submitted_at", "submitted_on", "tenant_id", "time_to_first_build", "user_id", "would_recommend") VALUES (NEW."additional_comments", NEW."code_quality", NEW."consent_to_export", NEW."created_at", NEW."documentation_clarity", NEW."encountered_errors", NEW."error_details", NEW."feature_requests", NEW."feedback_source", NEW."id", NEW."likelihood_to_reuse", NEW."negative_aspects", NEW."overall_satisfaction", NEW."pattern_usefulness", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."positive_aspects", NEW."project_outcome_id", NEW."row_version", NEW."setup_ease", NEW."submitted_at", NEW."submitted_on", NEW."tenant_id", NEW."time_to_first_build", NEW."user_id", NEW."would_recommend"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_bd98a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deal_stage_config_events" ("created_at", "drafts_first", "follow_up_interval_days", "id", "max_days_before_stale", "max_follow_ups", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "stage", "tenant_id") VALUES (NEW."created_at", NEW."drafts_first", NEW."follow_up_interval_days", NEW."id", NEW."max_days_before_stale", NEW."max_follow_ups", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."stage", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_c9fda() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id", "wants_alerts", "wants_digest") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."role", NEW."row_version", NEW."tenant_id", NEW."user_id", NEW."wants_alerts", NEW."wants_digest"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_cf772() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "implementation_snapshots_events" ("captured_by_id", "created_at", "id", "label", "metrics", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "series_id", "snapshot_date", "source", "tenant_id") VALUES (NEW."captured_by_id", NEW."created_at", NEW."id", NEW."label", NEW."metrics", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."series_id", NEW."snapshot_date", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_cfad2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "tenant_roi_assumptions_events" ("annual_lead_volume", "avg_deal_value", "blended_hourly_rate", "created_at", "currency", "id", "implementation_cost", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_version", "tenant_id", "updated_by_id") VALUES (NEW."annual_lead_volume", NEW."avg_deal_value", NEW."blended_hourly_rate", NEW."created_at", NEW."currency", NEW."id", NEW."implementation_cost", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."row_version", NEW."tenant_id", NEW."updated_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_cfcaf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "compliance_schedule_events" ("anchor_day", "compliance_type", "created_at", "description", "due_from", "escalate_to_id", "escalation_days_after", "frequency", "id", "is_active", "last_completed_at", "next_due_at", "notification_days_before", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_fields", "row_version", "target_entity_type", "target_filter", "tenant_id") VALUES (NEW."anchor_day", NEW."compliance_type", NEW."created_at", NEW."description", NEW."due_from", NEW."escalate_to_id", NEW."escalation_days_after", NEW."frequency", NEW."id", NEW."is_active", NEW."last_completed_at", NEW."next_due_at", NEW."notification_days_before", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."required_fields", NEW."row_version", NEW."target_entity_type", NEW."target_filter", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_d2f7b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "quotes_events" ("client_id", "contact_id", "created_at", "created_by_id", "currency", "deal_id", "description", "follow_up_count", "id", "intel", "last_follow_up_at", "line_items", "max_follow_ups", "next_follow_up_at", "outcome", "outcome_competitor", "outcome_notes", "outcome_reason", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_number", "responded_at", "row_version", "sent_at", "status", "tenant_id", "title", "total_amount", "valid_until", "view_count", "viewed_at") VALUES (NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."deal_id", NEW."description", NEW."follow_up_count", NEW."id", NEW."intel", NEW."last_follow_up_at", NEW."line_items", NEW."max_follow_ups", NEW."next_follow_up_at", NEW."outcome", NEW."outcome_competitor", NEW."outcome_notes", NEW."outcome_reason", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."quote_number", NEW."responded_at", NEW."row_version", NEW."sent_at", NEW."status", NEW."tenant_id", NEW."title", NEW."total_amount", NEW."valid_until", NEW."view_count", NEW."viewed_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_d4008() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_outcomes_events" ("assumptions", "at_30d_snapshot_id", "at_60d_snapshot_id", "at_90d_snapshot_id", "attainment_pct", "baseline_snapshot_id", "computed_at", "created_at", "deltas", "id", "inputs", "notes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "realized_roi", "roadmap_id", "row_version", "series_id", "status", "status_method", "target_label", "target_snapshot_id", "tenant_id") VALUES (NEW."assumptions", NEW."at_30d_snapshot_id", NEW."at_60d_snapshot_id", NEW."at_90d_snapshot_id", NEW."attainment_pct", NEW."baseline_snapshot_id", NEW."computed_at", NEW."created_at", NEW."deltas", NEW."id", NEW."inputs", NEW."notes", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."realized_roi", NEW."roadmap_id", NEW."row_version", NEW."series_id", NEW."status", NEW."status_method", NEW."target_label", NEW."target_snapshot_id", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_da44f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrichment_conflicts_events" ("confidence", "contact_id", "created_at", "current_value", "field", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_value", "queue_id", "resolution", "resolved_at", "resolved_by_id", "resolved_value", "row_version", "source", "tenant_id") VALUES (NEW."confidence", NEW."contact_id", NEW."created_at", NEW."current_value", NEW."field", NEW."id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."proposed_value", NEW."queue_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_value", NEW."row_version", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_dd8d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cases_events" ("assigned_to_id", "case_number", "case_type", "client_id", "contact_id", "created_at", "created_by_id", "description", "id", "order_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "row_version", "status", "subject", "tenant_id") VALUES (NEW."assigned_to_id", NEW."case_number", NEW."case_type", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."priority", NEW."row_version", NEW."status", NEW."subject", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_e03d9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_refresh_proposals_events" ("created_at", "created_by_id", "decided_at", "fingerprint", "id", "made_roadmap_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "roadmap_id", "row_version", "status", "tenant_id", "to_version") VALUES (NEW."created_at", NEW."created_by_id", NEW."decided_at", NEW."fingerprint", NEW."id", NEW."made_roadmap_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."progress", NEW."roadmap_id", NEW."row_version", NEW."status", NEW."tenant_id", NEW."to_version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_e9aad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "deals_events" ("actual_close_date", "assigned_to_id", "auto_follow_up_enabled", "client_id", "contact_id", "created_at", "created_by_id", "description", "expected_close_date", "follow_up_count", "id", "last_activity_at", "lost_reason", "next_follow_up_at", "parked_reason", "parked_until", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "row_version", "stage", "stalled_at", "tenant_id", "title", "value") VALUES (NEW."actual_close_date", NEW."assigned_to_id", NEW."auto_follow_up_enabled", NEW."client_id", NEW."contact_id", NEW."created_at", NEW."created_by_id", NEW."description", NEW."expected_close_date", NEW."follow_up_count", NEW."id", NEW."last_activity_at", NEW."lost_reason", NEW."next_follow_up_at", NEW."parked_reason", NEW."parked_until", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."probability", NEW."row_version", NEW."stage", NEW."stalled_at", NEW."tenant_id", NEW."title", NEW."value"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_ecd36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "contact_enrichment_queue_events" ("attempts", "contact_id", "created_at", "email_address", "error_message", "extracted_data", "id", "locked_until", "merge_conflicts", "merged_to_contact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "processed_at", "row_version", "source", "source_id", "status", "tenant_id") VALUES (NEW."attempts", NEW."contact_id", NEW."created_at", NEW."email_address", NEW."error_message", NEW."extracted_data", NEW."id", NEW."locked_until", NEW."merge_conflicts", NEW."merged_to_contact_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."processed_at", NEW."row_version", NEW."source", NEW."source_id", NEW."status", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_ed5ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "invitations_events" ("accepted_at", "created_at", "email", "expires_at", "id", "invited_by_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "row_version", "tenant_id") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."revoked_at", NEW."role", NEW."row_version", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_ef4ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "ticket_packs_events" ("created_at", "id", "is_primary", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "source_markdown", "tenant_id", "title", "version") VALUES (NEW."created_at", NEW."id", NEW."is_primary", NEW."key", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."source_markdown", NEW."tenant_id", NEW."title", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_fa762() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "project_outcomes_events" ("archived_at", "components_generated", "created_at", "deleted_at", "dependencies_installed", "deployment_status", "feedback_prompt_dismissals", "feedback_prompt_due_at", "feedback_prompt_state", "files_created", "id", "languages_used", "last_accessed_at", "last_build_status", "last_build_timestamp", "metadata", "pattern_id", "pattern_name", "pattern_version", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_name", "project_path", "repository", "row_version", "stack_id", "status", "tenant_id", "test_pass_rate", "user_id") VALUES (NEW."archived_at", NEW."components_generated", NEW."created_at", NEW."deleted_at", NEW."dependencies_installed", NEW."deployment_status", NEW."feedback_prompt_dismissals", NEW."feedback_prompt_due_at", NEW."feedback_prompt_state", NEW."files_created", NEW."id", NEW."languages_used", NEW."last_accessed_at", NEW."last_build_status", NEW."last_build_timestamp", NEW."metadata", NEW."pattern_id", NEW."pattern_name", NEW."pattern_version", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."project_name", NEW."project_path", NEW."repository", NEW."row_version", NEW."stack_id", NEW."status", NEW."tenant_id", NEW."test_pass_rate", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_fc088() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_projections_events" ("basis", "created_at", "high", "id", "key", "low", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "projected_delta", "roadmap_id", "row_version", "sample_size", "series_id", "source", "tenant_id") VALUES (NEW."basis", NEW."created_at", NEW."high", NEW."id", NEW."key", NEW."low", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."projected_delta", NEW."roadmap_id", NEW."row_version", NEW."sample_size", NEW."series_id", NEW."source", NEW."tenant_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_fec92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "roadmap_sections_events" ("agent_cheatsheet", "content_markdown", "created_at", "diagrams", "id", "last_updated_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roadmap_id", "row_version", "section_name", "section_number", "status", "tenant_id", "title") VALUES (NEW."agent_cheatsheet", NEW."content_markdown", NEW."created_at", NEW."diagrams", NEW."id", NEW."last_updated_at", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."roadmap_id", NEW."row_version", NEW."section_name", NEW."section_number", NEW."status", NEW."tenant_id", NEW."title"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_view_is_counted_3ee7d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                UPDATE quotes SET
                    view_count = view_count + 1,
                    viewed_at = coalesce(viewed_at, NEW.viewed_at),
                    status = CASE status WHEN 'sent' THEN 'viewed' ELSE status END
                WHERE tenant_id = NEW.tenant_id AND id = NEW.quote_id;
                RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.project_health(p_last_build character varying, p_test_pass_rate numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    RETURN CASE WHEN (p_last_build IS NULL) THEN 'unknown'::text WHEN ((p_last_build)::text = 'failure'::text) THEN 'error'::text WHEN (p_test_pass_rate < (80)::numeric) THEN 'warning'::text ELSE 'healthy'::text END;

CREATE FUNCTION public.public_link_of_token(p_hash bytea) RETURNS TABLE(link_id uuid, tenant_id uuid, slug character varying, firm_name character varying, time_zone character varying, purpose character varying, object_id uuid, expires_at timestamp with time zone, used_at timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT l.id, l.tenant_id, t.slug, t.name, t.time_zone, l.purpose, l.object_id, l.expires_at, l.used_at, l.revoked_at
    FROM public_links l JOIN tenants t ON t.id = l.tenant_id
    WHERE l.token_hash = p_hash
$$;

CREATE FUNCTION public.refresh_outcome_aggregates(p_asked_at timestamp with time zone DEFAULT clock_timestamp()) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    v_at timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('refresh:outcome_aggregates', 0));
    SELECT refreshed_at INTO v_at FROM rpt.outcome_aggregates WHERE kind = 'refresh';
    IF v_at >= p_asked_at THEN
        RETURN v_at;
    END IF;
    v_at := clock_timestamp(); -- before the snapshot of the refresh: whatever was committed until now is in it
    PERFORM set_config('app.refresh_at', v_at::text, true);
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.outcome_aggregates;
    RETURN v_at;
END
$$;

CREATE FUNCTION public.refresh_pattern_analytics(p_asked_at timestamp with time zone DEFAULT clock_timestamp()) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET work_mem TO '96MB'
    AS $$
DECLARE
    v_at timestamptz;
BEGIN
    SELECT refreshed_at INTO v_at FROM pattern_refresh;
    IF v_at >= p_asked_at THEN
        RETURN v_at;
    END IF;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('refresh:pattern_analytics', 0)) THEN
        RAISE EXCEPTION 'The figures of patterns are being refreshed.' USING ERRCODE = 'lock_not_available';
    END IF;
    v_at := clock_timestamp(); -- before the snapshot of the refresh: whatever was committed until now is in it
    PERFORM set_config('app.refresh_at', v_at::text, true);
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.pattern_daily;
    REFRESH MATERIALIZED VIEW CONCURRENTLY rpt.pattern_analytics;
    RETURN v_at;
END
$$;

CREATE FUNCTION public.seed_default_deal_stages(p_tenant_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO deal_stage_config (tenant_id, stage, max_days_before_stale, follow_up_interval_days, max_follow_ups)
    VALUES
        (p_tenant_id, 'lead', 3, 2, 5),
        (p_tenant_id, 'qualified', 7, 3, 5),
        (p_tenant_id, 'proposal', 5, 2, 7),
        (p_tenant_id, 'negotiation', 7, 3, 5)
    ON CONFLICT (tenant_id, stage) DO NOTHING;
$$;

CREATE FUNCTION public.size_band(p_headcount integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN p_headcount <= 5 THEN 'micro'
        WHEN p_headcount <= 15 THEN 'small'
        WHEN p_headcount <= 50 THEN 'mid'
        ELSE 'large'
    END;
$$;

CREATE FUNCTION public.staff_new_firm(p_tenant_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO memberships (tenant_id, user_id, role)
    SELECT p_tenant_id, u.id, 'staff' FROM users u
    WHERE u.is_superuser AND u.is_active
        AND p_tenant_id::text = coalesce(nullif(current_setting('app.tenant_id', true), ''), p_tenant_id::text)
    ON CONFLICT (tenant_id, user_id) DO NOTHING;
$$;

CREATE FUNCTION public.standard_metrics(p_tenant_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
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

CREATE FUNCTION public.tenant_of_slug(p_slug text DEFAULT NULL::text) RETURNS TABLE(tenant_id uuid, slug character varying, name character varying, time_zone character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT t.id, t.slug, t.name, t.time_zone FROM tenants t WHERE p_slug IS NULL OR t.slug = p_slug ORDER BY t.slug
$$;

CREATE FUNCTION public.ticket_pack_rebuild_sprints(p_pack_ids uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
    AS $$
    UPDATE ticket_packs p SET sprint_assignments = coalesce(
        (
            SELECT jsonb_agg(
                jsonb_build_object(
                    'sprint_number', coalesce(s.sprint_number, k.sprint_number),
                    'name', coalesce(k.name, ''),
                    'planned_start', k.planned_start,
                    'planned_end', k.planned_end,
                    'ticket_instances', coalesce(s.ids, '[]'::jsonb)
                ) ORDER BY coalesce(s.sprint_number, k.sprint_number)
            )
            FROM (
                SELECT t.sprint_number, jsonb_agg(t.id ORDER BY t.order_index, t.id) AS ids
                FROM ticket_instances t
                WHERE t.tenant_id = p.tenant_id AND t.ticket_pack_id = p.id AND t.sprint_number IS NOT NULL
                GROUP BY t.sprint_number
            ) s
            FULL JOIN (
                SELECT (e ->> 'sprint_number')::int AS sprint_number, e ->> 'name' AS name,
                    e ->> 'planned_start' AS planned_start, e ->> 'planned_end' AS planned_end
                FROM jsonb_array_elements(p.sprint_assignments) e
            ) k ON k.sprint_number = s.sprint_number
            WHERE s.sprint_number IS NOT NULL OR k.name <> ''
        ),
        '[]'::jsonb
    )
    WHERE p.id = ANY (p_pack_ids)
$$;

CREATE FUNCTION public.total_quote() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    v_line jsonb;
    v_lines jsonb := '[]';
    v_quantity numeric;
    v_price numeric;
    v_sum numeric := 0;
    v_number int := 0;
    v_wrong text;
BEGIN
    IF jsonb_typeof(NEW.line_items) <> 'array' OR jsonb_array_length(NEW.line_items) > 100 THEN
        RAISE EXCEPTION 'The lines are a list of at most 100.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
    END IF;
    FOR v_line IN SELECT jsonb_array_elements(NEW.line_items) LOOP
        v_number := v_number + 1;
        v_wrong := CASE
            WHEN jsonb_typeof(v_line) <> 'object' THEN 'is no object'
            WHEN coalesce(btrim(v_line ->> 'description'), '') = '' THEN 'has no description'
            WHEN length(v_line ->> 'description') > 500 THEN 'has a description of more than 500 characters'
            WHEN coalesce(v_line ->> 'quantity', '') !~ '^\d{1,9}(\.\d{1,3})?$' THEN
                'needs a quantity such as 2 or 1.5'
            WHEN coalesce(v_line ->> 'unit_price', '') !~ '^-?\d{1,9}(\.\d{1,2})?$' THEN
                'needs a unit price such as 120 or 99.50'
        END;
        IF v_wrong IS NULL AND (v_line ->> 'quantity')::numeric = 0 THEN
            v_wrong := 'needs a quantity above zero';
        END IF;
        IF v_wrong IS NOT NULL THEN
            RAISE EXCEPTION 'Line % %.', v_number, v_wrong
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
        END IF;
        v_quantity := (v_line ->> 'quantity')::numeric;
        v_price := round((v_line ->> 'unit_price')::numeric, 2);
        v_sum := v_sum + round(v_quantity * v_price, 2);
        v_lines := v_lines || jsonb_build_object(
            'description', btrim(v_line ->> 'description'),
            'quantity', trim_scale(v_quantity)::text,
            'unit_price', v_price::text,
            'total', round(v_quantity * v_price, 2)::text
        );
    END LOOP;
    IF v_sum < 0 OR v_sum > 999999999 THEN
        RAISE EXCEPTION 'The lines add up to %; a total is between 0 and 999,999,999.', v_sum
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_lines_are_right';
    END IF;
    NEW.line_items := v_lines;
    NEW.total_amount := v_sum;
    RETURN NEW;
END
$_$;

CREATE FUNCTION public.update_deal_last_activity() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.last_activity_at = app_now();
    NEW.stalled_at = NULL;
    NEW.next_follow_up_at = NULL;
    IF NEW.stage <> OLD.stage THEN
        NEW.follow_up_count = 0;
        IF NEW.stage NOT IN ('won', 'lost') THEN
            NEW.actual_close_date = NULL;
        ELSIF NEW.actual_close_date IS NULL THEN
            SELECT (app_now() AT TIME ZONE t.time_zone)::date INTO NEW.actual_close_date
            FROM tenants t WHERE t.id = NEW.tenant_id;
        END IF;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.user_id_of_email(p_email text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT u.id FROM users u WHERE lower(u.email) = lower(p_email) AND u.is_active $$;

CREATE FUNCTION public.validate_compliance_checks(p_limit integer DEFAULT NULL::integer, p_check_id uuid DEFAULT NULL::uuid) RETURNS TABLE(check_id uuid, status character varying)
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH held AS MATERIALIZED (
        SELECT c.id, found.missing FROM compliance_checks c
        LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
        CROSS JOIN LATERAL (
            SELECT compliance_missing_fields(c.entity_type, c.entity_id, c.required_fields) AS missing OFFSET 0
        ) found
        WHERE c.tenant_id = current_setting('app.tenant_id')::uuid
            AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue', 'escalated')
            AND c.required_fields <> '[]'
            AND (c.id = p_check_id OR (p_check_id IS NULL
                AND c.due_at <= app_now() + make_interval(days => coalesce(s.notification_days_before, 14))))
            AND (c.missing_fields <> found.missing OR found.missing = '[]' OR c.status = 'pending')
        ORDER BY c.due_at LIMIT p_limit FOR NO KEY UPDATE OF c SKIP LOCKED
    )
    UPDATE compliance_checks c SET
        missing_fields = held.missing,
        status = CASE WHEN held.missing = '[]' THEN 'completed' WHEN c.status = 'pending' THEN 'in_progress'
            ELSE c.status END,
        completed_at = CASE WHEN held.missing = '[]' THEN app_now() END
    FROM held WHERE c.tenant_id = current_setting('app.tenant_id')::uuid AND c.id = held.id
    RETURNING c.id, c.status
$$;

CREATE FUNCTION public.wilson_low(p_successes numeric, p_tries numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    RETURN CASE WHEN (p_tries > (0)::numeric) THEN GREATEST((0)::numeric, (((p_successes + 1.920729) - (1.959964 * sqrt((((p_successes * (p_tries - p_successes)) / p_tries) + 0.960365)))) / (p_tries + 3.841459))) ELSE NULL::numeric END;

CREATE FUNCTION public.wilson_high(p_successes numeric, p_tries numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    RETURN ((1)::numeric - public.wilson_low((p_tries - p_successes), p_tries));

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.api_tokens (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    name character varying(100) NOT NULL,
    prefix character varying(16) NOT NULL,
    token_hash bytea NOT NULL,
    scopes character varying(10)[] NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT api_tokens_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tenancy_api_token_scopes_known CHECK (((scopes <@ ARRAY['read'::character varying(10), 'write'::character varying(10), 'engine'::character varying(10)]) AND (
CASE
    WHEN (scopes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scopes, 1), 0)
END > 0)))
);

ALTER TABLE ONLY public.api_tokens FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_tokens_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    name character varying(100) NOT NULL,
    prefix character varying(16) NOT NULL,
    scopes character varying(10)[] NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT api_tokens_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.api_tokens_events FORCE ROW LEVEL SECURITY;

CREATE UNLOGGED TABLE public.api_usage (
    subject uuid NOT NULL,
    minute timestamp with time zone NOT NULL,
    requests integer NOT NULL,
    CONSTRAINT api_usage_requests_check CHECK ((requests >= 0))
);

CREATE TABLE public.audit_events (
    id uuid DEFAULT public.uuid7() NOT NULL,
    actor_kind character varying(10) NOT NULL,
    actor_name character varying(150) NOT NULL,
    event_type character varying(100) NOT NULL,
    entity_type character varying(100) NOT NULL,
    entity_id character varying(100) NOT NULL,
    before jsonb,
    after jsonb,
    request_id character varying(100) NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    actor_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT work_audit_event_actor_kind_known CHECK (((actor_kind)::text = ANY ((ARRAY['user'::character varying, 'api_token'::character varying, 'job'::character varying, 'command'::character varying, 'agent'::character varying, 'system'::character varying])::text[])))
);

ALTER TABLE ONLY public.audit_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.build_events (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    event_type character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    test_pass_rate numeric(5,2),
    environment character varying(20),
    duration_seconds integer,
    source character varying(20) DEFAULT 'client'::character varying NOT NULL,
    external_id character varying(100),
    occurred_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    tenant_id uuid NOT NULL,
    project_outcome_id uuid NOT NULL,
    CONSTRAINT build_events_duration_seconds_check CHECK ((duration_seconds >= 0)),
    CONSTRAINT build_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT patterns_event_place_of_deploys CHECK ((((NOT ((event_type)::text = 'deploy'::text)) AND (environment IS NULL)) OR (((environment)::text = ANY ((ARRAY['deployed'::character varying, 'staging'::character varying, 'local'::character varying])::text[])) AND (environment IS NOT NULL) AND ((event_type)::text = 'deploy'::text)))),
    CONSTRAINT patterns_event_rate_of_tests CHECK (((test_pass_rate IS NULL) OR (((event_type)::text = 'test'::text) AND ((test_pass_rate >= (0)::numeric) AND (test_pass_rate <= (100)::numeric))))),
    CONSTRAINT patterns_event_source_known CHECK (((source)::text = ANY ((ARRAY['client'::character varying, 'ci'::character varying, 'manual'::character varying])::text[]))),
    CONSTRAINT patterns_event_status_known CHECK (((status)::text = ANY ((ARRAY['success'::character varying, 'failure'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT patterns_event_type_known CHECK (((event_type)::text = ANY ((ARRAY['build'::character varying, 'test'::character varying, 'deploy'::character varying])::text[])))
);

ALTER TABLE ONLY public.build_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.case_counters (
    id uuid DEFAULT public.uuid7() NOT NULL,
    year smallint NOT NULL,
    last_number integer DEFAULT 0 NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT case_counters_last_number_check CHECK ((last_number >= 0))
);

ALTER TABLE ONLY public.case_counters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cases (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    case_number character varying(20) NOT NULL,
    subject character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    case_type character varying(20) DEFAULT 'question'::character varying NOT NULL,
    status character varying(20) DEFAULT 'open'::character varying NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    assigned_to_id uuid,
    created_by_id uuid,
    tenant_id uuid NOT NULL,
    client_id uuid,
    contact_id uuid,
    order_id uuid,
    CONSTRAINT cases_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT clients_case_has_subject CHECK ((NOT ((subject)::text = ''::text))),
    CONSTRAINT clients_case_priority_known CHECK (((priority)::text = ANY ((ARRAY['low'::character varying, 'medium'::character varying, 'high'::character varying, 'urgent'::character varying])::text[]))),
    CONSTRAINT clients_case_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'in_progress'::character varying, 'waiting'::character varying, 'resolved'::character varying, 'closed'::character varying])::text[]))),
    CONSTRAINT clients_case_type_known CHECK (((case_type)::text = ANY ((ARRAY['question'::character varying, 'complaint'::character varying, 'revision'::character varying, 'billing'::character varying, 'technical'::character varying, 'compliance'::character varying, 'service_recovery'::character varying, 'other'::character varying])::text[])))
);

ALTER TABLE ONLY public.cases FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cases_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    case_number character varying(20) NOT NULL,
    subject character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    case_type character varying(20) DEFAULT 'question'::character varying NOT NULL,
    status character varying(20) DEFAULT 'open'::character varying NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    assigned_to_id uuid,
    created_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    client_id uuid,
    contact_id uuid,
    order_id uuid,
    CONSTRAINT cases_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.cases_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.change_batches (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    title character varying(200) NOT NULL,
    model_label character varying(100) NOT NULL,
    status character varying(10) NOT NULL,
    made_by_name character varying(150) NOT NULL,
    row_count integer NOT NULL,
    done_count integer NOT NULL,
    skipped jsonb NOT NULL,
    request jsonb NOT NULL,
    error character varying(500) NOT NULL,
    undoes uuid,
    undone_at timestamp with time zone,
    undone_by_name character varying(150) NOT NULL,
    made_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT change_batches_done_count_check CHECK ((done_count >= 0)),
    CONSTRAINT change_batches_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT change_batches_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT work_batch_done_within_rows CHECK ((done_count <= row_count)),
    CONSTRAINT work_batch_status_known CHECK (((status)::text = ANY ((ARRAY['running'::character varying, 'done'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT work_batch_undone_only_when_done CHECK (((undone_at IS NULL) OR ((status)::text = 'done'::text)))
);

ALTER TABLE ONLY public.change_batches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ci_deliveries (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    delivery_id character varying(200) NOT NULL,
    event character varying(100) DEFAULT ''::character varying NOT NULL,
    repository character varying(255) DEFAULT ''::character varying NOT NULL,
    result character varying(200) NOT NULL,
    tenant_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    project_outcome_id uuid,
    CONSTRAINT ci_deliveries_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.ci_deliveries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ci_endpoints_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    secret_number smallint DEFAULT 1 NOT NULL,
    last_delivery_at timestamp with time zone,
    created_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT ci_endpoints_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ci_endpoints_events_secret_number_check CHECK ((secret_number >= 0))
);

ALTER TABLE ONLY public.ci_endpoints_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.clients (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    company_name character varying(255) NOT NULL,
    primary_contact character varying(255) DEFAULT ''::character varying NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    phone character varying(50) DEFAULT ''::character varying NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    website character varying(500) DEFAULT ''::character varying NOT NULL,
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    tier character varying(20) DEFAULT ''::character varying NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT clients_client_has_name CHECK ((NOT ((company_name)::text ~ '^\s*$'::text))),
    CONSTRAINT clients_client_priority_known CHECK (((priority)::text = ANY ((ARRAY['low'::character varying, 'medium'::character varying, 'high'::character varying, 'urgent'::character varying])::text[]))),
    CONSTRAINT clients_client_status_known CHECK (((status)::text = ANY ((ARRAY['prospect'::character varying, 'active'::character varying, 'paused'::character varying, 'former'::character varying])::text[]))),
    CONSTRAINT clients_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.clients FORCE ROW LEVEL SECURITY;

CREATE TABLE public.clients_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    company_name character varying(255) NOT NULL,
    primary_contact character varying(255) DEFAULT ''::character varying NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    phone character varying(50) DEFAULT ''::character varying NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    website character varying(500) DEFAULT ''::character varying NOT NULL,
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    tier character varying(20) DEFAULT ''::character varying NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT clients_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.clients_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_outcomes (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    outcome character varying(20) NOT NULL,
    primary_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    secondary_reasons character varying(20)[] NOT NULL,
    competitor character varying(255) DEFAULT ''::character varying NOT NULL,
    our_amount numeric(12,2),
    competitor_amount numeric(12,2),
    notes text DEFAULT ''::text NOT NULL,
    learnings jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    quote_id uuid NOT NULL,
    recorded_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT quote_outcomes_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT quotes_outcome_amounts_not_negative CHECK ((((our_amount IS NULL) OR (our_amount >= (0)::numeric)) AND ((competitor_amount IS NULL) OR (competitor_amount >= (0)::numeric)))),
    CONSTRAINT quotes_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['won'::character varying, 'lost'::character varying, 'no_decision'::character varying])::text[]))),
    CONSTRAINT quotes_outcome_lost_with_reason CHECK (((NOT ((outcome)::text = 'lost'::text)) OR (NOT ((primary_reason)::text = ''::text)))),
    CONSTRAINT quotes_outcome_reason_known CHECK (((primary_reason)::text = ANY ((ARRAY[''::character varying, 'price'::character varying, 'timing'::character varying, 'competitor'::character varying, 'scope'::character varying, 'relationship'::character varying, 'no_budget'::character varying, 'no_response'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT quotes_outcome_reasons_known CHECK ((secondary_reasons <@ ARRAY['price'::character varying(20), 'timing'::character varying(20), 'competitor'::character varying(20), 'scope'::character varying(20), 'relationship'::character varying(20), 'no_budget'::character varying(20), 'no_response'::character varying(20), 'other'::character varying(20)]))
);

ALTER TABLE ONLY public.quote_outcomes FORCE ROW LEVEL SECURITY;

CREATE VIEW public.competitor_analysis WITH (security_invoker='true') AS
 SELECT tenant_id,
    mode() WITHIN GROUP (ORDER BY (btrim((competitor)::text))) AS competitor,
    (count(*))::integer AS quotes,
    (count(*) FILTER (WHERE ((outcome)::text = 'won'::text)))::integer AS won,
    (count(*) FILTER (WHERE ((outcome)::text = 'lost'::text)))::integer AS lost,
    round(((100.0 * (count(*) FILTER (WHERE ((outcome)::text = 'won'::text)))::numeric) / (NULLIF(count(*) FILTER (WHERE ((outcome)::text = ANY ((ARRAY['won'::character varying, 'lost'::character varying])::text[]))), 0))::numeric), 1) AS win_rate_pct,
    round(avg(our_amount), 2) AS avg_our_amount,
    round(avg(competitor_amount), 2) AS avg_competitor_amount,
    round(((100)::numeric * avg(((our_amount - competitor_amount) / NULLIF(competitor_amount, (0)::numeric)))), 1) AS avg_gap_pct
   FROM public.quote_outcomes o
  WHERE ((btrim((competitor)::text) <> ''::text) AND (recorded_at >= (public.app_now() - '90 days'::interval)))
  GROUP BY tenant_id, (lower(btrim((competitor)::text)));

CREATE TABLE public.compliance_checks (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    compliance_type character varying(100) NOT NULL,
    entity_type character varying(20) NOT NULL,
    entity_id uuid NOT NULL,
    entity_name character varying(255) DEFAULT ''::character varying NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    required_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    missing_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    validation_errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    reminder_sent_at timestamp with time zone,
    reminder_count smallint DEFAULT 0 NOT NULL,
    reminder_step smallint,
    answered_at timestamp with time zone,
    escalation_sent_at timestamp with time zone,
    completed_at timestamp with time zone,
    waived_reason text DEFAULT ''::text NOT NULL,
    waived_until date,
    notes text DEFAULT ''::text NOT NULL,
    completed_by_id uuid,
    escalated_to_id uuid,
    tenant_id uuid NOT NULL,
    schedule_id uuid,
    CONSTRAINT compliance_check_completed_when CHECK ((((completed_at IS NOT NULL) AND ((status)::text = 'completed'::text)) OR ((NOT ((status)::text = 'completed'::text)) AND (completed_at IS NULL) AND (completed_by_id IS NULL)))),
    CONSTRAINT compliance_check_entity_known CHECK (((entity_type)::text = ANY ((ARRAY['client'::character varying, 'contact'::character varying, 'vendor'::character varying])::text[]))),
    CONSTRAINT compliance_check_period_forward CHECK ((period_end >= period_start)),
    CONSTRAINT compliance_check_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'awaiting_response'::character varying, 'completed'::character varying, 'overdue'::character varying, 'escalated'::character varying, 'waived'::character varying])::text[]))),
    CONSTRAINT compliance_check_waived_with_reason CHECK (((((status)::text = 'waived'::text) AND (waived_until IS NOT NULL) AND (NOT (waived_reason ~ '^\s*$'::text))) OR ((NOT ((status)::text = 'waived'::text)) AND (waived_reason = ''::text) AND (waived_until IS NULL)))),
    CONSTRAINT compliance_checks_reminder_count_check CHECK ((reminder_count >= 0)),
    CONSTRAINT compliance_checks_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.compliance_checks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.compliance_checks_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    compliance_type character varying(100) NOT NULL,
    entity_type character varying(20) NOT NULL,
    entity_id uuid NOT NULL,
    entity_name character varying(255) DEFAULT ''::character varying NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    required_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    missing_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    validation_errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    reminder_sent_at timestamp with time zone,
    reminder_count smallint DEFAULT 0 NOT NULL,
    reminder_step smallint,
    answered_at timestamp with time zone,
    escalation_sent_at timestamp with time zone,
    completed_at timestamp with time zone,
    waived_reason text DEFAULT ''::text NOT NULL,
    waived_until date,
    notes text DEFAULT ''::text NOT NULL,
    completed_by_id uuid,
    escalated_to_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    schedule_id uuid,
    CONSTRAINT compliance_checks_events_reminder_count_check CHECK ((reminder_count >= 0)),
    CONSTRAINT compliance_checks_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.compliance_checks_events FORCE ROW LEVEL SECURITY;

CREATE VIEW public.compliance_completion_rates WITH (security_invoker='true') AS
 SELECT tenant_id,
    compliance_type,
    count(*) AS total,
    count(*) FILTER (WHERE ((status)::text = 'completed'::text)) AS completed,
    count(*) FILTER (WHERE ((status)::text = ANY ((ARRAY['overdue'::character varying, 'escalated'::character varying])::text[]))) AS overdue,
    count(*) FILTER (WHERE ((status)::text = 'waived'::text)) AS waived,
    round(((100.0 * (count(*) FILTER (WHERE ((status)::text = 'completed'::text)))::numeric) / (count(*))::numeric), 1) AS completion_rate_pct,
    round(((100.0 * (count(*) FILTER (WHERE ((status)::text = ANY ((ARRAY['completed'::character varying, 'waived'::character varying])::text[]))))::numeric) / (count(*))::numeric), 1) AS closed_rate_pct,
    round((avg(EXTRACT(epoch FROM (completed_at - created_at))) / (86400)::numeric), 1) AS avg_days_to_complete
   FROM public.compliance_checks
  WHERE (created_at > (public.app_now() - '90 days'::interval))
  GROUP BY tenant_id, compliance_type;

CREATE TABLE public.compliance_schedule (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    compliance_type character varying(100) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    frequency character varying(20) DEFAULT 'quarterly'::character varying NOT NULL,
    due_from character varying(20) DEFAULT 'calendar'::character varying NOT NULL,
    next_due_at timestamp with time zone NOT NULL,
    anchor_day smallint,
    last_completed_at timestamp with time zone,
    target_entity_type character varying(20) NOT NULL,
    target_filter jsonb DEFAULT '{}'::jsonb NOT NULL,
    required_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    notification_days_before smallint DEFAULT 14 NOT NULL,
    escalation_days_after smallint DEFAULT 7 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    escalate_to_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT compliance_schedule_anchor_day_check CHECK ((anchor_day >= 0)),
    CONSTRAINT compliance_schedule_days_in_range CHECK (((escalation_days_after <= 90) AND (notification_days_before <= 90))),
    CONSTRAINT compliance_schedule_due_from_known CHECK (((due_from)::text = ANY ((ARRAY['calendar'::character varying, 'completion'::character varying])::text[]))),
    CONSTRAINT compliance_schedule_entity_known CHECK (((target_entity_type)::text = ANY ((ARRAY['client'::character varying, 'contact'::character varying, 'vendor'::character varying])::text[]))),
    CONSTRAINT compliance_schedule_escalation_days_after_check CHECK ((escalation_days_after >= 0)),
    CONSTRAINT compliance_schedule_fields_listed CHECK ((jsonb_typeof(required_fields) = 'array'::text)),
    CONSTRAINT compliance_schedule_filter_keys CHECK (((target_filter - '{is_active,status,priority,tier}'::text[]) = '{}'::jsonb)),
    CONSTRAINT compliance_schedule_frequency_known CHECK (((frequency)::text = ANY ((ARRAY['monthly'::character varying, 'quarterly'::character varying, 'semi_annual'::character varying, 'annual'::character varying])::text[]))),
    CONSTRAINT compliance_schedule_has_type CHECK ((NOT ((compliance_type)::text ~ '^\s*$'::text))),
    CONSTRAINT compliance_schedule_notification_days_before_check CHECK ((notification_days_before >= 0)),
    CONSTRAINT compliance_schedule_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.compliance_schedule FORCE ROW LEVEL SECURITY;

CREATE TABLE public.compliance_schedule_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    compliance_type character varying(100) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    frequency character varying(20) DEFAULT 'quarterly'::character varying NOT NULL,
    due_from character varying(20) DEFAULT 'calendar'::character varying NOT NULL,
    next_due_at timestamp with time zone NOT NULL,
    anchor_day smallint,
    last_completed_at timestamp with time zone,
    target_entity_type character varying(20) NOT NULL,
    target_filter jsonb DEFAULT '{}'::jsonb NOT NULL,
    required_fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    notification_days_before smallint DEFAULT 14 NOT NULL,
    escalation_days_after smallint DEFAULT 7 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    escalate_to_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT compliance_schedule_events_anchor_day_check CHECK ((anchor_day >= 0)),
    CONSTRAINT compliance_schedule_events_escalation_days_after_check CHECK ((escalation_days_after >= 0)),
    CONSTRAINT compliance_schedule_events_notification_days_before_check CHECK ((notification_days_before >= 0)),
    CONSTRAINT compliance_schedule_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.compliance_schedule_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_enrichment_queue (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    email_address character varying(254) DEFAULT ''::character varying NOT NULL,
    source character varying(20) NOT NULL,
    source_id character varying(255) DEFAULT ''::character varying NOT NULL,
    status character varying(12) DEFAULT 'pending'::character varying NOT NULL,
    extracted_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    merge_conflicts jsonb DEFAULT '[]'::jsonb NOT NULL,
    error_message character varying(500) DEFAULT ''::character varying NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    processed_at timestamp with time zone,
    contact_id uuid,
    merged_to_contact_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT contact_enrichment_queue_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT contact_enrichment_queue_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT enrichment_item_of_somebody CHECK (((contact_id IS NOT NULL) OR (NOT ((email_address)::text = ''::text)))),
    CONSTRAINT enrichment_item_source_known CHECK (((source)::text = ANY ((ARRAY['email_signature'::character varying, 'apollo'::character varying, 'manual'::character varying, 'web_search'::character varying])::text[]))),
    CONSTRAINT enrichment_item_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'processing'::character varying, 'completed'::character varying, 'failed'::character varying, 'skipped'::character varying])::text[])))
);

ALTER TABLE ONLY public.contact_enrichment_queue FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_enrichment_queue_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    email_address character varying(254) DEFAULT ''::character varying NOT NULL,
    source character varying(20) NOT NULL,
    source_id character varying(255) DEFAULT ''::character varying NOT NULL,
    status character varying(12) DEFAULT 'pending'::character varying NOT NULL,
    extracted_data jsonb DEFAULT '{}'::jsonb NOT NULL,
    merge_conflicts jsonb DEFAULT '[]'::jsonb NOT NULL,
    error_message character varying(500) DEFAULT ''::character varying NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    processed_at timestamp with time zone,
    contact_id uuid,
    merged_to_contact_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT contact_enrichment_queue_events_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT contact_enrichment_queue_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.contact_enrichment_queue_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_field_sources (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    field character varying(20) NOT NULL,
    value character varying(500) NOT NULL,
    source character varying(20) NOT NULL,
    learned_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    accepted_by_id uuid,
    contact_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT contact_field_sources_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT enrichment_field_source_known CHECK (((source)::text = ANY ((ARRAY['email_signature'::character varying, 'apollo'::character varying, 'manual'::character varying, 'web_search'::character varying])::text[])))
);

ALTER TABLE ONLY public.contact_field_sources FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contacts (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    first_name character varying(100) DEFAULT ''::character varying NOT NULL,
    last_name character varying(100) DEFAULT ''::character varying NOT NULL,
    title character varying(150) DEFAULT ''::character varying NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    phone character varying(50) DEFAULT ''::character varying NOT NULL,
    mobile character varying(50) DEFAULT ''::character varying NOT NULL,
    linkedin_url character varying(500) DEFAULT ''::character varying NOT NULL,
    buying_role character varying(20) DEFAULT ''::character varying NOT NULL,
    is_primary boolean DEFAULT false NOT NULL,
    unsubscribed_at timestamp with time zone,
    props jsonb DEFAULT '{}'::jsonb NOT NULL,
    client_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT clients_contact_has_name_or_email CHECK ((NOT (((email)::text = ''::text) AND ((first_name)::text = ''::text) AND ((last_name)::text = ''::text)))),
    CONSTRAINT clients_contact_role_known CHECK (((buying_role)::text = ANY ((ARRAY[''::character varying, 'decision_maker'::character varying, 'influencer'::character varying, 'user'::character varying])::text[]))),
    CONSTRAINT contacts_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contacts_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    first_name character varying(100) DEFAULT ''::character varying NOT NULL,
    last_name character varying(100) DEFAULT ''::character varying NOT NULL,
    title character varying(150) DEFAULT ''::character varying NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    phone character varying(50) DEFAULT ''::character varying NOT NULL,
    mobile character varying(50) DEFAULT ''::character varying NOT NULL,
    linkedin_url character varying(500) DEFAULT ''::character varying NOT NULL,
    buying_role character varying(20) DEFAULT ''::character varying NOT NULL,
    is_primary boolean DEFAULT false NOT NULL,
    unsubscribed_at timestamp with time zone,
    props jsonb DEFAULT '{}'::jsonb NOT NULL,
    client_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT contacts_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.contacts_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_activities (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    kind character varying(20) NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    happened_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    message_id uuid,
    deal_id uuid NOT NULL,
    done_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT deal_activities_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT deals_activity_kind_known CHECK (((kind)::text = ANY ((ARRAY['email'::character varying, 'call'::character varying, 'meeting'::character varying, 'note'::character varying, 'follow_up'::character varying])::text[])))
);

ALTER TABLE ONLY public.deal_activities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_stage_config (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    stage character varying(20) NOT NULL,
    max_days_before_stale smallint DEFAULT 7 NOT NULL,
    follow_up_interval_days smallint DEFAULT 3 NOT NULL,
    max_follow_ups smallint DEFAULT 5 NOT NULL,
    drafts_first boolean DEFAULT false NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT deal_stage_config_follow_up_interval_days_check CHECK ((follow_up_interval_days >= 0)),
    CONSTRAINT deal_stage_config_max_days_before_stale_check CHECK ((max_days_before_stale >= 0)),
    CONSTRAINT deal_stage_config_max_follow_ups_check CHECK ((max_follow_ups >= 0)),
    CONSTRAINT deal_stage_config_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT deals_stage_config_positive CHECK (((follow_up_interval_days > 0) AND (max_days_before_stale > 0) AND (max_follow_ups > 0))),
    CONSTRAINT deals_stage_config_stage_open CHECK (((stage)::text = ANY ((ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying])::text[])))
);

ALTER TABLE ONLY public.deal_stage_config FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_stage_config_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    stage character varying(20) NOT NULL,
    max_days_before_stale smallint DEFAULT 7 NOT NULL,
    follow_up_interval_days smallint DEFAULT 3 NOT NULL,
    max_follow_ups smallint DEFAULT 5 NOT NULL,
    drafts_first boolean DEFAULT false NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT deal_stage_config_events_follow_up_interval_days_check CHECK ((follow_up_interval_days >= 0)),
    CONSTRAINT deal_stage_config_events_max_days_before_stale_check CHECK ((max_days_before_stale >= 0)),
    CONSTRAINT deal_stage_config_events_max_follow_ups_check CHECK ((max_follow_ups >= 0)),
    CONSTRAINT deal_stage_config_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.deal_stage_config_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deal_stage_history (
    id uuid DEFAULT public.uuid7() NOT NULL,
    from_stage character varying(20) DEFAULT ''::character varying NOT NULL,
    to_stage character varying(20) NOT NULL,
    changed_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    reason character varying(500) DEFAULT ''::character varying NOT NULL,
    days_in_previous_stage integer,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    changed_by_id uuid,
    deal_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT deals_stage_history_to_known CHECK (((to_stage)::text = ANY ((ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying, 'won'::character varying, 'lost'::character varying])::text[])))
);

ALTER TABLE ONLY public.deal_stage_history FORCE ROW LEVEL SECURITY;

CREATE VIEW public.deal_stage_velocity WITH (security_invoker='true') AS
 SELECT tenant_id,
    from_stage,
    count(*) AS transitions,
    round(avg(days_in_previous_stage), 1) AS avg_days,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((days_in_previous_stage)::double precision)))::numeric, 1) AS median_days,
    min(days_in_previous_stage) AS min_days,
    max(days_in_previous_stage) AS max_days
   FROM public.deal_stage_history h
  WHERE ((changed_at >= (public.app_now() - '90 days'::interval)) AND ((from_stage)::text <> ''::text) AND (days_in_previous_stage IS NOT NULL))
  GROUP BY tenant_id, from_stage;

CREATE TABLE public.deals (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    title character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    value numeric(12,2),
    probability smallint DEFAULT 50 NOT NULL,
    stage character varying(20) DEFAULT 'lead'::character varying NOT NULL,
    expected_close_date date,
    actual_close_date date,
    lost_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    last_activity_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    stalled_at timestamp with time zone,
    auto_follow_up_enabled boolean DEFAULT true NOT NULL,
    next_follow_up_at timestamp with time zone,
    follow_up_count smallint DEFAULT 0 NOT NULL,
    parked_until date,
    parked_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    assigned_to_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    created_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT deals_deal_closed_when CHECK ((((stage)::text = ANY ((ARRAY['won'::character varying, 'lost'::character varying])::text[])) OR (actual_close_date IS NULL))),
    CONSTRAINT deals_deal_has_title CHECK ((NOT ((title)::text ~ '^\s*$'::text))),
    CONSTRAINT deals_deal_parked_with_reason CHECK (((((parked_reason)::text = ''::text) AND (parked_until IS NULL)) OR ((parked_until IS NOT NULL) AND (NOT ((parked_reason)::text = ''::text))))),
    CONSTRAINT deals_deal_probability_in_percent CHECK (((probability >= 0) AND (probability <= 100))),
    CONSTRAINT deals_deal_stage_known CHECK (((stage)::text = ANY ((ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying, 'won'::character varying, 'lost'::character varying])::text[]))),
    CONSTRAINT deals_deal_value_not_negative CHECK (((value IS NULL) OR (value >= (0)::numeric))),
    CONSTRAINT deals_follow_up_count_check CHECK ((follow_up_count >= 0)),
    CONSTRAINT deals_probability_check CHECK ((probability >= 0)),
    CONSTRAINT deals_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.deals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deals_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    title character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    value numeric(12,2),
    probability smallint DEFAULT 50 NOT NULL,
    stage character varying(20) DEFAULT 'lead'::character varying NOT NULL,
    expected_close_date date,
    actual_close_date date,
    lost_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    last_activity_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    stalled_at timestamp with time zone,
    auto_follow_up_enabled boolean DEFAULT true NOT NULL,
    next_follow_up_at timestamp with time zone,
    follow_up_count smallint DEFAULT 0 NOT NULL,
    parked_until date,
    parked_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    assigned_to_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    created_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT deals_events_follow_up_count_check CHECK ((follow_up_count >= 0)),
    CONSTRAINT deals_events_probability_check CHECK ((probability >= 0)),
    CONSTRAINT deals_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.deals_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id uuid NOT NULL,
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE ONLY public.django_admin_log FORCE ROW LEVEL SECURITY;

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.effect_ledger (
    id uuid DEFAULT public.uuid7() NOT NULL,
    key character varying(200) NOT NULL,
    done_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    tenant_id uuid NOT NULL
);

ALTER TABLE ONLY public.effect_ledger FORCE ROW LEVEL SECURITY;

CREATE TABLE public.engine_settings (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    job_name character varying(50) NOT NULL,
    is_paused boolean DEFAULT false NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT engine_settings_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.engine_settings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.engine_settings_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    job_name character varying(50) NOT NULL,
    is_paused boolean DEFAULT false NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT engine_settings_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.engine_settings_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.enrichment_conflicts (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    field character varying(20) NOT NULL,
    current_value character varying(500) DEFAULT ''::character varying NOT NULL,
    proposed_value character varying(500) DEFAULT ''::character varying NOT NULL,
    source character varying(20) NOT NULL,
    confidence numeric(3,2),
    resolution character varying(10) DEFAULT 'open'::character varying NOT NULL,
    resolved_value character varying(500) DEFAULT ''::character varying NOT NULL,
    resolved_at timestamp with time zone,
    contact_id uuid NOT NULL,
    resolved_by_id uuid,
    tenant_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    CONSTRAINT enrichment_conflict_confidence_in_range CHECK (((confidence IS NULL) OR ((confidence >= (0)::numeric) AND (confidence <= (1)::numeric)))),
    CONSTRAINT enrichment_conflict_resolution_known CHECK (((resolution)::text = ANY ((ARRAY['open'::character varying, 'keep'::character varying, 'take'::character varying, 'edit'::character varying])::text[]))),
    CONSTRAINT enrichment_conflict_resolved_when CHECK (((((resolution)::text = 'open'::text) AND (resolved_at IS NULL)) OR ((NOT ((resolution)::text = 'open'::text)) AND (resolved_at IS NOT NULL)))),
    CONSTRAINT enrichment_conflicts_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.enrichment_conflicts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.enrichment_conflicts_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    field character varying(20) NOT NULL,
    current_value character varying(500) DEFAULT ''::character varying NOT NULL,
    proposed_value character varying(500) DEFAULT ''::character varying NOT NULL,
    source character varying(20) NOT NULL,
    confidence numeric(3,2),
    resolution character varying(10) DEFAULT 'open'::character varying NOT NULL,
    resolved_value character varying(500) DEFAULT ''::character varying NOT NULL,
    resolved_at timestamp with time zone,
    contact_id uuid NOT NULL,
    pgh_obj_id uuid NOT NULL,
    resolved_by_id uuid,
    tenant_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    CONSTRAINT enrichment_conflicts_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.enrichment_conflicts_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback_requests (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    status character varying(10) DEFAULT 'pending'::character varying NOT NULL,
    delivery_date timestamp with time zone NOT NULL,
    scheduled_for timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    responded_at timestamp with time zone,
    expires_at timestamp with time zone,
    has_open_case boolean DEFAULT false NOT NULL,
    skip_reason character varying(200) DEFAULT ''::character varying NOT NULL,
    message_id uuid,
    response_email_id character varying(255) DEFAULT ''::character varying NOT NULL,
    response_source character varying(10) DEFAULT ''::character varying NOT NULL,
    rating character varying(10) DEFAULT ''::character varying NOT NULL,
    response_text text DEFAULT ''::text NOT NULL,
    response_summary character varying(500) DEFAULT ''::character varying NOT NULL,
    sentiment character varying(10) DEFAULT ''::character varying NOT NULL,
    sentiment_score numeric(3,2),
    issues jsonb DEFAULT '[]'::jsonb NOT NULL,
    service_recovery_triggered boolean DEFAULT false NOT NULL,
    case_created_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    order_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT feedback_request_after_delivery CHECK ((scheduled_for >= delivery_date)),
    CONSTRAINT feedback_request_answered_when CHECK (((((status)::text = 'responded'::text) AND (responded_at IS NOT NULL)) OR ((NOT ((status)::text = 'responded'::text)) AND (responded_at IS NULL)))),
    CONSTRAINT feedback_request_ends_after_sending CHECK (((expires_at IS NULL) OR (expires_at > sent_at))),
    CONSTRAINT feedback_request_issues_known CHECK ((issues <@ '["timeliness", "quality", "communication", "price"]'::jsonb)),
    CONSTRAINT feedback_request_rating_known CHECK (((rating)::text = ANY ((ARRAY[''::character varying, 'very_good'::character varying, 'good'::character varying, 'fair'::character varying, 'poor'::character varying, 'very_poor'::character varying])::text[]))),
    CONSTRAINT feedback_request_score_in_range CHECK (((sentiment_score IS NULL) OR ((sentiment_score >= ('-1'::integer)::numeric) AND (sentiment_score <= (1)::numeric)))),
    CONSTRAINT feedback_request_sent_when CHECK (((NOT ((status)::text = 'sent'::text)) OR ((expires_at IS NOT NULL) AND (sent_at IS NOT NULL)))),
    CONSTRAINT feedback_request_sentiment_known CHECK (((sentiment)::text = ANY ((ARRAY[''::character varying, 'positive'::character varying, 'neutral'::character varying, 'negative'::character varying])::text[]))),
    CONSTRAINT feedback_request_skipped_why CHECK (((NOT ((status)::text = 'skipped'::text)) OR (NOT ((skip_reason)::text = ''::text)))),
    CONSTRAINT feedback_request_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'sent'::character varying, 'responded'::character varying, 'expired'::character varying, 'skipped'::character varying])::text[]))),
    CONSTRAINT feedback_requests_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.feedback_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback_requests_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    status character varying(10) DEFAULT 'pending'::character varying NOT NULL,
    delivery_date timestamp with time zone NOT NULL,
    scheduled_for timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    responded_at timestamp with time zone,
    expires_at timestamp with time zone,
    has_open_case boolean DEFAULT false NOT NULL,
    skip_reason character varying(200) DEFAULT ''::character varying NOT NULL,
    message_id uuid,
    response_email_id character varying(255) DEFAULT ''::character varying NOT NULL,
    response_source character varying(10) DEFAULT ''::character varying NOT NULL,
    rating character varying(10) DEFAULT ''::character varying NOT NULL,
    response_text text DEFAULT ''::text NOT NULL,
    response_summary character varying(500) DEFAULT ''::character varying NOT NULL,
    sentiment character varying(10) DEFAULT ''::character varying NOT NULL,
    sentiment_score numeric(3,2),
    issues jsonb DEFAULT '[]'::jsonb NOT NULL,
    service_recovery_triggered boolean DEFAULT false NOT NULL,
    case_created_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    order_id uuid NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT feedback_requests_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.feedback_requests_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.firm_section_counts (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    section_number smallint NOT NULL,
    not_started_count integer DEFAULT 0 NOT NULL,
    in_progress_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    done_count integer DEFAULT 0 NOT NULL,
    skipped_count integer DEFAULT 0 NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT firm_section_counts_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tickets_firm_section_count_number_in_range CHECK (((section_number >= '-1'::integer) AND (section_number <= 99)))
);

ALTER TABLE ONLY public.firm_section_counts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.idempotency_keys (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    caller_id uuid NOT NULL,
    key character varying(200) NOT NULL,
    request_hash bytea NOT NULL,
    status smallint,
    headers jsonb NOT NULL,
    body text NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT idempotency_keys_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT idempotency_keys_status_check CHECK ((status >= 0)),
    CONSTRAINT tenancy_idempotency_key_not_empty CHECK ((NOT ((key)::text = ''::text)))
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.implementation_snapshots (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    snapshot_date timestamp with time zone NOT NULL,
    label character varying(20) NOT NULL,
    source character varying(20) NOT NULL,
    metrics jsonb NOT NULL,
    notes text NOT NULL,
    captured_by_id uuid,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT implementation_snapshots_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT metrics_snapshot_label_known CHECK (((label)::text = ANY ((ARRAY['baseline'::character varying, '30d'::character varying, '60d'::character varying, '90d'::character varying, 'custom'::character varying])::text[]))),
    CONSTRAINT metrics_snapshot_source_known CHECK (((source)::text = ANY ((ARRAY['manual'::character varying, 'ghl_export'::character varying, 'api'::character varying])::text[])))
);

ALTER TABLE ONLY public.implementation_snapshots FORCE ROW LEVEL SECURITY;

CREATE TABLE public.implementation_snapshots_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    snapshot_date timestamp with time zone NOT NULL,
    label character varying(20) NOT NULL,
    source character varying(20) NOT NULL,
    metrics jsonb NOT NULL,
    notes text NOT NULL,
    captured_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT implementation_snapshots_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.implementation_snapshots_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(10) NOT NULL,
    token_hash bytea,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    invited_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT invitations_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tenancy_invitation_accepted_or_revoked CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT tenancy_invitation_role_known CHECK (((role)::text = ANY ((ARRAY['viewer'::character varying, 'member'::character varying, 'admin'::character varying, 'owner'::character varying, 'staff'::character varying])::text[])))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(10) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    invited_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT invitations_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.invitations_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.job_runs (
    id uuid DEFAULT public.uuid7() NOT NULL,
    job_name character varying(50) NOT NULL,
    scheduled_for timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    status character varying(10) DEFAULT 'running'::character varying NOT NULL,
    dry_run boolean DEFAULT false NOT NULL,
    items_seen integer DEFAULT 0 NOT NULL,
    items_done integer DEFAULT 0 NOT NULL,
    items_failed integer DEFAULT 0 NOT NULL,
    summary jsonb DEFAULT '{}'::jsonb NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT job_runs_items_done_check CHECK ((items_done >= 0)),
    CONSTRAINT job_runs_items_failed_check CHECK ((items_failed >= 0)),
    CONSTRAINT job_runs_items_seen_check CHECK ((items_seen >= 0)),
    CONSTRAINT work_job_run_finished_when_over CHECK ((((finished_at IS NULL) AND ((status)::text = 'running'::text)) OR ((NOT ((status)::text = 'running'::text)) AND (finished_at IS NOT NULL)))),
    CONSTRAINT work_job_run_status_known CHECK (((status)::text = ANY ((ARRAY['running'::character varying, 'succeeded'::character varying, 'partly'::character varying, 'failed'::character varying, 'skipped'::character varying])::text[])))
);

ALTER TABLE ONLY public.job_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.memberships (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    role character varying(10) NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    visited_at timestamp with time zone,
    previous_visit_at timestamp with time zone,
    wants_digest boolean DEFAULT true NOT NULL,
    wants_alerts boolean DEFAULT true NOT NULL,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT memberships_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tenancy_membership_role_known CHECK (((role)::text = ANY ((ARRAY['viewer'::character varying, 'member'::character varying, 'admin'::character varying, 'owner'::character varying, 'staff'::character varying])::text[])))
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;

CREATE TABLE public.memberships_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    role character varying(10) NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    wants_digest boolean DEFAULT true NOT NULL,
    wants_alerts boolean DEFAULT true NOT NULL,
    pgh_obj_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT memberships_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.memberships_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.metric_definitions (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    key character varying(63) NOT NULL,
    label character varying(100) NOT NULL,
    unit character varying(10) NOT NULL,
    lower_is_better boolean DEFAULT false NOT NULL,
    min_value numeric(14,4),
    max_value numeric(14,4),
    weight numeric(6,2) DEFAULT 1 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    sort_order smallint DEFAULT 100 NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT metric_definitions_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT metric_definitions_sort_order_check CHECK ((sort_order >= 0)),
    CONSTRAINT metrics_definition_bounds_in_order CHECK (((min_value IS NULL) OR (max_value IS NULL) OR (min_value < max_value))),
    CONSTRAINT metrics_definition_key_form CHECK (((key)::text ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT metrics_definition_percent_bounds CHECK (((NOT ((unit)::text = 'percent'::text)) OR ((max_value IS NOT NULL) AND (max_value <= (100)::numeric) AND (min_value >= (0)::numeric) AND (min_value IS NOT NULL)))),
    CONSTRAINT metrics_definition_unit_known CHECK (((unit)::text = ANY ((ARRAY['minutes'::character varying, 'hours'::character varying, 'percent'::character varying, 'count'::character varying, 'money'::character varying, 'score'::character varying])::text[]))),
    CONSTRAINT metrics_definition_weight_not_negative CHECK ((weight >= (0)::numeric))
);

ALTER TABLE ONLY public.metric_definitions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.metric_definitions_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    key character varying(63) NOT NULL,
    label character varying(100) NOT NULL,
    unit character varying(10) NOT NULL,
    lower_is_better boolean DEFAULT false NOT NULL,
    min_value numeric(14,4),
    max_value numeric(14,4),
    weight numeric(6,2) DEFAULT 1 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    sort_order smallint DEFAULT 100 NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT metric_definitions_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT metric_definitions_events_sort_order_check CHECK ((sort_order >= 0))
);

ALTER TABLE ONLY public.metric_definitions_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.opportunity_signals (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    source_type character varying(10) NOT NULL,
    source_id character varying(255) NOT NULL,
    signal_type character varying(20) NOT NULL,
    signal_strength numeric(3,2) DEFAULT 0.5 NOT NULL,
    extracted_text text DEFAULT ''::text NOT NULL,
    context jsonb DEFAULT '{}'::jsonb NOT NULL,
    actioned boolean DEFAULT false NOT NULL,
    actioned_at timestamp with time zone,
    action_taken character varying(500) DEFAULT ''::character varying NOT NULL,
    action_result character varying(500) DEFAULT ''::character varying NOT NULL,
    dismissed_at timestamp with time zone,
    dismissed_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    client_id uuid,
    contact_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT enrichment_signal_actioned_when CHECK (((((action_result)::text = ''::text) AND ((action_taken)::text = ''::text) AND (NOT actioned) AND (actioned_at IS NULL)) OR (actioned AND (actioned_at IS NOT NULL) AND (NOT ((action_taken)::text = ''::text))))),
    CONSTRAINT enrichment_signal_dismissed_why CHECK ((((dismissed_at IS NULL) AND ((dismissed_reason)::text = ''::text)) OR ((NOT actioned) AND (dismissed_at IS NOT NULL) AND (NOT ((dismissed_reason)::text = ''::text))))),
    CONSTRAINT enrichment_signal_source_known CHECK (((source_type)::text = ANY ((ARRAY['email'::character varying, 'case'::character varying, 'order'::character varying, 'deal'::character varying, 'call'::character varying])::text[]))),
    CONSTRAINT enrichment_signal_strength_in_range CHECK (((signal_strength >= (0)::numeric) AND (signal_strength <= (1)::numeric))),
    CONSTRAINT enrichment_signal_type_known CHECK (((signal_type)::text = ANY ((ARRAY['complaint'::character varying, 'urgency'::character varying, 'budget_mention'::character varying, 'competitor_mention'::character varying, 'expansion'::character varying, 'renewal'::character varying, 'upsell'::character varying, 'referral'::character varying, 'churn_risk'::character varying])::text[]))),
    CONSTRAINT opportunity_signals_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.opportunity_signals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.opportunity_signals_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    source_type character varying(10) NOT NULL,
    source_id character varying(255) NOT NULL,
    signal_type character varying(20) NOT NULL,
    signal_strength numeric(3,2) DEFAULT 0.5 NOT NULL,
    extracted_text text DEFAULT ''::text NOT NULL,
    context jsonb DEFAULT '{}'::jsonb NOT NULL,
    actioned boolean DEFAULT false NOT NULL,
    actioned_at timestamp with time zone,
    action_taken character varying(500) DEFAULT ''::character varying NOT NULL,
    action_result character varying(500) DEFAULT ''::character varying NOT NULL,
    dismissed_at timestamp with time zone,
    dismissed_reason character varying(500) DEFAULT ''::character varying NOT NULL,
    client_id uuid,
    contact_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT opportunity_signals_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.opportunity_signals_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.orders (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    order_number character varying(50) NOT NULL,
    title character varying(255) DEFAULT ''::character varying NOT NULL,
    status character varying(20) DEFAULT 'new'::character varying NOT NULL,
    due_at timestamp with time zone,
    completed_at timestamp with time zone,
    delivered_at timestamp with time zone,
    fee numeric(12,2),
    assigned_to_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT clients_order_delivered_when CHECK (((NOT ((status)::text = 'delivered'::text)) OR (delivered_at IS NOT NULL))),
    CONSTRAINT clients_order_fee_not_negative CHECK (((fee IS NULL) OR (fee >= (0)::numeric))),
    CONSTRAINT clients_order_has_number CHECK ((NOT ((order_number)::text = ''::text))),
    CONSTRAINT clients_order_status_known CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'in_progress'::character varying, 'delivered'::character varying, 'completed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT orders_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.orders FORCE ROW LEVEL SECURITY;

CREATE TABLE public.orders_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    order_number character varying(50) NOT NULL,
    title character varying(255) DEFAULT ''::character varying NOT NULL,
    status character varying(20) DEFAULT 'new'::character varying NOT NULL,
    due_at timestamp with time zone,
    completed_at timestamp with time zone,
    delivered_at timestamp with time zone,
    fee numeric(12,2),
    assigned_to_id uuid,
    client_id uuid NOT NULL,
    contact_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT orders_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.orders_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outbox_messages (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    to_email character varying(254) NOT NULL,
    subject character varying(200) NOT NULL,
    body_text text NOT NULL,
    body_html text NOT NULL,
    purpose character varying(50) NOT NULL,
    status character varying(10) NOT NULL,
    redact_on_send boolean NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    approved_at timestamp with time zone,
    sent_at timestamp with time zone,
    tenant_id uuid NOT NULL,
    about_id uuid,
    retry_at timestamp with time zone,
    CONSTRAINT outbox_messages_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_messages_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT work_mail_secret_is_blanked CHECK (((NOT redact_on_send) OR ((status)::text = ANY ((ARRAY['draft'::character varying, 'approved'::character varying])::text[])) OR ((body_html = ''::text) AND (body_text = ''::text)))),
    CONSTRAINT work_mail_sent_at_when_sent CHECK ((((sent_at IS NOT NULL) AND ((status)::text = 'sent'::text)) OR ((NOT ((status)::text = 'sent'::text)) AND (sent_at IS NULL)))),
    CONSTRAINT work_mail_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'approved'::character varying, 'sent'::character varying, 'failed'::character varying])::text[])))
);

ALTER TABLE ONLY public.outbox_messages FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outbox_messages_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    to_email character varying(254) NOT NULL,
    subject character varying(200) NOT NULL,
    purpose character varying(50) NOT NULL,
    status character varying(10) NOT NULL,
    redact_on_send boolean NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    approved_at timestamp with time zone,
    sent_at timestamp with time zone,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    about_id uuid,
    retry_at timestamp with time zone,
    CONSTRAINT outbox_messages_events_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_messages_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.outbox_messages_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_outcomes (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    target_label character varying(20) NOT NULL,
    deltas jsonb NOT NULL,
    realized_roi jsonb,
    assumptions jsonb NOT NULL,
    inputs jsonb NOT NULL,
    attainment_pct numeric(5,2),
    status character varying(20),
    status_method character varying(20) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    notes text NOT NULL,
    at_30d_snapshot_id uuid,
    at_60d_snapshot_id uuid,
    at_90d_snapshot_id uuid,
    baseline_snapshot_id uuid,
    roadmap_id uuid NOT NULL,
    target_snapshot_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT metrics_outcome_attainment_capped CHECK (((attainment_pct IS NULL) OR ((attainment_pct >= (0)::numeric) AND (attainment_pct <= (150)::numeric)))),
    CONSTRAINT metrics_outcome_status_by_a_rule CHECK ((((status IS NULL) AND ((status_method)::text = 'none'::text)) OR (((status)::text = ANY ((ARRAY['on_track'::character varying, 'at_risk'::character varying, 'off_track'::character varying])::text[])) AND (status IS NOT NULL) AND ((status_method)::text = ANY ((ARRAY['attainment'::character varying, 'net_roi'::character varying])::text[]))))),
    CONSTRAINT metrics_outcome_target_known CHECK (((target_label)::text = ANY ((ARRAY['baseline'::character varying, '30d'::character varying, '60d'::character varying, '90d'::character varying, 'custom'::character varying])::text[]))),
    CONSTRAINT roadmap_outcomes_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmap_outcomes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmaps (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    version character varying(50) NOT NULL,
    status character varying(30) NOT NULL,
    is_current boolean NOT NULL,
    series_id uuid DEFAULT public.uuid7() NOT NULL,
    pilot_stage character varying(30),
    pdf_url character varying(500) NOT NULL,
    delivered_at timestamp with time zone,
    archived_at timestamp with time zone,
    needs_agent_reprovision boolean NOT NULL,
    model_json jsonb NOT NULL,
    source_refs jsonb NOT NULL,
    metadata jsonb,
    created_by_user_id uuid,
    parent_roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmaps_roadmap_archived_is_not_current CHECK (((archived_at IS NULL) OR (NOT is_current))),
    CONSTRAINT roadmaps_roadmap_pilot_stage_known CHECK (((pilot_stage IS NULL) OR ((pilot_stage)::text = ANY ((ARRAY['pilot_proposed'::character varying, 'pilot_active'::character varying, 'pilot_completed'::character varying])::text[])))),
    CONSTRAINT roadmaps_roadmap_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying, 'finalized'::character varying, 'in_progress'::character varying, 'delivered'::character varying, 'archived'::character varying])::text[]))),
    CONSTRAINT roadmaps_roadmap_version_form CHECK (((version)::text ~ '^v[0-9]+\.[0-9]+$'::text)),
    CONSTRAINT roadmaps_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmaps FORCE ROW LEVEL SECURITY;

CREATE MATERIALIZED VIEW rpt.outcome_aggregates AS
 WITH outcome AS (
         SELECT o.tenant_id,
            o.deltas,
            o.inputs,
            o.realized_roi AS roi,
            o.attainment_pct,
            o.status,
            (o.assumptions ->> 'currency'::text) AS currency,
            o.target_label AS milestone,
            t.segment,
            t.industry,
            public.size_band(t.team_headcount) AS size_band
           FROM ((public.roadmap_outcomes o
             JOIN public.roadmaps r ON (((r.tenant_id = o.tenant_id) AND (r.series_id = o.series_id) AND r.is_current)))
             JOIN public.tenants t ON ((t.id = o.tenant_id)))
          WHERE ((o.target_label)::text =
                CASE
                    WHEN (o.at_90d_snapshot_id IS NOT NULL) THEN '90d'::text
                    WHEN (o.at_60d_snapshot_id IS NOT NULL) THEN '60d'::text
                    WHEN (o.at_30d_snapshot_id IS NOT NULL) THEN '30d'::text
                    ELSE 'custom'::text
                END)
        ), delta AS (
         SELECT o.tenant_id,
            m.key,
            m.lower_is_better,
            (d.value)::numeric AS change,
                CASE m.unit
                    WHEN 'money'::text THEN (o.currency)::character varying
                    ELSE m.unit
                END AS unit,
            (((o.inputs -> 'baseline'::text) ->> (m.key)::text))::numeric AS baseline
           FROM ((outcome o
             CROSS JOIN LATERAL jsonb_each_text(o.deltas) d(key, value))
             JOIN public.metric_definitions m ON (((m.tenant_id = o.tenant_id) AND ((m.key)::text = d.key) AND m.is_active)))
          WHERE (d.value IS NOT NULL)
        ), figure AS (
         SELECT delta.tenant_id,
            'delta'::text AS kind,
            delta.key AS measure,
            delta.unit,
            delta.lower_is_better,
            delta.change AS value
           FROM delta
        UNION ALL
         SELECT delta.tenant_id,
            'improvement_pct'::text,
            delta.key,
            'percent'::character varying,
            false,
            ((
                CASE
                    WHEN delta.lower_is_better THEN (- delta.change)
                    ELSE delta.change
                END / abs(delta.baseline)) * (100)::numeric)
           FROM delta
          WHERE (delta.baseline <> (0)::numeric)
        UNION ALL
         SELECT o.tenant_id,
            'yearly'::text,
            y.measure,
            COALESCE(y.unit, o.currency) AS "coalesce",
            false,
            ((o.roi ->> y.measure))::numeric AS "numeric"
           FROM (outcome o
             CROSS JOIN ( VALUES ('time_savings_hours_annual'::text,'hours'::text), ('time_savings_value_annual'::text,NULL::text), ('net_roi_percent'::text,'percent'::text)) y(measure, unit))
          WHERE ((o.roi ->> y.measure) IS NOT NULL)
        UNION ALL
         SELECT outcome.tenant_id,
            'yearly'::text,
            'attainment_pct'::character varying,
            'percent'::character varying,
            false,
            outcome.attainment_pct
           FROM outcome
          WHERE (outcome.attainment_pct IS NOT NULL)
        ), counted AS (
         SELECT GROUPING(o.segment) AS any_segment,
            GROUPING(o.industry) AS any_industry,
            GROUPING(o.size_band) AS any_size,
            o.segment,
            o.industry,
            o.size_band,
            f.kind,
            f.measure,
            f.unit,
            f.lower_is_better,
            (count(*))::integer AS firms,
            jsonb_build_object('30d', count(*) FILTER (WHERE ((o.milestone)::text = '30d'::text)), '60d', count(*) FILTER (WHERE ((o.milestone)::text = '60d'::text)), '90d', count(*) FILTER (WHERE ((o.milestone)::text = '90d'::text)), 'custom', count(*) FILTER (WHERE ((o.milestone)::text = 'custom'::text))) AS milestones,
            percentile_cont((ARRAY[0.25, 0.5, 0.75])::double precision[]) WITHIN GROUP (ORDER BY ((f.value)::double precision)) AS p,
            NULL::integer AS on_track,
            NULL::integer AS at_risk,
            NULL::integer AS off_track
           FROM (outcome o
             JOIN figure f USING (tenant_id))
          GROUP BY GROUPING SETS ((), (o.segment), (o.industry), (o.size_band), (o.segment, o.size_band)), f.kind, f.measure, f.unit, f.lower_is_better
        UNION ALL
         SELECT GROUPING(o.segment) AS "grouping",
            GROUPING(o.industry) AS "grouping",
            GROUPING(o.size_band) AS "grouping",
            o.segment,
            o.industry,
            o.size_band,
            'status'::text,
            'status'::character varying,
            'count'::character varying,
            false,
            (count(*))::integer AS count,
            jsonb_build_object('30d', count(*) FILTER (WHERE ((o.milestone)::text = '30d'::text)), '60d', count(*) FILTER (WHERE ((o.milestone)::text = '60d'::text)), '90d', count(*) FILTER (WHERE ((o.milestone)::text = '90d'::text)), 'custom', count(*) FILTER (WHERE ((o.milestone)::text = 'custom'::text))) AS jsonb_build_object,
            NULL::double precision[],
            (count(*) FILTER (WHERE ((o.status)::text = 'on_track'::text)))::integer AS count,
            (count(*) FILTER (WHERE ((o.status)::text = 'at_risk'::text)))::integer AS count,
            (count(*) FILTER (WHERE ((o.status)::text = 'off_track'::text)))::integer AS count
           FROM outcome o
          GROUP BY GROUPING SETS ((), (o.segment), (o.industry), (o.size_band), (o.segment, o.size_band))
        ), named AS (
         SELECT
                CASE
                    WHEN ((counted.any_segment = 0) AND (counted.any_size = 0)) THEN 'segment_size_band'::text
                    WHEN (counted.any_segment = 0) THEN 'segment'::text
                    WHEN (counted.any_industry = 0) THEN 'industry'::text
                    WHEN (counted.any_size = 0) THEN 'size_band'::text
                    ELSE 'all'::text
                END AS "grouping",
            COALESCE(counted.segment, ''::character varying) AS segment,
            COALESCE(counted.industry, ''::character varying) AS industry,
            COALESCE(counted.size_band, ''::text) AS size_band,
            counted.kind,
            counted.measure,
            counted.unit,
            counted.lower_is_better,
            counted.firms,
            counted.milestones,
            round((counted.p[1])::numeric, 4) AS p25,
            round((counted.p[2])::numeric, 4) AS p50,
            round((counted.p[3])::numeric, 4) AS p75,
            counted.on_track,
            counted.at_risk,
            counted.off_track
           FROM counted
          WHERE (((counted.any_segment = 1) OR ((counted.segment)::text <> ''::text)) AND ((counted.any_industry = 1) OR ((counted.industry)::text <> ''::text)))
        UNION ALL
         SELECT 'all'::text,
            ''::character varying,
            ''::character varying,
            ''::text,
            'refresh'::text,
            'refresh'::character varying,
            ''::character varying,
            false,
            0,
            '{}'::jsonb AS jsonb,
            NULL::numeric,
            NULL::numeric,
            NULL::numeric,
            NULL::integer,
            NULL::integer,
            NULL::integer
        )
 SELECT concat_ws('|'::text, "grouping", segment, industry, size_band, kind, measure, unit, lower_is_better) AS row_key,
    "grouping",
    segment,
    industry,
    size_band,
    kind,
    measure,
    unit,
    lower_is_better,
    firms,
    milestones,
    p25,
    p50,
    p75,
    on_track,
    at_risk,
    off_track,
    COALESCE((NULLIF(current_setting('app.refresh_at'::text, true), ''::text))::timestamp with time zone, now()) AS refreshed_at
   FROM named
  WITH NO DATA;

CREATE VIEW public.outcome_aggregates WITH (security_barrier='true') AS
 SELECT row_key,
    "grouping",
    segment,
    industry,
    size_band,
    kind,
    measure,
    unit,
    lower_is_better,
    firms,
    milestones,
        CASE
            WHEN (firms >= 5) THEN p25
            ELSE NULL::numeric
        END AS p25,
    p50,
        CASE
            WHEN (firms >= 5) THEN p75
            ELSE NULL::numeric
        END AS p75,
    on_track,
    at_risk,
    off_track,
    refreshed_at
   FROM rpt.outcome_aggregates
  WHERE ((firms >= 3) OR (kind = 'refresh'::text));

CREATE TABLE public.patterns (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    pattern_id character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category character varying(50) DEFAULT ''::character varying NOT NULL,
    languages character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    version character varying(20) DEFAULT '1.0.0'::character varying NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT patterns_pattern_has_name CHECK ((NOT ((name)::text ~ '^\s*$'::text))),
    CONSTRAINT patterns_pattern_id_plain CHECK (((pattern_id)::text ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'::text)),
    CONSTRAINT patterns_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.patterns FORCE ROW LEVEL SECURITY;

CREATE TABLE public.project_outcomes (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    project_name character varying(255) NOT NULL,
    project_path text NOT NULL,
    pattern_id character varying(50) NOT NULL,
    pattern_name character varying(100) NOT NULL,
    pattern_version character varying(20) DEFAULT ''::character varying NOT NULL,
    components_generated character varying(200)[],
    files_created integer DEFAULT 0 NOT NULL,
    languages_used character varying(50)[],
    dependencies_installed character varying(200)[],
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    last_build_status character varying(20),
    last_build_timestamp timestamp with time zone,
    test_pass_rate numeric(5,2),
    deployment_status character varying(20),
    last_accessed_at timestamp with time zone,
    stack_id character varying(50),
    repository character varying(255),
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    archived_at timestamp with time zone,
    deleted_at timestamp with time zone,
    feedback_prompt_due_at timestamp with time zone,
    feedback_prompt_state character varying(10) DEFAULT 'pending'::character varying NOT NULL,
    feedback_prompt_dismissals smallint DEFAULT 0 NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT patterns_outcome_archived_when CHECK (((NOT ((status)::text = 'archived'::text)) OR (archived_at IS NOT NULL))),
    CONSTRAINT patterns_outcome_build_known CHECK (((last_build_status IS NULL) OR ((last_build_status)::text = ANY ((ARRAY['success'::character varying, 'failure'::character varying])::text[])))),
    CONSTRAINT patterns_outcome_deleted_when CHECK ((((deleted_at IS NOT NULL) AND ((status)::text = 'deleted'::text)) OR ((NOT ((status)::text = 'deleted'::text)) AND (deleted_at IS NULL)))),
    CONSTRAINT patterns_outcome_deployment_known CHECK (((deployment_status IS NULL) OR ((deployment_status)::text = ANY ((ARRAY['deployed'::character varying, 'staging'::character varying, 'local'::character varying])::text[])))),
    CONSTRAINT patterns_outcome_has_name CHECK ((NOT ((project_name)::text ~ '^\s*$'::text))),
    CONSTRAINT patterns_outcome_has_path CHECK (((NOT (project_path ~ '^\s*$'::text)) AND (length(project_path) <= 4096))),
    CONSTRAINT patterns_outcome_metadata_small CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (octet_length((metadata)::text) <= 16384))),
    CONSTRAINT patterns_outcome_prompt_known CHECK (((feedback_prompt_dismissals <= 2) AND ((feedback_prompt_state)::text = ANY ((ARRAY['pending'::character varying, 'shown'::character varying, 'dismissed'::character varying, 'done'::character varying])::text[])))),
    CONSTRAINT patterns_outcome_rate_in_range CHECK (((test_pass_rate IS NULL) OR ((test_pass_rate >= (0)::numeric) AND (test_pass_rate <= (100)::numeric)))),
    CONSTRAINT patterns_outcome_repository_plain CHECK (((repository IS NULL) OR ((repository)::text ~ '^[^/\s]+(/[^/\s]+)+$'::text))),
    CONSTRAINT patterns_outcome_status_known CHECK (((status)::text = ANY ((ARRAY['active'::character varying, 'archived'::character varying, 'deleted'::character varying])::text[]))),
    CONSTRAINT project_outcomes_feedback_prompt_dismissals_check CHECK ((feedback_prompt_dismissals >= 0)),
    CONSTRAINT project_outcomes_files_created_check CHECK ((files_created >= 0)),
    CONSTRAINT project_outcomes_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.project_outcomes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.user_feedback (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    overall_satisfaction smallint NOT NULL,
    pattern_usefulness smallint,
    code_quality smallint,
    documentation_clarity smallint,
    setup_ease smallint,
    positive_aspects character varying(20)[],
    negative_aspects character varying(20)[],
    additional_comments text,
    would_recommend boolean,
    likelihood_to_reuse smallint,
    feature_requests character varying(300)[],
    time_to_first_build integer,
    encountered_errors boolean DEFAULT false NOT NULL,
    error_details jsonb,
    feedback_source character varying(20) DEFAULT 'modal'::character varying NOT NULL,
    submitted_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    submitted_on date NOT NULL,
    consent_to_export boolean DEFAULT false NOT NULL,
    project_outcome_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT patterns_feedback_code_quality_in_range CHECK ((((code_quality >= 1) AND (code_quality <= 5)) OR (code_quality IS NULL))),
    CONSTRAINT patterns_feedback_documentation_clarity_in_range CHECK ((((documentation_clarity >= 1) AND (documentation_clarity <= 5)) OR (documentation_clarity IS NULL))),
    CONSTRAINT patterns_feedback_errors_listed CHECK (((error_details IS NULL) OR (NOT jsonb_path_exists(error_details, 'strict $?(@.type() != "array" || exists (@[*]?((((@.type() != "object" || !(((@."type" == "dependency" || @."type" == "build") || @."type" == "runtime") || @."type" == "configuration")) || (@."type" == "") is unknown) || !(@."message" like_regex "[^ ]")) || (@."message" like_regex ".") is unknown)))'::jsonpath, '{}'::jsonb, true)))),
    CONSTRAINT patterns_feedback_negative_known CHECK (((negative_aspects <@ ARRAY['slow'::character varying(20), 'buggy'::character varying(20), 'poor-docs'::character varying(20), 'complex'::character varying(20), 'incomplete'::character varying(20), 'hard-customize'::character varying(20)]) OR (negative_aspects IS NULL))),
    CONSTRAINT patterns_feedback_overall_satisfaction_in_range CHECK ((((overall_satisfaction >= 1) AND (overall_satisfaction <= 5)) OR (overall_satisfaction IS NULL))),
    CONSTRAINT patterns_feedback_pattern_usefulness_in_range CHECK ((((pattern_usefulness >= 1) AND (pattern_usefulness <= 5)) OR (pattern_usefulness IS NULL))),
    CONSTRAINT patterns_feedback_positive_known CHECK (((positive_aspects <@ ARRAY['fast'::character varying(20), 'clean-code'::character varying(20), 'good-docs'::character varying(20), 'easy-setup'::character varying(20), 'complete'::character varying(20), 'customizable'::character varying(20)]) OR (positive_aspects IS NULL))),
    CONSTRAINT patterns_feedback_reuse_in_range CHECK ((((likelihood_to_reuse >= 1) AND (likelihood_to_reuse <= 10)) OR (likelihood_to_reuse IS NULL))),
    CONSTRAINT patterns_feedback_setup_ease_in_range CHECK ((((setup_ease >= 1) AND (setup_ease <= 5)) OR (setup_ease IS NULL))),
    CONSTRAINT patterns_feedback_source_known CHECK (((feedback_source)::text = ANY ((ARRAY['modal'::character varying, 'dashboard'::character varying, 'email'::character varying])::text[]))),
    CONSTRAINT user_feedback_code_quality_check CHECK ((code_quality >= 0)),
    CONSTRAINT user_feedback_documentation_clarity_check CHECK ((documentation_clarity >= 0)),
    CONSTRAINT user_feedback_likelihood_to_reuse_check CHECK ((likelihood_to_reuse >= 0)),
    CONSTRAINT user_feedback_overall_satisfaction_check CHECK ((overall_satisfaction >= 0)),
    CONSTRAINT user_feedback_pattern_usefulness_check CHECK ((pattern_usefulness >= 0)),
    CONSTRAINT user_feedback_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT user_feedback_setup_ease_check CHECK ((setup_ease >= 0)),
    CONSTRAINT user_feedback_time_to_first_build_check CHECK ((time_to_first_build >= 0))
);

ALTER TABLE ONLY public.user_feedback FORCE ROW LEVEL SECURITY;

CREATE MATERIALIZED VIEW rpt.pattern_analytics AS
 WITH project AS (
         SELECT o.tenant_id,
            o.pattern_id,
            o.id,
            o.status,
            o.created_at,
            o.updated_at,
            o.last_build_status,
            o.test_pass_rate,
            o.deployment_status,
            ((row_number() OVER built * 2) <= (count(*) OVER (PARTITION BY o.tenant_id, o.pattern_id, (o.last_build_status IS NULL)) + 1)) AS is_newer
           FROM public.project_outcomes o
          WHERE ((o.status)::text <> 'deleted'::text)
          WINDOW built AS (PARTITION BY o.tenant_id, o.pattern_id, (o.last_build_status IS NULL) ORDER BY o.created_at DESC, o.id DESC)
        ), counted AS (
         SELECT project.tenant_id,
            project.pattern_id,
            (count(*))::integer AS total_projects,
            (count(*) FILTER (WHERE ((project.status)::text = 'active'::text)))::integer AS active_projects,
            (count(*) FILTER (WHERE (project.created_at > (public.app_now() - '30 days'::interval))))::integer AS projects_last_30_days,
            (count(*) FILTER (WHERE (project.created_at > (public.app_now() - '7 days'::interval))))::integer AS projects_last_7_days,
            (count(*) FILTER (WHERE ((project.last_build_status)::text = 'success'::text)))::integer AS successful_builds,
            (count(*) FILTER (WHERE ((project.last_build_status)::text = 'failure'::text)))::integer AS failed_builds,
            (count(*) FILTER (WHERE (((project.last_build_status)::text = 'success'::text) AND project.is_newer)))::integer AS newer_successful_builds,
            (count(*) FILTER (WHERE ((project.last_build_status IS NOT NULL) AND project.is_newer)))::integer AS newer_builds,
            (count(*) FILTER (WHERE (project.test_pass_rate IS NOT NULL)))::integer AS tested_projects,
            round(avg(project.test_pass_rate), 2) AS avg_test_pass_rate,
            (count(*) FILTER (WHERE ((project.deployment_status)::text = 'deployed'::text)))::integer AS deployed_projects,
            max(project.updated_at) AS last_activity
           FROM project
          GROUP BY project.tenant_id, project.pattern_id
        ), opinion AS (
         SELECT f.tenant_id,
            o.pattern_id,
            (count(*))::integer AS feedback_count,
            (count(DISTINCT f.project_outcome_id))::integer AS projects_with_feedback,
            round(avg(f.overall_satisfaction), 2) AS avg_satisfaction,
            round(avg(f.pattern_usefulness), 2) AS avg_usefulness,
            round(avg(f.likelihood_to_reuse), 2) AS avg_nps,
            (count(f.likelihood_to_reuse))::integer AS reuse_count,
            (count(*) FILTER (WHERE (f.likelihood_to_reuse >= 9)))::integer AS promoters,
            (count(*) FILTER (WHERE (f.likelihood_to_reuse <= 6)))::integer AS detractors,
            (count(*) FILTER (WHERE f.would_recommend))::integer AS recommendation_count,
            (count(f.would_recommend))::integer AS recommend_answers,
            round((avg(f.time_to_first_build) / (60)::numeric), 2) AS avg_time_to_build_minutes,
            round(((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((f.time_to_first_build)::double precision)))::numeric / (60)::numeric), 2) AS median_time_to_build_minutes
           FROM (public.user_feedback f
             JOIN public.project_outcomes o ON (((o.tenant_id = f.tenant_id) AND (o.id = f.project_outcome_id) AND ((o.status)::text <> 'deleted'::text))))
          GROUP BY f.tenant_id, o.pattern_id
        )
 SELECT c.tenant_id,
    c.pattern_id,
    p.name AS pattern_name,
    p.is_active,
    c.total_projects,
    c.active_projects,
    c.projects_last_30_days,
    c.projects_last_7_days,
    c.successful_builds,
    c.failed_builds,
    round(((100.0 * (c.successful_builds)::numeric) / (NULLIF((c.successful_builds + c.failed_builds), 0))::numeric), 2) AS build_success_rate,
    round(((100)::numeric * public.wilson_low((c.successful_builds)::numeric, ((c.successful_builds + c.failed_builds))::numeric)), 2) AS build_success_low,
    round(((100)::numeric * public.wilson_high((c.successful_builds)::numeric, ((c.successful_builds + c.failed_builds))::numeric)), 2) AS build_success_high,
    c.newer_successful_builds,
    c.newer_builds,
    c.tested_projects,
    c.avg_test_pass_rate,
    c.deployed_projects,
    COALESCE(f.feedback_count, 0) AS feedback_count,
    COALESCE(f.projects_with_feedback, 0) AS projects_with_feedback,
    round(((100.0 * (COALESCE(f.projects_with_feedback, 0))::numeric) / (c.total_projects)::numeric), 2) AS feedback_rate_pct,
    f.avg_satisfaction,
    f.avg_usefulness,
    f.avg_nps,
    COALESCE(f.reuse_count, 0) AS reuse_count,
    round(((100.0 * ((f.promoters - f.detractors))::numeric) / (NULLIF(f.reuse_count, 0))::numeric), 2) AS nps,
    COALESCE(f.recommendation_count, 0) AS recommendation_count,
    COALESCE(f.recommend_answers, 0) AS recommend_answers,
    round(((100.0 * (f.recommendation_count)::numeric) / (NULLIF(f.recommend_answers, 0))::numeric), 2) AS recommend_rate_pct,
    f.avg_time_to_build_minutes,
    f.median_time_to_build_minutes,
    c.last_activity,
    COALESCE((NULLIF(current_setting('app.refresh_at'::text, true), ''::text))::timestamp with time zone, now()) AS refreshed_at
   FROM ((counted c
     JOIN public.patterns p ON (((p.tenant_id = c.tenant_id) AND ((p.pattern_id)::text = (c.pattern_id)::text))))
     LEFT JOIN opinion f ON (((f.tenant_id = c.tenant_id) AND ((f.pattern_id)::text = (c.pattern_id)::text))))
UNION ALL
 SELECT '00000000-0000-0000-0000-000000000000'::uuid AS tenant_id,
    ''::character varying AS pattern_id,
    ''::character varying AS pattern_name,
    false AS is_active,
    0 AS total_projects,
    0 AS active_projects,
    0 AS projects_last_30_days,
    0 AS projects_last_7_days,
    0 AS successful_builds,
    0 AS failed_builds,
    NULL::numeric AS build_success_rate,
    NULL::numeric AS build_success_low,
    NULL::numeric AS build_success_high,
    0 AS newer_successful_builds,
    0 AS newer_builds,
    0 AS tested_projects,
    NULL::numeric AS avg_test_pass_rate,
    0 AS deployed_projects,
    0 AS feedback_count,
    0 AS projects_with_feedback,
    NULL::numeric AS feedback_rate_pct,
    NULL::numeric AS avg_satisfaction,
    NULL::numeric AS avg_usefulness,
    NULL::numeric AS avg_nps,
    0 AS reuse_count,
    NULL::numeric AS nps,
    0 AS recommendation_count,
    0 AS recommend_answers,
    NULL::numeric AS recommend_rate_pct,
    NULL::numeric AS avg_time_to_build_minutes,
    NULL::numeric AS median_time_to_build_minutes,
    NULL::timestamp with time zone AS last_activity,
    COALESCE((NULLIF(current_setting('app.refresh_at'::text, true), ''::text))::timestamp with time zone, now()) AS refreshed_at
  WITH NO DATA;

CREATE VIEW public.pattern_analytics WITH (security_barrier='true') AS
 SELECT pattern_analytics.tenant_id,
    pattern_analytics.pattern_id,
    pattern_analytics.pattern_name,
    pattern_analytics.is_active,
    pattern_analytics.total_projects,
    pattern_analytics.active_projects,
    pattern_analytics.projects_last_30_days,
    pattern_analytics.projects_last_7_days,
    pattern_analytics.successful_builds,
    pattern_analytics.failed_builds,
    pattern_analytics.build_success_rate,
    pattern_analytics.build_success_low,
    pattern_analytics.build_success_high,
    pattern_analytics.newer_successful_builds,
    pattern_analytics.newer_builds,
    pattern_analytics.tested_projects,
    pattern_analytics.avg_test_pass_rate,
    pattern_analytics.deployed_projects,
    pattern_analytics.feedback_count,
    pattern_analytics.projects_with_feedback,
    pattern_analytics.feedback_rate_pct,
    pattern_analytics.avg_satisfaction,
    pattern_analytics.avg_usefulness,
    pattern_analytics.avg_nps,
    pattern_analytics.reuse_count,
    pattern_analytics.nps,
    pattern_analytics.recommendation_count,
    pattern_analytics.recommend_answers,
    pattern_analytics.recommend_rate_pct,
    pattern_analytics.avg_time_to_build_minutes,
    pattern_analytics.median_time_to_build_minutes,
    pattern_analytics.last_activity,
    pattern_analytics.refreshed_at
   FROM rpt.pattern_analytics
  WHERE (pattern_analytics.tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
UNION ALL
 SELECT pattern_analytics.tenant_id,
    pattern_analytics.pattern_id,
    pattern_analytics.pattern_name,
    pattern_analytics.is_active,
    pattern_analytics.total_projects,
    pattern_analytics.active_projects,
    pattern_analytics.projects_last_30_days,
    pattern_analytics.projects_last_7_days,
    pattern_analytics.successful_builds,
    pattern_analytics.failed_builds,
    pattern_analytics.build_success_rate,
    pattern_analytics.build_success_low,
    pattern_analytics.build_success_high,
    pattern_analytics.newer_successful_builds,
    pattern_analytics.newer_builds,
    pattern_analytics.tested_projects,
    pattern_analytics.avg_test_pass_rate,
    pattern_analytics.deployed_projects,
    pattern_analytics.feedback_count,
    pattern_analytics.projects_with_feedback,
    pattern_analytics.feedback_rate_pct,
    pattern_analytics.avg_satisfaction,
    pattern_analytics.avg_usefulness,
    pattern_analytics.avg_nps,
    pattern_analytics.reuse_count,
    pattern_analytics.nps,
    pattern_analytics.recommendation_count,
    pattern_analytics.recommend_answers,
    pattern_analytics.recommend_rate_pct,
    pattern_analytics.avg_time_to_build_minutes,
    pattern_analytics.median_time_to_build_minutes,
    pattern_analytics.last_activity,
    pattern_analytics.refreshed_at
   FROM rpt.pattern_analytics
  WHERE ((CURRENT_USER = 'firmloop_staff'::name) AND (pattern_analytics.tenant_id IN ( SELECT unnest((NULLIF(current_setting('app.tenant_ids'::text, true), ''::text))::uuid[]) AS unnest)));

CREATE MATERIALIZED VIEW rpt.pattern_daily AS
 WITH event AS (
         SELECT o.tenant_id,
            o.pattern_id,
            ((o.created_at AT TIME ZONE t.time_zone))::date AS day,
            1 AS projects_created,
            0 AS builds_ok,
            0 AS builds_failed,
            NULL::numeric AS test_pass_rate,
            0 AS feedback_count,
            NULL::smallint AS satisfaction,
            NULL::smallint AS reuse
           FROM (public.project_outcomes o
             JOIN public.tenants t ON ((t.id = o.tenant_id)))
          WHERE ((o.status)::text <> 'deleted'::text)
        UNION ALL
         SELECT o.tenant_id,
            o.pattern_id,
            ((e.occurred_at AT TIME ZONE t.time_zone))::date AS timezone,
            0,
            ((((e.event_type)::text = 'build'::text) AND ((e.status)::text = 'success'::text)))::integer AS int4,
            ((((e.event_type)::text = 'build'::text) AND ((e.status)::text = 'failure'::text)))::integer AS int4,
            e.test_pass_rate,
            0,
            NULL::smallint,
            NULL::smallint
           FROM ((public.build_events e
             JOIN public.project_outcomes o ON (((o.tenant_id = e.tenant_id) AND (o.id = e.project_outcome_id) AND ((o.status)::text <> 'deleted'::text))))
             JOIN public.tenants t ON ((t.id = o.tenant_id)))
          WHERE (((e.status)::text <> 'cancelled'::text) AND ((e.test_pass_rate IS NOT NULL) OR ((e.event_type)::text = 'build'::text)))
        UNION ALL
         SELECT o.tenant_id,
            o.pattern_id,
            f.submitted_on,
            0,
            0,
            0,
            NULL::numeric,
            1,
            f.overall_satisfaction,
            f.likelihood_to_reuse
           FROM (public.user_feedback f
             JOIN public.project_outcomes o ON (((o.tenant_id = f.tenant_id) AND (o.id = f.project_outcome_id) AND ((o.status)::text <> 'deleted'::text))))
        )
 SELECT tenant_id,
    pattern_id,
    day,
    (sum(projects_created))::integer AS projects_created,
    (sum(builds_ok))::integer AS builds_ok,
    (sum(builds_failed))::integer AS builds_failed,
    (sum(feedback_count))::integer AS feedback_count,
    (COALESCE(sum(satisfaction), (0)::bigint))::integer AS satisfaction_sum,
    round(avg(satisfaction), 2) AS avg_satisfaction,
    (count(reuse))::integer AS reuse_count,
    (count(*) FILTER (WHERE (reuse >= 9)))::integer AS promoters,
    (count(*) FILTER (WHERE (reuse <= 6)))::integer AS detractors,
    round(avg(reuse), 2) AS avg_reuse,
    (count(test_pass_rate))::integer AS test_count,
    COALESCE(sum(test_pass_rate), (0)::numeric) AS test_rate_sum,
    round(avg(test_pass_rate), 2) AS avg_test_pass_rate
   FROM event
  GROUP BY tenant_id, pattern_id, day
  WITH NO DATA;

CREATE VIEW public.pattern_daily WITH (security_barrier='true') AS
 SELECT pattern_daily.tenant_id,
    pattern_daily.pattern_id,
    pattern_daily.day,
    pattern_daily.projects_created,
    pattern_daily.builds_ok,
    pattern_daily.builds_failed,
    pattern_daily.feedback_count,
    pattern_daily.satisfaction_sum,
    pattern_daily.avg_satisfaction,
    pattern_daily.reuse_count,
    pattern_daily.promoters,
    pattern_daily.detractors,
    pattern_daily.avg_reuse,
    pattern_daily.test_count,
    pattern_daily.test_rate_sum,
    pattern_daily.avg_test_pass_rate
   FROM rpt.pattern_daily
  WHERE (pattern_daily.tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
UNION ALL
 SELECT pattern_daily.tenant_id,
    pattern_daily.pattern_id,
    pattern_daily.day,
    pattern_daily.projects_created,
    pattern_daily.builds_ok,
    pattern_daily.builds_failed,
    pattern_daily.feedback_count,
    pattern_daily.satisfaction_sum,
    pattern_daily.avg_satisfaction,
    pattern_daily.reuse_count,
    pattern_daily.promoters,
    pattern_daily.detractors,
    pattern_daily.avg_reuse,
    pattern_daily.test_count,
    pattern_daily.test_rate_sum,
    pattern_daily.avg_test_pass_rate
   FROM rpt.pattern_daily
  WHERE ((CURRENT_USER = 'firmloop_staff'::name) AND (pattern_daily.tenant_id IN ( SELECT unnest((NULLIF(current_setting('app.tenant_ids'::text, true), ''::text))::uuid[]) AS unnest)));

CREATE VIEW public.pattern_refresh WITH (security_barrier='true') AS
 SELECT refreshed_at
   FROM rpt.pattern_analytics
  WHERE (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid);

CREATE TABLE public.patterns_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    pattern_id character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category character varying(50) DEFAULT ''::character varying NOT NULL,
    languages character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    version character varying(20) DEFAULT '1.0.0'::character varying NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT patterns_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.patterns_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.project_outcomes_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    project_name character varying(255) NOT NULL,
    project_path text NOT NULL,
    pattern_id character varying(50) NOT NULL,
    pattern_name character varying(100) NOT NULL,
    pattern_version character varying(20) DEFAULT ''::character varying NOT NULL,
    components_generated character varying(200)[],
    files_created integer DEFAULT 0 NOT NULL,
    languages_used character varying(50)[],
    dependencies_installed character varying(200)[],
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    last_build_status character varying(20),
    last_build_timestamp timestamp with time zone,
    test_pass_rate numeric(5,2),
    deployment_status character varying(20),
    last_accessed_at timestamp with time zone,
    stack_id character varying(50),
    repository character varying(255),
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    archived_at timestamp with time zone,
    deleted_at timestamp with time zone,
    feedback_prompt_due_at timestamp with time zone,
    feedback_prompt_state character varying(10) DEFAULT 'pending'::character varying NOT NULL,
    feedback_prompt_dismissals smallint DEFAULT 0 NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT project_outcomes_events_feedback_prompt_dismissals_check CHECK ((feedback_prompt_dismissals >= 0)),
    CONSTRAINT project_outcomes_events_files_created_check CHECK ((files_created >= 0)),
    CONSTRAINT project_outcomes_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.project_outcomes_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.public_links (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    purpose character varying(50) NOT NULL,
    object_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    tenant_id uuid NOT NULL,
    CONSTRAINT public_links_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.public_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_activities (
    id uuid DEFAULT public.uuid7() NOT NULL,
    activity_type character varying(20) NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    created_by_id uuid,
    quote_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT quotes_activity_type_known CHECK (((activity_type)::text = ANY ((ARRAY['created'::character varying, 'approved'::character varying, 'sent'::character varying, 'viewed'::character varying, 'follow_up'::character varying, 'response'::character varying, 'countered'::character varying, 'outcome'::character varying, 'expired'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE ONLY public.quote_activities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_counters (
    id uuid DEFAULT public.uuid7() NOT NULL,
    year smallint NOT NULL,
    last_number integer DEFAULT 0 NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT quote_counters_last_number_check CHECK ((last_number >= 0))
);

ALTER TABLE ONLY public.quote_counters FORCE ROW LEVEL SECURITY;

CREATE VIEW public.quote_loss_reasons WITH (security_invoker='true') AS
 SELECT tenant_id,
    primary_reason,
    (count(*))::integer AS lost,
    round(((100.0 * (count(*))::numeric) / sum(count(*)) OVER (PARTITION BY tenant_id)), 1) AS share_pct,
    sum(our_amount) AS lost_amount,
    round(avg(our_amount), 2) AS avg_lost_amount
   FROM public.quote_outcomes o
  WHERE (((outcome)::text = 'lost'::text) AND (recorded_at >= (public.app_now() - '90 days'::interval)))
  GROUP BY tenant_id, primary_reason;

CREATE TABLE public.quote_outcomes_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    outcome character varying(20) NOT NULL,
    primary_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    secondary_reasons character varying(20)[] NOT NULL,
    competitor character varying(255) DEFAULT ''::character varying NOT NULL,
    our_amount numeric(12,2),
    competitor_amount numeric(12,2),
    notes text DEFAULT ''::text NOT NULL,
    learnings jsonb DEFAULT '{}'::jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    pgh_obj_id uuid NOT NULL,
    quote_id uuid NOT NULL,
    recorded_by_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT quote_outcomes_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.quote_outcomes_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quote_views (
    id uuid DEFAULT public.uuid7() NOT NULL,
    viewed_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    viewer_hash character varying(64) DEFAULT ''::character varying NOT NULL,
    is_internal boolean DEFAULT false NOT NULL,
    quote_id uuid NOT NULL,
    tenant_id uuid NOT NULL
);

ALTER TABLE ONLY public.quote_views FORCE ROW LEVEL SECURITY;

CREATE TABLE public.quotes (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    quote_number character varying(20) NOT NULL,
    title character varying(500) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    line_items jsonb DEFAULT '[]'::jsonb NOT NULL,
    total_amount numeric(12,2) DEFAULT 0 NOT NULL,
    currency character varying(3) DEFAULT ''::character varying NOT NULL,
    valid_until date,
    sent_at timestamp with time zone,
    viewed_at timestamp with time zone,
    responded_at timestamp with time zone,
    view_count integer DEFAULT 0 NOT NULL,
    outcome character varying(20) DEFAULT ''::character varying NOT NULL,
    outcome_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    outcome_competitor character varying(255) DEFAULT ''::character varying NOT NULL,
    outcome_notes text DEFAULT ''::text NOT NULL,
    intel jsonb DEFAULT '{}'::jsonb NOT NULL,
    last_follow_up_at timestamp with time zone,
    next_follow_up_at timestamp with time zone,
    follow_up_count smallint DEFAULT 0 NOT NULL,
    max_follow_ups smallint DEFAULT 5 NOT NULL,
    client_id uuid NOT NULL,
    contact_id uuid,
    created_by_id uuid,
    deal_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT quotes_follow_up_count_check CHECK ((follow_up_count >= 0)),
    CONSTRAINT quotes_max_follow_ups_check CHECK ((max_follow_ups >= 0)),
    CONSTRAINT quotes_quote_follow_ups_at_most CHECK (((follow_up_count <= max_follow_ups) AND (max_follow_ups <= 5))),
    CONSTRAINT quotes_quote_has_title CHECK ((NOT ((title)::text ~ '^\s*$'::text))),
    CONSTRAINT quotes_quote_outcome_fits_status CHECK ((((outcome)::text = ''::text) OR (((outcome)::text = 'won'::text) AND ((status)::text = 'accepted'::text)) OR (((outcome)::text = 'lost'::text) AND ((status)::text = 'rejected'::text)) OR (((outcome)::text = 'no_decision'::text) AND ((status)::text = 'expired'::text)))),
    CONSTRAINT quotes_quote_sent_when_out CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying, 'withdrawn'::character varying])::text[])) OR (sent_at IS NOT NULL))),
    CONSTRAINT quotes_quote_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying, 'sent'::character varying, 'viewed'::character varying, 'countered'::character varying, 'accepted'::character varying, 'rejected'::character varying, 'expired'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT quotes_quote_total_in_range CHECK (((total_amount >= (0)::numeric) AND (total_amount <= (999999999)::numeric))),
    CONSTRAINT quotes_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT quotes_view_count_check CHECK ((view_count >= 0))
);

ALTER TABLE ONLY public.quotes FORCE ROW LEVEL SECURITY;

CREATE VIEW public.quote_win_rates WITH (security_invoker='true') AS
 SELECT tenant_id,
    (count(*))::integer AS total,
    (count(*) FILTER (WHERE ((outcome)::text = 'won'::text)))::integer AS won,
    (count(*) FILTER (WHERE ((outcome)::text = 'lost'::text)))::integer AS lost,
    (count(*) FILTER (WHERE ((outcome)::text = 'no_decision'::text)))::integer AS no_decision,
    round(((100.0 * (count(*) FILTER (WHERE ((outcome)::text = 'won'::text)))::numeric) / (count(*))::numeric), 1) AS win_rate_pct,
    round(((100.0 * (count(*) FILTER (WHERE ((outcome)::text = 'won'::text)))::numeric) / (NULLIF(count(*) FILTER (WHERE ((outcome)::text = ANY ((ARRAY['won'::character varying, 'lost'::character varying])::text[]))), 0))::numeric), 1) AS decided_win_rate_pct,
    round(avg(total_amount) FILTER (WHERE ((outcome)::text = 'won'::text)), 2) AS avg_won_amount,
    round(avg(total_amount) FILTER (WHERE ((outcome)::text = 'lost'::text)), 2) AS avg_lost_amount
   FROM public.quotes q
  WHERE (((status)::text = ANY ((ARRAY['accepted'::character varying, 'rejected'::character varying, 'expired'::character varying])::text[])) AND (created_at >= (public.app_now() - '90 days'::interval)))
  GROUP BY tenant_id;

CREATE TABLE public.quotes_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    quote_number character varying(20) NOT NULL,
    title character varying(500) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    line_items jsonb DEFAULT '[]'::jsonb NOT NULL,
    total_amount numeric(12,2) DEFAULT 0 NOT NULL,
    currency character varying(3) DEFAULT ''::character varying NOT NULL,
    valid_until date,
    sent_at timestamp with time zone,
    viewed_at timestamp with time zone,
    responded_at timestamp with time zone,
    view_count integer DEFAULT 0 NOT NULL,
    outcome character varying(20) DEFAULT ''::character varying NOT NULL,
    outcome_reason character varying(20) DEFAULT ''::character varying NOT NULL,
    outcome_competitor character varying(255) DEFAULT ''::character varying NOT NULL,
    outcome_notes text DEFAULT ''::text NOT NULL,
    intel jsonb DEFAULT '{}'::jsonb NOT NULL,
    last_follow_up_at timestamp with time zone,
    next_follow_up_at timestamp with time zone,
    follow_up_count smallint DEFAULT 0 NOT NULL,
    max_follow_ups smallint DEFAULT 5 NOT NULL,
    client_id uuid NOT NULL,
    contact_id uuid,
    created_by_id uuid,
    deal_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT quotes_events_follow_up_count_check CHECK ((follow_up_count >= 0)),
    CONSTRAINT quotes_events_max_follow_ups_check CHECK ((max_follow_ups >= 0)),
    CONSTRAINT quotes_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT quotes_events_view_count_check CHECK ((view_count >= 0))
);

ALTER TABLE ONLY public.quotes_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_changelogs (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    from_version character varying(50) NOT NULL,
    to_version character varying(50) NOT NULL,
    body_markdown text NOT NULL,
    section_changes jsonb NOT NULL,
    created_by_id uuid,
    from_roadmap_id uuid,
    tenant_id uuid NOT NULL,
    to_roadmap_id uuid NOT NULL,
    CONSTRAINT roadmap_changelogs_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmap_changelogs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_outcomes_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    target_label character varying(20) NOT NULL,
    deltas jsonb NOT NULL,
    realized_roi jsonb,
    assumptions jsonb NOT NULL,
    inputs jsonb NOT NULL,
    attainment_pct numeric(5,2),
    status character varying(20),
    status_method character varying(20) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    notes text NOT NULL,
    at_30d_snapshot_id uuid,
    at_60d_snapshot_id uuid,
    at_90d_snapshot_id uuid,
    baseline_snapshot_id uuid,
    pgh_obj_id uuid NOT NULL,
    roadmap_id uuid NOT NULL,
    target_snapshot_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmap_outcomes_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmap_outcomes_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_projections (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    key character varying(63) NOT NULL,
    projected_delta numeric(14,4) NOT NULL,
    low numeric(14,4),
    high numeric(14,4),
    source character varying(10) NOT NULL,
    sample_size integer,
    basis character varying(200) NOT NULL,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT metrics_projection_in_range CHECK ((((low IS NULL) OR (low <= projected_delta)) AND ((high IS NULL) OR (high >= projected_delta)))),
    CONSTRAINT metrics_projection_of_firms_has_sample CHECK ((((sample_size IS NULL) AND ((source)::text = 'manual'::text)) OR ((sample_size >= 3) AND (sample_size IS NOT NULL) AND ((source)::text = 'firms'::text)))),
    CONSTRAINT metrics_projection_source_known CHECK (((source)::text = ANY ((ARRAY['manual'::character varying, 'firms'::character varying])::text[]))),
    CONSTRAINT roadmap_projections_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_projections_sample_size_check CHECK ((sample_size >= 0))
);

ALTER TABLE ONLY public.roadmap_projections FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_projections_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    series_id uuid NOT NULL,
    key character varying(63) NOT NULL,
    projected_delta numeric(14,4) NOT NULL,
    low numeric(14,4),
    high numeric(14,4),
    source character varying(10) NOT NULL,
    sample_size integer,
    basis character varying(200) NOT NULL,
    pgh_obj_id uuid NOT NULL,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmap_projections_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_projections_events_sample_size_check CHECK ((sample_size >= 0))
);

ALTER TABLE ONLY public.roadmap_projections_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_refresh_parts (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    "position" smallint NOT NULL,
    section_number smallint NOT NULL,
    section_name character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    before_markdown text NOT NULL,
    after_markdown text NOT NULL,
    before_status character varying(20) NOT NULL,
    after_status character varying(20) NOT NULL,
    because jsonb NOT NULL,
    decision character varying(10) NOT NULL,
    tenant_id uuid NOT NULL,
    proposal_id uuid NOT NULL,
    change character varying(10) NOT NULL,
    CONSTRAINT roadmap_refresh_parts_position_check CHECK (("position" >= 0)),
    CONSTRAINT roadmap_refresh_parts_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_refresh_parts_section_number_check CHECK ((section_number >= 0)),
    CONSTRAINT roadmaps_part_change_known CHECK (((change)::text = ANY ((ARRAY['progress'::character varying, 'delivered'::character varying, 'summary'::character varying, 'backlog'::character varying, 'figures'::character varying, 'outcomes'::character varying, 'added'::character varying])::text[]))),
    CONSTRAINT roadmaps_part_decision_known CHECK (((decision)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying, 'rejected'::character varying])::text[]))),
    CONSTRAINT roadmaps_part_kind_known CHECK (((kind)::text = ANY ((ARRAY['text'::character varying, 'status'::character varying, 'section'::character varying])::text[]))),
    CONSTRAINT roadmaps_part_status_known CHECK (((after_status)::text = ANY ((ARRAY[''::character varying, 'planned'::character varying, 'in_progress'::character varying, 'implemented'::character varying, 'deprecated'::character varying])::text[])))
);

ALTER TABLE ONLY public.roadmap_refresh_parts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_refresh_parts_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    "position" smallint NOT NULL,
    section_number smallint NOT NULL,
    section_name character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    kind character varying(10) NOT NULL,
    before_status character varying(20) NOT NULL,
    after_status character varying(20) NOT NULL,
    because jsonb NOT NULL,
    decision character varying(10) NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    proposal_id uuid NOT NULL,
    change character varying(10) NOT NULL,
    CONSTRAINT roadmap_refresh_parts_events_position_check CHECK (("position" >= 0)),
    CONSTRAINT roadmap_refresh_parts_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_refresh_parts_events_section_number_check CHECK ((section_number >= 0))
);

ALTER TABLE ONLY public.roadmap_refresh_parts_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_refresh_proposals (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    to_version character varying(50) NOT NULL,
    status character varying(10) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    progress jsonb NOT NULL,
    decided_at timestamp with time zone,
    created_by_id uuid,
    tenant_id uuid NOT NULL,
    made_roadmap_id uuid,
    roadmap_id uuid NOT NULL,
    CONSTRAINT roadmap_refresh_proposals_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmaps_proposal_decided_when_closed CHECK ((((decided_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (decided_at IS NOT NULL)))),
    CONSTRAINT roadmaps_proposal_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'accepted'::character varying, 'discarded'::character varying])::text[])))
);

ALTER TABLE ONLY public.roadmap_refresh_proposals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_refresh_proposals_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    to_version character varying(50) NOT NULL,
    status character varying(10) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    progress jsonb NOT NULL,
    decided_at timestamp with time zone,
    created_by_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    made_roadmap_id uuid,
    roadmap_id uuid NOT NULL,
    CONSTRAINT roadmap_refresh_proposals_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmap_refresh_proposals_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_section_types (
    key character varying(50) NOT NULL,
    default_number smallint NOT NULL,
    title character varying(200) NOT NULL,
    is_generated boolean NOT NULL,
    is_required boolean NOT NULL,
    sort_order smallint NOT NULL,
    aliases character varying(50)[] NOT NULL,
    CONSTRAINT roadmap_section_types_default_number_check CHECK ((default_number >= 0)),
    CONSTRAINT roadmap_section_types_sort_order_check CHECK ((sort_order >= 0)),
    CONSTRAINT roadmaps_section_type_key_form CHECK (((key)::text ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT roadmaps_section_type_number_in_range CHECK (((default_number >= 1) AND (default_number <= 99)))
);

CREATE TABLE public.roadmap_sections (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    section_number smallint NOT NULL,
    section_name character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    content_markdown text NOT NULL,
    status character varying(20) NOT NULL,
    last_updated_at timestamp with time zone,
    agent_cheatsheet jsonb NOT NULL,
    word_count integer GENERATED ALWAYS AS (regexp_count(content_markdown, '[^\t\n\u000b\f\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'::text)) STORED,
    diagrams jsonb NOT NULL,
    roadmap_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmap_sections_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_sections_section_number_check CHECK ((section_number >= 0)),
    CONSTRAINT roadmaps_section_name_form CHECK (((section_name)::text ~ '^[a-z0-9][a-z0-9_-]*$'::text)),
    CONSTRAINT roadmaps_section_number_in_range CHECK (((section_number >= 0) AND (section_number <= 99))),
    CONSTRAINT roadmaps_section_status_known CHECK (((status)::text = ANY ((ARRAY['planned'::character varying, 'in_progress'::character varying, 'implemented'::character varying, 'deprecated'::character varying])::text[])))
);

ALTER TABLE ONLY public.roadmap_sections FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmap_sections_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    section_number smallint NOT NULL,
    section_name character varying(50) NOT NULL,
    title character varying(200) NOT NULL,
    content_markdown text NOT NULL,
    status character varying(20) NOT NULL,
    last_updated_at timestamp with time zone,
    agent_cheatsheet jsonb NOT NULL,
    word_count integer GENERATED ALWAYS AS (regexp_count(content_markdown, '[^\t\n\u000b\f\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+'::text)) STORED,
    diagrams jsonb NOT NULL,
    pgh_obj_id uuid NOT NULL,
    roadmap_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmap_sections_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT roadmap_sections_events_section_number_check CHECK ((section_number >= 0))
);

ALTER TABLE ONLY public.roadmap_sections_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.roadmaps_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    version character varying(50) NOT NULL,
    status character varying(30) NOT NULL,
    is_current boolean NOT NULL,
    series_id uuid DEFAULT public.uuid7() NOT NULL,
    pilot_stage character varying(30),
    pdf_url character varying(500) NOT NULL,
    delivered_at timestamp with time zone,
    archived_at timestamp with time zone,
    needs_agent_reprovision boolean NOT NULL,
    model_json jsonb NOT NULL,
    source_refs jsonb NOT NULL,
    metadata jsonb,
    created_by_user_id uuid,
    parent_roadmap_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT roadmaps_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.roadmaps_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scaffold_sessions (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    started_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    completed_at timestamp with time zone,
    abandoned_at timestamp with time zone,
    last_step_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    steps_completed character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    patterns_viewed character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    pattern_recommended character varying(50),
    pattern_chosen character varying(50),
    project_outcome_id uuid,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT patterns_session_ends_once CHECK (((completed_at IS NULL) OR (abandoned_at IS NULL))),
    CONSTRAINT patterns_session_steps_forward CHECK ((last_step_at >= started_at)),
    CONSTRAINT scaffold_sessions_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.scaffold_sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scaffold_sessions_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    started_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    completed_at timestamp with time zone,
    abandoned_at timestamp with time zone,
    last_step_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    steps_completed character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    patterns_viewed character varying(50)[] DEFAULT '{}'::character varying(50)[] NOT NULL,
    pattern_recommended character varying(50),
    pattern_chosen character varying(50),
    pgh_obj_id uuid NOT NULL,
    project_outcome_id uuid,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT scaffold_sessions_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.scaffold_sessions_events FORCE ROW LEVEL SECURITY;

CREATE VIEW public.signal_action_rates WITH (security_invoker='true') AS
 SELECT tenant_id,
    signal_type,
    (count(*))::integer AS total,
    (count(*) FILTER (WHERE actioned))::integer AS actioned,
    round(((100.0 * (count(*) FILTER (WHERE actioned))::numeric) / (count(*))::numeric), 1) AS action_rate_pct,
    round(avg(signal_strength), 2) AS avg_strength,
    round((avg(EXTRACT(epoch FROM (actioned_at - created_at))) / (3600)::numeric), 1) AS avg_hours_to_action,
    (count(*) FILTER (WHERE (dismissed_at IS NOT NULL)))::integer AS dismissed
   FROM public.opportunity_signals
  WHERE (created_at >= (public.app_now() - '90 days'::interval))
  GROUP BY tenant_id, signal_type;

CREATE TABLE public.tasks (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    title character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    due_on date,
    subject_type character varying(50) DEFAULT ''::character varying NOT NULL,
    subject_id uuid,
    assigned_to_id uuid,
    client_id uuid,
    contact_id uuid,
    created_by_id uuid,
    order_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT clients_task_has_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT clients_task_priority_known CHECK (((priority)::text = ANY ((ARRAY['low'::character varying, 'medium'::character varying, 'high'::character varying, 'urgent'::character varying])::text[]))),
    CONSTRAINT clients_task_status_known CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'completed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT clients_task_subject_whole CHECK ((((subject_id IS NULL) AND ((subject_type)::text = ''::text)) OR ((NOT ((subject_type)::text = ''::text)) AND (subject_id IS NOT NULL)))),
    CONSTRAINT tasks_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tasks_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    title character varying(255) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    priority character varying(10) DEFAULT 'medium'::character varying NOT NULL,
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    due_on date,
    subject_type character varying(50) DEFAULT ''::character varying NOT NULL,
    subject_id uuid,
    assigned_to_id uuid,
    client_id uuid,
    contact_id uuid,
    created_by_id uuid,
    order_id uuid,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT tasks_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.tasks_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tenant_roi_assumptions (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    blended_hourly_rate numeric(10,2) NOT NULL,
    annual_lead_volume integer NOT NULL,
    avg_deal_value numeric(12,2) NOT NULL,
    implementation_cost numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    tenant_id uuid NOT NULL,
    updated_by_id uuid,
    CONSTRAINT metrics_assumptions_cost_not_negative CHECK ((implementation_cost >= (0)::numeric)),
    CONSTRAINT metrics_assumptions_currency_form CHECK (((currency)::text ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT metrics_assumptions_deal_not_negative CHECK ((avg_deal_value >= (0)::numeric)),
    CONSTRAINT metrics_assumptions_rate_positive CHECK ((blended_hourly_rate > (0)::numeric)),
    CONSTRAINT tenant_roi_assumptions_annual_lead_volume_check CHECK ((annual_lead_volume >= 0)),
    CONSTRAINT tenant_roi_assumptions_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.tenant_roi_assumptions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tenant_roi_assumptions_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    blended_hourly_rate numeric(10,2) NOT NULL,
    annual_lead_volume integer NOT NULL,
    avg_deal_value numeric(12,2) NOT NULL,
    implementation_cost numeric(12,2) NOT NULL,
    currency character varying(3) NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    updated_by_id uuid,
    CONSTRAINT tenant_roi_assumptions_events_annual_lead_volume_check CHECK ((annual_lead_volume >= 0)),
    CONSTRAINT tenant_roi_assumptions_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.tenant_roi_assumptions_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_dependencies (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    tenant_id uuid NOT NULL,
    depends_on_id uuid NOT NULL,
    ticket_instance_id uuid NOT NULL,
    CONSTRAINT ticket_dependencies_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tickets_dependency_not_itself CHECK ((NOT (ticket_instance_id = depends_on_id)))
);

ALTER TABLE ONLY public.ticket_dependencies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_dependencies_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    depends_on_id uuid NOT NULL,
    ticket_instance_id uuid NOT NULL,
    CONSTRAINT ticket_dependencies_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.ticket_dependencies_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_evidence (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    file_name character varying(255) NOT NULL,
    content_type character varying(100) NOT NULL,
    content bytea NOT NULL,
    byte_size integer GENERATED ALWAYS AS (octet_length(content)) STORED,
    sha256 bytea GENERATED ALWAYS AS (sha256(content)) STORED,
    note character varying(500) NOT NULL,
    tenant_id uuid NOT NULL,
    uploaded_by_id uuid,
    ticket_instance_id uuid NOT NULL,
    CONSTRAINT ticket_evidence_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT tickets_evidence_has_name CHECK ((NOT ((file_name)::text = ''::text))),
    CONSTRAINT tickets_evidence_size CHECK (((byte_size >= 1) AND (byte_size <= 10485760)))
);

ALTER TABLE ONLY public.ticket_evidence FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_evidence_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    file_name character varying(255) NOT NULL,
    content_type character varying(100) NOT NULL,
    note character varying(500) NOT NULL,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    uploaded_by_id uuid,
    ticket_instance_id uuid NOT NULL,
    CONSTRAINT ticket_evidence_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.ticket_evidence_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_instances (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    ticket_id character varying(50) NOT NULL,
    title character varying(500) NOT NULL,
    description text NOT NULL,
    section_number smallint,
    sprint_number smallint,
    order_index integer NOT NULL,
    status character varying(20) NOT NULL,
    blocked_reason character varying(500) NOT NULL,
    assignee character varying(255) NOT NULL,
    notes text NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    library_version integer,
    tenant_id uuid NOT NULL,
    ticket_pack_id uuid NOT NULL,
    CONSTRAINT ticket_instances_library_version_check CHECK ((library_version >= 0)),
    CONSTRAINT ticket_instances_order_index_check CHECK ((order_index >= 0)),
    CONSTRAINT ticket_instances_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ticket_instances_section_number_check CHECK ((section_number >= 0)),
    CONSTRAINT ticket_instances_sprint_number_check CHECK ((sprint_number >= 0)),
    CONSTRAINT tickets_ticket_blocked_has_reason CHECK (((((status)::text = 'blocked'::text) AND (NOT ((blocked_reason)::text = ''::text))) OR ((NOT ((status)::text = 'blocked'::text)) AND ((blocked_reason)::text = ''::text)))),
    CONSTRAINT tickets_ticket_completed_when_done CHECK ((((completed_at IS NOT NULL) AND ((status)::text = 'done'::text)) OR ((NOT ((status)::text = 'done'::text)) AND (completed_at IS NULL)))),
    CONSTRAINT tickets_ticket_status_known CHECK (((status)::text = ANY ((ARRAY['not_started'::character varying, 'in_progress'::character varying, 'blocked'::character varying, 'done'::character varying, 'skipped'::character varying])::text[])))
);

ALTER TABLE ONLY public.ticket_instances FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_instances_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    ticket_id character varying(50) NOT NULL,
    title character varying(500) NOT NULL,
    description text NOT NULL,
    section_number smallint,
    sprint_number smallint,
    order_index integer NOT NULL,
    status character varying(20) NOT NULL,
    blocked_reason character varying(500) NOT NULL,
    assignee character varying(255) NOT NULL,
    notes text NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    library_version integer,
    pgh_obj_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    ticket_pack_id uuid NOT NULL,
    CONSTRAINT ticket_instances_events_library_version_check CHECK ((library_version >= 0)),
    CONSTRAINT ticket_instances_events_order_index_check CHECK ((order_index >= 0)),
    CONSTRAINT ticket_instances_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ticket_instances_events_section_number_check CHECK ((section_number >= 0)),
    CONSTRAINT ticket_instances_events_sprint_number_check CHECK ((sprint_number >= 0))
);

ALTER TABLE ONLY public.ticket_instances_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_library (
    ticket_id character varying(50) NOT NULL,
    system_key character varying(50) NOT NULL,
    system_name character varying(200) NOT NULL,
    subsystem_key character varying(50) NOT NULL,
    subsystem_name character varying(200) NOT NULL,
    title character varying(300) NOT NULL,
    description text NOT NULL,
    dependencies character varying(50)[] NOT NULL,
    validation_criteria text[] NOT NULL,
    estimated_hours numeric(6,2),
    ticket_type character varying(10) NOT NULL,
    tags character varying(50)[] NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    default_section_key character varying(50),
    CONSTRAINT ticket_library_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ticket_library_version_check CHECK ((version >= 0)),
    CONSTRAINT tickets_library_ticket_has_criteria CHECK (((NOT is_active) OR (
CASE
    WHEN (validation_criteria IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(validation_criteria, 1), 0)
END > 0))),
    CONSTRAINT tickets_library_ticket_hours_positive CHECK (((estimated_hours IS NULL) OR (estimated_hours > (0)::numeric))),
    CONSTRAINT tickets_library_ticket_type_known CHECK (((ticket_type)::text = ANY ((ARRAY['native'::character varying, 'hybrid'::character varying, 'external'::character varying])::text[])))
);

CREATE TABLE public.ticket_packs (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    key character varying(63) NOT NULL,
    title character varying(200) NOT NULL,
    version character varying(20) NOT NULL,
    is_primary boolean NOT NULL,
    source_markdown text NOT NULL,
    sprint_assignments jsonb NOT NULL,
    not_started_count integer DEFAULT 0 NOT NULL,
    in_progress_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    done_count integer DEFAULT 0 NOT NULL,
    skipped_count integer DEFAULT 0 NOT NULL,
    total_tickets integer GENERATED ALWAYS AS (((((not_started_count + in_progress_count) + blocked_count) + done_count) + skipped_count)) STORED,
    total_sprints integer GENERATED ALWAYS AS (jsonb_array_length(sprint_assignments)) STORED,
    totals jsonb GENERATED ALWAYS AS (((COALESCE('{"tickets":'::text, ''::text) || COALESCE((COALESCE((((((not_started_count + in_progress_count) + blocked_count) + done_count) + skipped_count))::text, ''::text) || COALESCE((COALESCE(',"not_started":'::text, ''::text) || COALESCE((COALESCE((not_started_count)::text, ''::text) || COALESCE((COALESCE(',"in_progress":'::text, ''::text) || COALESCE((COALESCE((in_progress_count)::text, ''::text) || COALESCE((COALESCE(',"blocked":'::text, ''::text) || COALESCE((COALESCE((blocked_count)::text, ''::text) || COALESCE((COALESCE(',"done":'::text, ''::text) || COALESCE((COALESCE((done_count)::text, ''::text) || COALESCE((COALESCE(',"skipped":'::text, ''::text) || COALESCE((COALESCE((skipped_count)::text, ''::text) || COALESCE('}'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))::jsonb) STORED,
    status character varying(20) GENERATED ALWAYS AS (
CASE
    WHEN ((blocked_count = 0) AND (done_count > 0) AND (in_progress_count = 0) AND (not_started_count = 0)) THEN 'completed'::text
    WHEN ((done_count > 0) OR (in_progress_count > 0) OR (blocked_count > 0)) THEN 'in_progress'::text
    ELSE 'not_started'::text
END) STORED,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    last_tick_at timestamp with time zone,
    CONSTRAINT ticket_packs_blocked_count_check CHECK ((blocked_count >= 0)),
    CONSTRAINT ticket_packs_done_count_check CHECK ((done_count >= 0)),
    CONSTRAINT ticket_packs_in_progress_count_check CHECK ((in_progress_count >= 0)),
    CONSTRAINT ticket_packs_not_started_count_check CHECK ((not_started_count >= 0)),
    CONSTRAINT ticket_packs_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ticket_packs_skipped_count_check CHECK ((skipped_count >= 0)),
    CONSTRAINT tickets_pack_key_form CHECK (((key)::text ~ '^[a-z0-9][a-z0-9_-]*$'::text))
);

ALTER TABLE ONLY public.ticket_packs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_packs_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    key character varying(63) NOT NULL,
    title character varying(200) NOT NULL,
    version character varying(20) NOT NULL,
    is_primary boolean NOT NULL,
    source_markdown text NOT NULL,
    pgh_obj_id uuid NOT NULL,
    roadmap_id uuid,
    tenant_id uuid NOT NULL,
    CONSTRAINT ticket_packs_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.ticket_packs_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ticket_section_counts (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    section_number smallint NOT NULL,
    not_started_count integer DEFAULT 0 NOT NULL,
    in_progress_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    done_count integer DEFAULT 0 NOT NULL,
    skipped_count integer DEFAULT 0 NOT NULL,
    tenant_id uuid NOT NULL,
    ticket_pack_id uuid NOT NULL,
    CONSTRAINT ticket_section_counts_blocked_count_check CHECK ((blocked_count >= 0)),
    CONSTRAINT ticket_section_counts_done_count_check CHECK ((done_count >= 0)),
    CONSTRAINT ticket_section_counts_in_progress_count_check CHECK ((in_progress_count >= 0)),
    CONSTRAINT ticket_section_counts_not_started_count_check CHECK ((not_started_count >= 0)),
    CONSTRAINT ticket_section_counts_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT ticket_section_counts_skipped_count_check CHECK ((skipped_count >= 0)),
    CONSTRAINT tickets_section_count_number_in_range CHECK (((section_number >= '-1'::integer) AND (section_number <= 99)))
);

ALTER TABLE ONLY public.ticket_section_counts FORCE ROW LEVEL SECURITY;

CREATE VIEW public.time_to_decision WITH (security_invoker='true') AS
 SELECT tenant_id,
    outcome,
    (count(*))::integer AS decided,
    round(avg(days), 1) AS avg_days,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((days)::double precision)))::numeric, 1) AS median_days,
    round(min(days), 1) AS min_days,
    round(max(days), 1) AS max_days
   FROM ( SELECT o.tenant_id,
            o.outcome,
            (EXTRACT(epoch FROM (COALESCE(q.responded_at, o.recorded_at) - q.sent_at)) / (86400)::numeric) AS days
           FROM (public.quote_outcomes o
             JOIN public.quotes q ON (((q.tenant_id = o.tenant_id) AND (q.id = o.quote_id))))
          WHERE (o.recorded_at >= (public.app_now() - '90 days'::interval))) d
  GROUP BY tenant_id, outcome;

CREATE TABLE public.user_feedback_events (
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_id uuid DEFAULT public.uuid7() NOT NULL,
    pgh_context jsonb,
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    overall_satisfaction smallint NOT NULL,
    pattern_usefulness smallint,
    code_quality smallint,
    documentation_clarity smallint,
    setup_ease smallint,
    positive_aspects character varying(20)[],
    negative_aspects character varying(20)[],
    additional_comments text,
    would_recommend boolean,
    likelihood_to_reuse smallint,
    feature_requests character varying(300)[],
    time_to_first_build integer,
    encountered_errors boolean DEFAULT false NOT NULL,
    error_details jsonb,
    feedback_source character varying(20) DEFAULT 'modal'::character varying NOT NULL,
    submitted_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    submitted_on date NOT NULL,
    consent_to_export boolean DEFAULT false NOT NULL,
    pgh_obj_id uuid NOT NULL,
    project_outcome_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid,
    CONSTRAINT user_feedback_events_code_quality_check CHECK ((code_quality >= 0)),
    CONSTRAINT user_feedback_events_documentation_clarity_check CHECK ((documentation_clarity >= 0)),
    CONSTRAINT user_feedback_events_likelihood_to_reuse_check CHECK ((likelihood_to_reuse >= 0)),
    CONSTRAINT user_feedback_events_overall_satisfaction_check CHECK ((overall_satisfaction >= 0)),
    CONSTRAINT user_feedback_events_pattern_usefulness_check CHECK ((pattern_usefulness >= 0)),
    CONSTRAINT user_feedback_events_row_version_check CHECK ((row_version >= 0)),
    CONSTRAINT user_feedback_events_setup_ease_check CHECK ((setup_ease >= 0)),
    CONSTRAINT user_feedback_events_time_to_first_build_check CHECK ((time_to_first_build >= 0))
);

ALTER TABLE ONLY public.user_feedback_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.users (
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    id uuid DEFAULT public.uuid7() NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    is_active boolean NOT NULL,
    is_superuser boolean NOT NULL,
    preferences jsonb NOT NULL,
    date_joined timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT users_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_tokens_events
    ADD CONSTRAINT api_tokens_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.api_usage
    ADD CONSTRAINT api_usage_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT audit_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.build_events
    ADD CONSTRAINT build_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.build_events
    ADD CONSTRAINT build_events_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.case_counters
    ADD CONSTRAINT case_counters_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.case_counters
    ADD CONSTRAINT case_counters_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.cases_events
    ADD CONSTRAINT cases_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.change_batches
    ADD CONSTRAINT change_batches_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.change_batches
    ADD CONSTRAINT change_batches_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT ci_deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT ci_deliveries_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ci_endpoints_events
    ADD CONSTRAINT ci_endpoints_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.ci_endpoints
    ADD CONSTRAINT ci_endpoints_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ci_endpoints
    ADD CONSTRAINT ci_endpoints_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.case_counters
    ADD CONSTRAINT clients_case_counter_once UNIQUE (tenant_id, year);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT clients_case_number_unique UNIQUE (tenant_id, case_number);

ALTER TABLE ONLY public.clients_events
    ADD CONSTRAINT clients_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT clients_order_number_unique UNIQUE (tenant_id, order_number);

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_check_once_a_period UNIQUE (tenant_id, schedule_id, entity_id, period_start);

ALTER TABLE ONLY public.compliance_checks_events
    ADD CONSTRAINT compliance_checks_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_checks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_checks_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.compliance_schedule_events
    ADD CONSTRAINT compliance_schedule_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.compliance_schedule
    ADD CONSTRAINT compliance_schedule_once UNIQUE (tenant_id, compliance_type, target_entity_type);

ALTER TABLE ONLY public.compliance_schedule
    ADD CONSTRAINT compliance_schedule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compliance_schedule
    ADD CONSTRAINT compliance_schedule_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.contact_enrichment_queue_events
    ADD CONSTRAINT contact_enrichment_queue_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.contact_enrichment_queue
    ADD CONSTRAINT contact_enrichment_queue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contact_enrichment_queue
    ADD CONSTRAINT contact_enrichment_queue_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT contact_field_sources_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT contact_field_sources_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.contacts_events
    ADD CONSTRAINT contacts_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.deal_activities
    ADD CONSTRAINT deal_activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deal_activities
    ADD CONSTRAINT deal_activities_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.deal_stage_config_events
    ADD CONSTRAINT deal_stage_config_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.deal_stage_config
    ADD CONSTRAINT deal_stage_config_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deal_stage_config
    ADD CONSTRAINT deal_stage_config_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.deal_stage_history
    ADD CONSTRAINT deal_stage_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deal_stage_history
    ADD CONSTRAINT deal_stage_history_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.deals_events
    ADD CONSTRAINT deals_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.deal_stage_config
    ADD CONSTRAINT deals_stage_config_one_per_stage UNIQUE (tenant_id, stage);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT effect_ledger_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT effect_ledger_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.engine_settings_events
    ADD CONSTRAINT engine_settings_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.engine_settings
    ADD CONSTRAINT engine_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.engine_settings
    ADD CONSTRAINT engine_settings_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflict_once_per_field UNIQUE (tenant_id, queue_id, field);

ALTER TABLE ONLY public.enrichment_conflicts_events
    ADD CONSTRAINT enrichment_conflicts_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflicts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflicts_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT enrichment_field_source_latest UNIQUE (tenant_id, contact_id, field);

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT enrichment_signal_once_per_source UNIQUE (tenant_id, source_type, source_id, signal_type);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_request_one_per_order UNIQUE (tenant_id, order_id);

ALTER TABLE ONLY public.feedback_requests_events
    ADD CONSTRAINT feedback_requests_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.firm_section_counts
    ADD CONSTRAINT firm_section_counts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.firm_section_counts
    ADD CONSTRAINT firm_section_counts_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.implementation_snapshots_events
    ADD CONSTRAINT implementation_snapshots_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.implementation_snapshots
    ADD CONSTRAINT implementation_snapshots_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.implementation_snapshots
    ADD CONSTRAINT implementation_snapshots_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.invitations_events
    ADD CONSTRAINT invitations_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.memberships_events
    ADD CONSTRAINT memberships_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.metric_definitions_events
    ADD CONSTRAINT metric_definitions_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.metric_definitions
    ADD CONSTRAINT metric_definitions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.metric_definitions
    ADD CONSTRAINT metric_definitions_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.tenant_roi_assumptions
    ADD CONSTRAINT metrics_assumptions_one_per_firm UNIQUE (tenant_id);

ALTER TABLE ONLY public.metric_definitions
    ADD CONSTRAINT metrics_definition_key_unique UNIQUE (tenant_id, key);

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_one_per_series UNIQUE (tenant_id, series_id);

ALTER TABLE ONLY public.roadmap_projections
    ADD CONSTRAINT metrics_projection_once UNIQUE (tenant_id, series_id, key);

ALTER TABLE ONLY public.opportunity_signals_events
    ADD CONSTRAINT opportunity_signals_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT opportunity_signals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT opportunity_signals_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.orders_events
    ADD CONSTRAINT orders_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.outbox_messages_events
    ADD CONSTRAINT outbox_messages_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT patterns_delivery_once UNIQUE (tenant_id, endpoint_id, delivery_id);

ALTER TABLE ONLY public.build_events
    ADD CONSTRAINT patterns_event_external_once UNIQUE (tenant_id, project_outcome_id, external_id);

ALTER TABLE ONLY public.patterns_events
    ADD CONSTRAINT patterns_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT patterns_feedback_once_a_day UNIQUE (tenant_id, project_outcome_id, user_id, feedback_source, submitted_on);

ALTER TABLE ONLY public.patterns
    ADD CONSTRAINT patterns_pattern_once UNIQUE (tenant_id, pattern_id);

ALTER TABLE ONLY public.patterns
    ADD CONSTRAINT patterns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.patterns
    ADD CONSTRAINT patterns_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.project_outcomes_events
    ADD CONSTRAINT project_outcomes_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.project_outcomes
    ADD CONSTRAINT project_outcomes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.project_outcomes
    ADD CONSTRAINT project_outcomes_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.public_links
    ADD CONSTRAINT public_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.public_links
    ADD CONSTRAINT public_links_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.quote_activities
    ADD CONSTRAINT quote_activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quote_activities
    ADD CONSTRAINT quote_activities_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quote_counters_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quote_counters_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.quote_outcomes_events
    ADD CONSTRAINT quote_outcomes_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quote_outcomes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quote_outcomes_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.quote_views
    ADD CONSTRAINT quote_views_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quote_views
    ADD CONSTRAINT quote_views_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quotes_counter_once UNIQUE (tenant_id, year);

ALTER TABLE ONLY public.quotes_events
    ADD CONSTRAINT quotes_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quotes_outcome_one_per_quote UNIQUE (tenant_id, quote_id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_quote_number_unique UNIQUE (tenant_id, quote_number);

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmap_changelogs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmap_changelogs_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_outcomes_events
    ADD CONSTRAINT roadmap_outcomes_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT roadmap_outcomes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT roadmap_outcomes_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_projections_events
    ADD CONSTRAINT roadmap_projections_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_projections
    ADD CONSTRAINT roadmap_projections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_projections
    ADD CONSTRAINT roadmap_projections_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_refresh_parts_events
    ADD CONSTRAINT roadmap_refresh_parts_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmap_refresh_parts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmap_refresh_parts_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_refresh_proposals_events
    ADD CONSTRAINT roadmap_refresh_proposals_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmap_refresh_proposals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmap_refresh_proposals_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_section_types
    ADD CONSTRAINT roadmap_section_types_default_number_key UNIQUE (default_number);

ALTER TABLE ONLY public.roadmap_section_types
    ADD CONSTRAINT roadmap_section_types_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.roadmap_sections_events
    ADD CONSTRAINT roadmap_sections_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmap_sections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmap_sections_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmaps_changelog_one_per_version UNIQUE (tenant_id, to_version);

ALTER TABLE ONLY public.roadmaps_events
    ADD CONSTRAINT roadmaps_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmaps_part_change_once UNIQUE (tenant_id, proposal_id, section_number, change);

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmaps_part_position_once UNIQUE (tenant_id, proposal_id, "position");

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_roadmap_version_unique UNIQUE (tenant_id, version);

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmaps_section_number_unique UNIQUE (tenant_id, roadmap_id, section_number);

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.scaffold_sessions_events
    ADD CONSTRAINT scaffold_sessions_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT scaffold_sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT scaffold_sessions_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.tasks_events
    ADD CONSTRAINT tasks_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT tenancy_api_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT tenancy_idempotency_key_once UNIQUE (tenant_id, caller_id, key);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT tenancy_invitation_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT tenancy_membership_once UNIQUE (tenant_id, user_id);

ALTER TABLE ONLY public.tenant_roi_assumptions_events
    ADD CONSTRAINT tenant_roi_assumptions_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.tenant_roi_assumptions
    ADD CONSTRAINT tenant_roi_assumptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tenant_roi_assumptions
    ADD CONSTRAINT tenant_roi_assumptions_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.ticket_dependencies_events
    ADD CONSTRAINT ticket_dependencies_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT ticket_dependencies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT ticket_dependencies_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ticket_evidence_events
    ADD CONSTRAINT ticket_evidence_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT ticket_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT ticket_evidence_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ticket_instances_events
    ADD CONSTRAINT ticket_instances_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT ticket_instances_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT ticket_instances_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ticket_library
    ADD CONSTRAINT ticket_library_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY public.ticket_packs_events
    ADD CONSTRAINT ticket_packs_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT ticket_packs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT ticket_packs_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ticket_section_counts
    ADD CONSTRAINT ticket_section_counts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_section_counts
    ADD CONSTRAINT ticket_section_counts_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_once UNIQUE (tenant_id, ticket_instance_id, depends_on_id);

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT tickets_pack_key_unique UNIQUE (tenant_id, key);

ALTER TABLE ONLY public.ticket_section_counts
    ADD CONSTRAINT tickets_section_count_once UNIQUE (tenant_id, ticket_pack_id, section_number);

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT tickets_ticket_code_unique UNIQUE (tenant_id, ticket_pack_id, ticket_id);

ALTER TABLE ONLY public.user_feedback_events
    ADD CONSTRAINT user_feedback_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT user_feedback_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT user_feedback_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT work_effect_once UNIQUE (tenant_id, key);

ALTER TABLE ONLY public.engine_settings
    ADD CONSTRAINT work_engine_setting_once UNIQUE (tenant_id, job_name);

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT work_job_run_once_per_time UNIQUE (tenant_id, job_name, scheduled_for, dry_run);

ALTER TABLE ONLY public.public_links
    ADD CONSTRAINT work_public_link_token_unique UNIQUE (token_hash);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX api_tokens_by_row ON public.api_tokens_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX api_tokens_newest ON public.api_tokens USING btree (tenant_id, created_at DESC);

CREATE INDEX api_tokens_newest_events ON public.api_tokens_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX audit_events_newest ON public.audit_events USING btree (tenant_id, created_at DESC);

CREATE INDEX audit_events_of_entity ON public.audit_events USING btree (tenant_id, entity_type, entity_id, created_at DESC);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX build_events_newest ON public.build_events USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX build_events_of_project ON public.build_events USING btree (tenant_id, project_outcome_id, occurred_at DESC);

CREATE INDEX cases_by_row ON public.cases_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX cases_newest ON public.cases USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX cases_newest_events ON public.cases_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX cases_of_client ON public.cases USING btree (tenant_id, client_id);

CREATE INDEX cases_open_of_order ON public.cases USING btree (tenant_id, order_id) WHERE ((status)::text = ANY ((ARRAY['open'::character varying, 'in_progress'::character varying, 'waiting'::character varying])::text[]));

CREATE INDEX change_batches_newest ON public.change_batches USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ci_deliveries_of_endpoint ON public.ci_deliveries USING btree (tenant_id, endpoint_id, created_at DESC);

CREATE INDEX ci_endpoints_by_row ON public.ci_endpoints_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ci_endpoints_newest ON public.ci_endpoints USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ci_endpoints_newest_events ON public.ci_endpoints_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX clients_by_row ON public.clients_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE UNIQUE INDEX clients_client_name_unique ON public.clients USING btree (tenant_id, lower((company_name)::text));

CREATE UNIQUE INDEX clients_contact_one_primary ON public.contacts USING btree (tenant_id, client_id) WHERE is_primary;

CREATE INDEX clients_newest ON public.clients USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX clients_newest_events ON public.clients_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX compliance_checks_by_due ON public.compliance_checks USING btree (tenant_id, due_at);

CREATE INDEX compliance_checks_by_row ON public.compliance_checks_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX compliance_checks_due ON public.compliance_checks USING btree (tenant_id, due_at, id) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'awaiting_response'::character varying, 'overdue'::character varying])::text[]));

CREATE INDEX compliance_checks_newest ON public.compliance_checks USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX compliance_checks_newest_event ON public.compliance_checks_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX compliance_checks_of_entity ON public.compliance_checks USING btree (tenant_id, entity_type, entity_id);

CREATE INDEX compliance_checks_open_due ON public.compliance_checks USING btree (tenant_id, due_at, id) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'awaiting_response'::character varying, 'overdue'::character varying, 'escalated'::character varying])::text[]));

CREATE INDEX compliance_checks_status_due ON public.compliance_checks USING btree (tenant_id, status, due_at) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying, 'awaiting_response'::character varying, 'overdue'::character varying])::text[]));

CREATE INDEX compliance_checks_waived ON public.compliance_checks USING btree (tenant_id, waived_until) WHERE ((status)::text = 'waived'::text);

CREATE INDEX compliance_schedule_by_row ON public.compliance_schedule_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX compliance_schedule_due ON public.compliance_schedule USING btree (tenant_id, next_due_at) WHERE is_active;

CREATE INDEX compliance_schedule_newest ON public.compliance_schedule USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX compliance_schedule_newest_eve ON public.compliance_schedule_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX contact_enrichment_queue_by_ro ON public.contact_enrichment_queue_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX contact_enrichment_queue_newes ON public.contact_enrichment_queue_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX contact_field_sources_newest ON public.contact_field_sources USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX contacts_by_email ON public.contacts USING btree (tenant_id, email);

CREATE INDEX contacts_by_row ON public.contacts_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX contacts_newest ON public.contacts USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX contacts_newest_events ON public.contacts_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX contacts_of_client ON public.contacts USING btree (tenant_id, client_id);

CREATE INDEX deal_activities_newest ON public.deal_activities USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX deal_activities_of_deal ON public.deal_activities USING btree (tenant_id, deal_id, happened_at DESC);

CREATE INDEX deal_stage_config_by_row ON public.deal_stage_config_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX deal_stage_config_newest ON public.deal_stage_config USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX deal_stage_config_newest_event ON public.deal_stage_config_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX deal_stage_history_newest ON public.deal_stage_history USING btree (tenant_id, changed_at DESC);

CREATE INDEX deal_stage_history_of_deal ON public.deal_stage_history USING btree (tenant_id, deal_id, changed_at DESC);

CREATE INDEX deals_by_row ON public.deals_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX deals_by_stage ON public.deals USING btree (tenant_id, stage, created_at DESC, id DESC);

CREATE INDEX deals_follow_up_due ON public.deals USING btree (tenant_id, auto_follow_up_enabled, next_follow_up_at) WHERE (auto_follow_up_enabled AND (next_follow_up_at IS NOT NULL));

CREATE INDEX deals_newest ON public.deals USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX deals_newest_events ON public.deals_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX deals_not_stalled ON public.deals USING btree (tenant_id, stage, last_activity_at) WHERE (((stage)::text = ANY ((ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying])::text[])) AND (stalled_at IS NULL));

CREATE INDEX deals_of_client ON public.deals USING btree (tenant_id, client_id);

CREATE INDEX deals_open_by_activity ON public.deals USING btree (tenant_id, stage, last_activity_at) INCLUDE (id, auto_follow_up_enabled, parked_until) WHERE ((stage)::text = ANY ((ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying])::text[]));

CREATE INDEX deals_stalled ON public.deals USING btree (tenant_id, stage, last_activity_at) WHERE (stalled_at IS NOT NULL);

CREATE INDEX deals_stalled_left_alone ON public.deals USING btree (tenant_id, parked_until) WHERE ((stalled_at IS NOT NULL) AND ((NOT auto_follow_up_enabled) OR (parked_until IS NOT NULL)));

CREATE INDEX django_admin_log_by_tenant ON public.django_admin_log USING btree (tenant_id, action_time DESC);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX engine_settings_by_row ON public.engine_settings_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX engine_settings_newest ON public.engine_settings USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX engine_settings_newest_events ON public.engine_settings_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX enrichment_conflicts_by_row ON public.enrichment_conflicts_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX enrichment_conflicts_newest ON public.enrichment_conflicts USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX enrichment_conflicts_newest_ev ON public.enrichment_conflicts_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX enrichment_conflicts_open ON public.enrichment_conflicts USING btree (tenant_id, created_at) WHERE ((resolution)::text = 'open'::text);

CREATE UNIQUE INDEX enrichment_item_source_once ON public.contact_enrichment_queue USING btree (tenant_id, source, source_id) WHERE (NOT ((source_id)::text = ''::text));

CREATE INDEX enrichment_queue_newest ON public.contact_enrichment_queue USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX enrichment_queue_of_contact ON public.contact_enrichment_queue USING btree (tenant_id, contact_id);

CREATE INDEX enrichment_queue_pending ON public.contact_enrichment_queue USING btree (tenant_id, created_at) WHERE ((status)::text = 'pending'::text);

CREATE INDEX enrichment_queue_pending_email ON public.contact_enrichment_queue USING btree (tenant_id, email_address) WHERE ((status)::text = 'pending'::text);

CREATE INDEX feedback_requests_by_row ON public.feedback_requests_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX feedback_requests_due ON public.feedback_requests USING btree (tenant_id, scheduled_for) WHERE ((status)::text = 'pending'::text);

CREATE INDEX feedback_requests_newest ON public.feedback_requests USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX feedback_requests_newest_event ON public.feedback_requests_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX feedback_requests_open ON public.feedback_requests USING btree (tenant_id, expires_at) WHERE ((status)::text = 'sent'::text);

CREATE INDEX firm_section_counts_by_firm ON public.firm_section_counts USING btree (tenant_id, section_number);

CREATE INDEX idempotency_keys_oldest ON public.idempotency_keys USING btree (tenant_id, caller_id, created_at);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX implementation_snapshots_by_ro ON public.implementation_snapshots_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX implementation_snapshots_newes ON public.implementation_snapshots_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX invitations_by_row ON public.invitations_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX invitations_newest_events ON public.invitations_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX job_runs_latest ON public.job_runs USING btree (tenant_id, job_name, scheduled_for DESC);

CREATE INDEX memberships_by_row ON public.memberships_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX memberships_newest_events ON public.memberships_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX memberships_of_user ON public.memberships USING btree (user_id);

CREATE INDEX metric_definitions_by_row ON public.metric_definitions_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX metric_definitions_newest ON public.metric_definitions USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX metric_definitions_newest_even ON public.metric_definitions_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE UNIQUE INDEX metrics_snapshot_milestone_once ON public.implementation_snapshots USING btree (tenant_id, series_id, label) WHERE (NOT ((label)::text = 'custom'::text));

CREATE INDEX opportunity_signals_by_row ON public.opportunity_signals_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX opportunity_signals_newest ON public.opportunity_signals USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX opportunity_signals_newest_eve ON public.opportunity_signals_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX opportunity_signals_of_client ON public.opportunity_signals USING btree (tenant_id, client_id, created_at DESC);

CREATE INDEX opportunity_signals_to_act_on ON public.opportunity_signals USING btree (tenant_id, signal_strength DESC, created_at) WHERE (NOT actioned);

CREATE INDEX orders_by_row ON public.orders_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX orders_delivered ON public.orders USING btree (tenant_id, delivered_at) WHERE (delivered_at IS NOT NULL);

CREATE INDEX orders_newest ON public.orders USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX orders_newest_events ON public.orders_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX orders_of_client ON public.orders USING btree (tenant_id, client_id);

CREATE INDEX outbox_messages_by_row ON public.outbox_messages_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX outbox_messages_by_status ON public.outbox_messages USING btree (tenant_id, status, created_at DESC);

CREATE INDEX outbox_messages_failed_about ON public.outbox_messages USING btree (tenant_id, about_id) WHERE ((about_id IS NOT NULL) AND ((status)::text = 'failed'::text));

CREATE INDEX outbox_messages_newest_events ON public.outbox_messages_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX patterns_by_row ON public.patterns_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX patterns_newest ON public.patterns USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX patterns_newest_events ON public.patterns_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE UNIQUE INDEX patterns_outcome_path_once ON public.project_outcomes USING btree (tenant_id, md5(project_path)) WHERE ((status)::text = 'active'::text);

CREATE UNIQUE INDEX patterns_outcome_repository_once ON public.project_outcomes USING btree (tenant_id, lower((repository)::text)) WHERE ((status)::text = 'active'::text);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX project_outcomes_by_row ON public.project_outcomes_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX project_outcomes_newest ON public.project_outcomes USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX project_outcomes_newest_events ON public.project_outcomes_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX project_outcomes_of_pattern ON public.project_outcomes USING btree (tenant_id, pattern_id, created_at DESC);

CREATE INDEX project_outcomes_of_user ON public.project_outcomes USING btree (tenant_id, user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX project_outcomes_prompts ON public.project_outcomes USING btree (tenant_id, feedback_prompt_due_at) WHERE (((feedback_prompt_state)::text = ANY ((ARRAY['pending'::character varying, 'shown'::character varying, 'dismissed'::character varying])::text[])) AND ((status)::text = 'active'::text));

CREATE INDEX project_outcomes_status ON public.project_outcomes USING btree (tenant_id, status, created_at DESC);

CREATE INDEX public_links_newest ON public.public_links USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX public_links_of_object ON public.public_links USING btree (tenant_id, purpose, object_id);

CREATE INDEX quote_activities_by_type ON public.quote_activities USING btree (tenant_id, activity_type, created_at DESC);

CREATE INDEX quote_activities_newest ON public.quote_activities USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX quote_activities_of_quote ON public.quote_activities USING btree (tenant_id, quote_id, created_at DESC);

CREATE INDEX quote_outcomes_by_outcome ON public.quote_outcomes USING btree (tenant_id, outcome, recorded_at DESC);

CREATE INDEX quote_outcomes_by_row ON public.quote_outcomes_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX quote_outcomes_newest ON public.quote_outcomes USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX quote_outcomes_newest_events ON public.quote_outcomes_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX quote_views_newest ON public.quote_views USING btree (tenant_id, viewed_at DESC, id DESC);

CREATE INDEX quote_views_of_quote ON public.quote_views USING btree (tenant_id, quote_id, viewed_at DESC);

CREATE INDEX quotes_by_row ON public.quotes_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX quotes_by_status ON public.quotes USING btree (tenant_id, status, created_at DESC, id DESC);

CREATE INDEX quotes_expiring ON public.quotes USING btree (tenant_id, valid_until) WHERE ((status)::text = ANY ((ARRAY['sent'::character varying, 'viewed'::character varying])::text[]));

CREATE INDEX quotes_follow_up_by_amount ON public.quotes USING btree (tenant_id, total_amount DESC, next_follow_up_at) WHERE (next_follow_up_at IS NOT NULL);

CREATE INDEX quotes_newest ON public.quotes USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX quotes_newest_events ON public.quotes_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX quotes_of_client ON public.quotes USING btree (tenant_id, client_id);

CREATE INDEX quotes_of_deal ON public.quotes USING btree (tenant_id, deal_id) WHERE (deal_id IS NOT NULL);

CREATE INDEX refresh_proposals_newest ON public.roadmap_refresh_proposals USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_changelogs_newest ON public.roadmap_changelogs USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_outcomes_by_roadmap ON public.roadmap_outcomes USING btree (tenant_id, roadmap_id);

CREATE INDEX roadmap_outcomes_by_row ON public.roadmap_outcomes_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_outcomes_newest ON public.roadmap_outcomes USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_outcomes_newest_events ON public.roadmap_outcomes_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX roadmap_projections_by_row ON public.roadmap_projections_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_projections_newest ON public.roadmap_projections USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_projections_newest_eve ON public.roadmap_projections_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX roadmap_refresh_parts_by_row ON public.roadmap_refresh_parts_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_refresh_parts_newest_e ON public.roadmap_refresh_parts_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX roadmap_refresh_proposals_by_r ON public.roadmap_refresh_proposals_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_refresh_proposals_newe ON public.roadmap_refresh_proposals_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX roadmap_section_types_key_e2cf3f5f_like ON public.roadmap_section_types USING btree (key varchar_pattern_ops);

CREATE INDEX roadmap_sections_by_row ON public.roadmap_sections_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_sections_by_status ON public.roadmap_sections USING btree (tenant_id, status);

CREATE INDEX roadmap_sections_newest ON public.roadmap_sections USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_sections_newest_events ON public.roadmap_sections_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX roadmaps_by_row ON public.roadmaps_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmaps_newest ON public.roadmaps USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmaps_newest_events ON public.roadmaps_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE UNIQUE INDEX roadmaps_proposal_one_open ON public.roadmap_refresh_proposals USING btree (tenant_id, roadmap_id) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX roadmaps_roadmap_one_current ON public.roadmaps USING btree (tenant_id) WHERE is_current;

CREATE INDEX scaffold_sessions_by_row ON public.scaffold_sessions_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX scaffold_sessions_newest ON public.scaffold_sessions USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX scaffold_sessions_newest_event ON public.scaffold_sessions_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX scaffold_sessions_open ON public.scaffold_sessions USING btree (tenant_id, last_step_at) WHERE ((abandoned_at IS NULL) AND (completed_at IS NULL));

CREATE INDEX snapshots_newest ON public.implementation_snapshots USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX snapshots_of_series ON public.implementation_snapshots USING btree (tenant_id, series_id, snapshot_date);

CREATE INDEX tasks_by_row ON public.tasks_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX tasks_newest ON public.tasks USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX tasks_newest_events ON public.tasks_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX tasks_of_client ON public.tasks USING btree (tenant_id, client_id);

CREATE INDEX tasks_open_by_day ON public.tasks USING btree (tenant_id, due_on) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'in_progress'::character varying])::text[]));

CREATE UNIQUE INDEX tenancy_invitation_one_open_per_email ON public.invitations USING btree (tenant_id, lower((email)::text)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE UNIQUE INDEX tenancy_membership_one_owner ON public.memberships USING btree (tenant_id) WHERE ((role)::text = 'owner'::text);

CREATE UNIQUE INDEX tenancy_user_email_unique_whatever_case ON public.users USING btree (lower((email)::text));

CREATE INDEX tenant_roi_assumptions_by_row ON public.tenant_roi_assumptions_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX tenant_roi_assumptions_newest_ ON public.tenant_roi_assumptions_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX tenants_slug_01bfd60f_like ON public.tenants USING btree (slug varchar_pattern_ops);

CREATE INDEX ticket_dependencies_by_row ON public.ticket_dependencies_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_dependencies_newest_eve ON public.ticket_dependencies_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX ticket_dependencies_unlocks ON public.ticket_dependencies USING btree (tenant_id, depends_on_id);

CREATE INDEX ticket_evidence_by_row ON public.ticket_evidence_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_evidence_newest ON public.ticket_evidence USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ticket_evidence_newest_events ON public.ticket_evidence_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX ticket_evidence_of_ticket ON public.ticket_evidence USING btree (tenant_id, ticket_instance_id);

CREATE INDEX ticket_instances_board ON public.ticket_instances USING btree (tenant_id, ticket_pack_id, sprint_number, order_index) INCLUDE (status);

CREATE INDEX ticket_instances_by_row ON public.ticket_instances_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_instances_by_status ON public.ticket_instances USING btree (tenant_id, status, created_at DESC, id DESC);

CREATE INDEX ticket_instances_newest ON public.ticket_instances USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ticket_instances_newest_events ON public.ticket_instances_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX ticket_library_default_section_key_a8274460 ON public.ticket_library USING btree (default_section_key);

CREATE INDEX ticket_library_default_section_key_a8274460_like ON public.ticket_library USING btree (default_section_key varchar_pattern_ops);

CREATE INDEX ticket_library_tags ON public.ticket_library USING gin (tags);

CREATE INDEX ticket_library_ticket_id_609f3ef2_like ON public.ticket_library USING btree (ticket_id varchar_pattern_ops);

CREATE INDEX ticket_packs_by_roadmap ON public.ticket_packs USING btree (tenant_id, roadmap_id);

CREATE INDEX ticket_packs_by_row ON public.ticket_packs_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_packs_by_status ON public.ticket_packs USING btree (tenant_id, status);

CREATE INDEX ticket_packs_dated ON public.ticket_packs USING btree (tenant_id) WHERE jsonb_path_exists(sprint_assignments, '$[*]."planned_end"?(@ != null)'::jsonpath);

CREATE INDEX ticket_packs_newest ON public.ticket_packs USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ticket_packs_newest_events ON public.ticket_packs_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX tickets_blocked ON public.ticket_instances USING btree (tenant_id, updated_at, id) WHERE ((status)::text = 'blocked'::text);

CREATE UNIQUE INDEX tickets_pack_one_primary ON public.ticket_packs USING btree (tenant_id, roadmap_id) WHERE is_primary;

CREATE INDEX tickets_ticked ON public.ticket_instances USING btree (tenant_id, completed_at) WHERE ((status)::text = 'done'::text);

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX user_feedback_best ON public.user_feedback USING btree (tenant_id, overall_satisfaction DESC);

CREATE INDEX user_feedback_by_row ON public.user_feedback_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX user_feedback_newest ON public.user_feedback USING btree (tenant_id, submitted_at DESC, id DESC);

CREATE INDEX user_feedback_newest_events ON public.user_feedback_events USING btree (tenant_id, pgh_created_at DESC, pgh_id DESC);

CREATE INDEX user_feedback_of_project ON public.user_feedback USING btree (tenant_id, project_outcome_id, submitted_at DESC);

CREATE INDEX user_feedback_recommend ON public.user_feedback USING btree (tenant_id, would_recommend) WHERE (would_recommend IS NOT NULL);

CREATE INDEX users_email_0ea73cca_like ON public.users USING btree (email varchar_pattern_ops);

CREATE UNIQUE INDEX outcome_aggregates_row ON rpt.outcome_aggregates USING btree (row_key);

CREATE UNIQUE INDEX pattern_analytics_once ON rpt.pattern_analytics USING btree (tenant_id, pattern_id);

CREATE INDEX pattern_daily_of_pattern ON rpt.pattern_daily USING btree (tenant_id, pattern_id, day);

CREATE UNIQUE INDEX pattern_daily_once ON rpt.pattern_daily USING btree (tenant_id, day, pattern_id) INCLUDE (projects_created, builds_ok, builds_failed, feedback_count, satisfaction_sum, reuse_count, promoters, detractors, test_count, test_rate_sum);

CREATE STATISTICS public.tickets_of_pack (ndistinct, dependencies) ON tenant_id, ticket_pack_id FROM public.ticket_instances;

CREATE TRIGGER case_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.cases FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('clients_case_contact_of_client');

CREATE TRIGGER deal_activity_counts AFTER INSERT ON public.deal_activities FOR EACH ROW WHEN (((new.kind)::text <> 'follow_up'::text)) EXECUTE FUNCTION public.deal_activity_counts();

CREATE TRIGGER deal_activity_update BEFORE UPDATE OF stage, value, probability, expected_close_date, description ON public.deals FOR EACH ROW WHEN (((((((old.stage)::text IS DISTINCT FROM (new.stage)::text) OR (old.value IS DISTINCT FROM new.value)) OR (old.probability IS DISTINCT FROM new.probability)) OR (old.expected_close_date IS DISTINCT FROM new.expected_close_date)) OR (old.description IS DISTINCT FROM new.description))) EXECUTE FUNCTION public.update_deal_last_activity();

CREATE TRIGGER deal_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.deals FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('deals_deal_contact_of_client');

CREATE TRIGGER deal_stage_change AFTER UPDATE ON public.deals REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.log_deal_stage_change();

CREATE TRIGGER deleted_client_ends_checks AFTER DELETE ON public.clients REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.deleted_client_ends_checks();

CREATE TRIGGER deleted_contact_ends_checks AFTER DELETE ON public.contacts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.deleted_contact_ends_checks();

CREATE TRIGGER feedback_request_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.feedback_requests FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('feedback_request_contact_of_client');

CREATE TRIGGER figures_forget_firm AFTER DELETE ON public.tenants FOR EACH STATEMENT EXECUTE FUNCTION public.figures_forget_firm();

CREATE TRIGGER moved_contact_of_cases AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('cases');

CREATE TRIGGER moved_contact_of_deals AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('deals');

CREATE TRIGGER moved_contact_of_feedback_requests AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('feedback_requests');

CREATE TRIGGER moved_contact_of_orders AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('orders');

CREATE TRIGGER moved_contact_of_quotes AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('quotes');

CREATE TRIGGER moved_contact_of_tasks AFTER UPDATE OF client_id ON public.contacts FOR EACH ROW WHEN ((old.client_id IS DISTINCT FROM new.client_id)) EXECUTE FUNCTION public.contact_moved('tasks');

CREATE TRIGGER new_firm_gets_deal_stages AFTER INSERT ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.new_firm_gets_deal_stages();

CREATE TRIGGER new_firm_gets_metrics AFTER INSERT ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.new_firm_gets_metrics();

CREATE TRIGGER number_case BEFORE INSERT ON public.cases FOR EACH ROW EXECUTE FUNCTION public.number_case();

CREATE TRIGGER number_quote BEFORE INSERT ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.number_quote();

CREATE TRIGGER order_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.orders FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('clients_order_contact_of_client');

CREATE TRIGGER outcome_follows_current AFTER INSERT OR UPDATE OF is_current ON public.roadmaps FOR EACH ROW WHEN (new.is_current) EXECUTE FUNCTION public.outcome_follows_current();

CREATE TRIGGER pgtrigger_append_only_04a8f BEFORE DELETE OR UPDATE ON public.roadmap_refresh_proposals_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_04a8f();

COMMENT ON TRIGGER pgtrigger_append_only_04a8f ON public.roadmap_refresh_proposals_events IS 'dbbf32cd7ce121393711bb87f9d29b9c6ac6e0e6';

CREATE TRIGGER pgtrigger_append_only_06053 BEFORE DELETE OR UPDATE ON public.api_tokens_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_06053();

COMMENT ON TRIGGER pgtrigger_append_only_06053 ON public.api_tokens_events IS 'c7a8b69934bcdf8a61ef0fef47b01db19a8ccbbd';

CREATE TRIGGER pgtrigger_append_only_0fc1d BEFORE DELETE OR UPDATE ON public.roadmap_refresh_parts_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_0fc1d();

COMMENT ON TRIGGER pgtrigger_append_only_0fc1d ON public.roadmap_refresh_parts_events IS '8fbd19fc76fce1ea589c62a70dc2fc5753d8946f';

CREATE TRIGGER pgtrigger_append_only_1351e BEFORE DELETE OR UPDATE ON public.roadmap_outcomes_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_1351e();

COMMENT ON TRIGGER pgtrigger_append_only_1351e ON public.roadmap_outcomes_events IS '38533ebca7b44b6c3bc7446c210d19ecd863d848';

CREATE TRIGGER pgtrigger_append_only_14ba2 BEFORE DELETE OR UPDATE ON public.patterns_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_14ba2();

COMMENT ON TRIGGER pgtrigger_append_only_14ba2 ON public.patterns_events IS '42174d4898f6d169d70cd16d562e531a6967c519';

CREATE TRIGGER pgtrigger_append_only_15699 BEFORE DELETE OR UPDATE ON public.scaffold_sessions_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_15699();

COMMENT ON TRIGGER pgtrigger_append_only_15699 ON public.scaffold_sessions_events IS '32671961eb44193dc7747b1565909e4290c384bc';

CREATE TRIGGER pgtrigger_append_only_15e46 BEFORE DELETE OR UPDATE ON public.ci_endpoints_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_15e46();

COMMENT ON TRIGGER pgtrigger_append_only_15e46 ON public.ci_endpoints_events IS 'b298c6a8517f7a159c2774cd9cc696f9d72f6996';

CREATE TRIGGER pgtrigger_append_only_16c8d BEFORE DELETE OR UPDATE ON public.compliance_schedule_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_16c8d();

COMMENT ON TRIGGER pgtrigger_append_only_16c8d ON public.compliance_schedule_events IS '919d05a5b8a77c4ac2120c0503c0b4e83f072c56';

CREATE TRIGGER pgtrigger_append_only_18163 BEFORE DELETE OR UPDATE ON public.orders_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_18163();

COMMENT ON TRIGGER pgtrigger_append_only_18163 ON public.orders_events IS '61f4c13c734689bf314947a69f3e31c9a5d0d100';

CREATE TRIGGER pgtrigger_append_only_1adf1 BEFORE DELETE OR UPDATE ON public.compliance_checks_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_1adf1();

COMMENT ON TRIGGER pgtrigger_append_only_1adf1 ON public.compliance_checks_events IS '5a24ccfecc0836de344901201a744c47f2624e0b';

CREATE TRIGGER pgtrigger_append_only_2989c BEFORE DELETE OR UPDATE ON public.clients_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2989c();

COMMENT ON TRIGGER pgtrigger_append_only_2989c ON public.clients_events IS 'e7820ac63f51fbfc1e2e699b8a8a659ac3174601';

CREATE TRIGGER pgtrigger_append_only_2bae5 BEFORE DELETE OR UPDATE ON public.feedback_requests_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2bae5();

COMMENT ON TRIGGER pgtrigger_append_only_2bae5 ON public.feedback_requests_events IS 'f509a10eed58de57e099048f31ccdaca6afd7018';

CREATE TRIGGER pgtrigger_append_only_2eb1e BEFORE DELETE OR UPDATE ON public.invitations_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2eb1e();

COMMENT ON TRIGGER pgtrigger_append_only_2eb1e ON public.invitations_events IS 'b6583f03f4978105f595d09a8c98e6a5e4322df1';

CREATE TRIGGER pgtrigger_append_only_3d6c5 BEFORE DELETE OR UPDATE ON public.contact_enrichment_queue_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3d6c5();

COMMENT ON TRIGGER pgtrigger_append_only_3d6c5 ON public.contact_enrichment_queue_events IS '7573dc3b96055045e348eb7f7fff02dcb318865d';

CREATE TRIGGER pgtrigger_append_only_43e99 BEFORE DELETE OR UPDATE ON public.opportunity_signals_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_43e99();

COMMENT ON TRIGGER pgtrigger_append_only_43e99 ON public.opportunity_signals_events IS '73aebcdaebf2d099a3c22f7235a89aeba519324b';

CREATE TRIGGER pgtrigger_append_only_4c2e4 BEFORE DELETE OR UPDATE ON public.roadmap_projections_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_4c2e4();

COMMENT ON TRIGGER pgtrigger_append_only_4c2e4 ON public.roadmap_projections_events IS '639b21d9c5459296ea56d40f109b65384b1c286e';

CREATE TRIGGER pgtrigger_append_only_578f1 BEFORE DELETE OR UPDATE ON public.metric_definitions_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_578f1();

COMMENT ON TRIGGER pgtrigger_append_only_578f1 ON public.metric_definitions_events IS '5f5e38c7f1ea2ffa6514a1ad0a1fe66a67f7a74e';

CREATE TRIGGER pgtrigger_append_only_5b51a BEFORE DELETE OR UPDATE ON public.quotes_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5b51a();

COMMENT ON TRIGGER pgtrigger_append_only_5b51a ON public.quotes_events IS 'b5605ff1a12111770e3339ebe4233191baa3ccd8';

CREATE TRIGGER pgtrigger_append_only_5e1f0 BEFORE DELETE OR UPDATE ON public.roadmaps_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5e1f0();

COMMENT ON TRIGGER pgtrigger_append_only_5e1f0 ON public.roadmaps_events IS '15c4594c3ac1f732baba92466cc207f81c444c87';

CREATE TRIGGER pgtrigger_append_only_64aaa BEFORE DELETE OR UPDATE ON public.contacts_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_64aaa();

COMMENT ON TRIGGER pgtrigger_append_only_64aaa ON public.contacts_events IS '2f210f16593e116589b13cf5f8f7fdbb558979c5';

CREATE TRIGGER pgtrigger_append_only_678e0 BEFORE DELETE OR UPDATE ON public.deals_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_678e0();

COMMENT ON TRIGGER pgtrigger_append_only_678e0 ON public.deals_events IS 'ea84549afc689fb85eebc4473c87366b3d3da7be';

CREATE TRIGGER pgtrigger_append_only_6d32b BEFORE DELETE OR UPDATE ON public.quote_outcomes_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6d32b();

COMMENT ON TRIGGER pgtrigger_append_only_6d32b ON public.quote_outcomes_events IS '61ea1e1444f508e9dbcbd15a0f4958bc00db5b1d';

CREATE TRIGGER pgtrigger_append_only_6e391 BEFORE DELETE OR UPDATE ON public.roadmap_sections_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6e391();

COMMENT ON TRIGGER pgtrigger_append_only_6e391 ON public.roadmap_sections_events IS '2b95f85cc1d9771e4d7962c945ef7517332feb9a';

CREATE TRIGGER pgtrigger_append_only_6f806 BEFORE DELETE OR UPDATE ON public.outbox_messages_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6f806();

COMMENT ON TRIGGER pgtrigger_append_only_6f806 ON public.outbox_messages_events IS '1bc40bb25a3525970a69707feaa270eae8282821';

CREATE TRIGGER pgtrigger_append_only_82b83 BEFORE DELETE OR UPDATE ON public.ticket_dependencies_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_82b83();

COMMENT ON TRIGGER pgtrigger_append_only_82b83 ON public.ticket_dependencies_events IS 'a8ad176ab559a6a01f2c610340acaec0d2726790';

CREATE TRIGGER pgtrigger_append_only_859be BEFORE DELETE OR UPDATE ON public.ticket_packs_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_859be();

COMMENT ON TRIGGER pgtrigger_append_only_859be ON public.ticket_packs_events IS '565166ce3d187f9b8d8d23d2c3e9ec80950bfa2e';

CREATE TRIGGER pgtrigger_append_only_88414 BEFORE DELETE OR UPDATE ON public.engine_settings_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_88414();

COMMENT ON TRIGGER pgtrigger_append_only_88414 ON public.engine_settings_events IS '4e0b66aca309df144de9f7aa483ef765e621983f';

CREATE TRIGGER pgtrigger_append_only_8d867 BEFORE DELETE OR UPDATE ON public.ticket_instances_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8d867();

COMMENT ON TRIGGER pgtrigger_append_only_8d867 ON public.ticket_instances_events IS '6c43a048452ca38dde1c7229d47990d73b9309e3';

CREATE TRIGGER pgtrigger_append_only_afbaa BEFORE DELETE OR UPDATE ON public.user_feedback_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_afbaa();

COMMENT ON TRIGGER pgtrigger_append_only_afbaa ON public.user_feedback_events IS 'df64cac3cf9bced81552058608dc7fd82b686e99';

CREATE TRIGGER pgtrigger_append_only_b311b BEFORE DELETE OR UPDATE ON public.deal_stage_config_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_b311b();

COMMENT ON TRIGGER pgtrigger_append_only_b311b ON public.deal_stage_config_events IS '91eff09662bd1ad981f8af937732b0b5bac26c27';

CREATE TRIGGER pgtrigger_append_only_b71ac BEFORE DELETE OR UPDATE ON public.enrichment_conflicts_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_b71ac();

COMMENT ON TRIGGER pgtrigger_append_only_b71ac ON public.enrichment_conflicts_events IS '6fa2104577a264b7f21ce4ec0829a906da88cb0f';

CREATE TRIGGER pgtrigger_append_only_bd374 BEFORE DELETE OR UPDATE ON public.project_outcomes_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_bd374();

COMMENT ON TRIGGER pgtrigger_append_only_bd374 ON public.project_outcomes_events IS '3bed66127d79ac4b576511ddf4b133f382d3dad9';

CREATE TRIGGER pgtrigger_append_only_bda89 BEFORE DELETE OR UPDATE ON public.tenant_roi_assumptions_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_bda89();

COMMENT ON TRIGGER pgtrigger_append_only_bda89 ON public.tenant_roi_assumptions_events IS '21d8a451359fc233d17104083072ea0ac2dd31df';

CREATE TRIGGER pgtrigger_append_only_c6f15 BEFORE DELETE OR UPDATE ON public.memberships_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c6f15();

COMMENT ON TRIGGER pgtrigger_append_only_c6f15 ON public.memberships_events IS '14a50e72d2f5f038e0face8ee018549cefa81cbf';

CREATE TRIGGER pgtrigger_append_only_e54ea BEFORE DELETE OR UPDATE ON public.ticket_evidence_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_e54ea();

COMMENT ON TRIGGER pgtrigger_append_only_e54ea ON public.ticket_evidence_events IS '980498d95aa69debef3f725ca5fd49d0a2f92d1b';

CREATE TRIGGER pgtrigger_append_only_ef8ee BEFORE DELETE OR UPDATE ON public.tasks_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ef8ee();

COMMENT ON TRIGGER pgtrigger_append_only_ef8ee ON public.tasks_events IS 'be9e541bf0bd55290049b6f96a37ca31e57adf00';

CREATE TRIGGER pgtrigger_append_only_fb7e4 BEFORE DELETE OR UPDATE ON public.cases_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_fb7e4();

COMMENT ON TRIGGER pgtrigger_append_only_fb7e4 ON public.cases_events IS 'ccadd505d3701a566d3fbd906c917194143c2f5e';

CREATE TRIGGER pgtrigger_append_only_fbe15 BEFORE DELETE OR UPDATE ON public.implementation_snapshots_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_fbe15();

COMMENT ON TRIGGER pgtrigger_append_only_fbe15 ON public.implementation_snapshots_events IS '847d5f0b41ad8cb546521db592be451ef62797ce';

CREATE TRIGGER pgtrigger_completion_is_final_b877b BEFORE UPDATE OF status ON public.compliance_checks FOR EACH ROW WHEN ((((old.status)::text = 'completed'::text) AND (NOT ((new.status)::text = 'completed'::text)))) EXECUTE FUNCTION public.pgtrigger_completion_is_final_b877b();

COMMENT ON TRIGGER pgtrigger_completion_is_final_b877b ON public.compliance_checks IS '24c6f64005e92ed23d53b2df5aadf542501fbc74';

CREATE TRIGGER pgtrigger_completion_moves_schedule_28d90 AFTER UPDATE ON public.compliance_checks REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_completion_moves_schedule_28d90();

COMMENT ON TRIGGER pgtrigger_completion_moves_schedule_28d90 ON public.compliance_checks IS '47609359f032d171ca0539ac87c389c8bf81f52c';

CREATE TRIGGER pgtrigger_copy_name_and_email_ed111 BEFORE INSERT ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_copy_name_and_email_ed111();

COMMENT ON TRIGGER pgtrigger_copy_name_and_email_ed111 ON public.memberships IS '39d037c323f984246b42e7d005a99cce5dedf395';

CREATE TRIGGER pgtrigger_day_is_the_firms_a8d54 BEFORE INSERT OR UPDATE OF submitted_at ON public.user_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_day_is_the_firms_a8d54();

COMMENT ON TRIGGER pgtrigger_day_is_the_firms_a8d54 ON public.user_feedback IS 'aba1028bf9271786699c1ae673f7c65deed3227d';

CREATE TRIGGER pgtrigger_delete_delete_0d995 AFTER DELETE ON public.roadmap_sections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0d995();

COMMENT ON TRIGGER pgtrigger_delete_delete_0d995 ON public.roadmap_sections IS '3617cef3711847454f65dc8a50e3749001b03134';

CREATE TRIGGER pgtrigger_delete_delete_0de34 AFTER DELETE ON public.api_tokens FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0de34();

COMMENT ON TRIGGER pgtrigger_delete_delete_0de34 ON public.api_tokens IS 'cbe40560516dd63c81834d19dcb56690acc17726';

CREATE TRIGGER pgtrigger_delete_delete_235eb AFTER DELETE ON public.outbox_messages FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_235eb();

COMMENT ON TRIGGER pgtrigger_delete_delete_235eb ON public.outbox_messages IS '640576b85e85bdd445ac9943fe60cd03242ac211';

CREATE TRIGGER pgtrigger_delete_delete_30689 AFTER DELETE ON public.roadmap_refresh_proposals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_30689();

COMMENT ON TRIGGER pgtrigger_delete_delete_30689 ON public.roadmap_refresh_proposals IS '1e4f64af04f1a1490a73504b5c731c4cb931643d';

CREATE TRIGGER pgtrigger_delete_delete_4209d AFTER DELETE ON public.ticket_packs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_4209d();

COMMENT ON TRIGGER pgtrigger_delete_delete_4209d ON public.ticket_packs IS '9afd741350fee3de2627047671dd6101a6d3e912';

CREATE TRIGGER pgtrigger_delete_delete_4983e AFTER DELETE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_4983e();

COMMENT ON TRIGGER pgtrigger_delete_delete_4983e ON public.orders IS '83a4924a3d2610539505013f2d909a4a16f9c6da';

CREATE TRIGGER pgtrigger_delete_delete_51b53 AFTER DELETE ON public.feedback_requests FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_51b53();

COMMENT ON TRIGGER pgtrigger_delete_delete_51b53 ON public.feedback_requests IS 'b828dbd54d0d4f428eb4002ec9e9f711758ec4c0';

CREATE TRIGGER pgtrigger_delete_delete_5221e AFTER DELETE ON public.enrichment_conflicts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_5221e();

COMMENT ON TRIGGER pgtrigger_delete_delete_5221e ON public.enrichment_conflicts IS '62146e43cb012d0fa7487a32c535045d37205d43';

CREATE TRIGGER pgtrigger_delete_delete_52c07 AFTER DELETE ON public.compliance_checks FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_52c07();

COMMENT ON TRIGGER pgtrigger_delete_delete_52c07 ON public.compliance_checks IS '2071f00e2df723b3b3d5f4400f6cf0e2bc317158';

CREATE TRIGGER pgtrigger_delete_delete_543cf AFTER DELETE ON public.ticket_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_543cf();

COMMENT ON TRIGGER pgtrigger_delete_delete_543cf ON public.ticket_evidence IS 'c82853f3e095ab0e1fe2c20564511dfe2a52c2d2';

CREATE TRIGGER pgtrigger_delete_delete_56916 AFTER DELETE ON public.patterns FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_56916();

COMMENT ON TRIGGER pgtrigger_delete_delete_56916 ON public.patterns IS '37a6ffbf8bfaae9c1a93881370bc9e9f4ee07413';

CREATE TRIGGER pgtrigger_delete_delete_5deef AFTER DELETE ON public.roadmap_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_5deef();

COMMENT ON TRIGGER pgtrigger_delete_delete_5deef ON public.roadmap_outcomes IS '51b687caeff19cff924cbd20b3f17284de5909ef';

CREATE TRIGGER pgtrigger_delete_delete_5e74a AFTER DELETE ON public.tenant_roi_assumptions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_5e74a();

COMMENT ON TRIGGER pgtrigger_delete_delete_5e74a ON public.tenant_roi_assumptions IS '415e83992a091a7a04de98493fc36f9bcd3d8deb';

CREATE TRIGGER pgtrigger_delete_delete_66363 AFTER DELETE ON public.user_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_66363();

COMMENT ON TRIGGER pgtrigger_delete_delete_66363 ON public.user_feedback IS 'fb51c1594ab42980a1ea5c3e6bbfd0c120ee9c58';

CREATE TRIGGER pgtrigger_delete_delete_7a88f AFTER DELETE ON public.deal_stage_config FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_7a88f();

COMMENT ON TRIGGER pgtrigger_delete_delete_7a88f ON public.deal_stage_config IS '37ef550bd62b390722163bab0ebc651703730340';

CREATE TRIGGER pgtrigger_delete_delete_8271c AFTER DELETE ON public.deals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_8271c();

COMMENT ON TRIGGER pgtrigger_delete_delete_8271c ON public.deals IS 'd24733da839ebb1d75f9fe08ad8baf09db36a840';

CREATE TRIGGER pgtrigger_delete_delete_84bc5 AFTER DELETE ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_84bc5();

COMMENT ON TRIGGER pgtrigger_delete_delete_84bc5 ON public.ticket_dependencies IS 'c157b3fa5179e2affb3b88376b86c2500fc1b12c';

CREATE TRIGGER pgtrigger_delete_delete_88ea0 AFTER DELETE ON public.scaffold_sessions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_88ea0();

COMMENT ON TRIGGER pgtrigger_delete_delete_88ea0 ON public.scaffold_sessions IS 'f0c25322b5cb6fedac8d184b89e323dd39ca363e';

CREATE TRIGGER pgtrigger_delete_delete_9c6d1 AFTER DELETE ON public.metric_definitions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_9c6d1();

COMMENT ON TRIGGER pgtrigger_delete_delete_9c6d1 ON public.metric_definitions IS 'a6abc467cc9c8780730533650393d54bc10bbf8e';

CREATE TRIGGER pgtrigger_delete_delete_9c6ea AFTER DELETE ON public.ci_endpoints FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_9c6ea();

COMMENT ON TRIGGER pgtrigger_delete_delete_9c6ea ON public.ci_endpoints IS '6ca9f1b947fb8f2380f419b75e3314416be79ae9';

CREATE TRIGGER pgtrigger_delete_delete_b2983 AFTER DELETE ON public.opportunity_signals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_b2983();

COMMENT ON TRIGGER pgtrigger_delete_delete_b2983 ON public.opportunity_signals IS '7def755fb18dfd21a804c5cfde272b91bf8c5904';

CREATE TRIGGER pgtrigger_delete_delete_b5314 AFTER DELETE ON public.roadmap_refresh_parts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_b5314();

COMMENT ON TRIGGER pgtrigger_delete_delete_b5314 ON public.roadmap_refresh_parts IS '3eb0eefe5596dd133b378ff7c408868faa3ab277';

CREATE TRIGGER pgtrigger_delete_delete_ba1f7 AFTER DELETE ON public.roadmaps FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_ba1f7();

COMMENT ON TRIGGER pgtrigger_delete_delete_ba1f7 ON public.roadmaps IS '19bf2aa8147c5180be2c40b0bae5064583bf539b';

CREATE TRIGGER pgtrigger_delete_delete_bb9ef AFTER DELETE ON public.compliance_schedule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_bb9ef();

COMMENT ON TRIGGER pgtrigger_delete_delete_bb9ef ON public.compliance_schedule IS 'e8cea53c72d9007b61e23668c203dd80868755ec';

CREATE TRIGGER pgtrigger_delete_delete_c20bf AFTER DELETE ON public.project_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c20bf();

COMMENT ON TRIGGER pgtrigger_delete_delete_c20bf ON public.project_outcomes IS '8bfc059331567a6ca43280881ed3e584d8c47a21';

CREATE TRIGGER pgtrigger_delete_delete_c2d9f AFTER DELETE ON public.cases FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c2d9f();

COMMENT ON TRIGGER pgtrigger_delete_delete_c2d9f ON public.cases IS 'ca3ac0568428827c226fee1fa002038e4275bdd5';

CREATE TRIGGER pgtrigger_delete_delete_c7169 AFTER DELETE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c7169();

COMMENT ON TRIGGER pgtrigger_delete_delete_c7169 ON public.quotes IS 'a92da62624fef7e5b87bab1a65378ca77ce45bb3';

CREATE TRIGGER pgtrigger_delete_delete_c9422 AFTER DELETE ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c9422();

COMMENT ON TRIGGER pgtrigger_delete_delete_c9422 ON public.ticket_instances IS '221826a21d3b5f499b2c38a96e61d8957d30468f';

CREATE TRIGGER pgtrigger_delete_delete_cfeb4 AFTER DELETE ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_cfeb4();

COMMENT ON TRIGGER pgtrigger_delete_delete_cfeb4 ON public.contacts IS '4a86e16a708e22ea03bcb1a998d995b9f3c211f3';

CREATE TRIGGER pgtrigger_delete_delete_d0bde AFTER DELETE ON public.contact_enrichment_queue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_d0bde();

COMMENT ON TRIGGER pgtrigger_delete_delete_d0bde ON public.contact_enrichment_queue IS 'd628726ca1f9ee3230e171502e371bdce33131ea';

CREATE TRIGGER pgtrigger_delete_delete_d2ec3 AFTER DELETE ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_d2ec3();

COMMENT ON TRIGGER pgtrigger_delete_delete_d2ec3 ON public.memberships IS 'eb01eff7594ec5e4bd1212b778bf84dc334c6cbd';

CREATE TRIGGER pgtrigger_delete_delete_dd50e AFTER DELETE ON public.engine_settings FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_dd50e();

COMMENT ON TRIGGER pgtrigger_delete_delete_dd50e ON public.engine_settings IS '0cbb60c6c79436404044f9709564fe4b7d1be848';

CREATE TRIGGER pgtrigger_delete_delete_e0c77 AFTER DELETE ON public.roadmap_projections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e0c77();

COMMENT ON TRIGGER pgtrigger_delete_delete_e0c77 ON public.roadmap_projections IS 'b2241e4d6e056134a3eadbc6237dd328c9ec0126';

CREATE TRIGGER pgtrigger_delete_delete_e2fdc AFTER DELETE ON public.quote_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e2fdc();

COMMENT ON TRIGGER pgtrigger_delete_delete_e2fdc ON public.quote_outcomes IS '8a66ffc1143d1825e74c5f2d05f56c66f15d7dd2';

CREATE TRIGGER pgtrigger_delete_delete_e5570 AFTER DELETE ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e5570();

COMMENT ON TRIGGER pgtrigger_delete_delete_e5570 ON public.invitations IS 'a741535640e26b59ce449dbe4ea6b4487042923d';

CREATE TRIGGER pgtrigger_delete_delete_f6976 AFTER DELETE ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_f6976();

COMMENT ON TRIGGER pgtrigger_delete_delete_f6976 ON public.tasks IS '9292a623345af74f98913a193f6cda191c0cd6a4';

CREATE TRIGGER pgtrigger_delete_delete_f8895 AFTER DELETE ON public.clients FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_f8895();

COMMENT ON TRIGGER pgtrigger_delete_delete_f8895 ON public.clients IS 'ad871af5fd69290214ce115456db46393c979b85';

CREATE TRIGGER pgtrigger_delete_delete_fd059 AFTER DELETE ON public.implementation_snapshots FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_fd059();

COMMENT ON TRIGGER pgtrigger_delete_delete_fd059 ON public.implementation_snapshots IS '06ce0e7fad613bd8c6c7c6ffe10d608a27a12cbe';

CREATE TRIGGER pgtrigger_firm_counts_added_877e8 AFTER INSERT ON public.ticket_section_counts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_firm_counts_added_877e8();

COMMENT ON TRIGGER pgtrigger_firm_counts_added_877e8 ON public.ticket_section_counts IS 'ffff1a7b09c4f5f71fa962e131dd4c749e8f74dd';

CREATE TRIGGER pgtrigger_firm_counts_gone_3b014 AFTER DELETE ON public.ticket_section_counts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_firm_counts_gone_3b014();

COMMENT ON TRIGGER pgtrigger_firm_counts_gone_3b014 ON public.ticket_section_counts IS 'b3bfcf746b31a62dcc4498fb865fb94598cd0c6c';

CREATE TRIGGER pgtrigger_firm_counts_moved_113dc AFTER UPDATE ON public.ticket_section_counts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_firm_counts_moved_113dc();

COMMENT ON TRIGGER pgtrigger_firm_counts_moved_113dc ON public.ticket_section_counts IS 'a40700d6b7412b75f9d346db15ddd68849a6658d';

CREATE CONSTRAINT TRIGGER pgtrigger_firm_keeps_its_owner_3b518 AFTER DELETE OR UPDATE ON public.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.role)::text = 'owner'::text)) EXECUTE FUNCTION public.pgtrigger_firm_keeps_its_owner_3b518();

COMMENT ON TRIGGER pgtrigger_firm_keeps_its_owner_3b518 ON public.memberships IS '7ff9f1eb19c5b66dec7a409b6292a7fd1d82f2fa';

CREATE TRIGGER pgtrigger_follow_status_e6dfc BEFORE INSERT OR UPDATE OF status, blocked_reason, completed_at ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_follow_status_e6dfc();

COMMENT ON TRIGGER pgtrigger_follow_status_e6dfc ON public.ticket_instances IS '1f8f3269e016b334ae86ba19b71829cf9baa2b0e';

CREATE TRIGGER pgtrigger_follow_up_by_state_51488 BEFORE INSERT OR UPDATE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_follow_up_by_state_51488();

COMMENT ON TRIGGER pgtrigger_follow_up_by_state_51488 ON public.quotes IS '9e6ed0a8faee3c5f32d18cf63168d152b26449b5';

CREATE TRIGGER pgtrigger_insert_insert_0e3b1 AFTER INSERT ON public.deal_stage_config FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0e3b1();

COMMENT ON TRIGGER pgtrigger_insert_insert_0e3b1 ON public.deal_stage_config IS '4964d0e8a3bc9408c039878c4abda3aa34a15dff';

CREATE TRIGGER pgtrigger_insert_insert_107f7 AFTER INSERT ON public.deals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_107f7();

COMMENT ON TRIGGER pgtrigger_insert_insert_107f7 ON public.deals IS '45f40643dbe2087023be8606cd3b76a5bf02e2ca';

CREATE TRIGGER pgtrigger_insert_insert_1091a AFTER INSERT ON public.implementation_snapshots FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1091a();

COMMENT ON TRIGGER pgtrigger_insert_insert_1091a ON public.implementation_snapshots IS '3e07e922c79e5da00c5c79fc816817a501e9ed43';

CREATE TRIGGER pgtrigger_insert_insert_134f6 AFTER INSERT ON public.scaffold_sessions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_134f6();

COMMENT ON TRIGGER pgtrigger_insert_insert_134f6 ON public.scaffold_sessions IS '5d27dca8f095529101c703bd20d5cace50a42a2a';

CREATE TRIGGER pgtrigger_insert_insert_13a1c AFTER INSERT ON public.ticket_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_13a1c();

COMMENT ON TRIGGER pgtrigger_insert_insert_13a1c ON public.ticket_evidence IS 'abb96ba927b0d0d3f82bb4313ded4cbbb24b65ed';

CREATE TRIGGER pgtrigger_insert_insert_1775b AFTER INSERT ON public.contact_enrichment_queue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1775b();

COMMENT ON TRIGGER pgtrigger_insert_insert_1775b ON public.contact_enrichment_queue IS '11c5fc9bee9b3b5bde0098235ba44991fc8ed032';

CREATE TRIGGER pgtrigger_insert_insert_1d2e4 AFTER INSERT ON public.compliance_checks FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1d2e4();

COMMENT ON TRIGGER pgtrigger_insert_insert_1d2e4 ON public.compliance_checks IS '62707929411fd80515b0a2539662bda21ed1ccd3';

CREATE TRIGGER pgtrigger_insert_insert_21c01 AFTER INSERT ON public.tenant_roi_assumptions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_21c01();

COMMENT ON TRIGGER pgtrigger_insert_insert_21c01 ON public.tenant_roi_assumptions IS '38790acde31f044aa9c47b0d76a1cb7c3a1b92d0';

CREATE TRIGGER pgtrigger_insert_insert_2223a AFTER INSERT ON public.ticket_packs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2223a();

COMMENT ON TRIGGER pgtrigger_insert_insert_2223a ON public.ticket_packs IS '0e24ee8305282589e769f8b9edb0bfca9734282c';

CREATE TRIGGER pgtrigger_insert_insert_32dbc AFTER INSERT ON public.patterns FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_32dbc();

COMMENT ON TRIGGER pgtrigger_insert_insert_32dbc ON public.patterns IS 'a7ee273cab5057a77c7eee49609cdb7d2086be2a';

CREATE TRIGGER pgtrigger_insert_insert_3a317 AFTER INSERT ON public.user_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3a317();

COMMENT ON TRIGGER pgtrigger_insert_insert_3a317 ON public.user_feedback IS '7d90b949868f366859d00aa15900254300583d1f';

CREATE TRIGGER pgtrigger_insert_insert_41599 AFTER INSERT ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_41599();

COMMENT ON TRIGGER pgtrigger_insert_insert_41599 ON public.tasks IS '26d51348e7292ad4c90427eae524e1a0738210f3';

CREATE TRIGGER pgtrigger_insert_insert_4558c AFTER INSERT ON public.roadmap_refresh_parts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4558c();

COMMENT ON TRIGGER pgtrigger_insert_insert_4558c ON public.roadmap_refresh_parts IS '2c10b77fb895cbf2f549beda85f2d13f09c4520b';

CREATE TRIGGER pgtrigger_insert_insert_4640e AFTER INSERT ON public.contacts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4640e();

COMMENT ON TRIGGER pgtrigger_insert_insert_4640e ON public.contacts IS '7a1cd7431c05b1cd572e8cd61b366c1987950a3d';

CREATE TRIGGER pgtrigger_insert_insert_4a87d AFTER INSERT ON public.cases FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4a87d();

COMMENT ON TRIGGER pgtrigger_insert_insert_4a87d ON public.cases IS '605591fcba63c6e83d87d4a5db5545ba127fb052';

CREATE TRIGGER pgtrigger_insert_insert_57701 AFTER INSERT ON public.outbox_messages FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_57701();

COMMENT ON TRIGGER pgtrigger_insert_insert_57701 ON public.outbox_messages IS '2cf006c18f9a8484dcf676d29ce153c6b9a922ef';

CREATE TRIGGER pgtrigger_insert_insert_5ae11 AFTER INSERT ON public.roadmap_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5ae11();

COMMENT ON TRIGGER pgtrigger_insert_insert_5ae11 ON public.roadmap_outcomes IS 'eb1ea0a1c6755a80ab971d6d2c7e19c71f12aadf';

CREATE TRIGGER pgtrigger_insert_insert_6053a AFTER INSERT ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6053a();

COMMENT ON TRIGGER pgtrigger_insert_insert_6053a ON public.quotes IS '972e7977158b36407ab4baa235ec0b7b0b82c45a';

CREATE TRIGGER pgtrigger_insert_insert_60b2d AFTER INSERT ON public.roadmap_sections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_60b2d();

COMMENT ON TRIGGER pgtrigger_insert_insert_60b2d ON public.roadmap_sections IS '997ca5f4ec72576937e4de1ec50c59366ce0ae88';

CREATE TRIGGER pgtrigger_insert_insert_6e19d AFTER INSERT ON public.metric_definitions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6e19d();

COMMENT ON TRIGGER pgtrigger_insert_insert_6e19d ON public.metric_definitions IS 'd995553622ab8530af8c2e7753ddd3c8efe8b844';

CREATE TRIGGER pgtrigger_insert_insert_75e18 AFTER INSERT ON public.opportunity_signals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_75e18();

COMMENT ON TRIGGER pgtrigger_insert_insert_75e18 ON public.opportunity_signals IS 'a9d5473caf51bb0b63ef0e97b04d26a94185b6e5';

CREATE TRIGGER pgtrigger_insert_insert_9145a AFTER INSERT ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9145a();

COMMENT ON TRIGGER pgtrigger_insert_insert_9145a ON public.ticket_dependencies IS '6fb6a5d5be4cf153c788d03a63e84f2c5fbd9e49';

CREATE TRIGGER pgtrigger_insert_insert_9b318 AFTER INSERT ON public.roadmaps FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9b318();

COMMENT ON TRIGGER pgtrigger_insert_insert_9b318 ON public.roadmaps IS '0f61620457312b8a01d761254755ad06adbd5938';

CREATE TRIGGER pgtrigger_insert_insert_a07fd AFTER INSERT ON public.project_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a07fd();

COMMENT ON TRIGGER pgtrigger_insert_insert_a07fd ON public.project_outcomes IS '8290d2f97894e69975b3ea19b76349ffaa04e607';

CREATE TRIGGER pgtrigger_insert_insert_a5391 AFTER INSERT ON public.clients FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a5391();

COMMENT ON TRIGGER pgtrigger_insert_insert_a5391 ON public.clients IS '6a4786b75b68752c0c7b3b7b7d049c45642f709e';

CREATE TRIGGER pgtrigger_insert_insert_aaba8 AFTER INSERT ON public.engine_settings FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_aaba8();

COMMENT ON TRIGGER pgtrigger_insert_insert_aaba8 ON public.engine_settings IS 'b6b93201002e950487c1c6467954b6e859df2429';

CREATE TRIGGER pgtrigger_insert_insert_ab935 AFTER INSERT ON public.roadmap_projections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ab935();

COMMENT ON TRIGGER pgtrigger_insert_insert_ab935 ON public.roadmap_projections IS 'f68ff8f473cb1dd17ea3d77bdd4edddf065bf628';

CREATE TRIGGER pgtrigger_insert_insert_b60ff AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b60ff();

COMMENT ON TRIGGER pgtrigger_insert_insert_b60ff ON public.orders IS 'e5c98f3121260a02fd6e3e0be9c078d7995c9058';

CREATE TRIGGER pgtrigger_insert_insert_b8289 AFTER INSERT ON public.enrichment_conflicts FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b8289();

COMMENT ON TRIGGER pgtrigger_insert_insert_b8289 ON public.enrichment_conflicts IS '8e568ebe3d0767ff9b1634527a388aa274530664';

CREATE TRIGGER pgtrigger_insert_insert_bd4d0 AFTER INSERT ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_bd4d0();

COMMENT ON TRIGGER pgtrigger_insert_insert_bd4d0 ON public.memberships IS '43570c20fbd8b7bf51582ed5823f02572bc5138e';

CREATE TRIGGER pgtrigger_insert_insert_c6bcc AFTER INSERT ON public.feedback_requests FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c6bcc();

COMMENT ON TRIGGER pgtrigger_insert_insert_c6bcc ON public.feedback_requests IS 'd7bf95dbb2a40bfaa9047496f7f13bc03470259f';

CREATE TRIGGER pgtrigger_insert_insert_d8d24 AFTER INSERT ON public.roadmap_refresh_proposals FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d8d24();

COMMENT ON TRIGGER pgtrigger_insert_insert_d8d24 ON public.roadmap_refresh_proposals IS '810509ce08ded0cf1012eb89b61e98bc297c8870';

CREATE TRIGGER pgtrigger_insert_insert_f3286 AFTER INSERT ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f3286();

COMMENT ON TRIGGER pgtrigger_insert_insert_f3286 ON public.ticket_instances IS '5230c37df1fdcfad1eea9a2e6a3cc16f84c2c6dd';

CREATE TRIGGER pgtrigger_insert_insert_f410e AFTER INSERT ON public.quote_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f410e();

COMMENT ON TRIGGER pgtrigger_insert_insert_f410e ON public.quote_outcomes IS 'eb00575254d4553fea6efdfbc0b990f9edd09333';

CREATE TRIGGER pgtrigger_insert_insert_f6249 AFTER INSERT ON public.api_tokens FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f6249();

COMMENT ON TRIGGER pgtrigger_insert_insert_f6249 ON public.api_tokens IS 'a977217772d6b34ad599089162211d569351dadf';

CREATE TRIGGER pgtrigger_insert_insert_f6b32 AFTER INSERT ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f6b32();

COMMENT ON TRIGGER pgtrigger_insert_insert_f6b32 ON public.invitations IS 'b66b371298a5ceb5f2cfc9bab9f3330b7ae98870';

CREATE TRIGGER pgtrigger_insert_insert_f701b AFTER INSERT ON public.compliance_schedule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f701b();

COMMENT ON TRIGGER pgtrigger_insert_insert_f701b ON public.compliance_schedule IS '9b7e6a64693f4da8f5d1224e56c8b14cde03f9c6';

CREATE TRIGGER pgtrigger_insert_insert_fa82c AFTER INSERT ON public.ci_endpoints FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fa82c();

COMMENT ON TRIGGER pgtrigger_insert_insert_fa82c ON public.ci_endpoints IS '6d6065af7a9fc668cb5649af639185dc071479e6';

CREATE TRIGGER pgtrigger_keep_day_of_month_712f7 BEFORE INSERT OR UPDATE OF next_due_at ON public.compliance_schedule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_keep_day_of_month_712f7();

COMMENT ON TRIGGER pgtrigger_keep_day_of_month_712f7 ON public.compliance_schedule IS '9aff5f4342e19425ade68f5c95c463d3e81f48b6';

CREATE TRIGGER pgtrigger_key_is_fixed_1993c BEFORE UPDATE ON public.roadmap_projections FOR EACH ROW WHEN (((old.key)::text IS DISTINCT FROM (new.key)::text)) EXECUTE FUNCTION public.pgtrigger_key_is_fixed_1993c();

COMMENT ON TRIGGER pgtrigger_key_is_fixed_1993c ON public.roadmap_projections IS '01c512bb8bd4b30464f25529aadb670eeb8bce84';

CREATE TRIGGER pgtrigger_key_is_fixed_adb7a BEFORE UPDATE ON public.metric_definitions FOR EACH ROW WHEN (((old.key)::text IS DISTINCT FROM (new.key)::text)) EXECUTE FUNCTION public.pgtrigger_key_is_fixed_adb7a();

COMMENT ON TRIGGER pgtrigger_key_is_fixed_adb7a ON public.metric_definitions IS '0c9bb15fa203ada245e80b8ac49a9b37a19abc5c';

CREATE TRIGGER pgtrigger_measured_metric_stays_e7971 BEFORE DELETE ON public.metric_definitions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measured_metric_stays_e7971();

COMMENT ON TRIGGER pgtrigger_measured_metric_stays_e7971 ON public.metric_definitions IS '3d0c682f7bd50505118617616d3140ee198582fb';

CREATE TRIGGER pgtrigger_memberships_follow_6b4b8 AFTER INSERT OR UPDATE OF name, email, is_superuser, is_active ON public.users FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_memberships_follow_6b4b8();

COMMENT ON TRIGGER pgtrigger_memberships_follow_6b4b8 ON public.users IS '72894c71fb554c214538baf033ebebc3f1ee3fb2';

CREATE TRIGGER pgtrigger_no_circle_9067b AFTER INSERT OR UPDATE ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_circle_9067b();

COMMENT ON TRIGGER pgtrigger_no_circle_9067b ON public.ticket_dependencies IS '01cb313796cc63b7ecbc38c8cef2b8ecf58af5a2';

CREATE TRIGGER pgtrigger_pack_counts_added_346da AFTER INSERT ON public.ticket_instances REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_added_346da();

COMMENT ON TRIGGER pgtrigger_pack_counts_added_346da ON public.ticket_instances IS 'deb85e20e252590da3cc2adfbaa964a032c2d220';

CREATE TRIGGER pgtrigger_pack_counts_gone_6c7f1 AFTER DELETE ON public.ticket_instances REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_gone_6c7f1();

COMMENT ON TRIGGER pgtrigger_pack_counts_gone_6c7f1 ON public.ticket_instances IS 'c8be8018bee7715e7c6b1cb54428c6fbf24d96ae';

CREATE TRIGGER pgtrigger_pack_counts_moved_f48df AFTER UPDATE ON public.ticket_instances REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_moved_f48df();

COMMENT ON TRIGGER pgtrigger_pack_counts_moved_f48df ON public.ticket_instances IS '13991ac1c218ee0a27082a3b79139c76ad2d693d';

CREATE TRIGGER pgtrigger_person_is_fixed_3b8b6 BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION public.pgtrigger_person_is_fixed_3b8b6();

COMMENT ON TRIGGER pgtrigger_person_is_fixed_3b8b6 ON public.memberships IS 'c68dec2f01d842fa015ae895b078b30caeea8737';

CREATE TRIGGER pgtrigger_project_follows_events_c7b14 AFTER INSERT ON public.build_events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_project_follows_events_c7b14();

COMMENT ON TRIGGER pgtrigger_project_follows_events_c7b14 ON public.build_events IS '06ec039da0e66e12a0d40ce78c8f1ca5a304f085';

CREATE TRIGGER pgtrigger_projection_is_an_improvement_cbf4d AFTER INSERT OR UPDATE OF projected_delta ON public.roadmap_projections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_projection_is_an_improvement_cbf4d();

COMMENT ON TRIGGER pgtrigger_projection_is_an_improvement_cbf4d ON public.roadmap_projections IS '7626c7ebba1e50a701221999b20dedd0d08ce801';

CREATE TRIGGER pgtrigger_prompt_is_due_cccb0 BEFORE INSERT ON public.project_outcomes FOR EACH ROW WHEN ((new.feedback_prompt_due_at IS NULL)) EXECUTE FUNCTION public.pgtrigger_prompt_is_due_cccb0();

COMMENT ON TRIGGER pgtrigger_prompt_is_due_cccb0 ON public.project_outcomes IS '38511a98efed0a24a0aa410c90a91791f61ccdf5';

CREATE TRIGGER pgtrigger_quote_follows_outcome_edb1e AFTER INSERT OR UPDATE ON public.quote_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_quote_follows_outcome_edb1e();

COMMENT ON TRIGGER pgtrigger_quote_follows_outcome_edb1e ON public.quote_outcomes IS '614e760bad81f39a3141a2d639a3851bce96f17c';

CREATE TRIGGER pgtrigger_quote_is_never_deleted_b2b0f BEFORE DELETE ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_quote_is_never_deleted_b2b0f();

COMMENT ON TRIGGER pgtrigger_quote_is_never_deleted_b2b0f ON public.quotes IS 'c50cd6b6d3e5b49ce948673e4b3f21c1959f7f7b';

CREATE TRIGGER pgtrigger_readings_are_in_range_ae157 AFTER INSERT OR UPDATE OF metrics ON public.implementation_snapshots FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_readings_are_in_range_ae157();

COMMENT ON TRIGGER pgtrigger_readings_are_in_range_ae157 ON public.implementation_snapshots IS '75cf85b0a3d221c10cc0af27fe74a2d2a19399d8';

CREATE TRIGGER pgtrigger_sent_quote_is_fixed_74c1e BEFORE UPDATE ON public.quotes FOR EACH ROW WHEN ((NOT ((old.status)::text = ANY ((ARRAY['draft'::character varying, 'pending_approval'::character varying])::text[])))) EXECUTE FUNCTION public.pgtrigger_sent_quote_is_fixed_74c1e();

COMMENT ON TRIGGER pgtrigger_sent_quote_is_fixed_74c1e ON public.quotes IS 'e21314fe69a04732b433477e1eb9b88eb545ea84';

CREATE TRIGGER pgtrigger_series_follows_parent_99f6e BEFORE INSERT ON public.roadmaps FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_series_follows_parent_99f6e();

COMMENT ON TRIGGER pgtrigger_series_follows_parent_99f6e ON public.roadmaps IS 'c2255b92e5e07072bf69f7ca5d3dac69530f8529';

CREATE TRIGGER pgtrigger_series_is_fixed_242e6 BEFORE UPDATE ON public.implementation_snapshots FOR EACH ROW WHEN ((old.series_id IS DISTINCT FROM new.series_id)) EXECUTE FUNCTION public.pgtrigger_series_is_fixed_242e6();

COMMENT ON TRIGGER pgtrigger_series_is_fixed_242e6 ON public.implementation_snapshots IS 'c2af908b33b0aca7543645e9ce31131f65f917d5';

CREATE TRIGGER pgtrigger_series_is_fixed_3c60a BEFORE UPDATE ON public.roadmap_projections FOR EACH ROW WHEN ((old.series_id IS DISTINCT FROM new.series_id)) EXECUTE FUNCTION public.pgtrigger_series_is_fixed_3c60a();

COMMENT ON TRIGGER pgtrigger_series_is_fixed_3c60a ON public.roadmap_projections IS '0d1b22df35c1169353bec3413791d1f284d73605';

CREATE TRIGGER pgtrigger_series_is_fixed_98e28 BEFORE UPDATE ON public.roadmaps FOR EACH ROW WHEN ((old.series_id IS DISTINCT FROM new.series_id)) EXECUTE FUNCTION public.pgtrigger_series_is_fixed_98e28();

COMMENT ON TRIGGER pgtrigger_series_is_fixed_98e28 ON public.roadmaps IS '4efae456edb88199bbcac96a0a2870f17c284d99';

CREATE TRIGGER pgtrigger_series_is_fixed_c8d37 BEFORE UPDATE ON public.roadmap_outcomes FOR EACH ROW WHEN ((old.series_id IS DISTINCT FROM new.series_id)) EXECUTE FUNCTION public.pgtrigger_series_is_fixed_c8d37();

COMMENT ON TRIGGER pgtrigger_series_is_fixed_c8d37 ON public.roadmap_outcomes IS 'b9a5f174abc08a5a82b75ff8c44cb0e22f3c3909';

CREATE TRIGGER pgtrigger_series_is_the_roadmaps_15f36 BEFORE INSERT OR UPDATE OF roadmap_id ON public.roadmap_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_series_is_the_roadmaps_15f36();

COMMENT ON TRIGGER pgtrigger_series_is_the_roadmaps_15f36 ON public.roadmap_outcomes IS '20160db37c6649f9b3987ccdcfa1297a02a38828';

CREATE TRIGGER pgtrigger_series_is_the_roadmaps_86920 BEFORE INSERT OR UPDATE OF roadmap_id ON public.implementation_snapshots FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_series_is_the_roadmaps_86920();

COMMENT ON TRIGGER pgtrigger_series_is_the_roadmaps_86920 ON public.implementation_snapshots IS '50df6516032eb1514124099c5944bc600a742e67';

CREATE TRIGGER pgtrigger_series_is_the_roadmaps_8697e BEFORE INSERT OR UPDATE OF roadmap_id ON public.roadmap_projections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_series_is_the_roadmaps_8697e();

COMMENT ON TRIGGER pgtrigger_series_is_the_roadmaps_8697e ON public.roadmap_projections IS '742144f03ddb30780855c8ccd48d1cdb2ec79287';

CREATE TRIGGER pgtrigger_slug_is_fixed_ab796 BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN (((old.slug)::text IS DISTINCT FROM (new.slug)::text)) EXECUTE FUNCTION public.pgtrigger_slug_is_fixed_ab796();

COMMENT ON TRIGGER pgtrigger_slug_is_fixed_ab796 ON public.tenants IS '276cfd39980c6fed27df15cc1b62161daff8ceca';

CREATE TRIGGER pgtrigger_status_is_stamped_5aa16 BEFORE INSERT OR UPDATE OF status ON public.project_outcomes FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_status_is_stamped_5aa16();

COMMENT ON TRIGGER pgtrigger_status_is_stamped_5aa16 ON public.project_outcomes IS '825cc8db71e68c1104e0e41a5ee49006a948f6fe';

CREATE TRIGGER pgtrigger_status_moves_by_the_table_4a4e8 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_status_moves_by_the_table_4a4e8();

COMMENT ON TRIGGER pgtrigger_status_moves_by_the_table_4a4e8 ON public.ticket_instances IS '3c05deff6651bc70fc6ed7f76f0127048566a41b';

CREATE TRIGGER pgtrigger_status_moves_on_6766c BEFORE UPDATE OF status ON public.quotes FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION public.pgtrigger_status_moves_on_6766c();

COMMENT ON TRIGGER pgtrigger_status_moves_on_6766c ON public.quotes IS '822e7858e0a717a88eb6e99b3142b6ad2efa2187';

CREATE TRIGGER pgtrigger_superusers_are_staff_f2e73 AFTER INSERT ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_superusers_are_staff_f2e73();

COMMENT ON TRIGGER pgtrigger_superusers_are_staff_f2e73 ON public.tenants IS '73040c803f6b94ac7ccb77e130677cdfa4489295';

CREATE TRIGGER pgtrigger_tenant_is_fixed_01177 BEFORE UPDATE ON public.engine_settings FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_01177();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_01177 ON public.engine_settings IS '20cf1461222daf32e46eca9e9364600ecd0289a3';

CREATE TRIGGER pgtrigger_tenant_is_fixed_11f12 BEFORE UPDATE ON public.roadmap_sections FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_11f12();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_11f12 ON public.roadmap_sections IS 'a69841853344524e7fc575dc814990553adf4da0';

CREATE TRIGGER pgtrigger_tenant_is_fixed_188f7 BEFORE UPDATE ON public.quotes FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_188f7();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_188f7 ON public.quotes IS 'b6d0ff81206668befceda905ea200ac8929cd19f';

CREATE TRIGGER pgtrigger_tenant_is_fixed_21dd8 BEFORE UPDATE ON public.change_batches FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_21dd8();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_21dd8 ON public.change_batches IS '8c7d214e5a437791b916a2547abda5b2b684b5c8';

CREATE TRIGGER pgtrigger_tenant_is_fixed_22e92 BEFORE UPDATE ON public.roadmap_outcomes FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_22e92();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_22e92 ON public.roadmap_outcomes IS 'b162d4763cd87706af5d1fb1520e8c3f7db4dfdf';

CREATE TRIGGER pgtrigger_tenant_is_fixed_24fa4 BEFORE UPDATE ON public.contacts FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_24fa4();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_24fa4 ON public.contacts IS '7c4b2dbe941855c4953fcbf965533ae312bdfa26';

CREATE TRIGGER pgtrigger_tenant_is_fixed_25c07 BEFORE UPDATE ON public.api_tokens FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_25c07();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_25c07 ON public.api_tokens IS 'cabb685aeab7d7b8c997b8e8daa8c7aa149419af';

CREATE TRIGGER pgtrigger_tenant_is_fixed_2eca2 BEFORE UPDATE ON public.patterns FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_2eca2();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_2eca2 ON public.patterns IS '36f3884805392a587b13ba94744081e52788f271';

CREATE TRIGGER pgtrigger_tenant_is_fixed_40082 BEFORE UPDATE ON public.ticket_packs FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_40082();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_40082 ON public.ticket_packs IS 'd58e4bd315731b5777d1ed7ae5e31b5267dd0396';

CREATE TRIGGER pgtrigger_tenant_is_fixed_41b64 BEFORE UPDATE ON public.cases FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_41b64();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_41b64 ON public.cases IS 'f105da755bdcb5ad2867e54635e20c44d16375b8';

CREATE TRIGGER pgtrigger_tenant_is_fixed_456f1 BEFORE UPDATE ON public.implementation_snapshots FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_456f1();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_456f1 ON public.implementation_snapshots IS '316069e25e88aa480c06299f00de59f7f9594623';

CREATE TRIGGER pgtrigger_tenant_is_fixed_471ab BEFORE UPDATE ON public.orders FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_471ab();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_471ab ON public.orders IS 'b5fbcdb9c98acb368f67830a2f7dfd005b5ffbc0';

CREATE TRIGGER pgtrigger_tenant_is_fixed_49f56 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_49f56();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_49f56 ON public.ticket_instances IS '406e91df7d2e7b1c3838cbbfbaaa0e375bc3d1e8';

CREATE TRIGGER pgtrigger_tenant_is_fixed_4a33a BEFORE UPDATE ON public.compliance_checks FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_4a33a();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_4a33a ON public.compliance_checks IS '728186159958b92c54984d344f276d9755bf86dd';

CREATE TRIGGER pgtrigger_tenant_is_fixed_4a7da BEFORE UPDATE ON public.enrichment_conflicts FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_4a7da();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_4a7da ON public.enrichment_conflicts IS 'b0ce2d55dfe79f2cacb4efcb6c30e7d42ee7f746';

CREATE TRIGGER pgtrigger_tenant_is_fixed_4e3c1 BEFORE UPDATE ON public.roadmap_refresh_parts FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_4e3c1();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_4e3c1 ON public.roadmap_refresh_parts IS 'd5fb2c623edd293c7420bbb3aad859df8f485e27';

CREATE TRIGGER pgtrigger_tenant_is_fixed_4f02e BEFORE UPDATE ON public.contact_field_sources FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_4f02e();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_4f02e ON public.contact_field_sources IS '22a92129aeadb6a47fc9de74021e7ded8a7ecfff';

CREATE TRIGGER pgtrigger_tenant_is_fixed_586da BEFORE UPDATE ON public.deal_stage_config FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_586da();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_586da ON public.deal_stage_config IS '34f20e3b26b090f84ad10141c96b8a0f983037fe';

CREATE TRIGGER pgtrigger_tenant_is_fixed_6411f BEFORE UPDATE ON public.deals FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_6411f();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_6411f ON public.deals IS '38ed344e285307c89c76141dae3a78435a090ba8';

CREATE TRIGGER pgtrigger_tenant_is_fixed_66586 BEFORE UPDATE ON public.metric_definitions FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_66586();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_66586 ON public.metric_definitions IS 'c3ac44baf0288222ae92bfdb369ac193d8d03121';

CREATE TRIGGER pgtrigger_tenant_is_fixed_6acfd BEFORE UPDATE ON public.ci_endpoints FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_6acfd();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_6acfd ON public.ci_endpoints IS 'ba57cdf133b4394e6929a45c82eca46e15cacb5c';

CREATE TRIGGER pgtrigger_tenant_is_fixed_6c0b0 BEFORE UPDATE ON public.quote_counters FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_6c0b0();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_6c0b0 ON public.quote_counters IS '2877812854772893051c9c5f3761672796087d83';

CREATE TRIGGER pgtrigger_tenant_is_fixed_70e81 BEFORE UPDATE ON public.job_runs FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_70e81();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_70e81 ON public.job_runs IS '81bf11d6413c2baf6a88b8c2c7342dd5b21b62b7';

CREATE TRIGGER pgtrigger_tenant_is_fixed_7522b BEFORE UPDATE ON public.project_outcomes FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_7522b();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_7522b ON public.project_outcomes IS '7847e13e34723fed128b0361f9ede0f2bded873e';

CREATE TRIGGER pgtrigger_tenant_is_fixed_76b96 BEFORE UPDATE ON public.compliance_schedule FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_76b96();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_76b96 ON public.compliance_schedule IS '168a955b65e040c9a98ae724770c3b20abf22da5';

CREATE TRIGGER pgtrigger_tenant_is_fixed_77ced BEFORE UPDATE ON public.build_events FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_77ced();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_77ced ON public.build_events IS 'd3431c081eff5624ba23bec74155b60e038288c9';

CREATE TRIGGER pgtrigger_tenant_is_fixed_7a2ff BEFORE UPDATE ON public.ci_deliveries FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_7a2ff();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_7a2ff ON public.ci_deliveries IS 'fcf2696c7d37489433fde8649f22bbb3050e25d5';

CREATE TRIGGER pgtrigger_tenant_is_fixed_7ed94 BEFORE UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_7ed94();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_7ed94 ON public.ticket_dependencies IS '910ffe2d44a36ce3f4fc16365a9b29407c0a404d';

CREATE TRIGGER pgtrigger_tenant_is_fixed_7ffb6 BEFORE UPDATE ON public.contact_enrichment_queue FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_7ffb6();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_7ffb6 ON public.contact_enrichment_queue IS 'e01deeb5e1a22e1c73d767197755a661825d8302';

CREATE TRIGGER pgtrigger_tenant_is_fixed_8173f BEFORE UPDATE ON public.deal_activities FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_8173f();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_8173f ON public.deal_activities IS 'ffed19a1c5f95abeb04231a7fb29f654d9593d61';

CREATE TRIGGER pgtrigger_tenant_is_fixed_83f7a BEFORE UPDATE ON public.ticket_evidence FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_83f7a();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_83f7a ON public.ticket_evidence IS 'c172b03c7da7ff87749af382250e8cf333d093d5';

CREATE TRIGGER pgtrigger_tenant_is_fixed_98afa BEFORE UPDATE ON public.clients FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_98afa();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_98afa ON public.clients IS '1a6cffe83b8d9c5690fb43c03ce0df2fca83b1d9';

CREATE TRIGGER pgtrigger_tenant_is_fixed_9bae8 BEFORE UPDATE ON public.roadmap_projections FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_9bae8();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_9bae8 ON public.roadmap_projections IS '99a5f6a6d9b964a0abcedcc1a3e766a7c7a21034';

CREATE TRIGGER pgtrigger_tenant_is_fixed_a6952 BEFORE UPDATE ON public.user_feedback FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_a6952();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_a6952 ON public.user_feedback IS '64612f6770835b79ac19cab514e1fad3ccec1a5a';

CREATE TRIGGER pgtrigger_tenant_is_fixed_a76c3 BEFORE UPDATE ON public.case_counters FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_a76c3();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_a76c3 ON public.case_counters IS '75fac56e0682b9ef8d2f55f1bf9f7d9c2552c8e0';

CREATE TRIGGER pgtrigger_tenant_is_fixed_a8695 BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_a8695();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_a8695 ON public.memberships IS '5684aa839057b0e0345b2fbdcf61a85e7e8f6a95';

CREATE TRIGGER pgtrigger_tenant_is_fixed_b159d BEFORE UPDATE ON public.idempotency_keys FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_b159d();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_b159d ON public.idempotency_keys IS '05983a60e8406bccbfd6245b10681f743ab586fd';

CREATE TRIGGER pgtrigger_tenant_is_fixed_b4d4a BEFORE UPDATE ON public.public_links FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_b4d4a();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_b4d4a ON public.public_links IS '678676f246aea5804eac6e2f2af8c614cd251338';

CREATE TRIGGER pgtrigger_tenant_is_fixed_ba2a5 BEFORE UPDATE ON public.scaffold_sessions FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_ba2a5();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_ba2a5 ON public.scaffold_sessions IS '7bf7547f4689a9e9b8d5e2b69ea1c9b2222d315d';

CREATE TRIGGER pgtrigger_tenant_is_fixed_c10a3 BEFORE UPDATE ON public.outbox_messages FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_c10a3();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_c10a3 ON public.outbox_messages IS '6cec40d573d8505e9e68173e73addb4acc570282';

CREATE TRIGGER pgtrigger_tenant_is_fixed_c88af BEFORE UPDATE ON public.feedback_requests FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_c88af();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_c88af ON public.feedback_requests IS '87c3ec6032baab02bdbd15fe1f5229d4d5d0251b';

CREATE TRIGGER pgtrigger_tenant_is_fixed_d206e BEFORE UPDATE ON public.opportunity_signals FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_d206e();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_d206e ON public.opportunity_signals IS '46b56b0a353be95526f940bfd85721e63b595a10';

CREATE TRIGGER pgtrigger_tenant_is_fixed_d396a BEFORE UPDATE ON public.tasks FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_d396a();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_d396a ON public.tasks IS 'fcf9b900f321b8d36ce995b1694e5fd6f780c608';

CREATE TRIGGER pgtrigger_tenant_is_fixed_d6600 BEFORE UPDATE ON public.roadmap_refresh_proposals FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_d6600();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_d6600 ON public.roadmap_refresh_proposals IS 'e2429e2be07b5d35f5f137d4f96925dc64c9c7ba';

CREATE TRIGGER pgtrigger_tenant_is_fixed_d725b BEFORE UPDATE ON public.roadmap_changelogs FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_d725b();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_d725b ON public.roadmap_changelogs IS 'b08bd86b4c25e837d753bbfdd7353368fb6dc098';

CREATE TRIGGER pgtrigger_tenant_is_fixed_d98f7 BEFORE UPDATE ON public.tenant_roi_assumptions FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_d98f7();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_d98f7 ON public.tenant_roi_assumptions IS '5d2a81393e80fed7b5b669dc4c01529f1342ef85';

CREATE TRIGGER pgtrigger_tenant_is_fixed_dafed BEFORE UPDATE ON public.roadmaps FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_dafed();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_dafed ON public.roadmaps IS '78bc51716bc932222f17f20bacbde6fe4620234e';

CREATE TRIGGER pgtrigger_tenant_is_fixed_e90fa BEFORE UPDATE ON public.quote_outcomes FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_e90fa();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_e90fa ON public.quote_outcomes IS 'bfa25d9c90b71d75fac6431d9f8c5b3a61705d7b';

CREATE TRIGGER pgtrigger_tenant_is_fixed_f33bb BEFORE UPDATE ON public.invitations FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_f33bb();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_f33bb ON public.invitations IS 'e6ae7c33b5fde48d0c88dffc95cd021591973a7e';

CREATE TRIGGER pgtrigger_tenant_is_fixed_f7856 BEFORE UPDATE ON public.firm_section_counts FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_f7856();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_f7856 ON public.firm_section_counts IS 'cdcb72e55ff19e69d6de4ee387ed7fbc84539a8a';

CREATE TRIGGER pgtrigger_tenant_is_fixed_ff30e BEFORE UPDATE ON public.ticket_section_counts FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_ff30e();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_ff30e ON public.ticket_section_counts IS 'cdfff22ace78b87d2994a953ff1aa0db60f53b93';

CREATE TRIGGER pgtrigger_touch_changed_row_0ab3a BEFORE UPDATE ON public.orders FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.fee IS DISTINCT FROM new.fee) OR (old.id IS DISTINCT FROM new.id) OR ((old.order_number)::text IS DISTINCT FROM (new.order_number)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_0ab3a();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_0ab3a ON public.orders IS '226ccdd9a6010aa383320c1d53f29d3783f50046';

CREATE TRIGGER pgtrigger_touch_changed_row_1ad78 BEFORE UPDATE ON public.implementation_snapshots FOR EACH ROW WHEN (((old.captured_by_id IS DISTINCT FROM new.captured_by_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.label)::text IS DISTINCT FROM (new.label)::text) OR (old.metrics IS DISTINCT FROM new.metrics) OR (old.notes IS DISTINCT FROM new.notes) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.series_id IS DISTINCT FROM new.series_id) OR (old.snapshot_date IS DISTINCT FROM new.snapshot_date) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_1ad78();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_1ad78 ON public.implementation_snapshots IS 'f83655cd7bc7e2ef1423632c37e1eb97810f27c0';

CREATE TRIGGER pgtrigger_touch_changed_row_21ef1 BEFORE UPDATE ON public.scaffold_sessions FOR EACH ROW WHEN (((old.abandoned_at IS DISTINCT FROM new.abandoned_at) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.last_step_at IS DISTINCT FROM new.last_step_at) OR ((old.pattern_chosen)::text IS DISTINCT FROM (new.pattern_chosen)::text) OR ((old.pattern_recommended)::text IS DISTINCT FROM (new.pattern_recommended)::text) OR (old.patterns_viewed IS DISTINCT FROM new.patterns_viewed) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.steps_completed IS DISTINCT FROM new.steps_completed) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_21ef1();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_21ef1 ON public.scaffold_sessions IS '20e35ff39cdc4a18f505bcd0a55931a2af25e1a4';

CREATE TRIGGER pgtrigger_touch_changed_row_26d9c BEFORE UPDATE ON public.patterns FOR EACH ROW WHEN ((((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.languages IS DISTINCT FROM new.languages) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.pattern_id)::text IS DISTINCT FROM (new.pattern_id)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_26d9c();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_26d9c ON public.patterns IS '5b4641c36bc2d5496a0d2157dacf5a6aa767cb7a';

CREATE TRIGGER pgtrigger_touch_changed_row_2780a BEFORE UPDATE ON public.user_feedback FOR EACH ROW WHEN (((old.additional_comments IS DISTINCT FROM new.additional_comments) OR (old.code_quality IS DISTINCT FROM new.code_quality) OR (old.consent_to_export IS DISTINCT FROM new.consent_to_export) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.documentation_clarity IS DISTINCT FROM new.documentation_clarity) OR (old.encountered_errors IS DISTINCT FROM new.encountered_errors) OR (old.error_details IS DISTINCT FROM new.error_details) OR (old.feature_requests IS DISTINCT FROM new.feature_requests) OR ((old.feedback_source)::text IS DISTINCT FROM (new.feedback_source)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.likelihood_to_reuse IS DISTINCT FROM new.likelihood_to_reuse) OR (old.negative_aspects IS DISTINCT FROM new.negative_aspects) OR (old.overall_satisfaction IS DISTINCT FROM new.overall_satisfaction) OR (old.pattern_usefulness IS DISTINCT FROM new.pattern_usefulness) OR (old.positive_aspects IS DISTINCT FROM new.positive_aspects) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR (old.setup_ease IS DISTINCT FROM new.setup_ease) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.submitted_on IS DISTINCT FROM new.submitted_on) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.time_to_first_build IS DISTINCT FROM new.time_to_first_build) OR (old.user_id IS DISTINCT FROM new.user_id) OR (old.would_recommend IS DISTINCT FROM new.would_recommend))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_2780a();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_2780a ON public.user_feedback IS '12c2b92cd75eb699b6ba0d3575562bbcaedc5dd1';

CREATE TRIGGER pgtrigger_touch_changed_row_278c7 BEFORE UPDATE ON public.ci_deliveries FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.delivery_id)::text IS DISTINCT FROM (new.delivery_id)::text) OR (old.endpoint_id IS DISTINCT FROM new.endpoint_id) OR ((old.event)::text IS DISTINCT FROM (new.event)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR ((old.repository)::text IS DISTINCT FROM (new.repository)::text) OR ((old.result)::text IS DISTINCT FROM (new.result)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_278c7();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_278c7 ON public.ci_deliveries IS 'e7e3706975e7d819c9d20bf83c62a36b0c4ba371';

CREATE TRIGGER pgtrigger_touch_changed_row_2a9e9 BEFORE UPDATE ON public.compliance_checks FOR EACH ROW WHEN (((old.answered_at IS DISTINCT FROM new.answered_at) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.completed_by_id IS DISTINCT FROM new.completed_by_id) OR ((old.compliance_type)::text IS DISTINCT FROM (new.compliance_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.entity_id IS DISTINCT FROM new.entity_id) OR ((old.entity_name)::text IS DISTINCT FROM (new.entity_name)::text) OR ((old.entity_type)::text IS DISTINCT FROM (new.entity_type)::text) OR (old.escalated_to_id IS DISTINCT FROM new.escalated_to_id) OR (old.escalation_sent_at IS DISTINCT FROM new.escalation_sent_at) OR (old.id IS DISTINCT FROM new.id) OR (old.missing_fields IS DISTINCT FROM new.missing_fields) OR (old.notes IS DISTINCT FROM new.notes) OR (old.period_end IS DISTINCT FROM new.period_end) OR (old.period_start IS DISTINCT FROM new.period_start) OR (old.reminder_count IS DISTINCT FROM new.reminder_count) OR (old.reminder_sent_at IS DISTINCT FROM new.reminder_sent_at) OR (old.required_fields IS DISTINCT FROM new.required_fields) OR (old.schedule_id IS DISTINCT FROM new.schedule_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.validation_errors IS DISTINCT FROM new.validation_errors) OR (old.waived_reason IS DISTINCT FROM new.waived_reason) OR (old.waived_until IS DISTINCT FROM new.waived_until))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_2a9e9();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_2a9e9 ON public.compliance_checks IS '40485dd3c8c04a37881c0684751640b865a2348e';

CREATE TRIGGER pgtrigger_touch_changed_row_2b3a5 BEFORE UPDATE ON public.ticket_evidence FOR EACH ROW WHEN (((old.content IS DISTINCT FROM new.content) OR ((old.content_type)::text IS DISTINCT FROM (new.content_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.file_name)::text IS DISTINCT FROM (new.file_name)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.note)::text IS DISTINCT FROM (new.note)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id) OR (old.uploaded_by_id IS DISTINCT FROM new.uploaded_by_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_2b3a5();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_2b3a5 ON public.ticket_evidence IS '056597a950f09d4ed7d5308fd5822b88907b9281';

CREATE TRIGGER pgtrigger_touch_changed_row_2e12a BEFORE UPDATE ON public.firm_section_counts FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_2e12a();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_2e12a ON public.firm_section_counts IS 'fd1aac71f138c5ced421091b5a7724b570b7a66c';

CREATE TRIGGER pgtrigger_touch_changed_row_40b9e BEFORE UPDATE ON public.roadmap_projections FOR EACH ROW WHEN ((((old.basis)::text IS DISTINCT FROM (new.basis)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.high IS DISTINCT FROM new.high) OR (old.id IS DISTINCT FROM new.id) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.low IS DISTINCT FROM new.low) OR (old.projected_delta IS DISTINCT FROM new.projected_delta) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.sample_size IS DISTINCT FROM new.sample_size) OR (old.series_id IS DISTINCT FROM new.series_id) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_40b9e();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_40b9e ON public.roadmap_projections IS 'f71a5490f188bcfabdc72e1e838e41117e225261';

CREATE TRIGGER pgtrigger_touch_changed_row_42d85 BEFORE UPDATE ON public.contact_enrichment_queue FOR EACH ROW WHEN (((old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email_address)::text IS DISTINCT FROM (new.email_address)::text) OR ((old.error_message)::text IS DISTINCT FROM (new.error_message)::text) OR (old.extracted_data IS DISTINCT FROM new.extracted_data) OR (old.id IS DISTINCT FROM new.id) OR (old.merge_conflicts IS DISTINCT FROM new.merge_conflicts) OR (old.merged_to_contact_id IS DISTINCT FROM new.merged_to_contact_id) OR (old.processed_at IS DISTINCT FROM new.processed_at) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR ((old.source_id)::text IS DISTINCT FROM (new.source_id)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_42d85();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_42d85 ON public.contact_enrichment_queue IS '83db5d5e058e11abf50af54b2152ccfb0a2d9504';

CREATE TRIGGER pgtrigger_touch_changed_row_477cf BEFORE UPDATE ON public.metric_definitions FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.label)::text IS DISTINCT FROM (new.label)::text) OR (old.lower_is_better IS DISTINCT FROM new.lower_is_better) OR (old.max_value IS DISTINCT FROM new.max_value) OR (old.min_value IS DISTINCT FROM new.min_value) OR (old.sort_order IS DISTINCT FROM new.sort_order) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.unit)::text IS DISTINCT FROM (new.unit)::text) OR (old.weight IS DISTINCT FROM new.weight))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_477cf();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_477cf ON public.metric_definitions IS 'a746b0a17bd4dd7a593ebda7467f3f4019fc2314';

CREATE TRIGGER pgtrigger_touch_changed_row_4ca77 BEFORE UPDATE ON public.clients FOR EACH ROW WHEN (((old.address IS DISTINCT FROM new.address) OR ((old.company_name)::text IS DISTINCT FROM (new.company_name)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.notes IS DISTINCT FROM new.notes) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.primary_contact)::text IS DISTINCT FROM (new.primary_contact)::text) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.tier)::text IS DISTINCT FROM (new.tier)::text) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_4ca77();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_4ca77 ON public.clients IS '37637d0d4d6eb338b3a66e8053fe54323e5c0d6c';

CREATE TRIGGER pgtrigger_touch_changed_row_4e299 BEFORE UPDATE ON public.deal_activities FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.deal_id IS DISTINCT FROM new.deal_id) OR (old.done_by_id IS DISTINCT FROM new.done_by_id) OR (old.happened_at IS DISTINCT FROM new.happened_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.message_id IS DISTINCT FROM new.message_id) OR (old.notes IS DISTINCT FROM new.notes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_4e299();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_4e299 ON public.deal_activities IS 'd1b1011dbedf0e5bb89a632f8ccdc04dcfc6a755';

CREATE TRIGGER pgtrigger_touch_changed_row_54618 BEFORE UPDATE ON public.engine_settings FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_paused IS DISTINCT FROM new.is_paused) OR ((old.job_name)::text IS DISTINCT FROM (new.job_name)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_54618();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_54618 ON public.engine_settings IS '16c47c1458600e9c0f932d961530d5c6ab20d466';

CREATE TRIGGER pgtrigger_touch_changed_row_58ae6 BEFORE UPDATE ON public.api_tokens FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.prefix)::text IS DISTINCT FROM (new.prefix)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.scopes IS DISTINCT FROM new.scopes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.token_hash IS DISTINCT FROM new.token_hash))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_58ae6();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_58ae6 ON public.api_tokens IS 'da0794bd5a7eba917c55371be15a5f2e52a1c2a0';

CREATE TRIGGER pgtrigger_touch_changed_row_5b47f BEFORE UPDATE ON public.roadmap_refresh_proposals FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.decided_at IS DISTINCT FROM new.decided_at) OR ((old.fingerprint)::text IS DISTINCT FROM (new.fingerprint)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.made_roadmap_id IS DISTINCT FROM new.made_roadmap_id) OR (old.progress IS DISTINCT FROM new.progress) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_version)::text IS DISTINCT FROM (new.to_version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_5b47f();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_5b47f ON public.roadmap_refresh_proposals IS '918a8ba0a622426ecb48b933611e72e9805cdb68';

CREATE TRIGGER pgtrigger_touch_changed_row_60476 BEFORE UPDATE ON public.invitations FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR (old.invited_by_id IS DISTINCT FROM new.invited_by_id) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.token_hash IS DISTINCT FROM new.token_hash))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_60476();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_60476 ON public.invitations IS '37e8ceb11006f50eb6ef0e2c6f51f6b0f47aa938';

CREATE TRIGGER pgtrigger_touch_changed_row_61374 BEFORE UPDATE ON public.public_links FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR (old.object_id IS DISTINCT FROM new.object_id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.token_hash IS DISTINCT FROM new.token_hash) OR (old.used_at IS DISTINCT FROM new.used_at))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_61374();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_61374 ON public.public_links IS '4fea0e0c94f5e62685b3c633d1c4d7733b756df8';

CREATE TRIGGER pgtrigger_touch_changed_row_639b3 BEFORE UPDATE ON public.quotes FOR EACH ROW WHEN (((old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.deal_id IS DISTINCT FROM new.deal_id) OR (old.description IS DISTINCT FROM new.description) OR (old.follow_up_count IS DISTINCT FROM new.follow_up_count) OR (old.id IS DISTINCT FROM new.id) OR (old.intel IS DISTINCT FROM new.intel) OR (old.last_follow_up_at IS DISTINCT FROM new.last_follow_up_at) OR (old.line_items IS DISTINCT FROM new.line_items) OR (old.max_follow_ups IS DISTINCT FROM new.max_follow_ups) OR (old.next_follow_up_at IS DISTINCT FROM new.next_follow_up_at) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR ((old.outcome_competitor)::text IS DISTINCT FROM (new.outcome_competitor)::text) OR (old.outcome_notes IS DISTINCT FROM new.outcome_notes) OR ((old.outcome_reason)::text IS DISTINCT FROM (new.outcome_reason)::text) OR ((old.quote_number)::text IS DISTINCT FROM (new.quote_number)::text) OR (old.responded_at IS DISTINCT FROM new.responded_at) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.total_amount IS DISTINCT FROM new.total_amount) OR (old.valid_until IS DISTINCT FROM new.valid_until))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_639b3();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_639b3 ON public.quotes IS '4a020d1276a7466d9db4ab4aa4a3f044df05e2db';

CREATE TRIGGER pgtrigger_touch_changed_row_6c683 BEFORE UPDATE ON public.contacts FOR EACH ROW WHEN ((((old.buying_role)::text IS DISTINCT FROM (new.buying_role)::text) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR ((old.first_name)::text IS DISTINCT FROM (new.first_name)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.last_name)::text IS DISTINCT FROM (new.last_name)::text) OR ((old.linkedin_url)::text IS DISTINCT FROM (new.linkedin_url)::text) OR ((old.mobile)::text IS DISTINCT FROM (new.mobile)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR (old.props IS DISTINCT FROM new.props) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.unsubscribed_at IS DISTINCT FROM new.unsubscribed_at))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_6c683();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_6c683 ON public.contacts IS '5cc27bbc74d99f38a6edcb57ddc7c16b41e73992';

CREATE TRIGGER pgtrigger_touch_changed_row_6fed2 BEFORE UPDATE ON public.deal_stage_config FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.drafts_first IS DISTINCT FROM new.drafts_first) OR (old.follow_up_interval_days IS DISTINCT FROM new.follow_up_interval_days) OR (old.id IS DISTINCT FROM new.id) OR (old.max_days_before_stale IS DISTINCT FROM new.max_days_before_stale) OR (old.max_follow_ups IS DISTINCT FROM new.max_follow_ups) OR ((old.stage)::text IS DISTINCT FROM (new.stage)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_6fed2();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_6fed2 ON public.deal_stage_config IS 'ebe03e0357af419074a6e4659a71c99b59472729';

CREATE TRIGGER pgtrigger_touch_changed_row_7b736 BEFORE UPDATE ON public.contact_field_sources FOR EACH ROW WHEN (((old.accepted_by_id IS DISTINCT FROM new.accepted_by_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.field)::text IS DISTINCT FROM (new.field)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.learned_at IS DISTINCT FROM new.learned_at) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.value)::text IS DISTINCT FROM (new.value)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_7b736();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_7b736 ON public.contact_field_sources IS '47a1d5664686a67a1edf3e942804bf7692badb7b';

CREATE TRIGGER pgtrigger_touch_changed_row_7f90f BEFORE UPDATE ON public.cases FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR ((old.case_number)::text IS DISTINCT FROM (new.case_number)::text) OR ((old.case_type)::text IS DISTINCT FROM (new.case_type)::text) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_7f90f();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_7f90f ON public.cases IS '5d6a19794417f9f9ff1ab0f19cbdeadb242a6eb6';

CREATE TRIGGER pgtrigger_touch_changed_row_8067c BEFORE UPDATE ON public.opportunity_signals FOR EACH ROW WHEN ((((old.action_result)::text IS DISTINCT FROM (new.action_result)::text) OR ((old.action_taken)::text IS DISTINCT FROM (new.action_taken)::text) OR (old.actioned IS DISTINCT FROM new.actioned) OR (old.actioned_at IS DISTINCT FROM new.actioned_at) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.context IS DISTINCT FROM new.context) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.dismissed_at IS DISTINCT FROM new.dismissed_at) OR ((old.dismissed_reason)::text IS DISTINCT FROM (new.dismissed_reason)::text) OR (old.extracted_text IS DISTINCT FROM new.extracted_text) OR (old.id IS DISTINCT FROM new.id) OR (old.signal_strength IS DISTINCT FROM new.signal_strength) OR ((old.signal_type)::text IS DISTINCT FROM (new.signal_type)::text) OR ((old.source_id)::text IS DISTINCT FROM (new.source_id)::text) OR ((old.source_type)::text IS DISTINCT FROM (new.source_type)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_8067c();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_8067c ON public.opportunity_signals IS '1284d190ed228795387211d1c2a5981efcbc20dd';

CREATE TRIGGER pgtrigger_touch_changed_row_84fc6 BEFORE UPDATE ON public.ticket_section_counts FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_pack_id IS DISTINCT FROM new.ticket_pack_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_84fc6();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_84fc6 ON public.ticket_section_counts IS '79fe498e375e637ccbcc54011c298ef1accd44c6';

CREATE TRIGGER pgtrigger_touch_changed_row_8d3d4 BEFORE UPDATE ON public.project_outcomes FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.components_generated IS DISTINCT FROM new.components_generated) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.deleted_at IS DISTINCT FROM new.deleted_at) OR (old.dependencies_installed IS DISTINCT FROM new.dependencies_installed) OR ((old.deployment_status)::text IS DISTINCT FROM (new.deployment_status)::text) OR (old.files_created IS DISTINCT FROM new.files_created) OR (old.id IS DISTINCT FROM new.id) OR (old.languages_used IS DISTINCT FROM new.languages_used) OR ((old.last_build_status)::text IS DISTINCT FROM (new.last_build_status)::text) OR (old.last_build_timestamp IS DISTINCT FROM new.last_build_timestamp) OR (old.metadata IS DISTINCT FROM new.metadata) OR ((old.pattern_id)::text IS DISTINCT FROM (new.pattern_id)::text) OR ((old.pattern_name)::text IS DISTINCT FROM (new.pattern_name)::text) OR ((old.pattern_version)::text IS DISTINCT FROM (new.pattern_version)::text) OR ((old.project_name)::text IS DISTINCT FROM (new.project_name)::text) OR (old.project_path IS DISTINCT FROM new.project_path) OR ((old.repository)::text IS DISTINCT FROM (new.repository)::text) OR ((old.stack_id)::text IS DISTINCT FROM (new.stack_id)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.test_pass_rate IS DISTINCT FROM new.test_pass_rate) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_8d3d4();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_8d3d4 ON public.project_outcomes IS '9977a58ddc6b27f94c2f6eaa6174dc7ac812666f';

CREATE TRIGGER pgtrigger_touch_changed_row_97d67 BEFORE UPDATE ON public.roadmaps FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_user_id IS DISTINCT FROM new.created_by_user_id) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_current IS DISTINCT FROM new.is_current) OR (old.metadata IS DISTINCT FROM new.metadata) OR (old.model_json IS DISTINCT FROM new.model_json) OR (old.needs_agent_reprovision IS DISTINCT FROM new.needs_agent_reprovision) OR (old.parent_roadmap_id IS DISTINCT FROM new.parent_roadmap_id) OR ((old.pdf_url)::text IS DISTINCT FROM (new.pdf_url)::text) OR ((old.pilot_stage)::text IS DISTINCT FROM (new.pilot_stage)::text) OR (old.series_id IS DISTINCT FROM new.series_id) OR (old.source_refs IS DISTINCT FROM new.source_refs) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_97d67();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_97d67 ON public.roadmaps IS '756f598c7b5b13081c382cb81e8f4a1ba7195e17';

CREATE TRIGGER pgtrigger_touch_changed_row_99b05 BEFORE UPDATE ON public.outbox_messages FOR EACH ROW WHEN (((old.about_id IS DISTINCT FROM new.about_id) OR (old.approved_at IS DISTINCT FROM new.approved_at) OR (old.attempts IS DISTINCT FROM new.attempts) OR (old.body_html IS DISTINCT FROM new.body_html) OR (old.body_text IS DISTINCT FROM new.body_text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.last_error)::text IS DISTINCT FROM (new.last_error)::text) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.redact_on_send IS DISTINCT FROM new.redact_on_send) OR (old.retry_at IS DISTINCT FROM new.retry_at) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_email)::text IS DISTINCT FROM (new.to_email)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_99b05();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_99b05 ON public.outbox_messages IS '8b5369c1562173641bca2350f59d47eb5ba522cc';

CREATE TRIGGER pgtrigger_touch_changed_row_9c95d BEFORE UPDATE ON public.tasks FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.due_on IS DISTINCT FROM new.due_on) OR (old.id IS DISTINCT FROM new.id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.subject_id IS DISTINCT FROM new.subject_id) OR ((old.subject_type)::text IS DISTINCT FROM (new.subject_type)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_9c95d();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_9c95d ON public.tasks IS 'bf7b976856eff526fe9e84f909b4914199948ab8';

CREATE TRIGGER pgtrigger_touch_changed_row_9eae4 BEFORE UPDATE ON public.feedback_requests FOR EACH ROW WHEN (((old.case_created_id IS DISTINCT FROM new.case_created_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.delivery_date IS DISTINCT FROM new.delivery_date) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.has_open_case IS DISTINCT FROM new.has_open_case) OR (old.id IS DISTINCT FROM new.id) OR (old.issues IS DISTINCT FROM new.issues) OR (old.message_id IS DISTINCT FROM new.message_id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.rating)::text IS DISTINCT FROM (new.rating)::text) OR (old.responded_at IS DISTINCT FROM new.responded_at) OR ((old.response_email_id)::text IS DISTINCT FROM (new.response_email_id)::text) OR ((old.response_source)::text IS DISTINCT FROM (new.response_source)::text) OR ((old.response_summary)::text IS DISTINCT FROM (new.response_summary)::text) OR (old.response_text IS DISTINCT FROM new.response_text) OR (old.scheduled_for IS DISTINCT FROM new.scheduled_for) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.sentiment)::text IS DISTINCT FROM (new.sentiment)::text) OR (old.sentiment_score IS DISTINCT FROM new.sentiment_score) OR (old.service_recovery_triggered IS DISTINCT FROM new.service_recovery_triggered) OR ((old.skip_reason)::text IS DISTINCT FROM (new.skip_reason)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_9eae4();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_9eae4 ON public.feedback_requests IS '9370f0654723ca4d31caf067f6b65cc2c33364ca';

CREATE TRIGGER pgtrigger_touch_changed_row_a06cd BEFORE UPDATE ON public.roadmap_refresh_parts FOR EACH ROW WHEN (((old.after_markdown IS DISTINCT FROM new.after_markdown) OR ((old.after_status)::text IS DISTINCT FROM (new.after_status)::text) OR (old.because IS DISTINCT FROM new.because) OR (old.before_markdown IS DISTINCT FROM new.before_markdown) OR ((old.before_status)::text IS DISTINCT FROM (new.before_status)::text) OR ((old.change)::text IS DISTINCT FROM (new.change)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.decision)::text IS DISTINCT FROM (new.decision)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old."position" IS DISTINCT FROM new."position") OR (old.proposal_id IS DISTINCT FROM new.proposal_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_a06cd();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_a06cd ON public.roadmap_refresh_parts IS 'f6538875777b0dccce2ce6cd036fc8daaf429da0';

CREATE TRIGGER pgtrigger_touch_changed_row_af73e BEFORE UPDATE ON public.roadmap_outcomes FOR EACH ROW WHEN (((old.assumptions IS DISTINCT FROM new.assumptions) OR (old.at_30d_snapshot_id IS DISTINCT FROM new.at_30d_snapshot_id) OR (old.at_60d_snapshot_id IS DISTINCT FROM new.at_60d_snapshot_id) OR (old.at_90d_snapshot_id IS DISTINCT FROM new.at_90d_snapshot_id) OR (old.attainment_pct IS DISTINCT FROM new.attainment_pct) OR (old.baseline_snapshot_id IS DISTINCT FROM new.baseline_snapshot_id) OR (old.computed_at IS DISTINCT FROM new.computed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.deltas IS DISTINCT FROM new.deltas) OR (old.id IS DISTINCT FROM new.id) OR (old.inputs IS DISTINCT FROM new.inputs) OR (old.notes IS DISTINCT FROM new.notes) OR (old.realized_roi IS DISTINCT FROM new.realized_roi) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.series_id IS DISTINCT FROM new.series_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.status_method)::text IS DISTINCT FROM (new.status_method)::text) OR ((old.target_label)::text IS DISTINCT FROM (new.target_label)::text) OR (old.target_snapshot_id IS DISTINCT FROM new.target_snapshot_id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_af73e();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_af73e ON public.roadmap_outcomes IS 'dc197bee7416aa7c9867a9385e13de6155a6587f';

CREATE TRIGGER pgtrigger_touch_changed_row_afddf BEFORE UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.depends_on_id IS DISTINCT FROM new.depends_on_id) OR (old.id IS DISTINCT FROM new.id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_afddf();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_afddf ON public.ticket_dependencies IS 'a9464750e4d0e8c730902db656f8fac0c8b1b055';

CREATE TRIGGER pgtrigger_touch_changed_row_be35c BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id) OR (old.wants_alerts IS DISTINCT FROM new.wants_alerts) OR (old.wants_digest IS DISTINCT FROM new.wants_digest))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_be35c();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_be35c ON public.memberships IS 'a6cdf2793ef5deffde49eadcbf06bdbcd5fe5c2d';

CREATE TRIGGER pgtrigger_touch_changed_row_c0faf BEFORE UPDATE ON public.ci_endpoints FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.secret_number IS DISTINCT FROM new.secret_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_c0faf();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_c0faf ON public.ci_endpoints IS '999a0baa4333025e34b632043dfc5b20bd5b03fc';

CREATE TRIGGER pgtrigger_touch_changed_row_c1f4d BEFORE UPDATE ON public.users FOR EACH ROW WHEN (((old.date_joined IS DISTINCT FROM new.date_joined) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.is_superuser IS DISTINCT FROM new.is_superuser) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.password)::text IS DISTINCT FROM (new.password)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_c1f4d();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_c1f4d ON public.users IS 'd55c9e63e279d2a6d5865fd6f8979b0601baf2a4';

CREATE TRIGGER pgtrigger_touch_changed_row_c6937 BEFORE UPDATE ON public.ticket_packs FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.source_markdown IS DISTINCT FROM new.source_markdown) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_c6937();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_c6937 ON public.ticket_packs IS 'c751d41cfca6597c7be5f3f4e1730b9feec60e92';

CREATE TRIGGER pgtrigger_touch_changed_row_d0b22 BEFORE UPDATE ON public.tenant_roi_assumptions FOR EACH ROW WHEN (((old.annual_lead_volume IS DISTINCT FROM new.annual_lead_volume) OR (old.avg_deal_value IS DISTINCT FROM new.avg_deal_value) OR (old.blended_hourly_rate IS DISTINCT FROM new.blended_hourly_rate) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.implementation_cost IS DISTINCT FROM new.implementation_cost) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.updated_by_id IS DISTINCT FROM new.updated_by_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_d0b22();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_d0b22 ON public.tenant_roi_assumptions IS '5625052c3250a80d758d46208efd03d818bd3809';

CREATE TRIGGER pgtrigger_touch_changed_row_d230e BEFORE UPDATE ON public.quote_outcomes FOR EACH ROW WHEN ((((old.competitor)::text IS DISTINCT FROM (new.competitor)::text) OR (old.competitor_amount IS DISTINCT FROM new.competitor_amount) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.learnings IS DISTINCT FROM new.learnings) OR (old.notes IS DISTINCT FROM new.notes) OR (old.our_amount IS DISTINCT FROM new.our_amount) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR ((old.primary_reason)::text IS DISTINCT FROM (new.primary_reason)::text) OR (old.quote_id IS DISTINCT FROM new.quote_id) OR (old.recorded_at IS DISTINCT FROM new.recorded_at) OR (old.recorded_by_id IS DISTINCT FROM new.recorded_by_id) OR (old.secondary_reasons IS DISTINCT FROM new.secondary_reasons) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_d230e();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_d230e ON public.quote_outcomes IS '10bf1e995d165084efd0297b7c1454d2e770b6e6';

CREATE TRIGGER pgtrigger_touch_changed_row_d5c0e BEFORE UPDATE ON public.roadmap_changelogs FOR EACH ROW WHEN (((old.body_markdown IS DISTINCT FROM new.body_markdown) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.from_roadmap_id IS DISTINCT FROM new.from_roadmap_id) OR ((old.from_version)::text IS DISTINCT FROM (new.from_version)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.section_changes IS DISTINCT FROM new.section_changes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.to_roadmap_id IS DISTINCT FROM new.to_roadmap_id) OR ((old.to_version)::text IS DISTINCT FROM (new.to_version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_d5c0e();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_d5c0e ON public.roadmap_changelogs IS 'b9ca8d01ef5f72c3d42b6c2151b3652b8ce70ec2';

CREATE TRIGGER pgtrigger_touch_changed_row_d68b5 BEFORE UPDATE ON public.enrichment_conflicts FOR EACH ROW WHEN (((old.confidence IS DISTINCT FROM new.confidence) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.current_value)::text IS DISTINCT FROM (new.current_value)::text) OR ((old.field)::text IS DISTINCT FROM (new.field)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.proposed_value)::text IS DISTINCT FROM (new.proposed_value)::text) OR (old.queue_id IS DISTINCT FROM new.queue_id) OR ((old.resolution)::text IS DISTINCT FROM (new.resolution)::text) OR (old.resolved_at IS DISTINCT FROM new.resolved_at) OR (old.resolved_by_id IS DISTINCT FROM new.resolved_by_id) OR ((old.resolved_value)::text IS DISTINCT FROM (new.resolved_value)::text) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_d68b5();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_d68b5 ON public.enrichment_conflicts IS '85f7d69a05a87c71e00b678a39e5a2cbbada9c14';

CREATE TRIGGER pgtrigger_touch_changed_row_db30a BEFORE UPDATE ON public.idempotency_keys FOR EACH ROW WHEN (((old.body IS DISTINCT FROM new.body) OR (old.caller_id IS DISTINCT FROM new.caller_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.headers IS DISTINCT FROM new.headers) OR (old.id IS DISTINCT FROM new.id) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.request_hash IS DISTINCT FROM new.request_hash) OR (old.status IS DISTINCT FROM new.status) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_db30a();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_db30a ON public.idempotency_keys IS '38d6a92bb4e4f21fb30a7d97431e1d127af41187';

CREATE TRIGGER pgtrigger_touch_changed_row_dcfa8 BEFORE UPDATE ON public.roadmap_sections FOR EACH ROW WHEN (((old.agent_cheatsheet IS DISTINCT FROM new.agent_cheatsheet) OR (old.content_markdown IS DISTINCT FROM new.content_markdown) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.diagrams IS DISTINCT FROM new.diagrams) OR (old.id IS DISTINCT FROM new.id) OR (old.last_updated_at IS DISTINCT FROM new.last_updated_at) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_dcfa8();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_dcfa8 ON public.roadmap_sections IS '9b8e3f2004d39cc3664ffc9daaba823a961975a5';

CREATE TRIGGER pgtrigger_touch_changed_row_e77b6 BEFORE UPDATE ON public.compliance_schedule FOR EACH ROW WHEN (((old.anchor_day IS DISTINCT FROM new.anchor_day) OR ((old.compliance_type)::text IS DISTINCT FROM (new.compliance_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR ((old.due_from)::text IS DISTINCT FROM (new.due_from)::text) OR (old.escalate_to_id IS DISTINCT FROM new.escalate_to_id) OR (old.escalation_days_after IS DISTINCT FROM new.escalation_days_after) OR ((old.frequency)::text IS DISTINCT FROM (new.frequency)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.next_due_at IS DISTINCT FROM new.next_due_at) OR (old.notification_days_before IS DISTINCT FROM new.notification_days_before) OR (old.required_fields IS DISTINCT FROM new.required_fields) OR ((old.target_entity_type)::text IS DISTINCT FROM (new.target_entity_type)::text) OR (old.target_filter IS DISTINCT FROM new.target_filter) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_e77b6();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_e77b6 ON public.compliance_schedule IS '4d9d9adec3ea63900609ded66864dce268afd22b';

CREATE TRIGGER pgtrigger_touch_changed_row_e943b BEFORE UPDATE ON public.build_events FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.duration_seconds IS DISTINCT FROM new.duration_seconds) OR ((old.environment)::text IS DISTINCT FROM (new.environment)::text) OR ((old.event_type)::text IS DISTINCT FROM (new.event_type)::text) OR ((old.external_id)::text IS DISTINCT FROM (new.external_id)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.occurred_at IS DISTINCT FROM new.occurred_at) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.test_pass_rate IS DISTINCT FROM new.test_pass_rate))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_e943b();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_e943b ON public.build_events IS '085aa727dde4720c3a49cef07a445d049cddf1b5';

CREATE TRIGGER pgtrigger_touch_changed_row_f22d6 BEFORE UPDATE ON public.change_batches FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.error)::text IS DISTINCT FROM (new.error)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR ((old.made_by_name)::text IS DISTINCT FROM (new.made_by_name)::text) OR ((old.model_label)::text IS DISTINCT FROM (new.model_label)::text) OR (old.request IS DISTINCT FROM new.request) OR (old.row_count IS DISTINCT FROM new.row_count) OR (old.skipped IS DISTINCT FROM new.skipped) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.undoes IS DISTINCT FROM new.undoes) OR (old.undone_at IS DISTINCT FROM new.undone_at) OR ((old.undone_by_name)::text IS DISTINCT FROM (new.undone_by_name)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_f22d6();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_f22d6 ON public.change_batches IS 'db0c3c8fdb24f63b34f5db121f9df9181ea057f5';

CREATE TRIGGER pgtrigger_touch_changed_row_f35ce BEFORE UPDATE ON public.deals FOR EACH ROW WHEN (((old.actual_close_date IS DISTINCT FROM new.actual_close_date) OR (old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.auto_follow_up_enabled IS DISTINCT FROM new.auto_follow_up_enabled) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.expected_close_date IS DISTINCT FROM new.expected_close_date) OR (old.id IS DISTINCT FROM new.id) OR ((old.lost_reason)::text IS DISTINCT FROM (new.lost_reason)::text) OR ((old.parked_reason)::text IS DISTINCT FROM (new.parked_reason)::text) OR (old.parked_until IS DISTINCT FROM new.parked_until) OR (old.probability IS DISTINCT FROM new.probability) OR ((old.stage)::text IS DISTINCT FROM (new.stage)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_f35ce();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_f35ce ON public.deals IS '386983468a488cf3a984d099eea48bc55445abfa';

CREATE TRIGGER pgtrigger_touch_changed_row_f8c23 BEFORE UPDATE ON public.ticket_library FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.default_section_key)::text IS DISTINCT FROM (new.default_section_key)::text) OR (old.dependencies IS DISTINCT FROM new.dependencies) OR (old.description IS DISTINCT FROM new.description) OR (old.estimated_hours IS DISTINCT FROM new.estimated_hours) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.subsystem_key)::text IS DISTINCT FROM (new.subsystem_key)::text) OR ((old.subsystem_name)::text IS DISTINCT FROM (new.subsystem_name)::text) OR ((old.system_key)::text IS DISTINCT FROM (new.system_key)::text) OR ((old.system_name)::text IS DISTINCT FROM (new.system_name)::text) OR (old.tags IS DISTINCT FROM new.tags) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR ((old.ticket_type)::text IS DISTINCT FROM (new.ticket_type)::text) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.validation_criteria IS DISTINCT FROM new.validation_criteria) OR (old.version IS DISTINCT FROM new.version))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_f8c23();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_f8c23 ON public.ticket_library IS '13bcf3138d10e0b7b90e04805d9694fb3968b913';

CREATE TRIGGER pgtrigger_touch_changed_row_fb045 BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN (((old.annual_revenue IS DISTINCT FROM new.annual_revenue) OR (old.baseline_monthly_leads IS DISTINCT FROM new.baseline_monthly_leads) OR ((old.business_type)::text IS DISTINCT FROM (new.business_type)::text) OR ((old.cohort_label)::text IS DISTINCT FROM (new.cohort_label)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.discovery_complete IS DISTINCT FROM new.discovery_complete) OR ((old.firm_size_tier)::text IS DISTINCT FROM (new.firm_size_tier)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.industry)::text IS DISTINCT FROM (new.industry)::text) OR ((old.last_diagnostic_id)::text IS DISTINCT FROM (new.last_diagnostic_id)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.notes IS DISTINCT FROM new.notes) OR ((old.region)::text IS DISTINCT FROM (new.region)::text) OR ((old.segment)::text IS DISTINCT FROM (new.segment)::text) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.team_headcount IS DISTINCT FROM new.team_headcount) OR ((old.time_zone)::text IS DISTINCT FROM (new.time_zone)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_fb045();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_fb045 ON public.tenants IS '6f956ec4761439274d6a4e14ea15295539acca60';

CREATE TRIGGER pgtrigger_touch_changed_row_fecf3 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((((old.assignee)::text IS DISTINCT FROM (new.assignee)::text) OR ((old.blocked_reason)::text IS DISTINCT FROM (new.blocked_reason)::text) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.library_version IS DISTINCT FROM new.library_version) OR (old.notes IS DISTINCT FROM new.notes) OR (old.order_index IS DISTINCT FROM new.order_index) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.sprint_number IS DISTINCT FROM new.sprint_number) OR (old.started_at IS DISTINCT FROM new.started_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR (old.ticket_pack_id IS DISTINCT FROM new.ticket_pack_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_fecf3();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_fecf3 ON public.ticket_instances IS 'f0e6ae70d7a148f7c407685271c9a6837df07cb3';

CREATE TRIGGER pgtrigger_update_update_07783 AFTER UPDATE ON public.ticket_evidence FOR EACH ROW WHEN ((((old.content_type)::text IS DISTINCT FROM (new.content_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.file_name)::text IS DISTINCT FROM (new.file_name)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.note)::text IS DISTINCT FROM (new.note)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id) OR (old.uploaded_by_id IS DISTINCT FROM new.uploaded_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_07783();

COMMENT ON TRIGGER pgtrigger_update_update_07783 ON public.ticket_evidence IS '4990802315ff147038a0ed20b3f570e576edaaf0';

CREATE TRIGGER pgtrigger_update_update_0f438 AFTER UPDATE ON public.compliance_checks FOR EACH ROW WHEN (((old.answered_at IS DISTINCT FROM new.answered_at) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.completed_by_id IS DISTINCT FROM new.completed_by_id) OR ((old.compliance_type)::text IS DISTINCT FROM (new.compliance_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.entity_id IS DISTINCT FROM new.entity_id) OR ((old.entity_name)::text IS DISTINCT FROM (new.entity_name)::text) OR ((old.entity_type)::text IS DISTINCT FROM (new.entity_type)::text) OR (old.escalated_to_id IS DISTINCT FROM new.escalated_to_id) OR (old.escalation_sent_at IS DISTINCT FROM new.escalation_sent_at) OR (old.id IS DISTINCT FROM new.id) OR (old.missing_fields IS DISTINCT FROM new.missing_fields) OR (old.notes IS DISTINCT FROM new.notes) OR (old.period_end IS DISTINCT FROM new.period_end) OR (old.period_start IS DISTINCT FROM new.period_start) OR (old.reminder_count IS DISTINCT FROM new.reminder_count) OR (old.reminder_sent_at IS DISTINCT FROM new.reminder_sent_at) OR (old.required_fields IS DISTINCT FROM new.required_fields) OR (old.schedule_id IS DISTINCT FROM new.schedule_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.validation_errors IS DISTINCT FROM new.validation_errors) OR (old.waived_reason IS DISTINCT FROM new.waived_reason) OR (old.waived_until IS DISTINCT FROM new.waived_until))) EXECUTE FUNCTION public.pgtrigger_update_update_0f438();

COMMENT ON TRIGGER pgtrigger_update_update_0f438 ON public.compliance_checks IS '33bc2fd657414b8608fe477c27af769f0ce37b42';

CREATE TRIGGER pgtrigger_update_update_114a4 AFTER UPDATE ON public.patterns FOR EACH ROW WHEN ((((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.languages IS DISTINCT FROM new.languages) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.pattern_id)::text IS DISTINCT FROM (new.pattern_id)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_114a4();

COMMENT ON TRIGGER pgtrigger_update_update_114a4 ON public.patterns IS 'f1ddcb521cbba27677ae6b776693fac42cc80d37';

CREATE TRIGGER pgtrigger_update_update_17bb2 AFTER UPDATE ON public.opportunity_signals FOR EACH ROW WHEN ((((old.action_result)::text IS DISTINCT FROM (new.action_result)::text) OR ((old.action_taken)::text IS DISTINCT FROM (new.action_taken)::text) OR (old.actioned IS DISTINCT FROM new.actioned) OR (old.actioned_at IS DISTINCT FROM new.actioned_at) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.context IS DISTINCT FROM new.context) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.dismissed_at IS DISTINCT FROM new.dismissed_at) OR ((old.dismissed_reason)::text IS DISTINCT FROM (new.dismissed_reason)::text) OR (old.extracted_text IS DISTINCT FROM new.extracted_text) OR (old.id IS DISTINCT FROM new.id) OR (old.signal_strength IS DISTINCT FROM new.signal_strength) OR ((old.signal_type)::text IS DISTINCT FROM (new.signal_type)::text) OR ((old.source_id)::text IS DISTINCT FROM (new.source_id)::text) OR ((old.source_type)::text IS DISTINCT FROM (new.source_type)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_17bb2();

COMMENT ON TRIGGER pgtrigger_update_update_17bb2 ON public.opportunity_signals IS 'ce936ac382065cfdd5208ed7c72e9d5a5f975834';

CREATE TRIGGER pgtrigger_update_update_1b7a0 AFTER UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.depends_on_id IS DISTINCT FROM new.depends_on_id) OR (old.id IS DISTINCT FROM new.id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id))) EXECUTE FUNCTION public.pgtrigger_update_update_1b7a0();

COMMENT ON TRIGGER pgtrigger_update_update_1b7a0 ON public.ticket_dependencies IS 'fc5f889ba9a33d9803490d93775f8546e8e05022';

CREATE TRIGGER pgtrigger_update_update_1f22a AFTER UPDATE ON public.feedback_requests FOR EACH ROW WHEN (((old.case_created_id IS DISTINCT FROM new.case_created_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.delivery_date IS DISTINCT FROM new.delivery_date) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.has_open_case IS DISTINCT FROM new.has_open_case) OR (old.id IS DISTINCT FROM new.id) OR (old.issues IS DISTINCT FROM new.issues) OR (old.message_id IS DISTINCT FROM new.message_id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.rating)::text IS DISTINCT FROM (new.rating)::text) OR (old.responded_at IS DISTINCT FROM new.responded_at) OR ((old.response_email_id)::text IS DISTINCT FROM (new.response_email_id)::text) OR ((old.response_source)::text IS DISTINCT FROM (new.response_source)::text) OR ((old.response_summary)::text IS DISTINCT FROM (new.response_summary)::text) OR (old.response_text IS DISTINCT FROM new.response_text) OR (old.scheduled_for IS DISTINCT FROM new.scheduled_for) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.sentiment)::text IS DISTINCT FROM (new.sentiment)::text) OR (old.sentiment_score IS DISTINCT FROM new.sentiment_score) OR (old.service_recovery_triggered IS DISTINCT FROM new.service_recovery_triggered) OR ((old.skip_reason)::text IS DISTINCT FROM (new.skip_reason)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_1f22a();

COMMENT ON TRIGGER pgtrigger_update_update_1f22a ON public.feedback_requests IS 'd02c583bb4649b9aee1d47c3c23671d67d86c0cc';

CREATE TRIGGER pgtrigger_update_update_2a73a AFTER UPDATE ON public.metric_definitions FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.label)::text IS DISTINCT FROM (new.label)::text) OR (old.lower_is_better IS DISTINCT FROM new.lower_is_better) OR (old.max_value IS DISTINCT FROM new.max_value) OR (old.min_value IS DISTINCT FROM new.min_value) OR (old.sort_order IS DISTINCT FROM new.sort_order) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.unit)::text IS DISTINCT FROM (new.unit)::text) OR (old.weight IS DISTINCT FROM new.weight))) EXECUTE FUNCTION public.pgtrigger_update_update_2a73a();

COMMENT ON TRIGGER pgtrigger_update_update_2a73a ON public.metric_definitions IS '47abfe13510bfafc35c6b8df8652d374375ccda9';

CREATE TRIGGER pgtrigger_update_update_570bb AFTER UPDATE ON public.roadmaps FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_user_id IS DISTINCT FROM new.created_by_user_id) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_current IS DISTINCT FROM new.is_current) OR (old.metadata IS DISTINCT FROM new.metadata) OR (old.model_json IS DISTINCT FROM new.model_json) OR (old.needs_agent_reprovision IS DISTINCT FROM new.needs_agent_reprovision) OR (old.parent_roadmap_id IS DISTINCT FROM new.parent_roadmap_id) OR ((old.pdf_url)::text IS DISTINCT FROM (new.pdf_url)::text) OR ((old.pilot_stage)::text IS DISTINCT FROM (new.pilot_stage)::text) OR (old.series_id IS DISTINCT FROM new.series_id) OR (old.source_refs IS DISTINCT FROM new.source_refs) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_570bb();

COMMENT ON TRIGGER pgtrigger_update_update_570bb ON public.roadmaps IS 'eb948fb84bcde99a4098bb1da456b1000aed69f2';

CREATE TRIGGER pgtrigger_update_update_5d2b6 AFTER UPDATE ON public.engine_settings FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_paused IS DISTINCT FROM new.is_paused) OR ((old.job_name)::text IS DISTINCT FROM (new.job_name)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_5d2b6();

COMMENT ON TRIGGER pgtrigger_update_update_5d2b6 ON public.engine_settings IS '2ecc97925e4644133139ba43c54f8a7ca7f5e47a';

CREATE TRIGGER pgtrigger_update_update_62274 AFTER UPDATE ON public.outbox_messages FOR EACH ROW WHEN (((old.about_id IS DISTINCT FROM new.about_id) OR (old.approved_at IS DISTINCT FROM new.approved_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.redact_on_send IS DISTINCT FROM new.redact_on_send) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_email)::text IS DISTINCT FROM (new.to_email)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_62274();

COMMENT ON TRIGGER pgtrigger_update_update_62274 ON public.outbox_messages IS '4d71abc3547ccb2c4c6547fef3951b3402a1913a';

CREATE TRIGGER pgtrigger_update_update_6a6e8 AFTER UPDATE ON public.quote_outcomes FOR EACH ROW WHEN ((((old.competitor)::text IS DISTINCT FROM (new.competitor)::text) OR (old.competitor_amount IS DISTINCT FROM new.competitor_amount) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.learnings IS DISTINCT FROM new.learnings) OR (old.notes IS DISTINCT FROM new.notes) OR (old.our_amount IS DISTINCT FROM new.our_amount) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR ((old.primary_reason)::text IS DISTINCT FROM (new.primary_reason)::text) OR (old.quote_id IS DISTINCT FROM new.quote_id) OR (old.recorded_at IS DISTINCT FROM new.recorded_at) OR (old.recorded_by_id IS DISTINCT FROM new.recorded_by_id) OR (old.secondary_reasons IS DISTINCT FROM new.secondary_reasons) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_6a6e8();

COMMENT ON TRIGGER pgtrigger_update_update_6a6e8 ON public.quote_outcomes IS '917ef4f8765d26ca286bbbf72e1bcce583310343';

CREATE TRIGGER pgtrigger_update_update_6dd0e AFTER UPDATE ON public.roadmap_refresh_parts FOR EACH ROW WHEN ((((old.after_status)::text IS DISTINCT FROM (new.after_status)::text) OR (old.because IS DISTINCT FROM new.because) OR ((old.before_status)::text IS DISTINCT FROM (new.before_status)::text) OR ((old.change)::text IS DISTINCT FROM (new.change)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.decision)::text IS DISTINCT FROM (new.decision)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old."position" IS DISTINCT FROM new."position") OR (old.proposal_id IS DISTINCT FROM new.proposal_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_6dd0e();

COMMENT ON TRIGGER pgtrigger_update_update_6dd0e ON public.roadmap_refresh_parts IS 'e5afb8b025aa089ca8c7a9414986301c9433f61c';

CREATE TRIGGER pgtrigger_update_update_757e7 AFTER UPDATE ON public.clients FOR EACH ROW WHEN (((old.address IS DISTINCT FROM new.address) OR ((old.company_name)::text IS DISTINCT FROM (new.company_name)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.notes IS DISTINCT FROM new.notes) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.primary_contact)::text IS DISTINCT FROM (new.primary_contact)::text) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.tier)::text IS DISTINCT FROM (new.tier)::text) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_757e7();

COMMENT ON TRIGGER pgtrigger_update_update_757e7 ON public.clients IS '1da02a7e6cb9c20f2ac1a342743621781593cda8';

CREATE TRIGGER pgtrigger_update_update_781d5 AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.fee IS DISTINCT FROM new.fee) OR (old.id IS DISTINCT FROM new.id) OR ((old.order_number)::text IS DISTINCT FROM (new.order_number)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_781d5();

COMMENT ON TRIGGER pgtrigger_update_update_781d5 ON public.orders IS '2f3fc075c7568badcde5b2003aad9fc69d037076';

CREATE TRIGGER pgtrigger_update_update_78c2c AFTER UPDATE ON public.api_tokens FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.prefix)::text IS DISTINCT FROM (new.prefix)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.scopes IS DISTINCT FROM new.scopes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_78c2c();

COMMENT ON TRIGGER pgtrigger_update_update_78c2c ON public.api_tokens IS '5aa5b10db6efcfeeb4ebbc528ef8580c62c64309';

CREATE TRIGGER pgtrigger_update_update_7db36 AFTER UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((((old.assignee)::text IS DISTINCT FROM (new.assignee)::text) OR ((old.blocked_reason)::text IS DISTINCT FROM (new.blocked_reason)::text) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.library_version IS DISTINCT FROM new.library_version) OR (old.notes IS DISTINCT FROM new.notes) OR (old.order_index IS DISTINCT FROM new.order_index) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.sprint_number IS DISTINCT FROM new.sprint_number) OR (old.started_at IS DISTINCT FROM new.started_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR (old.ticket_pack_id IS DISTINCT FROM new.ticket_pack_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_7db36();

COMMENT ON TRIGGER pgtrigger_update_update_7db36 ON public.ticket_instances IS 'b2f3bec1441207805f9e73b65271716546d34eff';

CREATE TRIGGER pgtrigger_update_update_90436 AFTER UPDATE ON public.ci_endpoints FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.secret_number IS DISTINCT FROM new.secret_number) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_90436();

COMMENT ON TRIGGER pgtrigger_update_update_90436 ON public.ci_endpoints IS '2012c205bfeed923d48577f5ee1db085a5f68c17';

CREATE TRIGGER pgtrigger_update_update_9f71b AFTER UPDATE ON public.contacts FOR EACH ROW WHEN ((((old.buying_role)::text IS DISTINCT FROM (new.buying_role)::text) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR ((old.first_name)::text IS DISTINCT FROM (new.first_name)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.last_name)::text IS DISTINCT FROM (new.last_name)::text) OR ((old.linkedin_url)::text IS DISTINCT FROM (new.linkedin_url)::text) OR ((old.mobile)::text IS DISTINCT FROM (new.mobile)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR (old.props IS DISTINCT FROM new.props) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.unsubscribed_at IS DISTINCT FROM new.unsubscribed_at))) EXECUTE FUNCTION public.pgtrigger_update_update_9f71b();

COMMENT ON TRIGGER pgtrigger_update_update_9f71b ON public.contacts IS 'f61596c5bb198634fe3ddf56e7f1b4db507353da';

CREATE TRIGGER pgtrigger_update_update_a3228 AFTER UPDATE ON public.scaffold_sessions FOR EACH ROW WHEN (((old.abandoned_at IS DISTINCT FROM new.abandoned_at) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.last_step_at IS DISTINCT FROM new.last_step_at) OR ((old.pattern_chosen)::text IS DISTINCT FROM (new.pattern_chosen)::text) OR ((old.pattern_recommended)::text IS DISTINCT FROM (new.pattern_recommended)::text) OR (old.patterns_viewed IS DISTINCT FROM new.patterns_viewed) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.steps_completed IS DISTINCT FROM new.steps_completed) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a3228();

COMMENT ON TRIGGER pgtrigger_update_update_a3228 ON public.scaffold_sessions IS '1131e89b50e68b5305e6aa7a6cb2ea1576b31dff';

CREATE TRIGGER pgtrigger_update_update_a4391 AFTER UPDATE ON public.tasks FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.due_on IS DISTINCT FROM new.due_on) OR (old.id IS DISTINCT FROM new.id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.subject_id IS DISTINCT FROM new.subject_id) OR ((old.subject_type)::text IS DISTINCT FROM (new.subject_type)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_a4391();

COMMENT ON TRIGGER pgtrigger_update_update_a4391 ON public.tasks IS '4086e95180faa0d2c4b8b3b5c161025a9d1aa0dd';

CREATE TRIGGER pgtrigger_update_update_b8bc7 AFTER UPDATE ON public.user_feedback FOR EACH ROW WHEN (((old.additional_comments IS DISTINCT FROM new.additional_comments) OR (old.code_quality IS DISTINCT FROM new.code_quality) OR (old.consent_to_export IS DISTINCT FROM new.consent_to_export) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.documentation_clarity IS DISTINCT FROM new.documentation_clarity) OR (old.encountered_errors IS DISTINCT FROM new.encountered_errors) OR (old.error_details IS DISTINCT FROM new.error_details) OR (old.feature_requests IS DISTINCT FROM new.feature_requests) OR ((old.feedback_source)::text IS DISTINCT FROM (new.feedback_source)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.likelihood_to_reuse IS DISTINCT FROM new.likelihood_to_reuse) OR (old.negative_aspects IS DISTINCT FROM new.negative_aspects) OR (old.overall_satisfaction IS DISTINCT FROM new.overall_satisfaction) OR (old.pattern_usefulness IS DISTINCT FROM new.pattern_usefulness) OR (old.positive_aspects IS DISTINCT FROM new.positive_aspects) OR (old.project_outcome_id IS DISTINCT FROM new.project_outcome_id) OR (old.setup_ease IS DISTINCT FROM new.setup_ease) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.submitted_on IS DISTINCT FROM new.submitted_on) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.time_to_first_build IS DISTINCT FROM new.time_to_first_build) OR (old.user_id IS DISTINCT FROM new.user_id) OR (old.would_recommend IS DISTINCT FROM new.would_recommend))) EXECUTE FUNCTION public.pgtrigger_update_update_b8bc7();

COMMENT ON TRIGGER pgtrigger_update_update_b8bc7 ON public.user_feedback IS 'c7964c5068af6120d5c877f08f580b6d415b59fb';

CREATE TRIGGER pgtrigger_update_update_bd98a AFTER UPDATE ON public.deal_stage_config FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.drafts_first IS DISTINCT FROM new.drafts_first) OR (old.follow_up_interval_days IS DISTINCT FROM new.follow_up_interval_days) OR (old.id IS DISTINCT FROM new.id) OR (old.max_days_before_stale IS DISTINCT FROM new.max_days_before_stale) OR (old.max_follow_ups IS DISTINCT FROM new.max_follow_ups) OR ((old.stage)::text IS DISTINCT FROM (new.stage)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_bd98a();

COMMENT ON TRIGGER pgtrigger_update_update_bd98a ON public.deal_stage_config IS 'a284b4fbf6448b7913de6bb9edbafdef9fae9bd5';

CREATE TRIGGER pgtrigger_update_update_c9fda AFTER UPDATE ON public.memberships FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id) OR (old.wants_alerts IS DISTINCT FROM new.wants_alerts) OR (old.wants_digest IS DISTINCT FROM new.wants_digest))) EXECUTE FUNCTION public.pgtrigger_update_update_c9fda();

COMMENT ON TRIGGER pgtrigger_update_update_c9fda ON public.memberships IS 'd3ae8f0c6248809736eefdae5617b5d91b265a0a';

CREATE TRIGGER pgtrigger_update_update_cf772 AFTER UPDATE ON public.implementation_snapshots FOR EACH ROW WHEN (((old.captured_by_id IS DISTINCT FROM new.captured_by_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.label)::text IS DISTINCT FROM (new.label)::text) OR (old.metrics IS DISTINCT FROM new.metrics) OR (old.notes IS DISTINCT FROM new.notes) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.series_id IS DISTINCT FROM new.series_id) OR (old.snapshot_date IS DISTINCT FROM new.snapshot_date) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_cf772();

COMMENT ON TRIGGER pgtrigger_update_update_cf772 ON public.implementation_snapshots IS 'ac5882bd79d2b26ae28d48557b76bfc633cb8143';

CREATE TRIGGER pgtrigger_update_update_cfad2 AFTER UPDATE ON public.tenant_roi_assumptions FOR EACH ROW WHEN (((old.annual_lead_volume IS DISTINCT FROM new.annual_lead_volume) OR (old.avg_deal_value IS DISTINCT FROM new.avg_deal_value) OR (old.blended_hourly_rate IS DISTINCT FROM new.blended_hourly_rate) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.implementation_cost IS DISTINCT FROM new.implementation_cost) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.updated_by_id IS DISTINCT FROM new.updated_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_cfad2();

COMMENT ON TRIGGER pgtrigger_update_update_cfad2 ON public.tenant_roi_assumptions IS 'b4738686de3181d85061725d6370c083941b00e3';

CREATE TRIGGER pgtrigger_update_update_cfcaf AFTER UPDATE ON public.compliance_schedule FOR EACH ROW WHEN (((old.anchor_day IS DISTINCT FROM new.anchor_day) OR ((old.compliance_type)::text IS DISTINCT FROM (new.compliance_type)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR ((old.due_from)::text IS DISTINCT FROM (new.due_from)::text) OR (old.escalate_to_id IS DISTINCT FROM new.escalate_to_id) OR (old.escalation_days_after IS DISTINCT FROM new.escalation_days_after) OR ((old.frequency)::text IS DISTINCT FROM (new.frequency)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.next_due_at IS DISTINCT FROM new.next_due_at) OR (old.notification_days_before IS DISTINCT FROM new.notification_days_before) OR (old.required_fields IS DISTINCT FROM new.required_fields) OR ((old.target_entity_type)::text IS DISTINCT FROM (new.target_entity_type)::text) OR (old.target_filter IS DISTINCT FROM new.target_filter) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_cfcaf();

COMMENT ON TRIGGER pgtrigger_update_update_cfcaf ON public.compliance_schedule IS 'b818059b5e880bd85d5bd4822aeb5d4bc74dfdf5';

CREATE TRIGGER pgtrigger_update_update_d2f7b AFTER UPDATE ON public.quotes FOR EACH ROW WHEN (((old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.deal_id IS DISTINCT FROM new.deal_id) OR (old.description IS DISTINCT FROM new.description) OR (old.follow_up_count IS DISTINCT FROM new.follow_up_count) OR (old.id IS DISTINCT FROM new.id) OR (old.intel IS DISTINCT FROM new.intel) OR (old.line_items IS DISTINCT FROM new.line_items) OR (old.max_follow_ups IS DISTINCT FROM new.max_follow_ups) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR ((old.outcome_competitor)::text IS DISTINCT FROM (new.outcome_competitor)::text) OR (old.outcome_notes IS DISTINCT FROM new.outcome_notes) OR ((old.outcome_reason)::text IS DISTINCT FROM (new.outcome_reason)::text) OR ((old.quote_number)::text IS DISTINCT FROM (new.quote_number)::text) OR (old.responded_at IS DISTINCT FROM new.responded_at) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.total_amount IS DISTINCT FROM new.total_amount) OR (old.valid_until IS DISTINCT FROM new.valid_until))) EXECUTE FUNCTION public.pgtrigger_update_update_d2f7b();

COMMENT ON TRIGGER pgtrigger_update_update_d2f7b ON public.quotes IS '5f88bb3a3acd7161b52ecfaa7e4be3c33c1b1e50';

CREATE TRIGGER pgtrigger_update_update_d4008 AFTER UPDATE ON public.roadmap_outcomes FOR EACH ROW WHEN (((old.assumptions IS DISTINCT FROM new.assumptions) OR (old.at_30d_snapshot_id IS DISTINCT FROM new.at_30d_snapshot_id) OR (old.at_60d_snapshot_id IS DISTINCT FROM new.at_60d_snapshot_id) OR (old.at_90d_snapshot_id IS DISTINCT FROM new.at_90d_snapshot_id) OR (old.attainment_pct IS DISTINCT FROM new.attainment_pct) OR (old.baseline_snapshot_id IS DISTINCT FROM new.baseline_snapshot_id) OR (old.computed_at IS DISTINCT FROM new.computed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.deltas IS DISTINCT FROM new.deltas) OR (old.id IS DISTINCT FROM new.id) OR (old.inputs IS DISTINCT FROM new.inputs) OR (old.notes IS DISTINCT FROM new.notes) OR (old.realized_roi IS DISTINCT FROM new.realized_roi) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.series_id IS DISTINCT FROM new.series_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.status_method)::text IS DISTINCT FROM (new.status_method)::text) OR ((old.target_label)::text IS DISTINCT FROM (new.target_label)::text) OR (old.target_snapshot_id IS DISTINCT FROM new.target_snapshot_id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_d4008();

COMMENT ON TRIGGER pgtrigger_update_update_d4008 ON public.roadmap_outcomes IS '058c594f61186d2ee873b936aeb477cfddef62af';

CREATE TRIGGER pgtrigger_update_update_da44f AFTER UPDATE ON public.enrichment_conflicts FOR EACH ROW WHEN (((old.confidence IS DISTINCT FROM new.confidence) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.current_value)::text IS DISTINCT FROM (new.current_value)::text) OR ((old.field)::text IS DISTINCT FROM (new.field)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.proposed_value)::text IS DISTINCT FROM (new.proposed_value)::text) OR (old.queue_id IS DISTINCT FROM new.queue_id) OR ((old.resolution)::text IS DISTINCT FROM (new.resolution)::text) OR (old.resolved_at IS DISTINCT FROM new.resolved_at) OR (old.resolved_by_id IS DISTINCT FROM new.resolved_by_id) OR ((old.resolved_value)::text IS DISTINCT FROM (new.resolved_value)::text) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_da44f();

COMMENT ON TRIGGER pgtrigger_update_update_da44f ON public.enrichment_conflicts IS '9e2b42cef151a1e1af0b7e2fdecce50633a26ab8';

CREATE TRIGGER pgtrigger_update_update_dd8d0 AFTER UPDATE ON public.cases FOR EACH ROW WHEN (((old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR ((old.case_number)::text IS DISTINCT FROM (new.case_number)::text) OR ((old.case_type)::text IS DISTINCT FROM (new.case_type)::text) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.order_id IS DISTINCT FROM new.order_id) OR ((old.priority)::text IS DISTINCT FROM (new.priority)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_dd8d0();

COMMENT ON TRIGGER pgtrigger_update_update_dd8d0 ON public.cases IS '34868358bca5db32abe39d359e49f222d64834e1';

CREATE TRIGGER pgtrigger_update_update_e03d9 AFTER UPDATE ON public.roadmap_refresh_proposals FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.decided_at IS DISTINCT FROM new.decided_at) OR ((old.fingerprint)::text IS DISTINCT FROM (new.fingerprint)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.made_roadmap_id IS DISTINCT FROM new.made_roadmap_id) OR (old.progress IS DISTINCT FROM new.progress) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_version)::text IS DISTINCT FROM (new.to_version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_e03d9();

COMMENT ON TRIGGER pgtrigger_update_update_e03d9 ON public.roadmap_refresh_proposals IS '219784b7ab5f3c694e5be02fb345d6f9af533c36';

CREATE TRIGGER pgtrigger_update_update_e9aad AFTER UPDATE ON public.deals FOR EACH ROW WHEN (((old.actual_close_date IS DISTINCT FROM new.actual_close_date) OR (old.assigned_to_id IS DISTINCT FROM new.assigned_to_id) OR (old.auto_follow_up_enabled IS DISTINCT FROM new.auto_follow_up_enabled) OR (old.client_id IS DISTINCT FROM new.client_id) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.description IS DISTINCT FROM new.description) OR (old.expected_close_date IS DISTINCT FROM new.expected_close_date) OR (old.follow_up_count IS DISTINCT FROM new.follow_up_count) OR (old.id IS DISTINCT FROM new.id) OR ((old.lost_reason)::text IS DISTINCT FROM (new.lost_reason)::text) OR ((old.parked_reason)::text IS DISTINCT FROM (new.parked_reason)::text) OR (old.parked_until IS DISTINCT FROM new.parked_until) OR (old.probability IS DISTINCT FROM new.probability) OR ((old.stage)::text IS DISTINCT FROM (new.stage)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.value IS DISTINCT FROM new.value))) EXECUTE FUNCTION public.pgtrigger_update_update_e9aad();

COMMENT ON TRIGGER pgtrigger_update_update_e9aad ON public.deals IS '9e58cc4d43ed1c03453062599ce88c72cda8c0a8';

CREATE TRIGGER pgtrigger_update_update_ecd36 AFTER UPDATE ON public.contact_enrichment_queue FOR EACH ROW WHEN (((old.contact_id IS DISTINCT FROM new.contact_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email_address)::text IS DISTINCT FROM (new.email_address)::text) OR ((old.error_message)::text IS DISTINCT FROM (new.error_message)::text) OR (old.extracted_data IS DISTINCT FROM new.extracted_data) OR (old.id IS DISTINCT FROM new.id) OR (old.merge_conflicts IS DISTINCT FROM new.merge_conflicts) OR (old.merged_to_contact_id IS DISTINCT FROM new.merged_to_contact_id) OR (old.processed_at IS DISTINCT FROM new.processed_at) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR ((old.source_id)::text IS DISTINCT FROM (new.source_id)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_ecd36();

COMMENT ON TRIGGER pgtrigger_update_update_ecd36 ON public.contact_enrichment_queue IS '4a45019a480d83d6016d8bd1e00e73ea7d46f35f';

CREATE TRIGGER pgtrigger_update_update_ed5ab AFTER UPDATE ON public.invitations FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR (old.invited_by_id IS DISTINCT FROM new.invited_by_id) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_ed5ab();

COMMENT ON TRIGGER pgtrigger_update_update_ed5ab ON public.invitations IS 'd45d642a2728df082e9564856a4395a74874d48a';

CREATE TRIGGER pgtrigger_update_update_ef4ee AFTER UPDATE ON public.ticket_packs FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.source_markdown IS DISTINCT FROM new.source_markdown) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_ef4ee();

COMMENT ON TRIGGER pgtrigger_update_update_ef4ee ON public.ticket_packs IS 'deec58aeee92b080f6e61a448d4a1b001ef8829e';

CREATE TRIGGER pgtrigger_update_update_fa762 AFTER UPDATE ON public.project_outcomes FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.components_generated IS DISTINCT FROM new.components_generated) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.deleted_at IS DISTINCT FROM new.deleted_at) OR (old.dependencies_installed IS DISTINCT FROM new.dependencies_installed) OR (old.files_created IS DISTINCT FROM new.files_created) OR (old.id IS DISTINCT FROM new.id) OR (old.languages_used IS DISTINCT FROM new.languages_used) OR (old.metadata IS DISTINCT FROM new.metadata) OR ((old.pattern_id)::text IS DISTINCT FROM (new.pattern_id)::text) OR ((old.pattern_name)::text IS DISTINCT FROM (new.pattern_name)::text) OR ((old.pattern_version)::text IS DISTINCT FROM (new.pattern_version)::text) OR ((old.project_name)::text IS DISTINCT FROM (new.project_name)::text) OR (old.project_path IS DISTINCT FROM new.project_path) OR ((old.repository)::text IS DISTINCT FROM (new.repository)::text) OR ((old.stack_id)::text IS DISTINCT FROM (new.stack_id)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_update_update_fa762();

COMMENT ON TRIGGER pgtrigger_update_update_fa762 ON public.project_outcomes IS '6600b7380508355bb73ddbb0d24d05141546d8b6';

CREATE TRIGGER pgtrigger_update_update_fc088 AFTER UPDATE ON public.roadmap_projections FOR EACH ROW WHEN ((((old.basis)::text IS DISTINCT FROM (new.basis)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.high IS DISTINCT FROM new.high) OR (old.id IS DISTINCT FROM new.id) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.low IS DISTINCT FROM new.low) OR (old.projected_delta IS DISTINCT FROM new.projected_delta) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.sample_size IS DISTINCT FROM new.sample_size) OR (old.series_id IS DISTINCT FROM new.series_id) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_fc088();

COMMENT ON TRIGGER pgtrigger_update_update_fc088 ON public.roadmap_projections IS '6fa0ff1aedc351b2c6698e0f9a027edb8806cd0f';

CREATE TRIGGER pgtrigger_update_update_fec92 AFTER UPDATE ON public.roadmap_sections FOR EACH ROW WHEN (((old.agent_cheatsheet IS DISTINCT FROM new.agent_cheatsheet) OR (old.content_markdown IS DISTINCT FROM new.content_markdown) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.diagrams IS DISTINCT FROM new.diagrams) OR (old.id IS DISTINCT FROM new.id) OR (old.last_updated_at IS DISTINCT FROM new.last_updated_at) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.word_count IS DISTINCT FROM new.word_count))) EXECUTE FUNCTION public.pgtrigger_update_update_fec92();

COMMENT ON TRIGGER pgtrigger_update_update_fec92 ON public.roadmap_sections IS '9aa0ab8eea56823942c0a8f274c5c85a0142a456';

CREATE TRIGGER pgtrigger_view_is_counted_3ee7d AFTER INSERT ON public.quote_views FOR EACH ROW WHEN ((NOT new.is_internal)) EXECUTE FUNCTION public.pgtrigger_view_is_counted_3ee7d();

COMMENT ON TRIGGER pgtrigger_view_is_counted_3ee7d ON public.quote_views IS '88821826f4be70c5eb3c2f180cb1aac5fe47e66a';

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER quote_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.quotes FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('quotes_quote_contact_of_client');

CREATE TRIGGER task_contact_of_client BEFORE INSERT OR UPDATE OF client_id, contact_id ON public.tasks FOR EACH ROW WHEN ((new.contact_id IS NOT NULL)) EXECUTE FUNCTION public.contact_of_client('clients_task_contact_of_client');

CREATE TRIGGER total_quote BEFORE INSERT OR UPDATE OF line_items, total_amount ON public.quotes FOR EACH ROW EXECUTE FUNCTION public.total_quote();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_created_by_id_441e3d24_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT audit_events_actor_id_cb119348_fk_users_id FOREIGN KEY (actor_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.build_events
    ADD CONSTRAINT build_events_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.case_counters
    ADD CONSTRAINT case_counters_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_assigned_to_id_66921242_fk_users_id FOREIGN KEY (assigned_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_created_by_id_6d8e5b10_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.change_batches
    ADD CONSTRAINT change_batches_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.change_batches
    ADD CONSTRAINT change_batches_made_by_id_9bee5793_fk_users_id FOREIGN KEY (made_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT ci_deliveries_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ci_endpoints
    ADD CONSTRAINT ci_endpoints_created_by_id_3c6940dc_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ci_endpoints
    ADD CONSTRAINT ci_endpoints_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT clients_case_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE SET NULL (client_id) DEFERRABLE;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT clients_case_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT clients_case_order_link FOREIGN KEY (tenant_id, order_id) REFERENCES public.orders(tenant_id, id) ON DELETE SET NULL (order_id) DEFERRABLE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT clients_contact_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT clients_order_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT clients_order_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT clients_task_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE SET NULL (client_id) DEFERRABLE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT clients_task_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT clients_task_order_link FOREIGN KEY (tenant_id, order_id) REFERENCES public.orders(tenant_id, id) ON DELETE SET NULL (order_id) DEFERRABLE;

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_check_schedule_link FOREIGN KEY (tenant_id, schedule_id) REFERENCES public.compliance_schedule(tenant_id, id) ON DELETE SET NULL (schedule_id) DEFERRABLE;

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_checks_completed_by_id_85529f89_fk_users_id FOREIGN KEY (completed_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_checks_escalated_to_id_daeb8732_fk_users_id FOREIGN KEY (escalated_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compliance_checks
    ADD CONSTRAINT compliance_checks_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.compliance_schedule
    ADD CONSTRAINT compliance_schedule_escalate_to_id_d2cc1297_fk_users_id FOREIGN KEY (escalate_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compliance_schedule
    ADD CONSTRAINT compliance_schedule_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contact_enrichment_queue
    ADD CONSTRAINT contact_enrichment_queue_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT contact_field_sources_accepted_by_id_a7532ccb_fk_users_id FOREIGN KEY (accepted_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT contact_field_sources_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_activities
    ADD CONSTRAINT deal_activities_done_by_id_06ff8189_fk_users_id FOREIGN KEY (done_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.deal_activities
    ADD CONSTRAINT deal_activities_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_stage_config
    ADD CONSTRAINT deal_stage_config_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_stage_history
    ADD CONSTRAINT deal_stage_history_changed_by_id_8cad297b_fk_users_id FOREIGN KEY (changed_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.deal_stage_history
    ADD CONSTRAINT deal_stage_history_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_activities
    ADD CONSTRAINT deals_activity_deal_link FOREIGN KEY (tenant_id, deal_id) REFERENCES public.deals(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_assigned_to_id_fd3bcc36_fk_users_id FOREIGN KEY (assigned_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_created_by_id_5c167706_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_deal_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_deal_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT deals_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.deal_stage_history
    ADD CONSTRAINT deals_stage_history_deal_link FOREIGN KEY (tenant_id, deal_id) REFERENCES public.deals(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT effect_ledger_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.engine_settings
    ADD CONSTRAINT engine_settings_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflict_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflict_queue_link FOREIGN KEY (tenant_id, queue_id) REFERENCES public.contact_enrichment_queue(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflicts_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.enrichment_conflicts
    ADD CONSTRAINT enrichment_conflicts_resolved_by_id_0e5bc5e1_fk_users_id FOREIGN KEY (resolved_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contact_field_sources
    ADD CONSTRAINT enrichment_field_source_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.contact_enrichment_queue
    ADD CONSTRAINT enrichment_item_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.contact_enrichment_queue
    ADD CONSTRAINT enrichment_item_merged_link FOREIGN KEY (tenant_id, merged_to_contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (merged_to_contact_id) DEFERRABLE;

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT enrichment_signal_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT enrichment_signal_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_request_case_link FOREIGN KEY (tenant_id, case_created_id) REFERENCES public.cases(tenant_id, id) ON DELETE SET NULL (case_created_id) DEFERRABLE;

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_request_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_request_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_request_order_link FOREIGN KEY (tenant_id, order_id) REFERENCES public.orders(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.firm_section_counts
    ADD CONSTRAINT firm_section_counts_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.implementation_snapshots
    ADD CONSTRAINT implementation_snapshots_captured_by_id_b8ccaea5_fk_users_id FOREIGN KEY (captured_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.implementation_snapshots
    ADD CONSTRAINT implementation_snapshots_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_invited_by_id_d46285c5_fk_users_id FOREIGN KEY (invited_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.job_runs
    ADD CONSTRAINT job_runs_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_5a99f855_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.metric_definitions
    ADD CONSTRAINT metric_definitions_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_30d_link FOREIGN KEY (tenant_id, at_30d_snapshot_id) REFERENCES public.implementation_snapshots(tenant_id, id) ON DELETE SET NULL (at_30d_snapshot_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_60d_link FOREIGN KEY (tenant_id, at_60d_snapshot_id) REFERENCES public.implementation_snapshots(tenant_id, id) ON DELETE SET NULL (at_60d_snapshot_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_90d_link FOREIGN KEY (tenant_id, at_90d_snapshot_id) REFERENCES public.implementation_snapshots(tenant_id, id) ON DELETE SET NULL (at_90d_snapshot_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_baseline_link FOREIGN KEY (tenant_id, baseline_snapshot_id) REFERENCES public.implementation_snapshots(tenant_id, id) ON DELETE SET NULL (baseline_snapshot_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT metrics_outcome_target_link FOREIGN KEY (tenant_id, target_snapshot_id) REFERENCES public.implementation_snapshots(tenant_id, id) ON DELETE SET NULL (target_snapshot_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_projections
    ADD CONSTRAINT metrics_projection_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.implementation_snapshots
    ADD CONSTRAINT metrics_snapshot_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.opportunity_signals
    ADD CONSTRAINT opportunity_signals_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_assigned_to_id_5f315063_fk_users_id FOREIGN KEY (assigned_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT patterns_delivery_endpoint_link FOREIGN KEY (tenant_id, endpoint_id) REFERENCES public.ci_endpoints(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ci_deliveries
    ADD CONSTRAINT patterns_delivery_outcome_link FOREIGN KEY (tenant_id, project_outcome_id) REFERENCES public.project_outcomes(tenant_id, id) ON DELETE SET NULL (project_outcome_id) DEFERRABLE;

ALTER TABLE ONLY public.build_events
    ADD CONSTRAINT patterns_event_outcome_link FOREIGN KEY (tenant_id, project_outcome_id) REFERENCES public.project_outcomes(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT patterns_feedback_outcome_link FOREIGN KEY (tenant_id, project_outcome_id) REFERENCES public.project_outcomes(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.patterns
    ADD CONSTRAINT patterns_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_outcomes
    ADD CONSTRAINT patterns_outcome_pattern_link FOREIGN KEY (tenant_id, pattern_id) REFERENCES public.patterns(tenant_id, pattern_id) ON DELETE RESTRICT DEFERRABLE;

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT patterns_session_chosen_link FOREIGN KEY (tenant_id, pattern_chosen) REFERENCES public.patterns(tenant_id, pattern_id) ON DELETE SET NULL (pattern_chosen) DEFERRABLE;

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT patterns_session_outcome_link FOREIGN KEY (tenant_id, project_outcome_id) REFERENCES public.project_outcomes(tenant_id, id) ON DELETE SET NULL (project_outcome_id) DEFERRABLE;

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT patterns_session_recommended_link FOREIGN KEY (tenant_id, pattern_recommended) REFERENCES public.patterns(tenant_id, pattern_id) ON DELETE SET NULL (pattern_recommended) DEFERRABLE;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.project_outcomes
    ADD CONSTRAINT project_outcomes_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.project_outcomes
    ADD CONSTRAINT project_outcomes_user_id_213e2525_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.public_links
    ADD CONSTRAINT public_links_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_activities
    ADD CONSTRAINT quote_activities_created_by_id_a26b9fa7_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.quote_activities
    ADD CONSTRAINT quote_activities_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_counters
    ADD CONSTRAINT quote_counters_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quote_outcomes_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quote_outcomes_recorded_by_id_879da64f_fk_users_id FOREIGN KEY (recorded_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.quote_views
    ADD CONSTRAINT quote_views_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_activities
    ADD CONSTRAINT quotes_activity_quote_link FOREIGN KEY (tenant_id, quote_id) REFERENCES public.quotes(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_created_by_id_ddb872b0_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quote_outcomes
    ADD CONSTRAINT quotes_outcome_quote_link FOREIGN KEY (tenant_id, quote_id) REFERENCES public.quotes(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_quote_client_link FOREIGN KEY (tenant_id, client_id) REFERENCES public.clients(tenant_id, id) ON DELETE RESTRICT DEFERRABLE;

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_quote_contact_link FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE SET NULL (contact_id) DEFERRABLE;

ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_quote_deal_link FOREIGN KEY (tenant_id, deal_id) REFERENCES public.deals(tenant_id, id) ON DELETE SET NULL (deal_id) DEFERRABLE;

ALTER TABLE ONLY public.quote_views
    ADD CONSTRAINT quotes_view_quote_link FOREIGN KEY (tenant_id, quote_id) REFERENCES public.quotes(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmap_changelogs_created_by_id_3d81ed55_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmap_changelogs_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_outcomes
    ADD CONSTRAINT roadmap_outcomes_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_projections
    ADD CONSTRAINT roadmap_projections_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmap_refresh_parts_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmap_refresh_proposals_created_by_id_ccd48a16_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmap_refresh_proposals_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmap_sections_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmaps_changelog_from_link FOREIGN KEY (tenant_id, from_roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (from_roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_changelogs
    ADD CONSTRAINT roadmaps_changelog_to_link FOREIGN KEY (tenant_id, to_roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_created_by_user_id_58e117f5_fk_users_id FOREIGN KEY (created_by_user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmap_refresh_parts
    ADD CONSTRAINT roadmaps_part_proposal_link FOREIGN KEY (tenant_id, proposal_id) REFERENCES public.roadmap_refresh_proposals(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmaps_proposal_made_link FOREIGN KEY (tenant_id, made_roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (made_roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_refresh_proposals
    ADD CONSTRAINT roadmaps_proposal_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_roadmap_parent_link FOREIGN KEY (tenant_id, parent_roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (parent_roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmaps_section_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT scaffold_sessions_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.scaffold_sessions
    ADD CONSTRAINT scaffold_sessions_user_id_2d0da46f_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_assigned_to_id_942feeaf_fk_users_id FOREIGN KEY (assigned_to_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_created_by_id_454154e7_fk_users_id FOREIGN KEY (created_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tenant_roi_assumptions
    ADD CONSTRAINT tenant_roi_assumptions_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tenant_roi_assumptions
    ADD CONSTRAINT tenant_roi_assumptions_updated_by_id_d07f5b9b_fk_users_id FOREIGN KEY (updated_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT ticket_dependencies_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT ticket_evidence_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT ticket_evidence_uploaded_by_id_050ab370_fk_users_id FOREIGN KEY (uploaded_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT ticket_instances_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_library
    ADD CONSTRAINT ticket_library_default_section_key_a8274460_fk_roadmap_s FOREIGN KEY (default_section_key) REFERENCES public.roadmap_section_types(key) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT ticket_packs_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_section_counts
    ADD CONSTRAINT ticket_section_counts_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_depends_on_link FOREIGN KEY (tenant_id, depends_on_id) REFERENCES public.ticket_instances(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_ticket_link FOREIGN KEY (tenant_id, ticket_instance_id) REFERENCES public.ticket_instances(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_evidence
    ADD CONSTRAINT tickets_evidence_ticket_link FOREIGN KEY (tenant_id, ticket_instance_id) REFERENCES public.ticket_instances(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT tickets_pack_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.ticket_section_counts
    ADD CONSTRAINT tickets_section_count_pack_link FOREIGN KEY (tenant_id, ticket_pack_id) REFERENCES public.ticket_packs(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT tickets_ticket_pack_link FOREIGN KEY (tenant_id, ticket_pack_id) REFERENCES public.ticket_packs(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT user_feedback_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_feedback
    ADD CONSTRAINT user_feedback_user_id_5b987fa1_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.api_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_tokens_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY api_tokens_events_staff ON public.api_tokens_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY api_tokens_events_tenant ON public.api_tokens_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY api_tokens_staff ON public.api_tokens FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY api_tokens_tenant ON public.api_tokens TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.audit_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY audit_events_staff ON public.audit_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY audit_events_tenant ON public.audit_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.build_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY build_events_staff ON public.build_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY build_events_tenant ON public.build_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.case_counters ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_counters_staff ON public.case_counters FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY case_counters_tenant ON public.case_counters TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cases_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY cases_events_staff ON public.cases_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY cases_events_tenant ON public.cases_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY cases_staff ON public.cases FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY cases_tenant ON public.cases TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.change_batches ENABLE ROW LEVEL SECURITY;

CREATE POLICY change_batches_staff ON public.change_batches FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY change_batches_tenant ON public.change_batches TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ci_deliveries ENABLE ROW LEVEL SECURITY;

CREATE POLICY ci_deliveries_staff ON public.ci_deliveries FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ci_deliveries_tenant ON public.ci_deliveries TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ci_endpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ci_endpoints_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ci_endpoints_events_staff ON public.ci_endpoints_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ci_endpoints_events_tenant ON public.ci_endpoints_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ci_endpoints_staff ON public.ci_endpoints FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ci_endpoints_tenant ON public.ci_endpoints TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.clients_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY clients_events_staff ON public.clients_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY clients_events_tenant ON public.clients_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY clients_staff ON public.clients FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY clients_tenant ON public.clients TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.compliance_checks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.compliance_checks_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY compliance_checks_events_staff ON public.compliance_checks_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY compliance_checks_events_tenant ON public.compliance_checks_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY compliance_checks_staff ON public.compliance_checks FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY compliance_checks_tenant ON public.compliance_checks TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.compliance_schedule ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.compliance_schedule_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY compliance_schedule_events_staff ON public.compliance_schedule_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY compliance_schedule_events_tenant ON public.compliance_schedule_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY compliance_schedule_staff ON public.compliance_schedule FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY compliance_schedule_tenant ON public.compliance_schedule TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.contact_enrichment_queue ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_enrichment_queue_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY contact_enrichment_queue_events_staff ON public.contact_enrichment_queue_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY contact_enrichment_queue_events_tenant ON public.contact_enrichment_queue_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY contact_enrichment_queue_staff ON public.contact_enrichment_queue FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY contact_enrichment_queue_tenant ON public.contact_enrichment_queue TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.contact_field_sources ENABLE ROW LEVEL SECURITY;

CREATE POLICY contact_field_sources_staff ON public.contact_field_sources FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY contact_field_sources_tenant ON public.contact_field_sources TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY contacts_events_staff ON public.contacts_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY contacts_events_tenant ON public.contacts_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY contacts_staff ON public.contacts FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY contacts_tenant ON public.contacts TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.deal_activities ENABLE ROW LEVEL SECURITY;

CREATE POLICY deal_activities_staff ON public.deal_activities FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deal_activities_tenant ON public.deal_activities TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.deal_stage_config ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deal_stage_config_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY deal_stage_config_events_staff ON public.deal_stage_config_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deal_stage_config_events_tenant ON public.deal_stage_config_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY deal_stage_config_staff ON public.deal_stage_config FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deal_stage_config_tenant ON public.deal_stage_config TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.deal_stage_history ENABLE ROW LEVEL SECURITY;

CREATE POLICY deal_stage_history_staff ON public.deal_stage_history FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deal_stage_history_tenant ON public.deal_stage_history TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.deals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deals_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY deals_events_staff ON public.deals_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deals_events_tenant ON public.deals_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY deals_staff ON public.deals FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY deals_tenant ON public.deals TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.django_admin_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY django_admin_log_staff ON public.django_admin_log FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY django_admin_log_tenant ON public.django_admin_log TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY django_admin_log_web ON public.django_admin_log TO firmloop_web USING ((tenant_id IS NULL)) WITH CHECK ((tenant_id IS NULL));

ALTER TABLE public.effect_ledger ENABLE ROW LEVEL SECURITY;

CREATE POLICY effect_ledger_staff ON public.effect_ledger FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY effect_ledger_tenant ON public.effect_ledger TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.engine_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.engine_settings_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY engine_settings_events_staff ON public.engine_settings_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY engine_settings_events_tenant ON public.engine_settings_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY engine_settings_staff ON public.engine_settings FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY engine_settings_tenant ON public.engine_settings TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.enrichment_conflicts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.enrichment_conflicts_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY enrichment_conflicts_events_staff ON public.enrichment_conflicts_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY enrichment_conflicts_events_tenant ON public.enrichment_conflicts_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY enrichment_conflicts_staff ON public.enrichment_conflicts FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY enrichment_conflicts_tenant ON public.enrichment_conflicts TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.feedback_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feedback_requests_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY feedback_requests_events_staff ON public.feedback_requests_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY feedback_requests_events_tenant ON public.feedback_requests_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY feedback_requests_staff ON public.feedback_requests FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY feedback_requests_tenant ON public.feedback_requests TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.firm_section_counts ENABLE ROW LEVEL SECURITY;

CREATE POLICY firm_section_counts_staff ON public.firm_section_counts FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY firm_section_counts_tenant ON public.firm_section_counts TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY idempotency_keys_staff ON public.idempotency_keys FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY idempotency_keys_tenant ON public.idempotency_keys TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.implementation_snapshots ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.implementation_snapshots_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY implementation_snapshots_events_staff ON public.implementation_snapshots_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY implementation_snapshots_events_tenant ON public.implementation_snapshots_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY implementation_snapshots_staff ON public.implementation_snapshots FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY implementation_snapshots_tenant ON public.implementation_snapshots TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY invitations_events_staff ON public.invitations_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY invitations_events_tenant ON public.invitations_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY invitations_staff ON public.invitations FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY invitations_tenant ON public.invitations TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.job_runs ENABLE ROW LEVEL SECURITY;

CREATE POLICY job_runs_staff ON public.job_runs FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY job_runs_tenant ON public.job_runs TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.memberships_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY memberships_events_staff ON public.memberships_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY memberships_events_tenant ON public.memberships_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY memberships_staff ON public.memberships FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY memberships_tenant ON public.memberships TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.metric_definitions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.metric_definitions_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY metric_definitions_events_staff ON public.metric_definitions_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY metric_definitions_events_tenant ON public.metric_definitions_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY metric_definitions_staff ON public.metric_definitions FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY metric_definitions_tenant ON public.metric_definitions TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.opportunity_signals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opportunity_signals_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY opportunity_signals_events_staff ON public.opportunity_signals_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY opportunity_signals_events_tenant ON public.opportunity_signals_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY opportunity_signals_staff ON public.opportunity_signals FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY opportunity_signals_tenant ON public.opportunity_signals TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.orders_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY orders_events_staff ON public.orders_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY orders_events_tenant ON public.orders_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY orders_staff ON public.orders FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY orders_tenant ON public.orders TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.outbox_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox_messages_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY outbox_messages_events_staff ON public.outbox_messages_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY outbox_messages_events_tenant ON public.outbox_messages_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY outbox_messages_staff ON public.outbox_messages FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY outbox_messages_tenant ON public.outbox_messages TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.patterns ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.patterns_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY patterns_events_staff ON public.patterns_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY patterns_events_tenant ON public.patterns_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY patterns_staff ON public.patterns FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY patterns_tenant ON public.patterns TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.project_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.project_outcomes_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY project_outcomes_events_staff ON public.project_outcomes_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY project_outcomes_events_tenant ON public.project_outcomes_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY project_outcomes_staff ON public.project_outcomes FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY project_outcomes_tenant ON public.project_outcomes TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.public_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY public_links_staff ON public.public_links FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY public_links_tenant ON public.public_links TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.quote_activities ENABLE ROW LEVEL SECURITY;

CREATE POLICY quote_activities_staff ON public.quote_activities FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quote_activities_tenant ON public.quote_activities TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.quote_counters ENABLE ROW LEVEL SECURITY;

CREATE POLICY quote_counters_staff ON public.quote_counters FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quote_counters_tenant ON public.quote_counters TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.quote_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quote_outcomes_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY quote_outcomes_events_staff ON public.quote_outcomes_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quote_outcomes_events_tenant ON public.quote_outcomes_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY quote_outcomes_staff ON public.quote_outcomes FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quote_outcomes_tenant ON public.quote_outcomes TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.quote_views ENABLE ROW LEVEL SECURITY;

CREATE POLICY quote_views_staff ON public.quote_views FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quote_views_tenant ON public.quote_views TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.quotes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quotes_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY quotes_events_staff ON public.quotes_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quotes_events_tenant ON public.quotes_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY quotes_staff ON public.quotes FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY quotes_tenant ON public.quotes TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_changelogs ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_changelogs_staff ON public.roadmap_changelogs FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_changelogs_tenant ON public.roadmap_changelogs TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_outcomes_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_outcomes_events_staff ON public.roadmap_outcomes_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_outcomes_events_tenant ON public.roadmap_outcomes_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_outcomes_staff ON public.roadmap_outcomes FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_outcomes_tenant ON public.roadmap_outcomes TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_projections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_projections_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_projections_events_staff ON public.roadmap_projections_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_projections_events_tenant ON public.roadmap_projections_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_projections_staff ON public.roadmap_projections FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_projections_tenant ON public.roadmap_projections TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_refresh_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_refresh_parts_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_refresh_parts_events_staff ON public.roadmap_refresh_parts_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_refresh_parts_events_tenant ON public.roadmap_refresh_parts_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_refresh_parts_staff ON public.roadmap_refresh_parts FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_refresh_parts_tenant ON public.roadmap_refresh_parts TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_refresh_proposals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_refresh_proposals_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_refresh_proposals_events_staff ON public.roadmap_refresh_proposals_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_refresh_proposals_events_tenant ON public.roadmap_refresh_proposals_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_refresh_proposals_staff ON public.roadmap_refresh_proposals FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_refresh_proposals_tenant ON public.roadmap_refresh_proposals TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_sections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_sections_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_sections_events_staff ON public.roadmap_sections_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_sections_events_tenant ON public.roadmap_sections_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_sections_staff ON public.roadmap_sections FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmap_sections_tenant ON public.roadmap_sections TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmaps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmaps_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmaps_events_staff ON public.roadmaps_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmaps_events_tenant ON public.roadmaps_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmaps_staff ON public.roadmaps FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY roadmaps_tenant ON public.roadmaps TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.scaffold_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scaffold_sessions_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY scaffold_sessions_events_staff ON public.scaffold_sessions_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY scaffold_sessions_events_tenant ON public.scaffold_sessions_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY scaffold_sessions_staff ON public.scaffold_sessions FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY scaffold_sessions_tenant ON public.scaffold_sessions TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tasks_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY tasks_events_staff ON public.tasks_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY tasks_events_tenant ON public.tasks_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY tasks_staff ON public.tasks FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY tasks_tenant ON public.tasks TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.tenant_roi_assumptions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tenant_roi_assumptions_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_roi_assumptions_events_staff ON public.tenant_roi_assumptions_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY tenant_roi_assumptions_events_tenant ON public.tenant_roi_assumptions_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY tenant_roi_assumptions_staff ON public.tenant_roi_assumptions FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY tenant_roi_assumptions_tenant ON public.tenant_roi_assumptions TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenants_staff ON public.tenants FOR SELECT TO firmloop_staff USING ((id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY tenants_tenant ON public.tenants TO firmloop_tenant USING ((id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_dependencies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_dependencies_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_dependencies_events_staff ON public.ticket_dependencies_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_dependencies_events_tenant ON public.ticket_dependencies_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_dependencies_staff ON public.ticket_dependencies FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_dependencies_tenant ON public.ticket_dependencies TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_evidence_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_evidence_events_staff ON public.ticket_evidence_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_evidence_events_tenant ON public.ticket_evidence_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_evidence_staff ON public.ticket_evidence FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_evidence_tenant ON public.ticket_evidence TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_instances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_instances_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_instances_events_staff ON public.ticket_instances_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_instances_events_tenant ON public.ticket_instances_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_instances_staff ON public.ticket_instances FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_instances_tenant ON public.ticket_instances TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_packs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_packs_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_packs_events_staff ON public.ticket_packs_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_packs_events_tenant ON public.ticket_packs_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_packs_staff ON public.ticket_packs FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_packs_tenant ON public.ticket_packs TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_section_counts ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_section_counts_staff ON public.ticket_section_counts FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY ticket_section_counts_tenant ON public.ticket_section_counts TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.user_feedback ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_feedback_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY user_feedback_events_staff ON public.user_feedback_events FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY user_feedback_events_tenant ON public.user_feedback_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY user_feedback_staff ON public.user_feedback FOR SELECT TO firmloop_staff USING ((tenant_id IN ( SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest)));

CREATE POLICY user_feedback_tenant ON public.user_feedback TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

REVOKE ALL ON FUNCTION public._pgh_attach_context() FROM PUBLIC;

REVOKE ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) FROM PUBLIC;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_web;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_worker;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.advance_compliance_schedule(p_schedule_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.advance_compliance_schedule(p_schedule_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) TO firmloop_web;

REVOKE ALL ON FUNCTION public.api_use_count(p_subject uuid, p_tenant uuid, p_per_subject integer, p_per_firm integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.api_use_count(p_subject uuid, p_tenant uuid, p_per_subject integer, p_per_firm integer) TO firmloop_web;

REVOKE ALL ON FUNCTION public.app_now() FROM PUBLIC;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_web;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_worker;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_tenant;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_staff;

REVOKE ALL ON FUNCTION public.calculate_signal_strength(p_signal_type text, p_context jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.calculate_signal_strength(p_signal_type text, p_context jsonb) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.calculate_signal_strength(p_signal_type text, p_context jsonb) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.check_projection(p_tenant_id uuid, p_key text, p_delta numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_projection(p_tenant_id uuid, p_key text, p_delta numeric) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.check_readings(p_tenant_id uuid, p_metrics jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_readings(p_tenant_id uuid, p_metrics jsonb) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.uuid7() FROM PUBLIC;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_web;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_worker;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ci_endpoints TO firmloop_tenant;
GRANT SELECT ON TABLE public.ci_endpoints TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tenants TO firmloop_tenant;
GRANT SELECT ON TABLE public.tenants TO firmloop_staff;

REVOKE ALL ON FUNCTION public.ci_endpoint_of(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ci_endpoint_of(p_id uuid) TO firmloop_web;

REVOKE ALL ON FUNCTION public.compliance_due_after(p_from timestamp with time zone, p_frequency text, p_day integer, p_zone text, p_times integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_due_after(p_from timestamp with time zone, p_frequency text, p_day integer, p_zone text, p_times integer) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_due_after(p_from timestamp with time zone, p_frequency text, p_day integer, p_zone text, p_times integer) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.compliance_due_from_completion(p_completed_at timestamp with time zone, p_frequency text, p_due_before timestamp with time zone, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_due_from_completion(p_completed_at timestamp with time zone, p_frequency text, p_due_before timestamp with time zone, p_zone text) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_due_from_completion(p_completed_at timestamp with time zone, p_frequency text, p_due_before timestamp with time zone, p_zone text) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.compliance_first_due(p_frequency text, p_at timestamp with time zone, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_first_due(p_frequency text, p_at timestamp with time zone, p_zone text) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_first_due(p_frequency text, p_at timestamp with time zone, p_zone text) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.compliance_missing_fields(p_entity_type text, p_entity_id uuid, p_required jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_missing_fields(p_entity_type text, p_entity_id uuid, p_required jsonb) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.compliance_months(p_frequency text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_months(p_frequency text) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_months(p_frequency text) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.compliance_reminder_step(p_due_at timestamp with time zone, p_notice integer, p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_reminder_step(p_due_at timestamp with time zone, p_notice integer, p_zone text) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_reminder_step(p_due_at timestamp with time zone, p_notice integer, p_zone text) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.compliance_targets(p_schedule_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.compliance_targets(p_schedule_id uuid) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.compliance_targets(p_schedule_id uuid) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.contact_moved() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.contact_of_client() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.create_compliance_checks_from_schedule(p_schedule_id uuid, p_entities jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.create_compliance_checks_from_schedule(p_schedule_id uuid, p_entities jsonb) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.deal_activity_counts() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.deleted_client_ends_checks() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.deleted_contact_ends_checks() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_web;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_worker;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.expire_compliance_waivers(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.expire_compliance_waivers(p_limit integer) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.expire_feedback_requests(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.expire_feedback_requests(p_limit integer) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.feedback_contact(p_client_id uuid, p_contact_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.feedback_contact(p_client_id uuid, p_contact_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.feedback_skip_reason(p_order_id uuid, p_client_id uuid, p_contact_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.feedback_skip_reason(p_order_id uuid, p_client_id uuid, p_contact_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.figures_forget_firm() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_web;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_worker;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.firm_of_mail(p_message_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.firm_of_mail(p_message_id uuid) TO firmloop_web;
GRANT ALL ON FUNCTION public.firm_of_mail(p_message_id uuid) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) TO firmloop_web;
GRANT ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.follow_person(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.follow_person(p_user_id uuid) TO firmloop_web;

REVOKE ALL ON FUNCTION public.forget_old_runs() FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_old_runs() TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.generate_compliance_checks(p_schedule_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.generate_compliance_checks(p_schedule_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.generate_quote_number(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.generate_quote_number(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.get_compliance_due(p_tenant_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_compliance_due(p_tenant_id uuid, p_limit integer) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.get_compliance_due(p_tenant_id uuid, p_limit integer) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.get_quotes_needing_followup(p_tenant_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_quotes_needing_followup(p_tenant_id uuid, p_limit integer) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.get_quotes_needing_followup(p_tenant_id uuid, p_limit integer) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.get_stalled_deals(p_tenant_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_stalled_deals(p_tenant_id uuid, p_limit integer) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.get_stalled_deals(p_tenant_id uuid, p_limit integer) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.invitation_of_token(p_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.invitation_of_token(p_hash bytea) TO firmloop_web;

REVOKE ALL ON FUNCTION public.log_deal_stage_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.mark_overdue_compliance(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.mark_overdue_compliance(p_limit integer) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.mark_stalled_deals(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.mark_stalled_deals(p_limit integer) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.new_firm_gets_deal_stages() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.new_firm_gets_metrics() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.number_case() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.number_quote() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outcome_follows_current() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.person_of(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_of(p_user_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_04a8f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_06053() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_0fc1d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_1351e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_14ba2() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_15699() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_15e46() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_16c8d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_18163() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_1adf1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_2989c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_2bae5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_2eb1e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_3d6c5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_43e99() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_4c2e4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_578f1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_5b51a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_5e1f0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_64aaa() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_678e0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_6d32b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_6e391() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_6f806() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_82b83() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_859be() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_88414() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_8d867() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_afbaa() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_b311b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_b71ac() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_bd374() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_bda89() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_c6f15() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_e54ea() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_ef8ee() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_fb7e4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_fbe15() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_completion_is_final_b877b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_completion_moves_schedule_28d90() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_copy_name_and_email_ed111() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_day_is_the_firms_a8d54() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_0d995() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_0de34() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_235eb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_30689() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_4209d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_4983e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_51b53() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_5221e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_52c07() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_543cf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_56916() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_5deef() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_5e74a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_66363() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_7a88f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_8271c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_84bc5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_88ea0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_9c6d1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_9c6ea() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_b2983() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_b5314() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_ba1f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_bb9ef() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_c20bf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_c2d9f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_c7169() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_c9422() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_cfeb4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_d0bde() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_d2ec3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_dd50e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_e0c77() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_e2fdc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_e5570() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_f6976() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_f8895() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_fd059() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_firm_counts_added_877e8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_firm_counts_gone_3b014() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_firm_counts_moved_113dc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_firm_keeps_its_owner_3b518() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_follow_status_e6dfc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_follow_up_by_state_51488() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_0e3b1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_107f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_1091a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_134f6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_13a1c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_1775b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_1d2e4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_21c01() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_2223a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_32dbc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_3a317() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_41599() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_4558c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_4640e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_4a87d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_57701() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_5ae11() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_6053a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_60b2d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_6e19d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_75e18() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_9145a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_9b318() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_a07fd() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_a5391() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_aaba8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_ab935() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_b60ff() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_b8289() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_bd4d0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_c6bcc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_d8d24() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f3286() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f410e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f6249() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f6b32() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f701b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_fa82c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_keep_day_of_month_712f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_key_is_fixed_1993c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_key_is_fixed_adb7a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_measured_metric_stays_e7971() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_memberships_follow_6b4b8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_no_circle_9067b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_added_346da() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_gone_6c7f1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_moved_f48df() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_person_is_fixed_3b8b6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_project_follows_events_c7b14() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_projection_is_an_improvement_cbf4d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_prompt_is_due_cccb0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_quote_follows_outcome_edb1e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_quote_is_never_deleted_b2b0f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_readings_are_in_range_ae157() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_sent_quote_is_fixed_74c1e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_follows_parent_99f6e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_fixed_242e6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_fixed_3c60a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_fixed_98e28() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_fixed_c8d37() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_the_roadmaps_15f36() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_the_roadmaps_86920() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_series_is_the_roadmaps_8697e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_slug_is_fixed_ab796() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_status_is_stamped_5aa16() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_status_moves_by_the_table_4a4e8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_status_moves_on_6766c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_superusers_are_staff_f2e73() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_01177() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_11f12() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_188f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_21dd8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_22e92() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_24fa4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_25c07() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_2eca2() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_40082() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_41b64() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_456f1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_471ab() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_49f56() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_4a33a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_4a7da() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_4e3c1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_4f02e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_586da() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_6411f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_66586() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_6acfd() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_6c0b0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_70e81() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_7522b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_76b96() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_77ced() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_7a2ff() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_7ed94() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_7ffb6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_8173f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_83f7a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_98afa() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_9bae8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_a6952() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_a76c3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_a8695() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_b159d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_b4d4a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_ba2a5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_c10a3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_c88af() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_d206e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_d396a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_d6600() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_d725b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_d98f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_dafed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_e90fa() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_f33bb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_f7856() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_ff30e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_0ab3a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_1ad78() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_21ef1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_26d9c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_2780a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_278c7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_2a9e9() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_2b3a5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_2e12a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_40b9e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_42d85() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_477cf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_4ca77() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_4e299() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_54618() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_58ae6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_5b47f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_60476() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_61374() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_639b3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_6c683() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_6fed2() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_7b736() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_7f90f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_8067c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_84fc6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_8d3d4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_97d67() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_99b05() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_9c95d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_9eae4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_a06cd() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_af73e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_afddf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_be35c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_c0faf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_c1f4d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_c6937() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_d0b22() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_d230e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_d5c0e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_d68b5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_db30a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_dcfa8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_e77b6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_e943b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_f22d6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_f35ce() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_f8c23() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_fb045() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_fecf3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_07783() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_0f438() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_114a4() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_17bb2() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_1b7a0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_1f22a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_2a73a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_570bb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_5d2b6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_62274() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_6a6e8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_6dd0e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_757e7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_781d5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_78c2c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_7db36() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_90436() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_9f71b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_a3228() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_a4391() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_b8bc7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_bd98a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_c9fda() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_cf772() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_cfad2() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_cfcaf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_d2f7b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_d4008() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_da44f() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_dd8d0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_e03d9() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_e9aad() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_ecd36() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_ed5ab() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_ef4ee() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_fa762() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_fc088() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_fec92() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_view_is_counted_3ee7d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_notify_queue_abort_job_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_notify_queue_abort_job_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_notify_queue_job_inserted_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_notify_queue_job_inserted_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_register_worker_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_register_worker_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_trigger_function_status_events_update_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_trigger_function_status_events_update_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_unlink_periodic_defers_v1() FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_unlink_periodic_defers_v1() TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.project_health(p_last_build character varying, p_test_pass_rate numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION public.project_health(p_last_build character varying, p_test_pass_rate numeric) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.project_health(p_last_build character varying, p_test_pass_rate numeric) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.public_link_of_token(p_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.public_link_of_token(p_hash bytea) TO firmloop_web;

REVOKE ALL ON FUNCTION public.refresh_outcome_aggregates(p_asked_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.refresh_outcome_aggregates(p_asked_at timestamp with time zone) TO firmloop_web;
GRANT ALL ON FUNCTION public.refresh_outcome_aggregates(p_asked_at timestamp with time zone) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.refresh_pattern_analytics(p_asked_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.refresh_pattern_analytics(p_asked_at timestamp with time zone) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.refresh_pattern_analytics(p_asked_at timestamp with time zone) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.seed_default_deal_stages(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.seed_default_deal_stages(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.size_band(p_headcount integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.size_band(p_headcount integer) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.size_band(p_headcount integer) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.staff_new_firm(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.staff_new_firm(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.standard_metrics(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.standard_metrics(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.tenant_of_slug(p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tenant_of_slug(p_slug text) TO firmloop_web;
GRANT ALL ON FUNCTION public.tenant_of_slug(p_slug text) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.ticket_pack_rebuild_sprints(p_pack_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ticket_pack_rebuild_sprints(p_pack_ids uuid[]) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.total_quote() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.update_deal_last_activity() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.user_id_of_email(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.user_id_of_email(p_email text) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.validate_compliance_checks(p_limit integer, p_check_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.validate_compliance_checks(p_limit integer, p_check_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.wilson_low(p_successes numeric, p_tries numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wilson_low(p_successes numeric, p_tries numeric) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.wilson_low(p_successes numeric, p_tries numeric) TO firmloop_staff;

REVOKE ALL ON FUNCTION public.wilson_high(p_successes numeric, p_tries numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wilson_high(p_successes numeric, p_tries numeric) TO firmloop_tenant;
GRANT ALL ON FUNCTION public.wilson_high(p_successes numeric, p_tries numeric) TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO firmloop_web;

GRANT USAGE ON SEQUENCE public.account_emailaddress_id_seq TO firmloop_web;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO firmloop_web;

GRANT USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO firmloop_web;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_tokens TO firmloop_tenant;
GRANT SELECT ON TABLE public.api_tokens TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.api_tokens_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.api_tokens_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.audit_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.audit_events TO firmloop_staff;

GRANT SELECT ON TABLE public.auth_permission TO firmloop_web;
GRANT SELECT ON TABLE public.auth_permission TO firmloop_worker;
GRANT SELECT ON TABLE public.auth_permission TO firmloop_tenant;
GRANT SELECT ON TABLE public.auth_permission TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.build_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.build_events TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_counters TO firmloop_tenant;
GRANT SELECT ON TABLE public.case_counters TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cases TO firmloop_tenant;
GRANT SELECT ON TABLE public.cases TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.cases_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.cases_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.change_batches TO firmloop_tenant;
GRANT SELECT ON TABLE public.change_batches TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ci_deliveries TO firmloop_tenant;
GRANT SELECT ON TABLE public.ci_deliveries TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ci_endpoints_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ci_endpoints_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.clients TO firmloop_tenant;
GRANT SELECT ON TABLE public.clients TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.clients_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.clients_events TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quote_outcomes TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_outcomes TO firmloop_staff;

GRANT SELECT ON TABLE public.competitor_analysis TO firmloop_tenant;
GRANT SELECT ON TABLE public.competitor_analysis TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_checks TO firmloop_tenant;
GRANT SELECT ON TABLE public.compliance_checks TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.compliance_checks_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.compliance_checks_events TO firmloop_staff;

GRANT SELECT ON TABLE public.compliance_completion_rates TO firmloop_tenant;
GRANT SELECT ON TABLE public.compliance_completion_rates TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compliance_schedule TO firmloop_tenant;
GRANT SELECT ON TABLE public.compliance_schedule TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.compliance_schedule_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.compliance_schedule_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_enrichment_queue TO firmloop_tenant;
GRANT SELECT ON TABLE public.contact_enrichment_queue TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.contact_enrichment_queue_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.contact_enrichment_queue_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_field_sources TO firmloop_tenant;
GRANT SELECT ON TABLE public.contact_field_sources TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO firmloop_tenant;
GRANT SELECT ON TABLE public.contacts TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.contacts_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.contacts_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_activities TO firmloop_tenant;
GRANT SELECT ON TABLE public.deal_activities TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deal_stage_config TO firmloop_tenant;
GRANT SELECT ON TABLE public.deal_stage_config TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.deal_stage_config_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.deal_stage_config_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.deal_stage_history TO firmloop_tenant;
GRANT SELECT ON TABLE public.deal_stage_history TO firmloop_staff;

GRANT SELECT ON TABLE public.deal_stage_velocity TO firmloop_tenant;
GRANT SELECT ON TABLE public.deal_stage_velocity TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deals TO firmloop_tenant;
GRANT SELECT ON TABLE public.deals TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.deals_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.deals_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.django_admin_log TO firmloop_tenant;
GRANT SELECT,INSERT ON TABLE public.django_admin_log TO firmloop_web;
GRANT SELECT ON TABLE public.django_admin_log TO firmloop_staff;

GRANT USAGE ON SEQUENCE public.django_admin_log_id_seq TO firmloop_tenant;
GRANT USAGE ON SEQUENCE public.django_admin_log_id_seq TO firmloop_web;

GRANT SELECT ON TABLE public.django_content_type TO firmloop_web;
GRANT SELECT ON TABLE public.django_content_type TO firmloop_worker;
GRANT SELECT ON TABLE public.django_content_type TO firmloop_tenant;
GRANT SELECT ON TABLE public.django_content_type TO firmloop_staff;

GRANT SELECT ON TABLE public.django_migrations TO firmloop_web;
GRANT SELECT ON TABLE public.django_migrations TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO firmloop_web;

GRANT SELECT,INSERT ON TABLE public.effect_ledger TO firmloop_tenant;
GRANT SELECT ON TABLE public.effect_ledger TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.engine_settings TO firmloop_tenant;
GRANT SELECT ON TABLE public.engine_settings TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.engine_settings_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.engine_settings_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enrichment_conflicts TO firmloop_tenant;
GRANT SELECT ON TABLE public.enrichment_conflicts TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.enrichment_conflicts_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.enrichment_conflicts_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.feedback_requests TO firmloop_tenant;
GRANT SELECT ON TABLE public.feedback_requests TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.feedback_requests_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.feedback_requests_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.firm_section_counts TO firmloop_tenant;
GRANT SELECT ON TABLE public.firm_section_counts TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO firmloop_tenant;
GRANT SELECT ON TABLE public.idempotency_keys TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.implementation_snapshots TO firmloop_tenant;
GRANT SELECT ON TABLE public.implementation_snapshots TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.implementation_snapshots_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.implementation_snapshots_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO firmloop_tenant;
GRANT SELECT ON TABLE public.invitations TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.invitations_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.invitations_events TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.job_runs TO firmloop_tenant;
GRANT SELECT ON TABLE public.job_runs TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO firmloop_tenant;
GRANT SELECT ON TABLE public.memberships TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.memberships_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.memberships_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.metric_definitions TO firmloop_tenant;
GRANT SELECT ON TABLE public.metric_definitions TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.metric_definitions_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.metric_definitions_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.opportunity_signals TO firmloop_tenant;
GRANT SELECT ON TABLE public.opportunity_signals TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.opportunity_signals_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.opportunity_signals_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.orders TO firmloop_tenant;
GRANT SELECT ON TABLE public.orders TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.orders_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.orders_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_messages TO firmloop_tenant;
GRANT SELECT ON TABLE public.outbox_messages TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.outbox_messages_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.outbox_messages_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_outcomes TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_outcomes TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmaps TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmaps TO firmloop_staff;

GRANT SELECT ON TABLE public.outcome_aggregates TO firmloop_tenant;
GRANT SELECT ON TABLE public.outcome_aggregates TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.patterns TO firmloop_tenant;
GRANT SELECT ON TABLE public.patterns TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.project_outcomes TO firmloop_tenant;
GRANT SELECT ON TABLE public.project_outcomes TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_feedback TO firmloop_tenant;
GRANT SELECT ON TABLE public.user_feedback TO firmloop_staff;

GRANT SELECT ON TABLE public.pattern_analytics TO firmloop_tenant;
GRANT SELECT ON TABLE public.pattern_analytics TO firmloop_staff;

GRANT SELECT ON TABLE public.pattern_daily TO firmloop_tenant;
GRANT SELECT ON TABLE public.pattern_daily TO firmloop_staff;

GRANT SELECT ON TABLE public.pattern_refresh TO firmloop_tenant;
GRANT SELECT ON TABLE public.pattern_refresh TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.patterns_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.patterns_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.procrastinate_events TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_events_id_seq TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO firmloop_worker;

GRANT SELECT,INSERT ON TABLE public.project_outcomes_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.project_outcomes_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.public_links TO firmloop_tenant;
GRANT SELECT ON TABLE public.public_links TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.quote_activities TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_activities TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quote_counters TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_counters TO firmloop_staff;

GRANT SELECT ON TABLE public.quote_loss_reasons TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_loss_reasons TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.quote_outcomes_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_outcomes_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.quote_views TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_views TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quotes TO firmloop_tenant;
GRANT SELECT ON TABLE public.quotes TO firmloop_staff;

GRANT SELECT ON TABLE public.quote_win_rates TO firmloop_tenant;
GRANT SELECT ON TABLE public.quote_win_rates TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.quotes_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.quotes_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_changelogs TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_changelogs TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_outcomes_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_outcomes_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_projections TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_projections TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_projections_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_projections_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_refresh_parts TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_refresh_parts TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_refresh_parts_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_refresh_parts_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_refresh_proposals TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_refresh_proposals TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_refresh_proposals_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_refresh_proposals_events TO firmloop_staff;

GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_staff;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_web;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_sections TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_sections TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_sections_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_sections_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmaps_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmaps_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scaffold_sessions TO firmloop_tenant;
GRANT SELECT ON TABLE public.scaffold_sessions TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.scaffold_sessions_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.scaffold_sessions_events TO firmloop_staff;

GRANT SELECT ON TABLE public.signal_action_rates TO firmloop_tenant;
GRANT SELECT ON TABLE public.signal_action_rates TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tasks TO firmloop_tenant;
GRANT SELECT ON TABLE public.tasks TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.tasks_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.tasks_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tenant_roi_assumptions TO firmloop_tenant;
GRANT SELECT ON TABLE public.tenant_roi_assumptions TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.tenant_roi_assumptions_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.tenant_roi_assumptions_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_dependencies TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_dependencies TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ticket_dependencies_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_dependencies_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_evidence TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_evidence TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ticket_evidence_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_evidence_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_instances TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_instances TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ticket_instances_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_instances_events TO firmloop_staff;

GRANT SELECT ON TABLE public.ticket_library TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_library TO firmloop_staff;
GRANT SELECT ON TABLE public.ticket_library TO firmloop_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ticket_library TO firmloop_web;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_packs TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_packs TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ticket_packs_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_packs_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_section_counts TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_section_counts TO firmloop_staff;

GRANT SELECT ON TABLE public.time_to_decision TO firmloop_tenant;
GRANT SELECT ON TABLE public.time_to_decision TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.user_feedback_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.user_feedback_events TO firmloop_staff;

GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO firmloop_web;

GRANT SELECT(id) ON TABLE public.users TO firmloop_worker;

GRANT SELECT(email) ON TABLE public.users TO firmloop_worker;

GRANT SELECT(name) ON TABLE public.users TO firmloop_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE firmloop_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;
