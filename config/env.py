"""Everything Firmloop reads from its environment, read once and typed; a wrong value stops the start.

``DATABASE_URL`` is the login of this process (web, worker or owner), ``DATABASE_ADMIN_URL`` the one that may make
roles. With neither, the logins that ``setup_database`` wrote to ``var/roles.json`` are used.
"""

import json
import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("FIRMLOOP_VAR", default=str(ROOT / "var")))


def running_at(folder: Path) -> str:
    """Return where ``bin/run`` serves from its ``var``, or did last when it was killed; else where it would."""
    try:
        return str(json.loads((folder / "run.json").read_text(encoding="utf-8"))["url"])
    except (OSError, ValueError, LookupError, TypeError):
        return "http://127.0.0.1:8000"


URL = env.str("FIRMLOOP_URL", default=running_at(VAR)).rstrip("/")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
EMAIL_URL = env.str("EMAIL_URL", default="")
MAIL_IS_CAUGHT = env.bool("FIRMLOOP_MAIL_IS_CAUGHT", default=not EMAIL_URL)
MAIL_FROM = env.str("MAIL_FROM", default="Firmloop <no-reply@firmloop.example>")
MAILBOX_URL = env.str("MAILBOX_URL", default="")  # imap+ssl://user:password@host/INBOX; without one no answers are read
MAIL_REPLY_TO = env.str("MAIL_REPLY_TO", default="")  # where they go; {token} in it becomes the mail's own
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None  # without one, files are served from where they lie
APOLLO_API_KEY = env.str("APOLLO_API_KEY", default="").strip()  # without one contacts are not looked up at Apollo
APOLLO_URL = env.str("APOLLO_URL", default="https://api.apollo.io").rstrip("/")
DATABASE_ADMIN_URL = env.str("DATABASE_ADMIN_URL", default="")
DATABASE_POOL_SIZE = env.int("DATABASE_POOL_SIZE", default=0)


def secret_key() -> str:
    """Return ``SECRET_KEY``, at least 32 characters.

    Raises ImproperlyConfigured when it is missing or shorter.
    """
    value = env.str("SECRET_KEY", default="")
    kept = VAR / "secret_key"
    if not value and kept.is_file():
        value = kept.read_text().strip()
    if len(value) < 32:  # noqa: PLR2004 -- the floor that Django's own deploy check uses is 50 for generated keys
        msg = "SECRET_KEY is missing or shorter than 32 characters. Set it, or start with bin/run, which makes one."
        raise ImproperlyConfigured(msg)
    return value


def cron_secret() -> str:
    """Return ``CRON_SECRET``, which ``POST /api/cron/…`` takes; empty switches these addresses off.

    Raises ImproperlyConfigured when it is shorter than 32 characters.
    """
    value = env.str("CRON_SECRET", default="")
    if 0 < len(value) < 32:  # noqa: PLR2004 -- as specified: nobody guesses 32 random characters
        msg = "CRON_SECRET is shorter than 32 characters. Take the output of: openssl rand -hex 32"
        raise ImproperlyConfigured(msg)
    return value


def database_url(role: str = "web") -> str:
    """Return the address of the database for ``role`` (web, worker, owner).

    Raises ImproperlyConfigured when nothing names a database.
    """
    if url := env.str("DATABASE_URL", default=""):
        return url
    kept = VAR / "roles.json"
    if kept.is_file():
        return str(json.loads(kept.read_text())[f"{role}_url"])
    msg = "DATABASE_URL is not set and var/roles.json is not there. Run bin/run, or manage.py setup_database first."
    raise ImproperlyConfigured(msg)


def process_role() -> str:
    """Return which of the kept logins this process takes: ``owner`` for commands that change the schema."""
    return os.environ.get("FIRMLOOP_ROLE", "web")
