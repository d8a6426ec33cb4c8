"""The settings of ``bin/run`` with the yardsticks' addresses added."""

from config.settings.local import *  # noqa: F403 -- settings are handed on

ROOT_URLCONF = "bench.yardsticks"
