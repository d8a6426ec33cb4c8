"""The refresh by command and by API."""

from __future__ import annotations

import pytest

from apps.roadmaps.models import RefreshProposal, Roadmap
from apps.tenancy.choices import Role, Scope
from apps.tenancy.context import tenant_context
from tests.commands import run
from tests.roadmaps.conftest import api, client_of
from tests.roadmaps.refresh_world import make_world

# The command


def test_command_prints_the_proposal_and_its_differences(world):
    ran = run("roadmap_refresh", "--tenant", "harbor-dental")

    with tenant_context(world.firm.pk):
        proposal = RefreshProposal.objects.get()
    assert ran.failure is None
    assert "status: Planned → In progress" in ran.out
    assert "+> **Progress:** 50 %, 1 of 2 tickets done, as of Feb 3, 2026." in ran.out
    assert "because: H-001 done Feb 3, 2026" in ran.out
    assert f"harbor-dental: proposal {proposal.pk} for v1.1, 6 parts" in ran.out


def test_command_accepts_all_and_prints_the_version(world):
    ran = run("roadmap_refresh", "--tenant", "harbor-dental", "--accept-all", "--json")

    with tenant_context(world.firm.pk):
        made = Roadmap.objects.get(is_current=True)
    assert (ran.json["result"], ran.json["to_version"], ran.json["roadmap_id"]) == ("made", "v1.1", str(made.pk))
    assert run("roadmap_refresh", "--tenant", "harbor-dental").out == "harbor-dental: unchanged\n"
    assert run("roadmap_refresh", "--tenant", "harbor-dental", "--json").json == {"result": "unchanged"}


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("v1.0", "v1.0 is not the version that people see"),
        ("v7.0", "The firm has no roadmap v7.0; there are v1.0, v1.1"),
    ],
)
def test_command_refuses_a_version_that_is_not_current(refreshed, version, said):
    ran = run("roadmap_refresh", "--tenant", "harbor-dental", "--roadmap-version", version)

    assert ran.failure == "1 of 1 firms failed: harbor-dental."
    assert said in ran.err


# The API


@pytest.mark.parametrize("method", ["read", "viewer"])
def test_api_refresh_by_a_reader_is_refused(world, method):
    if method == "read":
        response = api(world.firm, Scope.READ)("post", "roadmap/refresh")
    else:
        response = client_of(world.firm, Role.VIEWER).post("/f/harbor-dental/api/roadmap/refresh")

    assert response.status_code == 403
    with tenant_context(world.firm.pk):
        assert RefreshProposal.objects.count() == 0


def test_api_of_another_firm_knows_nothing_of_it(refreshed, other_firm):
    make_world(other_firm)
    ask = api(other_firm)
    with tenant_context(refreshed.firm.pk):
        proposal = RefreshProposal.objects.get()

    for method, path in (
        ("get", f"roadmaps/{refreshed.roadmap.pk}/versions"),
        ("get", f"roadmaps/{refreshed.roadmap.pk}/changelog"),
        ("post", f"roadmaps/{refreshed.roadmap.pk}/refresh"),
        ("get", f"refresh-proposals/{proposal.pk}"),
        ("patch", f"refresh-proposals/{proposal.pk}"),
        ("post", f"refresh-proposals/{proposal.pk}/apply"),
    ):
        assert ask(method, path).status_code == 404, path


def test_api_refuses_to_apply_what_nobody_accepted(world):
    ask = api(world.firm)
    proposal = ask("post", "roadmap/refresh").json()["proposal"]

    response = ask("post", f"refresh-proposals/{proposal['id']}/apply")

    assert (response.status_code, response.json()["code"]) == (409, "nothing_accepted")


def test_api_refuses_a_part_of_no_proposal(world):
    ask = api(world.firm)
    proposal = ask("post", "roadmap/refresh").json()["proposal"]
    unknown = {"part_id": proposal["id"], "decision": "accepted"}

    response = ask("patch", f"refresh-proposals/{proposal['id']}", {"decisions": [unknown]})

    assert response.status_code == 400
    assert "decisions" in response.json()["errors"][0]["field"]


def test_api_refuses_to_refresh_an_earlier_version(refreshed):
    response = api(refreshed.firm)("post", f"roadmaps/{refreshed.roadmap.pk}/refresh")

    assert (response.status_code, response.json()["code"]) == (409, "not_current")


def test_api_compares_a_proposal_with_what_the_caller_saw(world):
    ask = api(world.firm)
    proposal = ask("post", "roadmap/refresh").json()["proposal"]
    path = f"refresh-proposals/{proposal['id']}"
    one = {"decisions": [{"part_id": proposal["parts"][0]["id"], "decision": "accepted"}]}

    seen = ask("get", path)
    decided = ask("patch", path, one, If_Match=seen["ETag"])
    same = ask("patch", path, one, If_Match=decided["ETag"])
    late = ask("patch", path, {"accept_all": True}, If_Match=seen["ETag"])
    late_apply = ask("post", f"{path}/apply", If_Match=seen["ETag"])

    assert (decided.status_code, same.status_code) == (200, 200)
    assert seen["ETag"] != decided["ETag"] == same["ETag"]
    for refused in (late, late_apply):
        assert (refused.status_code, refused.json()["code"]) == (412, "changed_meanwhile")
        assert refused["ETag"] == decided["ETag"]
        assert refused.json()["current"] == decided.json()
    all_of_it = ask("patch", path, {"accept_all": True} | one, If_Match=decided["ETag"])
    assert {part["decision"] for part in all_of_it.json()["parts"]} == {"accepted"}
    assert ask("post", f"{path}/apply", If_Match=all_of_it["ETag"]).status_code == 201
    assert ask("get", path)["ETag"] != all_of_it["ETag"]


def test_api_goes_from_proposal_to_version(world):
    ask = api(world.firm)
    result = ask("post", f"roadmaps/{world.roadmap.pk}/refresh").json()
    proposal, parts = result["proposal"], result["proposal"]["parts"]
    assert (result["result"], proposal["to_version"], {part["decision"] for part in parts}) == (
        "proposed",
        "v1.1",
        {"pending"},
    )
    assert ask("post", "roadmap/refresh").json()["proposal"]["id"] == proposal["id"]
    chosen = {part["change"]: part["id"] for part in parts if part["section_number"] == 3}
    decisions = [{"part_id": chosen["progress"], "decision": "accepted"}]

    decided = ask("patch", f"refresh-proposals/{proposal['id']}", {"decisions": decisions}).json()
    made = ask("post", f"refresh-proposals/{proposal['id']}/apply")

    assert [part["id"] for part in decided["parts"] if part["decision"] == "accepted"] == [chosen["progress"]]
    assert (made.status_code, made.json()["version"], made.json()["is_current"]) == (201, "v1.1", True)
    assert made["Location"] == f"/api/roadmaps/{made.json()['id']}"
    again = ask("post", f"refresh-proposals/{proposal['id']}/apply")
    assert (again.status_code, again.json()["code"]) == (409, "proposal_closed")
    assert ask("post", "roadmap/refresh").json() == {"result": "unchanged", "proposal": None}
    assert ask("get", f"refresh-proposals/{proposal['id']}").json()["status"] == "accepted"
    for pk in (world.roadmap.pk, made.json()["id"]):
        versions = ask("get", f"roadmaps/{pk}/versions").json()["results"]
        assert [row["version"] for row in versions] == ["v1.1", "v1.0"]
        logs = ask("get", f"roadmaps/{pk}/changelog").json()["results"]
        assert [(row["from_version"], row["to_version"]) for row in logs] == [("v1.0", "v1.1")]
