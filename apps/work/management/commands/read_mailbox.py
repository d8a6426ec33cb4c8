from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.work import mailbox


class Command(BaseCommand):
    """Read the answers to our mails, as the worker does every five minutes."""

    help = "Read the answers to our mails from the mailbox of MAILBOX_URL: read_mailbox --dry-run --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what it would do; write and mark nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *args: Any, dry_run: bool, as_json: bool, **options: Any) -> None:
        if not settings.FIRMLOOP_MAILBOX_URL:
            raise CommandError(f"There is no mailbox to read: set MAILBOX_URL, such as {mailbox.EXAMPLE}.")
        try:
            done = mailbox.read_mailbox(at=timezone.now(), dry_run=dry_run)
        except mailbox.MailboxTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        counts = mailbox.counted(done)
        if as_json:
            mails = [one.as_dict() for one in done]
            self.stdout.write(json.dumps({"dry_run": dry_run, **counts, "mails": mails}, ensure_ascii=False))
        else:
            for one in done:
                self.stdout.write(f"{one.firm or '–'}: {one.from_email} “{one.subject}”: {one.result}. {one.says}")
            said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
            self.stdout.write(f"{len(done)} mails{': ' + said if said else ''}.")
        if counts["failed"]:
            raise CommandError(f"{counts['failed']} of {len(done)} mails could not be taken; see the log.")
