from django_migrate_sql.management.commands.makemigrations import Command as SQLCommand

from apps.core.autodetector import Autodetector


class Command(SQLCommand):
    """Write migrations for models, triggers and SQL objects."""

    autodetector = Autodetector
