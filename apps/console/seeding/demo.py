"""Seed the demo to a size, whatever of it is there already."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from apps.console.seeding.days import Calendar
from apps.console.seeding.firms import Cast, Made, make_firm
from apps.console.seeding.generated import generated_scripts
from apps.console.seeding.scripts import FIRST_FIRM, Script, staff, told_scripts
from apps.metrics.operations import refresh_aggregates
from apps.patterns.operations import refresh_analytics
from apps.tenancy.context import login_context, tenant_context
from apps.tenancy.functions import all_firms, firm_of_slug
from apps.tenancy.models import User
from apps.tenancy.operations import make_token
from apps.tickets.operations import load_library, read_library

SIZES = {"s": 3, "m": 20, "l": 100}
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is read as something else


class WrongLogin(Exception):
    """The demo is written as the product writes, and this database login cannot enter a firm."""


@dataclass(frozen=True)
class Seeded:
    """What was made; ``logins`` is empty where the demo was there before."""

    firms: tuple[Made, ...]
    logins: dict[str, Any]


def is_there() -> bool:
    """Whether the demo was loaded before."""
    return firm_of_slug(FIRST_FIRM) is not None


def seed(*, size: str, at: datetime, write: Path | None = None, advance: Callable[[int], None]) -> Seeded:
    """Make the firms of this size that are not there yet; ``advance`` hears of each.

    The three firms, the logins and the file with them (mode 0600) come all together or not at all; each further firm
    is a transaction of its own, so a second run goes on where the first one stopped. Raises WrongLogin.
    """
    _check_login()
    load_library(rows=read_library())
    made: list[Made] = []
    logins: dict[str, Any] = {}
    if not is_there():
        with transaction.atomic():
            cast, password = _new_cast(at)
            for script in told_scripts():
                made.append(make_firm(script, cast=cast, at=at))
                advance(1)
            logins = _logins(made[0], password, cast=cast, at=at)
            if write:
                write_privately(write, logins)
    there = {firm.slug for firm in all_firms()}
    more = [script for script in generated_scripts(SIZES[size] - SIZES["s"], at=at) if script.slug not in there]
    made += _make(more, at=at, advance=advance)
    with transaction.atomic():
        refresh_aggregates()
    for one in made[:1]:
        with tenant_context(one.tenant_id):
            refresh_analytics(asked_at=timezone.now())
    return Seeded(tuple(made), logins)


def count_missing(size: str, *, at: datetime) -> int:
    """How many firms of this size are not there yet."""
    there = {firm.slug for firm in all_firms()}
    wanted = [*told_scripts(), *generated_scripts(SIZES[size] - SIZES["s"], at=at)]
    return sum(script.slug not in there for script in wanted)


def write_privately(path: Path, content: dict[str, Any]) -> None:
    """Write JSON that only this user may read, at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=2)
    beside.replace(path)


def _check_login() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, pg_has_role('firmloop_tenant', 'MEMBER')")
        login, may_enter = cursor.fetchone()
    if not may_enter:
        raise WrongLogin(f"The demo is loaded by the web login, and this is {login}; set DATABASE_URL to web_url.")


def _make(scripts: Iterable[Script], *, at: datetime, advance: Callable[[int], None]) -> list[Made]:
    made: list[Made] = []
    cast = None
    for script in scripts:
        cast = cast or _cast_there(at)
        made.append(make_firm(script, cast=cast, at=at))
        advance(1)
    return made


def _new_cast(at: datetime) -> tuple[Cast, str]:
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    cast = Cast(make_password(password))
    _add_staff(cast, at=at)
    return cast, password


def _cast_there(at: datetime) -> Cast:
    """Return the company's people with the password that they have; later firms get the same."""
    with login_context():
        known = User.objects.get(email=staff()[0].email)
    cast = Cast(known.password)
    _add_staff(cast, at=at)
    return cast


def _add_staff(cast: Cast, *, at: datetime) -> None:
    """Make the company's people, a day before the first firm."""
    oldest = max((script.created for script in told_scripts()), key=lambda when: when.workdays_ago)
    joined = Calendar.of("UTC", at=at).moment(replace(oldest, workdays_ago=oldest.workdays_ago + 1))
    for person in staff():
        cast.add(person.email, name=person.name, at=joined, is_superuser=person.is_superuser)


def _logins(first: Made, password: str, *, cast: Cast, at: datetime) -> dict[str, Any]:
    script = next(script for script in told_scripts() if script.slug == first.slug)
    owner, member = script.first("owner"), script.first("member")
    user = cast.users[owner.email]
    actor = {"name": user.name, "via": "page", "user": str(user.pk)}
    with tenant_context(first.tenant_id, user_id=user.pk, actor=actor):
        _, token = make_token(name="Demo", scopes=["read", "write"], at=at)
    emails = {"staff": staff()[0].email, "owner": owner.email, "member": member.email}
    return {
        "url": settings.FIRMLOOP_URL,
        "logins": {name: {"email": email, "password": password} for name, email in emails.items()},
        "token": token,
        "tenant": first.slug,
    }
