from django_migrate_sql.management.commands.migrate import Command as SQLCommand

from apps.core.autodetector import Autodetector


class Command(SQLCommand):
    """Apply migrations; a table that is held by others stops it after seconds instead of blocking them."""

    autodetector = Autodetector
