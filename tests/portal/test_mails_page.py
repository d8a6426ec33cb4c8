from __future__ import annotations

from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from tests.portal.makers import signed_in


def habits(place, role: str) -> tuple[bool, bool]:
    with tenant_context(place.firm.pk):
        seat = Membership.objects.get(user_id=place.people[role].pk)
        return seat.wants_digest, seat.wants_alerts


def test_mails_page_shows_what_the_person_gets(harbor):
    page = signed_in(harbor.people["viewer"]).get(f"{harbor.url}mails/").content.decode()

    assert page.count(" checked") == 2
    assert harbor.people["viewer"].email in page


def test_mails_page_saves_the_choice_of_this_person_alone(harbor):
    client = signed_in(harbor.people["viewer"])

    answer = client.post(f"{harbor.url}mails/save/", {"alerts": "on"})

    assert answer.url == f"{harbor.url}mails/"
    assert habits(harbor, "viewer") == (False, True)
    assert habits(harbor, "owner") == (True, True)
