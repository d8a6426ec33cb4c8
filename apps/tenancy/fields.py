from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class LinkField(models.ForeignKey[Any, Any]):
    """A link to a row of the same firm.

    The constraint and the index are composite and stand in ``Meta``: a TenantLink, and an index or unique rule that
    begins with the firm.
    """

    def __init__(self, to: Any, on_delete: Any, **options: Any) -> None:
        options |= {"db_constraint": False, "db_index": False}
        super().__init__(to, on_delete, **options)


class PersonField(models.ForeignKey[Any, Any]):
    """A link to a person, kept for the record: names are read from memberships.

    A firm's role cannot read ``users``, so the database alone checks that the person exists.
    """

    def __init__(self, to: Any = settings.AUTH_USER_MODEL, on_delete: Any = models.SET_NULL, **options: Any) -> None:
        options.setdefault("related_name", "+")
        options["db_index"] = False
        super().__init__(to, on_delete, **options)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Leave it to the foreign key."""
