#!/usr/bin/env python3
"""Run a Django command of Firmloop."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    # Commands that change the schema log in as its owner, the worker as itself, all others as the web process.
    owned = {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "schema_file", "migrations_round_trip"}
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("FIRMLOOP_ROLE", "owner" if command in owned else "worker" if command == "worker" else "web")
    execute_from_command_line(sys.argv)
