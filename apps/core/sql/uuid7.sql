-- uuid7(): a new UUIDv7 (RFC 9562, 48 bits of milliseconds, 12 bits of the millisecond's fraction, 62 random bits).
-- PostgreSQL 18 has it built in; before, the same layout is put together here.
DO $do$
BEGIN
    IF current_setting('server_version_num')::int >= 180000 THEN
        CREATE OR REPLACE FUNCTION uuid7() RETURNS uuid
        LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = public, pg_temp
        AS 'SELECT pg_catalog.uuidv7()';
    ELSE
        CREATE OR REPLACE FUNCTION uuid7() RETURNS uuid
        LANGUAGE plpgsql VOLATILE PARALLEL SAFE SET search_path = public, pg_temp
        AS $body$
        DECLARE
            micros bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
            fraction int := ((micros % 1000) * 4096 / 1000)::int;
            bytes bytea := uuid_send(gen_random_uuid());
        BEGIN
            bytes := overlay(bytes PLACING substring(int8send(micros / 1000) FROM 3) FROM 1 FOR 6);
            bytes := set_byte(bytes, 6, 112 | (fraction >> 8));
            bytes := set_byte(bytes, 7, fraction & 255);
            RETURN encode(bytes, 'hex')::uuid;
        END
        $body$;
    END IF;
END
$do$;
REVOKE EXECUTE ON FUNCTION uuid7() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uuid7() TO firmloop_web, firmloop_worker, firmloop_tenant;
