"""bin/run on one's own machine: plain HTTP on loopback."""

from config.settings.base import *
from config.settings.logs import logging_config

LOGGING = logging_config(json=False)
