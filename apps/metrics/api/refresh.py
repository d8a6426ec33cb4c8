from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import etag, expected_version
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.serializers import Flag, LinkId, RowSerializer, StrictSerializer
from apps.core.api.views import ActView
from apps.metrics import refresh
from apps.roadmaps.api.serializers import RoadmapSerializer
from apps.roadmaps.api.views import ROADMAPS, current_roadmap
from apps.roadmaps.choices import PartDecision, ProposalStatus
from apps.roadmaps.models import RefreshPart, RefreshProposal, Roadmap
from apps.tenancy.locks import Busy

PART_FIELDS = (
    "id",
    "position",
    "section_number",
    "section_name",
    "title",
    "kind",
    "change",
    "before_status",
    "after_status",
    "before_markdown",
    "after_markdown",
    "because",
    "decision",
)
RESULTS = [("proposed", "Proposed"), ("unchanged", "Unchanged")]
PARTS = f"""(
    SELECT coalesce(json_agg(json_build_object({", ".join(f"'{name}', p.{name}" for name in PART_FIELDS)})
        ORDER BY p.position), '[]')
    FROM roadmap_refresh_parts p
    WHERE p.tenant_id = roadmap_refresh_proposals.tenant_id AND p.proposal_id = roadmap_refresh_proposals.id
)"""  # noqa: S608 -- names of ours


class RefreshPartSerializer(RowSerializer):
    because = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = RefreshPart
        fields = PART_FIELDS


class RefreshProposalSerializer(RowSerializer):
    roadmap_id = serializers.UUIDField(read_only=True)
    made_roadmap_id = serializers.UUIDField(read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=ProposalStatus.choices, read_only=True)
    progress = serializers.DictField(read_only=True)
    parts = RefreshPartSerializer(many=True, read_only=True)

    class Meta:
        model = RefreshProposal
        fields = (
            "id",
            "roadmap_id",
            "to_version",
            "status",
            "progress",
            "made_roadmap_id",
            "parts",
            "created_at",
            "decided_at",
        )


class RefreshAnswerSerializer(serializers.Serializer):
    """What a refresh came to; without a proposal nothing changed since the version was made."""

    result = serializers.ChoiceField(choices=RESULTS)
    proposal = RefreshProposalSerializer(allow_null=True)


class DecisionSerializer(StrictSerializer):
    """What becomes of one part."""

    part_id = LinkId(RefreshPart)
    decision = serializers.ChoiceField(choices=PartDecision.choices)


class DecisionsSerializer(StrictSerializer):
    """What becomes of the parts that are named, or of all of them."""

    decisions = DecisionSerializer(many=True, required=False, default=list)
    accept_all = Flag(required=False, default=False)


# A decision changes a part and not its proposal, so the version grows with both (refresh.version_of).
VERSION = """row_version + (
    SELECT coalesce(sum(p.row_version), 0)::int FROM roadmap_refresh_parts p
    WHERE p.tenant_id = roadmap_refresh_proposals.tenant_id AND p.proposal_id = roadmap_refresh_proposals.id
)"""
PROPOSALS = Resource(
    "refresh-proposals",
    "proposal",
    RefreshProposalSerializer,
    filters={},
    computed={"parts": PARTS},
    version=VERSION,
)


@contextmanager
def _refused_in_http(proposal_id: UUID | None = None) -> Iterator[None]:
    """Say the operations' refusals as problems; 412 with the proposal as it stands when it is of another version."""
    codes = {
        refresh.NotCurrent: "not_current",
        refresh.NothingAccepted: "nothing_accepted",
        refresh.ProposalClosed: "proposal_closed",
        refresh.ProposalStale: "proposal_stale",
    }
    try:
        yield
    except refresh.ProposalChanged as error:
        assert proposal_id is not None  # noqa: S101 -- asked only where one is compared
        raise PROPOSALS.changed_meanwhile(proposal_id) from error
    except refresh.DecisionUnknown as error:
        raise invalid_field("decisions", "invalid", str(error)) from error
    except Busy as error:
        raise Problem(409, "busy", str(error)) from error
    except refresh.RefreshError as error:
        raise Problem(409, codes.get(type(error), "refused"), str(error)) from error


def _shown(pk: UUID) -> HttpResponse:
    row, version = PROPOSALS.read(pk)
    return json_response(row, headers={"ETag": etag(version)})


def _propose(roadmap_id: UUID) -> HttpResponse:
    with _refused_in_http():
        proposal = refresh.propose_refresh(roadmap_id=roadmap_id, at=timezone.now())
    if proposal is None:
        return json_response({"result": "unchanged", "proposal": None})
    return json_response({"result": "proposed", "proposal": PROPOSALS.read(proposal.pk)[0]})


def _act(name: str, whose: str) -> Act:
    return Act(
        name,
        f"Propose the next version of {whose}",
        RefreshAnswerSerializer,
        says=(
            "From tickets, snapshots and outcome. Sent again it answers the same proposal, as long as nothing changed; "
            "one that progress has passed is replaced."
        ),
        refuses=(404, 409),
    )


class RoadmapRefresh(ActView):
    """The next version of a roadmap."""

    acts = {"POST": _act("refresh", "a roadmap")}

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        return _propose(pk)


class CurrentRefresh(ActView):
    """The next version of the roadmap that people see."""

    acts = {"POST": _act("refresh", "the current roadmap")}

    def post(self, request: Request) -> HttpResponse:
        return _propose(current_roadmap().pk)


class ProposalDetail(ActView):
    """A proposal and its parts."""

    acts = {
        "GET": Act("read", "Read a proposal and its parts", RefreshProposalSerializer, refuses=(404,), versioned=True),
        "PATCH": Act(
            "decide",
            "Accept or leave out parts of a proposal",
            RefreshProposalSerializer,
            takes=DecisionsSerializer,
            example={"accept_all": True},
            refuses=(404,),
            versioned=True,
        ),
    }

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return _shown(pk)

    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        RefreshProposal.objects.only("tenant").get(pk=pk)  # an unknown one is 404 whatever the body says
        given: dict[str, Any] = self.cleaned(request)
        version = expected_version(request)
        with _refused_in_http(pk):
            if given["accept_all"]:
                refresh.accept_all(proposal_id=pk, version=version)
                version = None  # compared; this decided meanwhile
            named = {one["part_id"]: one["decision"] for one in given["decisions"]}
            refresh.decide_parts(proposal_id=pk, decisions=named, version=version)
        return _shown(pk)


class ProposalApply(ActView):
    """The version that a proposal becomes."""

    acts = {
        "POST": Act(
            "apply",
            "Make the next version from the accepted parts",
            RoadmapSerializer,
            says="What is undecided is left out. 409 when progress moved on, or when nothing is accepted.",
            statuses=(201,),
            refuses=(404, 409, 412),
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        with _refused_in_http(pk):
            made: Roadmap = refresh.apply_proposal(proposal_id=pk, version=expected_version(request), at=timezone.now())
        place = reverse("api-roadmap", args=[made.pk])
        return json_response(ROADMAPS.read(made.pk)[0], status=201, headers={"Location": place})
