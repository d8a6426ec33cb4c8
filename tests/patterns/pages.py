"""Browsers of a firm's people, and what its database holds afterwards."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.patterns import operations
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user

HOME = "/f/harbor-dental/patterns/"


def browser_of(firm, role, **fields):
    """Return a browser that somebody of this role has signed in with; ``user`` is the person."""
    user = make_user(f"{role}@{firm.slug}.example", **({"name": f"A {role}"} | fields))
    make_member(firm, user, role)
    browser = Browser()
    browser.force_login(user)
    browser.user = user
    return browser


def page(browser, path=""):
    answer = browser.get(HOME + path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    """Return a page's text as one reads it."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def refresh(firm):
    with tenant_context(firm.pk):
        operations.refresh_analytics(asked_at=timezone.now())


def statements(browser, path):
    with CaptureQueriesContext(connection) as asked:
        page(browser, path)
    return len(asked)
