-- compliance_missing_fields(kind, entity, required): which of the required fields of a client or contact are empty, in
-- the order they are required. Who is not there has none of them.
CREATE OR REPLACE FUNCTION compliance_missing_fields(p_entity_type text, p_entity_id uuid, p_required jsonb)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp
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
REVOKE EXECUTE ON FUNCTION compliance_missing_fields(text, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance_missing_fields(text, uuid, jsonb) TO firmloop_tenant;
