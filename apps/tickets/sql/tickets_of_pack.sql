-- A pack is of one firm. Told so, the planner stops taking the two for independent: it thought a pack had one ticket,
-- and read all of a pack's where an index leads to those of a sprint.
DROP STATISTICS IF EXISTS tickets_of_pack;
CREATE STATISTICS tickets_of_pack (ndistinct, dependencies) ON tenant_id, ticket_pack_id FROM ticket_instances;
