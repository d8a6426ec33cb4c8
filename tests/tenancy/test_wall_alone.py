"""Each wall without the other: the policy with the manager's filter off, the manager where no policy holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, connections, models
from django.test import Client

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import Context, tenant_context
from apps.tenancy.models import Membership, Tenant
from apps.tenancy.querysets import TenantManager
from apps.tickets.models import TicketInstance, TicketPack
from tests.architecture.firm_rows import table_of, walled_models
from tests.architecture.test_routes import API_IDS, API_LISTS, FIRM_A, PORTAL, PORTAL_IDS, VALID, ask, filled, world
from tests.conftest import words_of

assert world  # a fixture, built once for this module

# Django's own manager: only the policy stands before the admin log.
MANAGED = [model for model in walled_models() if model is not LogEntry]


@pytest.fixture
def policy_alone(world, monkeypatch) -> None:
    """Switch the manager's filter off."""
    monkeypatch.setattr(TenantManager, "get_queryset", models.Manager.get_queryset)


@pytest.fixture
def manager_alone(world, monkeypatch) -> Iterator[None]:
    """Run as the owner, whom no policy holds, and never become the firm's role."""
    written = Context.settings.func  # type: ignore[attr-defined]
    monkeypatch.setattr(
        Context,
        "settings",
        property(lambda self: tuple((name, "none" if name == "role" else value) for name, value in written(self))),
    )
    at, owner = connection.settings_dict, connections["owner"].settings_dict
    before = {name: at[name] for name in ("USER", "PASSWORD")}
    connection.close()
    at |= {name: owner[name] for name in before}
    yield
    connection.close()
    at |= before


@pytest.fixture(params=["policy_alone", "manager_alone"])
def one_wall(request) -> str:
    request.getfixturevalue(request.param)
    return request.param


def everybody(model: type[models.Model]) -> int:
    """Count the rows that a query without the manager sees."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table_of(model)}"')
        return cursor.fetchone()[0]


def column_of(model: type[models.Model]) -> str:
    return "id" if model is Tenant else "tenant_id"


@pytest.mark.parametrize("model", MANAGED, ids=table_of)
def test_policy_alone_hides_the_other_firm(world, policy_alone, model):
    with tenant_context(world["a"][Tenant].pk):
        assert "WHERE" not in str(model.objects.all().query)
        seen = set(model.objects.values_list(column_of(model), flat=True))

    assert seen == {world["a"][Tenant].pk}


@pytest.mark.parametrize("model", MANAGED, ids=table_of)
def test_manager_alone_hides_the_other_firm(world, manager_alone, model):
    with tenant_context(world["a"][Tenant].pk):
        unfiltered = everybody(model)
        seen = set(model.objects.values_list(column_of(model), flat=True))
        counted = model.objects.count()

    assert seen == {world["a"][Tenant].pk}
    assert 0 < counted < unfiltered


@pytest.mark.parametrize("model", [TicketInstance, TicketPack, Roadmap, RoadmapSection, Membership], ids=table_of)
def test_one_wall_keeps_bulk_writes_inside(world, one_wall, model):
    foreign = world["b"][model].pk

    with tenant_context(world["a"][Tenant].pk):
        touched = model.objects.filter(pk=foreign).update(row_version=999)
        gone, _ = model.objects.filter(pk=foreign).delete()

    assert (touched, gone) == (0, 0)


@pytest.mark.parametrize("route", API_LISTS)
def test_one_wall_keeps_the_api_list_to_one_firm(world, one_wall, route):
    model = API_IDS[f"{route}/<uuid:pk>"][0]

    response = ask(Client(), "get", f"/{route}", token=world["write"])

    text = response.content.decode()
    assert response.status_code == 200
    assert str(world["a"][model].pk) in text
    assert str(world["b"][model].pk) not in text


@pytest.mark.parametrize(("route", "method"), [(route, m) for route, (_, methods) in API_IDS.items() for m in methods])
def test_one_wall_answers_anothers_id_with_404(world, one_wall, route, method):
    pk = world["b"][API_IDS[route][0]].pk
    data = VALID.get(route.rpartition("/")[2])

    response = ask(Client(), method, "/" + route.replace("<uuid:pk>", str(pk)), token=world["write"], data=data)

    assert response.status_code == 404


@pytest.mark.parametrize("route", PORTAL_IDS)
def test_one_wall_answers_a_pages_foreign_id_with_404(world, one_wall, route):
    case, pk = PORTAL[route], world["b"][PORTAL_IDS[route]].pk

    response = ask(
        world["clients"]["owner"], case.method, f"/f/{FIRM_A}/{route.replace('<uuid:pk>', str(pk))}", data=case.data
    )

    assert response.status_code == 404


@pytest.mark.parametrize("route", [route for route, case in PORTAL.items() if case.method == "get"])
def test_one_wall_keeps_the_page_to_one_firm(world, one_wall, route):
    response = ask(world["clients"]["owner"], "get", filled(PORTAL[route].path, world))
    if response.status_code == 302:  # the current version's address leads to the roadmap itself
        response = ask(world["clients"]["owner"], "get", response["Location"])

    text = words_of(response)
    assert response.status_code == 200
    assert "castellan" not in text
    assert not [row for row in foreign_ids(world) if row in text]


def foreign_ids(world: dict[str, Any]) -> list[str]:
    return [str(row.pk) for model, row in world["b"].items() if model is not LogEntry]
