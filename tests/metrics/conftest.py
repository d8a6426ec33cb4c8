from __future__ import annotations

import pytest

from tests.metrics.makers import make_plan


@pytest.fixture
def plan(inside):
    """The firm's current roadmap."""
    return make_plan()
