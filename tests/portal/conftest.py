from __future__ import annotations

import pytest

from tests.portal.makers import Place, make_place, make_working_place


@pytest.fixture
def harbor(db) -> Place:
    """A firm in the middle of its work."""
    return make_working_place()


@pytest.fixture
def castellan(db) -> Place:
    """Another firm, with people of its own and nothing else."""
    return make_place("castellan-logistics", name="Castellan Logistics")
