"""The suite: PostgreSQL under the restricted logins, the schema built by the owner.

``default`` is the web login and only mirrors the database that ``owner`` built; tested code never gets ``owner``.
"""

import environ

from config.settings.base import *
from config.settings.base import DATABASES
from config.settings.logs import logging_config

LOGGING = logging_config(json=False) | {"root": {"handlers": ["stderr"], "level": "ERROR"}}

DATABASES["owner"] = environ.Env.db_url_config(env.database_url("owner")) | {
    "ENGINE": "django.db.backends.postgresql",
    "OPTIONS": {},
    "TEST": {"DEPENDENCIES": []},  # else Django lets it wait for the default, which only mirrors it
}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}

FIRMLOOP_MAIL_IS_CAUGHT = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # files straight from the tree; nothing has collected them
