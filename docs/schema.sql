-- The whole schema as the migrations build it, on PostgreSQL 18: to read, and to compare a server with.
-- Written by `manage.py schema_file`; CI compares. Not for loading: that is `manage.py migrate`.

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

CREATE FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) RETURNS TABLE(token_id uuid, tenant_id uuid, slug character varying, firm_name character varying, time_zone character varying, name character varying, scopes character varying[], created_by_id uuid, left_token integer, left_firm integer, resets_in integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    v_minute timestamptz := date_trunc('minute', clock_timestamp());
    v_token int;
    v_firm int;
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
    INSERT INTO api_usage AS u (subject, minute, requests) VALUES (r.id, v_minute, 1)
    ON CONFLICT (subject) DO UPDATE
        SET requests = CASE WHEN u.minute = v_minute THEN u.requests + 1 ELSE 1 END, minute = v_minute
    RETURNING u.requests INTO v_token;
    INSERT INTO api_usage AS u (subject, minute, requests) VALUES (r.tenant_id, v_minute, 1)
    ON CONFLICT (subject) DO UPDATE
        SET requests = CASE WHEN u.minute = v_minute THEN u.requests + 1 ELSE 1 END, minute = v_minute
    RETURNING u.requests INTO v_firm;
    RETURN QUERY SELECT r.id, r.tenant_id, r.slug, r.firm_name, r.time_zone, r.name, r.scopes, r.created_by_id,
        p_per_token - v_token, p_per_firm - v_firm,
        60 - extract(second FROM clock_timestamp())::int;
END
$$;

CREATE FUNCTION public.app_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

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

CREATE FUNCTION public.firm_lacks_owner(p_tenant_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM tenants WHERE id = p_tenant_id)
        AND NOT EXISTS (SELECT FROM memberships WHERE tenant_id = p_tenant_id AND role = 'owner')
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

CREATE FUNCTION public.invitation_of_token(p_hash bytea) RETURNS TABLE(invitation_id uuid, tenant_id uuid, slug character varying, firm_name character varying, email character varying, role character varying, expires_at timestamp with time zone, accepted_at timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT i.id, i.tenant_id, t.slug, t.name, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at
    FROM invitations i JOIN tenants t ON t.id = i.tenant_id
    WHERE i.token_hash = p_hash
$$;

CREATE FUNCTION public.person_of(p_user_id uuid) RETURNS TABLE(name character varying, email character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT u.name, u.email FROM users u WHERE u.id = p_user_id $$;

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
                    INSERT INTO "outbox_messages_events" ("approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (OLD."approved_at", OLD."attempts", OLD."created_at", OLD."id", OLD."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."purpose", OLD."redact_on_send", OLD."row_version", OLD."sent_at", OLD."status", OLD."subject", OLD."tenant_id", OLD."to_email"); RETURN NULL;
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
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "source_refs", "status", "tenant_id", "version") VALUES (OLD."archived_at", OLD."created_at", OLD."created_by_user_id", OLD."delivered_at", OLD."id", OLD."is_current", OLD."metadata", OLD."model_json", OLD."needs_agent_reprovision", OLD."parent_roadmap_id", OLD."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."pilot_stage", OLD."row_version", OLD."source_refs", OLD."status", OLD."tenant_id", OLD."version"); RETURN NULL;
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
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'delete', OLD."id", OLD."role", OLD."row_version", OLD."tenant_id", OLD."user_id"); RETURN NULL;
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
                    INSERT INTO "outbox_messages_events" ("approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (NEW."approved_at", NEW."attempts", NEW."created_at", NEW."id", NEW."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."purpose", NEW."redact_on_send", NEW."row_version", NEW."sent_at", NEW."status", NEW."subject", NEW."tenant_id", NEW."to_email"); RETURN NULL;
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
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "source_refs", "status", "tenant_id", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."created_by_user_id", NEW."delivered_at", NEW."id", NEW."is_current", NEW."metadata", NEW."model_json", NEW."needs_agent_reprovision", NEW."parent_roadmap_id", NEW."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."pilot_stage", NEW."row_version", NEW."source_refs", NEW."status", NEW."tenant_id", NEW."version"); RETURN NULL;
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
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'insert', NEW."id", NEW."role", NEW."row_version", NEW."tenant_id", NEW."user_id"); RETURN NULL;
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
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0)
        FROM (SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n) r GROUP BY 1, 2) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
    END IF;
    IF true THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n) r)
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
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0)
        FROM (SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped FROM (SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r GROUP BY 1, 2) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
    END IF;
    IF true THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r)
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
        WHERE (n.status, n.ticket_pack_id) IS DISTINCT FROM (o.status, o.ticket_pack_id)) THEN
        PERFORM FROM ticket_packs p
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n UNION ALL SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET not_started_count = p.not_started_count + coalesce(d.not_started, 0), in_progress_count = p.in_progress_count + coalesce(d.in_progress, 0), blocked_count = p.blocked_count + coalesce(d.blocked, 0), done_count = p.done_count + coalesce(d.done, 0), skipped_count = p.skipped_count + coalesce(d.skipped, 0)
        FROM (SELECT r.tenant_id, r.ticket_pack_id, sum(r.sign) FILTER (WHERE r.status = 'not_started') AS not_started, sum(r.sign) FILTER (WHERE r.status = 'in_progress') AS in_progress, sum(r.sign) FILTER (WHERE r.status = 'blocked') AS blocked, sum(r.sign) FILTER (WHERE r.status = 'done') AS done, sum(r.sign) FILTER (WHERE r.status = 'skipped') AS skipped FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n UNION ALL SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r GROUP BY 1, 2) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
    END IF;
    IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (tenant_id, id)
        WHERE (n.sprint_number, n.order_index, n.ticket_pack_id)
            IS DISTINCT FROM (o.sprint_number, o.order_index, o.ticket_pack_id)) THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM (SELECT n.tenant_id, n.ticket_pack_id, n.status, 1 AS sign FROM new_rows n UNION ALL SELECT o.tenant_id, o.ticket_pack_id, o.status, -1 AS sign FROM old_rows o) r)
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
                    INSERT INTO "roadmaps_events" ("archived_at", "created_at", "created_by_user_id", "delivered_at", "id", "is_current", "metadata", "model_json", "needs_agent_reprovision", "parent_roadmap_id", "pdf_url", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "pilot_stage", "row_version", "source_refs", "status", "tenant_id", "version") VALUES (NEW."archived_at", NEW."created_at", NEW."created_by_user_id", NEW."delivered_at", NEW."id", NEW."is_current", NEW."metadata", NEW."model_json", NEW."needs_agent_reprovision", NEW."parent_roadmap_id", NEW."pdf_url", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."pilot_stage", NEW."row_version", NEW."source_refs", NEW."status", NEW."tenant_id", NEW."version"); RETURN NULL;
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
                    INSERT INTO "outbox_messages_events" ("approved_at", "attempts", "created_at", "id", "last_error", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "redact_on_send", "row_version", "sent_at", "status", "subject", "tenant_id", "to_email") VALUES (NEW."approved_at", NEW."attempts", NEW."created_at", NEW."id", NEW."last_error", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."purpose", NEW."redact_on_send", NEW."row_version", NEW."sent_at", NEW."status", NEW."subject", NEW."tenant_id", NEW."to_email"); RETURN NULL;
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
                    INSERT INTO "memberships_events" ("created_at", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "row_version", "tenant_id", "user_id") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB, app_now(), 'update', NEW."id", NEW."role", NEW."row_version", NEW."tenant_id", NEW."user_id"); RETURN NULL;
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

CREATE FUNCTION public.user_id_of_email(p_email text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$ SELECT u.id FROM users u WHERE lower(u.email) = lower(p_email) AND u.is_active $$;

CREATE FUNCTION public.uuid7() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    SET search_path TO 'public', 'pg_temp'
    AS $$SELECT pg_catalog.uuidv7()$$;

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

CREATE TABLE public.memberships (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    role character varying(10) NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
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
    pgh_obj_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT memberships_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.memberships_events FORCE ROW LEVEL SECURITY;

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
    CONSTRAINT outbox_messages_events_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_messages_events_row_version_check CHECK ((row_version >= 0))
);

ALTER TABLE ONLY public.outbox_messages_events FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.roadmaps (
    id uuid DEFAULT public.uuid7() NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    row_version integer DEFAULT 1 NOT NULL,
    version character varying(50) NOT NULL,
    status character varying(30) NOT NULL,
    is_current boolean NOT NULL,
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

CREATE TABLE public.users (
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    id uuid DEFAULT public.uuid7() NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    is_active boolean NOT NULL,
    is_superuser boolean NOT NULL,
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

ALTER TABLE ONLY public.invitations_events
    ADD CONSTRAINT invitations_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.memberships_events
    ADD CONSTRAINT memberships_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.outbox_messages_events
    ADD CONSTRAINT outbox_messages_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_tenant_key UNIQUE (tenant_id, id);

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

ALTER TABLE ONLY public.roadmaps_events
    ADD CONSTRAINT roadmaps_events_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_roadmap_version_unique UNIQUE (tenant_id, version);

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmaps_section_number_unique UNIQUE (tenant_id, roadmap_id, section_number);

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_tenant_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT tenancy_api_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT tenancy_invitation_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT tenancy_membership_once UNIQUE (tenant_id, user_id);

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

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_once UNIQUE (tenant_id, ticket_instance_id, depends_on_id);

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT tickets_pack_key_unique UNIQUE (tenant_id, key);

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT tickets_ticket_code_unique UNIQUE (tenant_id, ticket_pack_id, ticket_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT work_effect_once UNIQUE (tenant_id, key);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX api_tokens_by_row ON public.api_tokens_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX api_tokens_newest ON public.api_tokens USING btree (tenant_id, created_at DESC);

CREATE INDEX api_tokens_newest_events ON public.api_tokens_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX audit_events_newest ON public.audit_events USING btree (tenant_id, created_at DESC);

CREATE INDEX audit_events_of_entity ON public.audit_events USING btree (tenant_id, entity_type, entity_id, created_at DESC);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX django_admin_log_by_tenant ON public.django_admin_log USING btree (tenant_id, action_time DESC);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX invitations_by_row ON public.invitations_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX invitations_newest_events ON public.invitations_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX memberships_by_row ON public.memberships_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX memberships_newest_events ON public.memberships_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX memberships_of_user ON public.memberships USING btree (user_id);

CREATE INDEX outbox_messages_by_row ON public.outbox_messages_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX outbox_messages_by_status ON public.outbox_messages USING btree (tenant_id, status, created_at DESC);

CREATE INDEX outbox_messages_newest_events ON public.outbox_messages_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX roadmap_section_types_key_e2cf3f5f_like ON public.roadmap_section_types USING btree (key varchar_pattern_ops);

CREATE INDEX roadmap_sections_by_row ON public.roadmap_sections_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmap_sections_by_status ON public.roadmap_sections USING btree (tenant_id, status);

CREATE INDEX roadmap_sections_newest ON public.roadmap_sections USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmap_sections_newest_events ON public.roadmap_sections_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX roadmaps_by_row ON public.roadmaps_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX roadmaps_newest ON public.roadmaps USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX roadmaps_newest_events ON public.roadmaps_events USING btree (tenant_id, pgh_created_at DESC);

CREATE UNIQUE INDEX roadmaps_roadmap_one_current ON public.roadmaps USING btree (tenant_id) WHERE is_current;

CREATE UNIQUE INDEX tenancy_invitation_one_open_per_email ON public.invitations USING btree (tenant_id, lower((email)::text)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE UNIQUE INDEX tenancy_membership_one_owner ON public.memberships USING btree (tenant_id) WHERE ((role)::text = 'owner'::text);

CREATE UNIQUE INDEX tenancy_user_email_unique_whatever_case ON public.users USING btree (lower((email)::text));

CREATE INDEX tenants_slug_01bfd60f_like ON public.tenants USING btree (slug varchar_pattern_ops);

CREATE INDEX ticket_dependencies_by_row ON public.ticket_dependencies_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_dependencies_newest_eve ON public.ticket_dependencies_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX ticket_dependencies_unlocks ON public.ticket_dependencies USING btree (tenant_id, depends_on_id);

CREATE INDEX ticket_instances_board ON public.ticket_instances USING btree (tenant_id, ticket_pack_id, sprint_number, order_index);

CREATE INDEX ticket_instances_by_row ON public.ticket_instances_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_instances_by_status ON public.ticket_instances USING btree (tenant_id, status, created_at DESC, id DESC);

CREATE INDEX ticket_instances_newest ON public.ticket_instances USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ticket_instances_newest_events ON public.ticket_instances_events USING btree (tenant_id, pgh_created_at DESC);

CREATE INDEX ticket_library_default_section_key_a8274460 ON public.ticket_library USING btree (default_section_key);

CREATE INDEX ticket_library_default_section_key_a8274460_like ON public.ticket_library USING btree (default_section_key varchar_pattern_ops);

CREATE INDEX ticket_library_tags ON public.ticket_library USING gin (tags);

CREATE INDEX ticket_library_ticket_id_609f3ef2_like ON public.ticket_library USING btree (ticket_id varchar_pattern_ops);

CREATE INDEX ticket_packs_by_roadmap ON public.ticket_packs USING btree (tenant_id, roadmap_id);

CREATE INDEX ticket_packs_by_row ON public.ticket_packs_events USING btree (tenant_id, pgh_obj_id, pgh_created_at DESC);

CREATE INDEX ticket_packs_by_status ON public.ticket_packs USING btree (tenant_id, status);

CREATE INDEX ticket_packs_newest ON public.ticket_packs USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX ticket_packs_newest_events ON public.ticket_packs_events USING btree (tenant_id, pgh_created_at DESC);

CREATE UNIQUE INDEX tickets_pack_one_primary ON public.ticket_packs USING btree (tenant_id, roadmap_id) WHERE is_primary;

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX users_email_0ea73cca_like ON public.users USING btree (email varchar_pattern_ops);

CREATE TRIGGER pgtrigger_append_only_06053 BEFORE DELETE OR UPDATE ON public.api_tokens_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_06053();

COMMENT ON TRIGGER pgtrigger_append_only_06053 ON public.api_tokens_events IS 'c7a8b69934bcdf8a61ef0fef47b01db19a8ccbbd';

CREATE TRIGGER pgtrigger_append_only_2eb1e BEFORE DELETE OR UPDATE ON public.invitations_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2eb1e();

COMMENT ON TRIGGER pgtrigger_append_only_2eb1e ON public.invitations_events IS 'b6583f03f4978105f595d09a8c98e6a5e4322df1';

CREATE TRIGGER pgtrigger_append_only_5e1f0 BEFORE DELETE OR UPDATE ON public.roadmaps_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5e1f0();

COMMENT ON TRIGGER pgtrigger_append_only_5e1f0 ON public.roadmaps_events IS '15c4594c3ac1f732baba92466cc207f81c444c87';

CREATE TRIGGER pgtrigger_append_only_6e391 BEFORE DELETE OR UPDATE ON public.roadmap_sections_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6e391();

COMMENT ON TRIGGER pgtrigger_append_only_6e391 ON public.roadmap_sections_events IS '2b95f85cc1d9771e4d7962c945ef7517332feb9a';

CREATE TRIGGER pgtrigger_append_only_6f806 BEFORE DELETE OR UPDATE ON public.outbox_messages_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6f806();

COMMENT ON TRIGGER pgtrigger_append_only_6f806 ON public.outbox_messages_events IS '1bc40bb25a3525970a69707feaa270eae8282821';

CREATE TRIGGER pgtrigger_append_only_82b83 BEFORE DELETE OR UPDATE ON public.ticket_dependencies_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_82b83();

COMMENT ON TRIGGER pgtrigger_append_only_82b83 ON public.ticket_dependencies_events IS 'a8ad176ab559a6a01f2c610340acaec0d2726790';

CREATE TRIGGER pgtrigger_append_only_859be BEFORE DELETE OR UPDATE ON public.ticket_packs_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_859be();

COMMENT ON TRIGGER pgtrigger_append_only_859be ON public.ticket_packs_events IS '565166ce3d187f9b8d8d23d2c3e9ec80950bfa2e';

CREATE TRIGGER pgtrigger_append_only_8d867 BEFORE DELETE OR UPDATE ON public.ticket_instances_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8d867();

COMMENT ON TRIGGER pgtrigger_append_only_8d867 ON public.ticket_instances_events IS '6c43a048452ca38dde1c7229d47990d73b9309e3';

CREATE TRIGGER pgtrigger_append_only_c6f15 BEFORE DELETE OR UPDATE ON public.memberships_events FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c6f15();

COMMENT ON TRIGGER pgtrigger_append_only_c6f15 ON public.memberships_events IS '14a50e72d2f5f038e0face8ee018549cefa81cbf';

CREATE TRIGGER pgtrigger_copy_name_and_email_ed111 BEFORE INSERT ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_copy_name_and_email_ed111();

COMMENT ON TRIGGER pgtrigger_copy_name_and_email_ed111 ON public.memberships IS '39d037c323f984246b42e7d005a99cce5dedf395';

CREATE TRIGGER pgtrigger_delete_delete_0d995 AFTER DELETE ON public.roadmap_sections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0d995();

COMMENT ON TRIGGER pgtrigger_delete_delete_0d995 ON public.roadmap_sections IS '3617cef3711847454f65dc8a50e3749001b03134';

CREATE TRIGGER pgtrigger_delete_delete_0de34 AFTER DELETE ON public.api_tokens FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0de34();

COMMENT ON TRIGGER pgtrigger_delete_delete_0de34 ON public.api_tokens IS 'cbe40560516dd63c81834d19dcb56690acc17726';

CREATE TRIGGER pgtrigger_delete_delete_235eb AFTER DELETE ON public.outbox_messages FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_235eb();

COMMENT ON TRIGGER pgtrigger_delete_delete_235eb ON public.outbox_messages IS '3cafa7d1f7addbff4c698817445a24b3766f3e5e';

CREATE TRIGGER pgtrigger_delete_delete_4209d AFTER DELETE ON public.ticket_packs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_4209d();

COMMENT ON TRIGGER pgtrigger_delete_delete_4209d ON public.ticket_packs IS '9afd741350fee3de2627047671dd6101a6d3e912';

CREATE TRIGGER pgtrigger_delete_delete_84bc5 AFTER DELETE ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_84bc5();

COMMENT ON TRIGGER pgtrigger_delete_delete_84bc5 ON public.ticket_dependencies IS 'c157b3fa5179e2affb3b88376b86c2500fc1b12c';

CREATE TRIGGER pgtrigger_delete_delete_ba1f7 AFTER DELETE ON public.roadmaps FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_ba1f7();

COMMENT ON TRIGGER pgtrigger_delete_delete_ba1f7 ON public.roadmaps IS '24467c97faefb1b4c8e16cdc6c30c37b16a9621b';

CREATE TRIGGER pgtrigger_delete_delete_c9422 AFTER DELETE ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c9422();

COMMENT ON TRIGGER pgtrigger_delete_delete_c9422 ON public.ticket_instances IS '221826a21d3b5f499b2c38a96e61d8957d30468f';

CREATE TRIGGER pgtrigger_delete_delete_d2ec3 AFTER DELETE ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_d2ec3();

COMMENT ON TRIGGER pgtrigger_delete_delete_d2ec3 ON public.memberships IS '19bd69600875582664a0ca00d9fe34b52832f2a7';

CREATE TRIGGER pgtrigger_delete_delete_e5570 AFTER DELETE ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e5570();

COMMENT ON TRIGGER pgtrigger_delete_delete_e5570 ON public.invitations IS 'a741535640e26b59ce449dbe4ea6b4487042923d';

CREATE CONSTRAINT TRIGGER pgtrigger_firm_keeps_its_owner_3b518 AFTER DELETE OR UPDATE ON public.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.role)::text = 'owner'::text)) EXECUTE FUNCTION public.pgtrigger_firm_keeps_its_owner_3b518();

COMMENT ON TRIGGER pgtrigger_firm_keeps_its_owner_3b518 ON public.memberships IS '7ff9f1eb19c5b66dec7a409b6292a7fd1d82f2fa';

CREATE TRIGGER pgtrigger_follow_status_e6dfc BEFORE INSERT OR UPDATE OF status, blocked_reason, completed_at ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_follow_status_e6dfc();

COMMENT ON TRIGGER pgtrigger_follow_status_e6dfc ON public.ticket_instances IS '1f8f3269e016b334ae86ba19b71829cf9baa2b0e';

CREATE TRIGGER pgtrigger_insert_insert_2223a AFTER INSERT ON public.ticket_packs FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2223a();

COMMENT ON TRIGGER pgtrigger_insert_insert_2223a ON public.ticket_packs IS '0e24ee8305282589e769f8b9edb0bfca9734282c';

CREATE TRIGGER pgtrigger_insert_insert_57701 AFTER INSERT ON public.outbox_messages FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_57701();

COMMENT ON TRIGGER pgtrigger_insert_insert_57701 ON public.outbox_messages IS '4a666c4ba875fe0587fb0d6ae81181a5f26fc1a2';

CREATE TRIGGER pgtrigger_insert_insert_60b2d AFTER INSERT ON public.roadmap_sections FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_60b2d();

COMMENT ON TRIGGER pgtrigger_insert_insert_60b2d ON public.roadmap_sections IS '997ca5f4ec72576937e4de1ec50c59366ce0ae88';

CREATE TRIGGER pgtrigger_insert_insert_9145a AFTER INSERT ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9145a();

COMMENT ON TRIGGER pgtrigger_insert_insert_9145a ON public.ticket_dependencies IS '6fb6a5d5be4cf153c788d03a63e84f2c5fbd9e49';

CREATE TRIGGER pgtrigger_insert_insert_9b318 AFTER INSERT ON public.roadmaps FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9b318();

COMMENT ON TRIGGER pgtrigger_insert_insert_9b318 ON public.roadmaps IS 'de061b4af8f95efab5a863b8777f8aa507abf329';

CREATE TRIGGER pgtrigger_insert_insert_bd4d0 AFTER INSERT ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_bd4d0();

COMMENT ON TRIGGER pgtrigger_insert_insert_bd4d0 ON public.memberships IS '9bf904e16ca3dc5da9fdd8253f4ae6585f028a22';

CREATE TRIGGER pgtrigger_insert_insert_f3286 AFTER INSERT ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f3286();

COMMENT ON TRIGGER pgtrigger_insert_insert_f3286 ON public.ticket_instances IS '5230c37df1fdcfad1eea9a2e6a3cc16f84c2c6dd';

CREATE TRIGGER pgtrigger_insert_insert_f6249 AFTER INSERT ON public.api_tokens FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f6249();

COMMENT ON TRIGGER pgtrigger_insert_insert_f6249 ON public.api_tokens IS 'a977217772d6b34ad599089162211d569351dadf';

CREATE TRIGGER pgtrigger_insert_insert_f6b32 AFTER INSERT ON public.invitations FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f6b32();

COMMENT ON TRIGGER pgtrigger_insert_insert_f6b32 ON public.invitations IS 'b66b371298a5ceb5f2cfc9bab9f3330b7ae98870';

CREATE TRIGGER pgtrigger_memberships_follow_6b4b8 AFTER INSERT OR UPDATE OF name, email, is_superuser, is_active ON public.users FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_memberships_follow_6b4b8();

COMMENT ON TRIGGER pgtrigger_memberships_follow_6b4b8 ON public.users IS '72894c71fb554c214538baf033ebebc3f1ee3fb2';

CREATE TRIGGER pgtrigger_no_circle_9067b AFTER INSERT OR UPDATE ON public.ticket_dependencies FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_circle_9067b();

COMMENT ON TRIGGER pgtrigger_no_circle_9067b ON public.ticket_dependencies IS '01cb313796cc63b7ecbc38c8cef2b8ecf58af5a2';

CREATE TRIGGER pgtrigger_pack_counts_added_346da AFTER INSERT ON public.ticket_instances REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_added_346da();

COMMENT ON TRIGGER pgtrigger_pack_counts_added_346da ON public.ticket_instances IS 'e9f3754f2c1306e9d7732b45f0b85c5eae8d3cd7';

CREATE TRIGGER pgtrigger_pack_counts_gone_6c7f1 AFTER DELETE ON public.ticket_instances REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_gone_6c7f1();

COMMENT ON TRIGGER pgtrigger_pack_counts_gone_6c7f1 ON public.ticket_instances IS 'd49d6fc72324e1d8fa811727fea4cec50af73419';

CREATE TRIGGER pgtrigger_pack_counts_moved_f48df AFTER UPDATE ON public.ticket_instances REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_pack_counts_moved_f48df();

COMMENT ON TRIGGER pgtrigger_pack_counts_moved_f48df ON public.ticket_instances IS 'aab4da5ce9bee07f76f097e57c8557eafb377a0b';

CREATE TRIGGER pgtrigger_person_is_fixed_3b8b6 BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION public.pgtrigger_person_is_fixed_3b8b6();

COMMENT ON TRIGGER pgtrigger_person_is_fixed_3b8b6 ON public.memberships IS 'c68dec2f01d842fa015ae895b078b30caeea8737';

CREATE TRIGGER pgtrigger_slug_is_fixed_ab796 BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN (((old.slug)::text IS DISTINCT FROM (new.slug)::text)) EXECUTE FUNCTION public.pgtrigger_slug_is_fixed_ab796();

COMMENT ON TRIGGER pgtrigger_slug_is_fixed_ab796 ON public.tenants IS '276cfd39980c6fed27df15cc1b62161daff8ceca';

CREATE TRIGGER pgtrigger_status_moves_by_the_table_4a4e8 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_status_moves_by_the_table_4a4e8();

COMMENT ON TRIGGER pgtrigger_status_moves_by_the_table_4a4e8 ON public.ticket_instances IS '3c05deff6651bc70fc6ed7f76f0127048566a41b';

CREATE TRIGGER pgtrigger_superusers_are_staff_f2e73 AFTER INSERT ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_superusers_are_staff_f2e73();

COMMENT ON TRIGGER pgtrigger_superusers_are_staff_f2e73 ON public.tenants IS '73040c803f6b94ac7ccb77e130677cdfa4489295';

CREATE TRIGGER pgtrigger_tenant_is_fixed_11f12 BEFORE UPDATE ON public.roadmap_sections FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_11f12();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_11f12 ON public.roadmap_sections IS 'a69841853344524e7fc575dc814990553adf4da0';

CREATE TRIGGER pgtrigger_tenant_is_fixed_25c07 BEFORE UPDATE ON public.api_tokens FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_25c07();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_25c07 ON public.api_tokens IS 'cabb685aeab7d7b8c997b8e8daa8c7aa149419af';

CREATE TRIGGER pgtrigger_tenant_is_fixed_40082 BEFORE UPDATE ON public.ticket_packs FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_40082();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_40082 ON public.ticket_packs IS 'd58e4bd315731b5777d1ed7ae5e31b5267dd0396';

CREATE TRIGGER pgtrigger_tenant_is_fixed_49f56 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_49f56();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_49f56 ON public.ticket_instances IS '406e91df7d2e7b1c3838cbbfbaaa0e375bc3d1e8';

CREATE TRIGGER pgtrigger_tenant_is_fixed_7ed94 BEFORE UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_7ed94();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_7ed94 ON public.ticket_dependencies IS '910ffe2d44a36ce3f4fc16365a9b29407c0a404d';

CREATE TRIGGER pgtrigger_tenant_is_fixed_a8695 BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_a8695();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_a8695 ON public.memberships IS '5684aa839057b0e0345b2fbdcf61a85e7e8f6a95';

CREATE TRIGGER pgtrigger_tenant_is_fixed_c10a3 BEFORE UPDATE ON public.outbox_messages FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_c10a3();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_c10a3 ON public.outbox_messages IS '6cec40d573d8505e9e68173e73addb4acc570282';

CREATE TRIGGER pgtrigger_tenant_is_fixed_dafed BEFORE UPDATE ON public.roadmaps FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_dafed();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_dafed ON public.roadmaps IS '78bc51716bc932222f17f20bacbde6fe4620234e';

CREATE TRIGGER pgtrigger_tenant_is_fixed_f33bb BEFORE UPDATE ON public.invitations FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id)) EXECUTE FUNCTION public.pgtrigger_tenant_is_fixed_f33bb();

COMMENT ON TRIGGER pgtrigger_tenant_is_fixed_f33bb ON public.invitations IS 'e6ae7c33b5fde48d0c88dffc95cd021591973a7e';

CREATE TRIGGER pgtrigger_touch_changed_row_58ae6 BEFORE UPDATE ON public.api_tokens FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.prefix)::text IS DISTINCT FROM (new.prefix)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.scopes IS DISTINCT FROM new.scopes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.token_hash IS DISTINCT FROM new.token_hash))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_58ae6();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_58ae6 ON public.api_tokens IS 'da0794bd5a7eba917c55371be15a5f2e52a1c2a0';

CREATE TRIGGER pgtrigger_touch_changed_row_60476 BEFORE UPDATE ON public.invitations FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR (old.invited_by_id IS DISTINCT FROM new.invited_by_id) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.token_hash IS DISTINCT FROM new.token_hash))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_60476();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_60476 ON public.invitations IS '37e8ceb11006f50eb6ef0e2c6f51f6b0f47aa938';

CREATE TRIGGER pgtrigger_touch_changed_row_97d67 BEFORE UPDATE ON public.roadmaps FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_user_id IS DISTINCT FROM new.created_by_user_id) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_current IS DISTINCT FROM new.is_current) OR (old.metadata IS DISTINCT FROM new.metadata) OR (old.model_json IS DISTINCT FROM new.model_json) OR (old.needs_agent_reprovision IS DISTINCT FROM new.needs_agent_reprovision) OR (old.parent_roadmap_id IS DISTINCT FROM new.parent_roadmap_id) OR ((old.pdf_url)::text IS DISTINCT FROM (new.pdf_url)::text) OR ((old.pilot_stage)::text IS DISTINCT FROM (new.pilot_stage)::text) OR (old.source_refs IS DISTINCT FROM new.source_refs) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_97d67();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_97d67 ON public.roadmaps IS 'd5151d12b0e104722f0f3eeb85a5251a7c438cc4';

CREATE TRIGGER pgtrigger_touch_changed_row_99b05 BEFORE UPDATE ON public.outbox_messages FOR EACH ROW WHEN (((old.approved_at IS DISTINCT FROM new.approved_at) OR (old.attempts IS DISTINCT FROM new.attempts) OR (old.body_html IS DISTINCT FROM new.body_html) OR (old.body_text IS DISTINCT FROM new.body_text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.last_error)::text IS DISTINCT FROM (new.last_error)::text) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.redact_on_send IS DISTINCT FROM new.redact_on_send) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_email)::text IS DISTINCT FROM (new.to_email)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_99b05();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_99b05 ON public.outbox_messages IS '4e2b65e6d63620b36ba3c6913c1ec9892a86f379';

CREATE TRIGGER pgtrigger_touch_changed_row_afddf BEFORE UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.depends_on_id IS DISTINCT FROM new.depends_on_id) OR (old.id IS DISTINCT FROM new.id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_afddf();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_afddf ON public.ticket_dependencies IS 'a9464750e4d0e8c730902db656f8fac0c8b1b055';

CREATE TRIGGER pgtrigger_touch_changed_row_be35c BEFORE UPDATE ON public.memberships FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_be35c();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_be35c ON public.memberships IS 'feb34f1438074443e652ce8d60cea4a65b6a4bc5';

CREATE TRIGGER pgtrigger_touch_changed_row_c1f4d BEFORE UPDATE ON public.users FOR EACH ROW WHEN (((old.date_joined IS DISTINCT FROM new.date_joined) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.is_superuser IS DISTINCT FROM new.is_superuser) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.password)::text IS DISTINCT FROM (new.password)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_c1f4d();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_c1f4d ON public.users IS 'd55c9e63e279d2a6d5865fd6f8979b0601baf2a4';

CREATE TRIGGER pgtrigger_touch_changed_row_c6937 BEFORE UPDATE ON public.ticket_packs FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.source_markdown IS DISTINCT FROM new.source_markdown) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_c6937();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_c6937 ON public.ticket_packs IS 'c751d41cfca6597c7be5f3f4e1730b9feec60e92';

CREATE TRIGGER pgtrigger_touch_changed_row_dcfa8 BEFORE UPDATE ON public.roadmap_sections FOR EACH ROW WHEN (((old.agent_cheatsheet IS DISTINCT FROM new.agent_cheatsheet) OR (old.content_markdown IS DISTINCT FROM new.content_markdown) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.diagrams IS DISTINCT FROM new.diagrams) OR (old.id IS DISTINCT FROM new.id) OR (old.last_updated_at IS DISTINCT FROM new.last_updated_at) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_dcfa8();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_dcfa8 ON public.roadmap_sections IS '9b8e3f2004d39cc3664ffc9daaba823a961975a5';

CREATE TRIGGER pgtrigger_touch_changed_row_f8c23 BEFORE UPDATE ON public.ticket_library FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.default_section_key)::text IS DISTINCT FROM (new.default_section_key)::text) OR (old.dependencies IS DISTINCT FROM new.dependencies) OR (old.description IS DISTINCT FROM new.description) OR (old.estimated_hours IS DISTINCT FROM new.estimated_hours) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.subsystem_key)::text IS DISTINCT FROM (new.subsystem_key)::text) OR ((old.subsystem_name)::text IS DISTINCT FROM (new.subsystem_name)::text) OR ((old.system_key)::text IS DISTINCT FROM (new.system_key)::text) OR ((old.system_name)::text IS DISTINCT FROM (new.system_name)::text) OR (old.tags IS DISTINCT FROM new.tags) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR ((old.ticket_type)::text IS DISTINCT FROM (new.ticket_type)::text) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.validation_criteria IS DISTINCT FROM new.validation_criteria) OR (old.version IS DISTINCT FROM new.version))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_f8c23();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_f8c23 ON public.ticket_library IS '13bcf3138d10e0b7b90e04805d9694fb3968b913';

CREATE TRIGGER pgtrigger_touch_changed_row_fb045 BEFORE UPDATE ON public.tenants FOR EACH ROW WHEN (((old.annual_revenue IS DISTINCT FROM new.annual_revenue) OR (old.baseline_monthly_leads IS DISTINCT FROM new.baseline_monthly_leads) OR ((old.business_type)::text IS DISTINCT FROM (new.business_type)::text) OR ((old.cohort_label)::text IS DISTINCT FROM (new.cohort_label)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.discovery_complete IS DISTINCT FROM new.discovery_complete) OR ((old.firm_size_tier)::text IS DISTINCT FROM (new.firm_size_tier)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.industry)::text IS DISTINCT FROM (new.industry)::text) OR ((old.last_diagnostic_id)::text IS DISTINCT FROM (new.last_diagnostic_id)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.notes IS DISTINCT FROM new.notes) OR ((old.region)::text IS DISTINCT FROM (new.region)::text) OR ((old.segment)::text IS DISTINCT FROM (new.segment)::text) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.team_headcount IS DISTINCT FROM new.team_headcount) OR ((old.time_zone)::text IS DISTINCT FROM (new.time_zone)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_fb045();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_fb045 ON public.tenants IS '6f956ec4761439274d6a4e14ea15295539acca60';

CREATE TRIGGER pgtrigger_touch_changed_row_fecf3 BEFORE UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((((old.assignee)::text IS DISTINCT FROM (new.assignee)::text) OR ((old.blocked_reason)::text IS DISTINCT FROM (new.blocked_reason)::text) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.library_version IS DISTINCT FROM new.library_version) OR (old.notes IS DISTINCT FROM new.notes) OR (old.order_index IS DISTINCT FROM new.order_index) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.sprint_number IS DISTINCT FROM new.sprint_number) OR (old.started_at IS DISTINCT FROM new.started_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR (old.ticket_pack_id IS DISTINCT FROM new.ticket_pack_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_touch_changed_row_fecf3();

COMMENT ON TRIGGER pgtrigger_touch_changed_row_fecf3 ON public.ticket_instances IS 'f0e6ae70d7a148f7c407685271c9a6837df07cb3';

CREATE TRIGGER pgtrigger_update_update_1b7a0 AFTER UPDATE ON public.ticket_dependencies FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.depends_on_id IS DISTINCT FROM new.depends_on_id) OR (old.id IS DISTINCT FROM new.id) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.ticket_instance_id IS DISTINCT FROM new.ticket_instance_id))) EXECUTE FUNCTION public.pgtrigger_update_update_1b7a0();

COMMENT ON TRIGGER pgtrigger_update_update_1b7a0 ON public.ticket_dependencies IS 'fc5f889ba9a33d9803490d93775f8546e8e05022';

CREATE TRIGGER pgtrigger_update_update_570bb AFTER UPDATE ON public.roadmaps FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_user_id IS DISTINCT FROM new.created_by_user_id) OR (old.delivered_at IS DISTINCT FROM new.delivered_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_current IS DISTINCT FROM new.is_current) OR (old.metadata IS DISTINCT FROM new.metadata) OR (old.model_json IS DISTINCT FROM new.model_json) OR (old.needs_agent_reprovision IS DISTINCT FROM new.needs_agent_reprovision) OR (old.parent_roadmap_id IS DISTINCT FROM new.parent_roadmap_id) OR ((old.pdf_url)::text IS DISTINCT FROM (new.pdf_url)::text) OR ((old.pilot_stage)::text IS DISTINCT FROM (new.pilot_stage)::text) OR (old.source_refs IS DISTINCT FROM new.source_refs) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_570bb();

COMMENT ON TRIGGER pgtrigger_update_update_570bb ON public.roadmaps IS '0b80d9fba2a2b77f37fa5515c71ff0815eeb74cd';

CREATE TRIGGER pgtrigger_update_update_62274 AFTER UPDATE ON public.outbox_messages FOR EACH ROW WHEN (((old.approved_at IS DISTINCT FROM new.approved_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.redact_on_send IS DISTINCT FROM new.redact_on_send) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.to_email)::text IS DISTINCT FROM (new.to_email)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_62274();

COMMENT ON TRIGGER pgtrigger_update_update_62274 ON public.outbox_messages IS 'f17d7ca335a0b243d1c728cbea94a32b70cf7b76';

CREATE TRIGGER pgtrigger_update_update_78c2c AFTER UPDATE ON public.api_tokens FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.prefix)::text IS DISTINCT FROM (new.prefix)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.scopes IS DISTINCT FROM new.scopes) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_78c2c();

COMMENT ON TRIGGER pgtrigger_update_update_78c2c ON public.api_tokens IS '5aa5b10db6efcfeeb4ebbc528ef8580c62c64309';

CREATE TRIGGER pgtrigger_update_update_7db36 AFTER UPDATE ON public.ticket_instances FOR EACH ROW WHEN ((((old.assignee)::text IS DISTINCT FROM (new.assignee)::text) OR ((old.blocked_reason)::text IS DISTINCT FROM (new.blocked_reason)::text) OR (old.completed_at IS DISTINCT FROM new.completed_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.id IS DISTINCT FROM new.id) OR (old.library_version IS DISTINCT FROM new.library_version) OR (old.notes IS DISTINCT FROM new.notes) OR (old.order_index IS DISTINCT FROM new.order_index) OR (old.section_number IS DISTINCT FROM new.section_number) OR (old.sprint_number IS DISTINCT FROM new.sprint_number) OR (old.started_at IS DISTINCT FROM new.started_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.ticket_id)::text IS DISTINCT FROM (new.ticket_id)::text) OR (old.ticket_pack_id IS DISTINCT FROM new.ticket_pack_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_7db36();

COMMENT ON TRIGGER pgtrigger_update_update_7db36 ON public.ticket_instances IS 'b2f3bec1441207805f9e73b65271716546d34eff';

CREATE TRIGGER pgtrigger_update_update_c9fda AFTER UPDATE ON public.memberships FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_update_update_c9fda();

COMMENT ON TRIGGER pgtrigger_update_update_c9fda ON public.memberships IS '75fb9135bb89934aedd475411fe0dfe74ebf0e52';

CREATE TRIGGER pgtrigger_update_update_ed5ab AFTER UPDATE ON public.invitations FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR (old.invited_by_id IS DISTINCT FROM new.invited_by_id) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id))) EXECUTE FUNCTION public.pgtrigger_update_update_ed5ab();

COMMENT ON TRIGGER pgtrigger_update_update_ed5ab ON public.invitations IS 'd45d642a2728df082e9564856a4395a74874d48a';

CREATE TRIGGER pgtrigger_update_update_ef4ee AFTER UPDATE ON public.ticket_packs FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_primary IS DISTINCT FROM new.is_primary) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR (old.source_markdown IS DISTINCT FROM new.source_markdown) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_ef4ee();

COMMENT ON TRIGGER pgtrigger_update_update_ef4ee ON public.ticket_packs IS 'deec58aeee92b080f6e61a448d4a1b001ef8829e';

CREATE TRIGGER pgtrigger_update_update_fec92 AFTER UPDATE ON public.roadmap_sections FOR EACH ROW WHEN (((old.agent_cheatsheet IS DISTINCT FROM new.agent_cheatsheet) OR (old.content_markdown IS DISTINCT FROM new.content_markdown) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.diagrams IS DISTINCT FROM new.diagrams) OR (old.id IS DISTINCT FROM new.id) OR (old.last_updated_at IS DISTINCT FROM new.last_updated_at) OR (old.roadmap_id IS DISTINCT FROM new.roadmap_id) OR ((old.section_name)::text IS DISTINCT FROM (new.section_name)::text) OR (old.section_number IS DISTINCT FROM new.section_number) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.tenant_id IS DISTINCT FROM new.tenant_id) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.word_count IS DISTINCT FROM new.word_count))) EXECUTE FUNCTION public.pgtrigger_update_update_fec92();

COMMENT ON TRIGGER pgtrigger_update_update_fec92 ON public.roadmap_sections IS '9aa0ab8eea56823942c0a8f274c5c85a0142a456';

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

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

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.effect_ledger
    ADD CONSTRAINT effect_ledger_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_invited_by_id_d46285c5_fk_users_id FOREIGN KEY (invited_by_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_5a99f855_fk_users_id FOREIGN KEY (user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_messages
    ADD CONSTRAINT outbox_messages_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmap_sections_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_created_by_user_id_58e117f5_fk_users_id FOREIGN KEY (created_by_user_id) REFERENCES public.users(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roadmaps
    ADD CONSTRAINT roadmaps_roadmap_parent_link FOREIGN KEY (tenant_id, parent_roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (parent_roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.roadmap_sections
    ADD CONSTRAINT roadmaps_section_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT ticket_dependencies_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT ticket_instances_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_library
    ADD CONSTRAINT ticket_library_default_section_key_a8274460_fk_roadmap_s FOREIGN KEY (default_section_key) REFERENCES public.roadmap_section_types(key) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT ticket_packs_firm FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_depends_on_link FOREIGN KEY (tenant_id, depends_on_id) REFERENCES public.ticket_instances(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_dependencies
    ADD CONSTRAINT tickets_dependency_ticket_link FOREIGN KEY (tenant_id, ticket_instance_id) REFERENCES public.ticket_instances(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.ticket_packs
    ADD CONSTRAINT tickets_pack_roadmap_link FOREIGN KEY (tenant_id, roadmap_id) REFERENCES public.roadmaps(tenant_id, id) ON DELETE SET NULL (roadmap_id) DEFERRABLE;

ALTER TABLE ONLY public.ticket_instances
    ADD CONSTRAINT tickets_ticket_pack_link FOREIGN KEY (tenant_id, ticket_pack_id) REFERENCES public.ticket_packs(tenant_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE public.api_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_tokens_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY api_tokens_events_staff ON public.api_tokens_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY api_tokens_events_tenant ON public.api_tokens_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY api_tokens_staff ON public.api_tokens FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY api_tokens_tenant ON public.api_tokens TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.audit_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY audit_events_staff ON public.audit_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY audit_events_tenant ON public.audit_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.django_admin_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY django_admin_log_staff ON public.django_admin_log FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY django_admin_log_tenant ON public.django_admin_log TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY django_admin_log_web ON public.django_admin_log TO firmloop_web USING ((tenant_id IS NULL)) WITH CHECK ((tenant_id IS NULL));

ALTER TABLE public.effect_ledger ENABLE ROW LEVEL SECURITY;

CREATE POLICY effect_ledger_staff ON public.effect_ledger FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY effect_ledger_tenant ON public.effect_ledger TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY invitations_events_staff ON public.invitations_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY invitations_events_tenant ON public.invitations_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY invitations_staff ON public.invitations FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY invitations_tenant ON public.invitations TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.memberships_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY memberships_events_staff ON public.memberships_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY memberships_events_tenant ON public.memberships_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY memberships_staff ON public.memberships FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY memberships_tenant ON public.memberships TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.outbox_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox_messages_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY outbox_messages_events_staff ON public.outbox_messages_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY outbox_messages_events_tenant ON public.outbox_messages_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY outbox_messages_staff ON public.outbox_messages FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY outbox_messages_tenant ON public.outbox_messages TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmap_sections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmap_sections_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmap_sections_events_staff ON public.roadmap_sections_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY roadmap_sections_events_tenant ON public.roadmap_sections_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmap_sections_staff ON public.roadmap_sections FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY roadmap_sections_tenant ON public.roadmap_sections TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.roadmaps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roadmaps_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY roadmaps_events_staff ON public.roadmaps_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY roadmaps_events_tenant ON public.roadmaps_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY roadmaps_staff ON public.roadmaps FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY roadmaps_tenant ON public.roadmaps TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenants_staff ON public.tenants FOR SELECT TO firmloop_staff USING ((id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY tenants_tenant ON public.tenants TO firmloop_tenant USING ((id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_dependencies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_dependencies_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_dependencies_events_staff ON public.ticket_dependencies_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_dependencies_events_tenant ON public.ticket_dependencies_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_dependencies_staff ON public.ticket_dependencies FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_dependencies_tenant ON public.ticket_dependencies TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_instances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_instances_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_instances_events_staff ON public.ticket_instances_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_instances_events_tenant ON public.ticket_instances_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_instances_staff ON public.ticket_instances FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_instances_tenant ON public.ticket_instances TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

ALTER TABLE public.ticket_packs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_packs_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY ticket_packs_events_staff ON public.ticket_packs_events FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_packs_events_tenant ON public.ticket_packs_events TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

CREATE POLICY ticket_packs_staff ON public.ticket_packs FOR SELECT TO firmloop_staff USING ((tenant_id = ANY ((current_setting('app.tenant_ids'::text))::uuid[])));

CREATE POLICY ticket_packs_tenant ON public.ticket_packs TO firmloop_tenant USING ((tenant_id = (current_setting('app.tenant_id'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('app.tenant_id'::text))::uuid));

REVOKE ALL ON FUNCTION public._pgh_attach_context() FROM PUBLIC;

REVOKE ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) FROM PUBLIC;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_web;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_worker;
GRANT ALL ON FUNCTION public._pgtrigger_should_ignore(trigger_name name) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.api_token_use(p_hash bytea, p_per_token integer, p_per_firm integer) TO firmloop_web;

REVOKE ALL ON FUNCTION public.app_now() FROM PUBLIC;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_web;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_worker;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_tenant;
GRANT ALL ON FUNCTION public.app_now() TO firmloop_staff;

REVOKE ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_web;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_worker;
GRANT ALL ON FUNCTION public.enqueue_job(p_queue text, p_task text, p_args jsonb, p_priority integer, p_lock text, p_queueing_lock text, p_at timestamp with time zone) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_web;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_worker;
GRANT ALL ON FUNCTION public.firm_lacks_owner(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) TO firmloop_web;
GRANT ALL ON FUNCTION public.firms_of_user(p_user_id uuid, p_slug text) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.follow_person(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.follow_person(p_user_id uuid) TO firmloop_web;

REVOKE ALL ON FUNCTION public.invitation_of_token(p_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.invitation_of_token(p_hash bytea) TO firmloop_web;

REVOKE ALL ON FUNCTION public.person_of(p_user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_of(p_user_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_06053() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_2eb1e() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_5e1f0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_6e391() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_6f806() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_82b83() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_859be() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_8d867() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_append_only_c6f15() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_copy_name_and_email_ed111() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_0d995() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_0de34() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_235eb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_4209d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_84bc5() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_ba1f7() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_c9422() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_d2ec3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_delete_delete_e5570() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_firm_keeps_its_owner_3b518() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_follow_status_e6dfc() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_2223a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_57701() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_60b2d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_9145a() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_9b318() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_bd4d0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f3286() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f6249() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_insert_insert_f6b32() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_memberships_follow_6b4b8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_no_circle_9067b() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_added_346da() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_gone_6c7f1() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_pack_counts_moved_f48df() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_person_is_fixed_3b8b6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_slug_is_fixed_ab796() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_status_moves_by_the_table_4a4e8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_superusers_are_staff_f2e73() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_11f12() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_25c07() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_40082() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_49f56() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_7ed94() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_a8695() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_c10a3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_dafed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_tenant_is_fixed_f33bb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_58ae6() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_60476() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_97d67() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_99b05() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_afddf() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_be35c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_c1f4d() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_c6937() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_dcfa8() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_f8c23() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_fb045() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_touch_changed_row_fecf3() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_1b7a0() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_570bb() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_62274() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_78c2c() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_7db36() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_c9fda() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_ed5ab() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_ef4ee() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.pgtrigger_update_update_fec92() FROM PUBLIC;

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

REVOKE ALL ON FUNCTION public.staff_new_firm(p_tenant_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.staff_new_firm(p_tenant_id uuid) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.tenant_of_slug(p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tenant_of_slug(p_slug text) TO firmloop_web;
GRANT ALL ON FUNCTION public.tenant_of_slug(p_slug text) TO firmloop_worker;

REVOKE ALL ON FUNCTION public.ticket_pack_rebuild_sprints(p_pack_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ticket_pack_rebuild_sprints(p_pack_ids uuid[]) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.user_id_of_email(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.user_id_of_email(p_email text) TO firmloop_tenant;

REVOKE ALL ON FUNCTION public.uuid7() FROM PUBLIC;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_web;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_worker;
GRANT ALL ON FUNCTION public.uuid7() TO firmloop_tenant;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO firmloop_tenant;
GRANT SELECT ON TABLE public.invitations TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.invitations_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.invitations_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO firmloop_tenant;
GRANT SELECT ON TABLE public.memberships TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.memberships_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.memberships_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_messages TO firmloop_tenant;
GRANT SELECT ON TABLE public.outbox_messages TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.outbox_messages_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.outbox_messages_events TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.procrastinate_events TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_events_id_seq TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO firmloop_worker;

GRANT USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO firmloop_worker;

GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_staff;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_web;
GRANT SELECT ON TABLE public.roadmap_section_types TO firmloop_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmap_sections TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_sections TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmap_sections_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmap_sections_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roadmaps TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmaps TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.roadmaps_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.roadmaps_events TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tenants TO firmloop_tenant;
GRANT SELECT ON TABLE public.tenants TO firmloop_staff;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ticket_dependencies TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_dependencies TO firmloop_staff;

GRANT SELECT,INSERT ON TABLE public.ticket_dependencies_events TO firmloop_tenant;
GRANT SELECT ON TABLE public.ticket_dependencies_events TO firmloop_staff;

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

GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO firmloop_web;

GRANT SELECT(id) ON TABLE public.users TO firmloop_worker;

GRANT SELECT(email) ON TABLE public.users TO firmloop_worker;

GRANT SELECT(name) ON TABLE public.users TO firmloop_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE firmloop_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;
