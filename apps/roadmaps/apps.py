from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

SECTION_TYPES = Path(__file__).parent / "data" / "section_types.json"


class RoadmapsConfig(AppConfig):
    name = "apps.roadmaps"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.roadmaps.batches import SectionRules
        from apps.roadmaps.models import Roadmap, RoadmapSection
        from apps.work.batches import TableRules, register

        register(TableRules(Roadmap))
        register(SectionRules(RoadmapSection))
        post_migrate.connect(load_section_types, sender=self)


def load_section_types(*, apps: Any, using: str, **options: Any) -> None:
    """Write the file's section types over the database's after each migrate; others stay."""
    try:
        model = apps.get_model("roadmaps", "SectionType")
    except LookupError:  # migrated back to zero
        return
    columns = [field.name for field in model._meta.fields if not field.primary_key]
    rows = [model(**row) for row in json.loads(SECTION_TYPES.read_text())]
    model.objects.using(using).bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=columns)
