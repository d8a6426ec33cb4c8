from __future__ import annotations

import pytest

from apps.tenancy.context import tenant_context
from tests.conftest import AT, make_firm


@pytest.fixture
def firm(db):
    """A firm five or four hours behind UTC, so that its days are not the database's."""
    return make_firm(time_zone="America/New_York")


@pytest.fixture
def inside(firm):
    """Run the test inside the firm, on 2 March 2026 at 04:30 of its clock."""
    with tenant_context(firm.pk, now=AT, actor={"name": "Ines Duarte", "via": "test"}):
        yield firm
