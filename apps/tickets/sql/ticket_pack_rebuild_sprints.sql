-- ticket_pack_rebuild_sprints(packs): write each sprint's list of tickets into sprint_assignments.
-- Names and dates of sprints stay; a sprint that has a name keeps its place when its last ticket leaves.
CREATE OR REPLACE FUNCTION ticket_pack_rebuild_sprints(p_pack_ids uuid[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path = public, pg_temp
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
REVOKE EXECUTE ON FUNCTION ticket_pack_rebuild_sprints(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ticket_pack_rebuild_sprints(uuid[]) TO firmloop_tenant;
