from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404

from apps.core.api.acts import Act

WHO = "For staff of this firm by session, and for the firm's own tokens; the firm is not there for anybody else."


class OverseenView:
    """An in-firm view at an address of staff: the middleware has entered the firm of the address already."""

    def dispatch(self, request: Any, *args: Any, pk: UUID, **kwargs: Any) -> Any:
        """Answer as the view does inside the firm, which needs no id."""
        if request.caller.tenant_id != pk:  # no way in leads here; the second look costs nothing
            raise Http404("another firm")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views


def overseen(act: Act, name: str = "") -> Act:
    """Return an act as it is at an address of staff, under a name of its own there."""
    says = f"{act.says} {WHO}".lstrip()
    return replace(act, name=name or act.name, says=says, refuses=tuple({*act.refuses, 404}))
