"""The app's SQL functions as expressions."""

from django.db import models


class SizeBand(models.Func):
    """The band of a head count: micro, small, mid or large."""

    function = "size_band"
    output_field = models.CharField()
