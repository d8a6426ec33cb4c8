"""Links between apps point down, as imports do; a string in a foreign key is seen by no import linter."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import Event
from apps.tenancy.querysets import TenantManager
from tests.architecture.firm_rows import is_walled, table_of

# From the bottom up; an app links to itself and to those of lower layers, not to its neighbors.
LAYERS = (
    ("core",),
    ("tenancy",),
    ("work",),
    ("clients",),
    ("deals", "compliance", "feedback"),
    ("enrichment",),
    ("quotes",),
    ("roadmaps",),
    ("tickets",),
    ("metrics",),
    ("patterns",),
    ("portal", "console"),
)
PLACE = {label: place for place, labels in enumerate(LAYERS) for label in labels}
LIBRARIES = {"contenttypes", "auth"}
# Tables of a firm whose class does not take the firm of the context, and who gives it; the policy checks it.
FIRM_GIVEN = {
    "tenants": "a firm is its own",
    "audit_events": "the operation that notes the act",
    "effect_ledger": "the operation that has the effect",
    "job_runs": "apps.work.operations.engines, in SQL",
    "case_counters": "the trigger number_case, in SQL",
    "quote_counters": "generate_quote_number, in SQL",
    "deal_stage_history": "the trigger log_deal_stage_change, in SQL",
    "quote_activities": "the quote, whose timeline it is",
    "quote_views": "the quote that was opened",
}


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("apps.")]


def test_apps_of_ours_are_all_in_the_order():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("apps.")}

    assert ours == set(PLACE)


@pytest.mark.parametrize("model", our_models(), ids=table_of)
def test_relation_points_down(model):
    own = model._meta.app_label

    targets = {
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    }

    upward = {label for label in targets - LIBRARIES - {own} if PLACE[label] >= PLACE[own]}
    assert upward == set()


@pytest.mark.parametrize("model", our_models(), ids=table_of)
def test_relation_has_no_automatic_table_between(model):
    assert model._meta.local_many_to_many == []
    assert not model._meta.auto_created


@pytest.mark.parametrize("model", [m for m in our_models() if is_walled(m)], ids=table_of)
def test_model_of_a_firm_has_the_manager_that_knows_the_firm(model):
    assert isinstance(model._default_manager, TenantManager)
    assert [m.name for m in model._meta.managers if not isinstance(m, TenantManager)] == []


@pytest.mark.parametrize("model", [m for m in our_models() if is_walled(m)], ids=table_of)
def test_model_of_a_firm_is_owned_by_the_class_that_sets_it_or_only_appended_to(model):
    takes_the_firm_itself = issubclass(model, TenantOwned)

    assert takes_the_firm_itself or issubclass(model, Event) or table_of(model) in FIRM_GIVEN


def test_model_of_ours_orders_no_rows_behind_the_callers_back():
    assert [table_of(m) for m in our_models() if m._meta.ordering] == []
