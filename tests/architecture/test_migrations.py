import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.core.throwaway import bare


def test_migrations_lead_from_zero_back_to_zero_and_forth_again_to_the_same_schema(db):
    said = io.StringIO()

    call_command("migrations_round_trip", stdout=said)

    assert "the same schema" in said.getvalue()


def test_models_and_sql_files_have_their_migrations(db):
    said = io.StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert said.getvalue().strip() == "No changes detected"


def test_schema_file_check_shows_what_differs(db, tmp_path):
    if connection.pg_version < 180000:
        pytest.skip("docs/schema.sql is made on PostgreSQL 18")
    kept = tmp_path / "schema.sql"
    call_command("schema_file", "--file", kept, stdout=io.StringIO())
    call_command("schema_file", "--check", "--file", kept, stdout=io.StringIO())  # the same a second time
    kept.write_text(kept.read_text().replace("CREATE TABLE public.ticket_packs (", "CREATE TABLE public.packs ("))
    said = io.StringIO()

    with pytest.raises(CommandError, match="not what the migrations build"):
        call_command("schema_file", "--check", "--file", kept, stdout=said)

    assert "-CREATE TABLE public.packs (" in said.getvalue().splitlines()
    assert "+CREATE TABLE public.ticket_packs (" in said.getvalue().splitlines()


def test_bare_drops_what_differs_between_runs_and_nothing_else():
    dump = r"""--
-- PostgreSQL database dump
--

\restrict K9ZvT

-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET lock_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.f() RETURNS void LANGUAGE sql
    AS $$
-- SET is written inside a body
  SELECT 1;
$$;


ALTER FUNCTION public.f() SET search_path = public;

\unrestrict K9ZvT
"""

    assert bare(dump) == (
        "CREATE FUNCTION public.f() RETURNS void LANGUAGE sql\n    AS $$\n-- SET is written inside a body\n"
        "  SELECT 1;\n$$;\n\nALTER FUNCTION public.f() SET search_path = public;\n"
    )
