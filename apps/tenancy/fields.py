from __future__ import annotations

from typing import Any

from django.db import models


class LinkField(models.ForeignKey):
    """A link to a row of the same firm.

    The constraint and the index are composite and stand in ``Meta``: a TenantLink, and an index or unique rule that
    begins with the firm.
    """

    def __init__(self, to: Any, on_delete: Any, **options: Any) -> None:
        options |= {"db_constraint": False, "db_index": False}
        super().__init__(to, on_delete, **options)
