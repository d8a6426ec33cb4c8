"""SQL functions of core as expressions."""

from django.db import models


class UUID7(models.Func):
    """A new UUIDv7, made by the database."""

    function = "uuid7"
    template = "%(function)s()"
    output_field = models.UUIDField()


class AppNow(models.Func):
    """The clock of this transaction: ``app.now`` when it is set, else now."""

    function = "app_now"
    template = "%(function)s()"
    output_field = models.DateTimeField()
