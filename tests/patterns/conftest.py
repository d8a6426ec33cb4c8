import pytest

from tests.patterns.pages import browser_of


@pytest.fixture
def member(firm):
    return browser_of(firm, "member")
