"""Several Django commands in one process, parted by ``--``: Django's start takes longer than most of them."""

import os
import sys
from collections.abc import Sequence

import django
from django.core.management import CommandError, call_command


def main(arguments: Sequence[str]) -> None:
    """Run the commands one after another; the first that fails ends the process with its line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    for command in split(arguments):
        try:
            call_command(*command)
        except CommandError as error:
            sys.exit(f"{command[0]}: {error}")


def split(arguments: Sequence[str]) -> list[list[str]]:
    """Return the commands with their arguments."""
    commands: list[list[str]] = [[]]
    for argument in arguments:
        if argument == "--":
            commands.append([])
        else:
            commands[-1].append(argument)
    return [command for command in commands if command]


if __name__ == "__main__":
    main(sys.argv[1:])
