"""Ways through the pages of bulk changes."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent, ChangeBatch

HERE = "/f/harbor-dental/admin/tickets/ticketinstance/"
OVER_ALL = "/admin/tickets/ticketinstance/"
PLAN = re.compile(r'name="plan" value="([^"]+)"')
BATCH = "/f/harbor-dental/admin/work/changebatch/{}/"


def chosen(action, *tickets, **more):
    return {"action": action, "_selected_action": [str(ticket.pk) for ticket in tickets], "index": "0", **more}


def preview(client, action, *tickets, at=HERE, **more):
    """Choose an action and fill in its form; return the preview."""
    post = chosen(action, *tickets, **more)
    if set(more) - {"select_across"}:
        post |= {"post": "yes"}
        del post["index"]
    return client.post(at, post)


def apply(client, page, *, at=HERE):
    """Say yes to a preview; return the page that follows."""
    return client.post(f"{at}apply/", {"plan": PLAN.findall(page.text)}, follow=True)


def bulk(client, action, *tickets, at=HERE, **more):
    """Preview and apply."""
    return apply(client, preview(client, action, *tickets, at=at, **more), at=at)


def newest_batch(firm):
    with tenant_context(firm.pk):
        return ChangeBatch.objects.order_by("-created_at", "-id").first()


def undo(client, firm, batch=None):
    batch = batch or newest_batch(firm)
    return client.post(f"/f/{firm.slug}/admin/work/changebatch/{batch.pk}/undo/", follow=True)


def acts(firm):
    with tenant_context(firm.pk):
        return list(AuditEvent.objects.order_by("created_at", "id").values_list("event_type", flat=True))


def upload(client, content, *, name="tickets.csv", at=HERE):
    """Upload a file for an import; return the preview."""
    data = content.encode() if isinstance(content, str) else content
    return client.post(f"{at}import/", {"file": SimpleUploadedFile(name, data)})
