"""The base of commands that work in firms: ``--tenant SLUG`` or ``--all-tenants``, there is no third way."""

from __future__ import annotations

import difflib
import getpass
import json
import logging
from contextlib import AbstractContextManager
from typing import Any, TextIO, cast

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from apps.core.commands import Advance, progress
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import Firm, all_firms, firm_of_slug

PRODUCT = "Firmloop"  # whom the firm sees behind what an operator did
log = logging.getLogger(__name__)


class TenantCommand(BaseCommand):
    """Run ``handle_tenant`` in one transaction per firm; one firm's failure neither stops the others nor stays hidden.

    With ``--tenant`` the JSON is the firm's result, with ``--all-tenants`` results by slug, a failure being
    ``{"error": "…"}``. Exits with 1 when a firm failed. ``over_all = False`` leaves only ``--tenant``.
    """

    over_all = True

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--tenant", metavar="SLUG", help="the firm, as in its address /f/SLUG/")
        if self.over_all:
            which.add_argument("--all-tenants", action="store_true", help="every firm, one transaction each")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        """Do the work inside the firm and return its result; an error rolls the firm's transaction back."""
        raise NotImplementedError("a TenantCommand says what it does in a firm")

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        """Return the result in words, for a reader without ``--json``."""
        return f"{firm.slug}: " + (", ".join(f"{key} {value}" for key, value in result.items()) or "done")

    def handle(self, *args: Any, **options: Any) -> None:
        slug: str | None = options.pop("tenant")
        options.pop("all_tenants", None)
        as_json = options["as_json"]
        firms = [_firm(slug)] if slug is not None else all_firms()
        results, failed = {}, []
        for firm in firms:
            try:
                results[firm.slug] = self._in_firm(firm, options)
            except Exception as error:
                if not isinstance(error, CommandError | ValidationError):
                    log.exception("%s failed in %s", type(self).__module__.rpartition(".")[2], firm.slug)
                results[firm.slug] = {"error": _message(error)}
                failed.append(firm.slug)
                self.stderr.write(f"{firm.slug}: {_message(error)}")
            else:
                if not as_json:
                    self.stdout.write(self.describe(firm, results[firm.slug]))
        if as_json:
            shown = results[firms[0].slug] if slug is not None else results
            self.stdout.write(json.dumps(shown, cls=DjangoJSONEncoder, ensure_ascii=False))
        if failed:
            raise CommandError(f"{len(failed)} of {len(firms)} firms failed: {', '.join(failed)}.")

    def progress(self, label: str, total: int) -> AbstractContextManager[Advance]:
        """Return a block's progress, shown on stderr when it takes over two seconds."""
        return progress(label, total=total, stream=cast("TextIO", self.stderr._out))

    def _in_firm(self, firm: Firm, options: dict[str, Any]) -> dict[str, Any]:
        with tenant_context(firm.tenant_id, actor={"name": PRODUCT, "via": "command", "login": _login()}):
            return self.handle_tenant(firm, **options)


def _firm(slug: str) -> Firm:
    if firm := firm_of_slug(slug):
        return firm
    slugs = [known.slug for known in all_firms()]
    if not slugs:
        raise CommandError(f"There is no firm {slug}, nor any other; make one with tenant_create.")
    near = difflib.get_close_matches(slug, slugs, n=3, cutoff=0.5) or slugs[:5]
    raise CommandError(f"There is no firm {slug}. Did you mean {' or '.join(near)}?")


def _message(error: Exception) -> str:
    if isinstance(error, ValidationError):
        by_field = getattr(error, "error_dict", None) and error.message_dict
        named = [f"{name}: {' '.join(said)}" for name, said in by_field.items()] if by_field else error.messages
        return "; ".join(named)
    return str(error).strip() or type(error).__name__


def _login() -> str:
    """The operator's login on the machine: kept with each change, and not shown to the firm."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "command"
