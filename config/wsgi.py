"""The WSGI entry that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# What is loaded now stays; a full collection that looked through it took 70 ms of every twentieth large page. Most of
# what a page makes is freed by reference counts, so looking for cycles can wait.
_ = get_resolver().url_patterns  # loads the views, as the first request would
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
