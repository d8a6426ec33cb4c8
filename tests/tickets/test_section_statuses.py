import pytest

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from tests.api.conftest import MISSING
from tests.conftest import AT

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def roadmap(inside):
    roadmap = Roadmap.objects.create(version="v1.0")
    for number, status in enumerate(("planned", "planned", "implemented", "in_progress", "deprecated", "planned")):
        RoadmapSection.objects.create(
            roadmap=roadmap, section_number=number, section_name="x", title=f"S{number}", status=status
        )
    return roadmap


def fill(roadmap, **states):
    """Add tickets by section: ``s1=["done", "skipped"]``."""
    pack = TicketPack.objects.create(key="main", title="Main", roadmap=roadmap)
    for name, statuses in states.items():
        for place, status in enumerate(statuses):
            TicketInstance.objects.create(
                ticket_pack=pack, ticket_id=f"{name}-{place}", title="T", section_number=int(name[1:]), status=status
            )


def statuses(roadmap):
    return list(roadmap.sections.order_by("section_number").values_list("status", flat=True))


def test_sections_follow_their_tickets(roadmap):
    fill(
        roadmap,
        s0=["done", "not_started"],
        s1=["done", "skipped"],
        s2=["not_started", "in_progress"],
        s4=["done"],
        s5=["skipped"],
    )

    changes = operations.update_statuses_from_tickets(roadmap_id=roadmap.pk, at=AT)

    assert [(one.section_number, one.before, one.after) for one in changes] == [
        (0, "planned", "in_progress"),
        (1, "planned", "implemented"),
        (2, "implemented", "planned"),
    ]
    assert statuses(roadmap) == ["in_progress", "implemented", "planned", "in_progress", "deprecated", "planned"]
    assert roadmap.sections.get(section_number=0).last_updated_at == AT
    assert roadmap.sections.get(section_number=3).last_updated_at is None


def test_sections_that_follow_already_stay_untouched(roadmap):
    fill(roadmap, s0=["done", "not_started"])
    operations.update_statuses_from_tickets(roadmap_id=roadmap.pk, at=AT)

    assert operations.update_statuses_from_tickets(roadmap_id=roadmap.pk, at=AT) == ()
    assert roadmap.sections.get(section_number=0).row_version == 2


def test_tickets_of_another_roadmap_do_not_count(roadmap):
    fill(Roadmap.objects.create(version="v0.9", is_current=False), s0=["done"])

    assert operations.update_statuses_from_tickets(roadmap_id=roadmap.pk, at=AT) == ()


def test_sections_of_an_unknown_roadmap_are_refused(inside):
    with pytest.raises(Roadmap.DoesNotExist):
        operations.update_statuses_from_tickets(roadmap_id=MISSING, at=AT)
