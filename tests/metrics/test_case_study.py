"""The case study: each figure derived by hand, nothing of its own, and the ways it is taken out."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.core.markdown import render
from apps.metrics import operations
from apps.metrics.case_study import NothingToTell, case_study, export_case_study
from apps.metrics.models import MetricDefinition, RoadmapOutcome
from apps.roadmaps.models import RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Tenant
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.models import AuditEvent
from tests.conftest import AT
from tests.metrics.makers import AFTER, BEFORE, RATES, capture, days_ago, make_plan, measure

SUMMARY = """# SECTION 1 — Executive summary

> **Delivered:** 1 of 3 tickets.

Prepared for the owner.

## Where we stand

Harbor runs three clinics, and a third of its
web inquiries wait **four hours** for an answer.

Another paragraph that is longer than the first one.
"""
TEXT = """# Case study: Harbor Dental Partners

*Mar 2, 2026. Roadmap v1.0. Every figure comes from the firm's own tickets and measurements.*

## The situation

> Harbor runs three clinics, and a third of its
> web inquiries wait **four hours** for an answer.

## What was done

- 1 of 3 sections implemented: Answer desk.
- 2 of 4 tickets done, the first on Feb 10, 2026, the last on Feb 20, 2026.
- 1 ticket left out on purpose; not counted above.

## Before and after

| Measure | Before, Jan 1, 2026 | After, Mar 2, 2026 | Change | Which is |
| --- | ---: | ---: | ---: | --- |
| Time to first answer | 240 min | 45 min | −195 min | 81.3 % better |
| Inquiries that become appointments | 30 % | 38 % | +8 points | 26.7 % better |
| Appointments that become deals | 40 % | 44 % | +4 points | 10 % better |
| Work recorded in the CRM | 35 % | 70 % | +35 points | 100 % better |
| Administrative hours a week | 52 h | 37 h | −15 h | 28.8 % better |
| Client score (NPS) | 38 | 30 | −8 | worse |

On track: the net return of a year is 357.7 %. No promised change was measured, so the return decides: \
on track from 100 %, at risk from 50 %, off track below.

## What it is worth in a year

- **Hours saved a year: 780 h.** Hours less a week × 52 weeks. Here: hours less a week 15 h, weeks a year 52.
- **Value of the hours: 31,200 USD.** Hours saved a year × cost of an hour. Here: hours saved a year 780 h, \
cost of an hour 40 USD.
- **Revenue of more appointments: 38,016 USD.** Inquiries a year × points more that become appointments ÷ 100 × value \
of a deal × close rate now ÷ 100. Here: inquiries a year 1,200, points more that become appointments 8 points, \
value of a deal 900 USD, close rate now 44 %.
- **Revenue of better closing: 12,960 USD.** Inquiries a year × share of appointments before ÷ 100 × value of a deal × \
points closed more ÷ 100. Here: inquiries a year 1,200, inquiries that became appointments before 30 %, \
value of a deal 900 USD, points closed more 4 points.
- **Cost avoided by better records: 210 USD.** Points more recorded in the CRM ÷ 100 × inquiries a year × 0.50. Here: \
points more recorded in the CRM 35 points, inquiries a year 1,200, saved an inquiry 0.50 USD (assumed).
- **Benefit of a year: 82,386 USD.** The sums above together.
- **Net return: 357.7 %.** (value of the hours + revenue + cost avoided − cost of the program) ÷ cost of the program × \
100. Here: benefit of a year 82,386 USD, cost of the program 18,000 USD.

Assumed, neither measured nor entered by the firm: saved an inquiry.

## What is still open

- Sections not implemented yet: Executive summary, Recall.
- 2 tickets open, 1 of them blocked.
- Worse than before: Client score (NPS).
- Not measured yet: after 30 days, 90 days.

## How it was measured

- Baseline: Jan 1, 2026. Entered by hand, 6 readings
- 60 days: Mar 2, 2026. API, 6 readings

Computed on Mar 2, 2026 from the stored readings. One reading before and one after: how much of a change is chance \
cannot be told from two readings.
"""


@pytest.fixture
def plan(inside):
    roadmap = make_plan()
    section(roadmap, 1, "SECTION 1 — Executive summary", name="executive_summary", content_markdown=SUMMARY)
    section(roadmap, 2, "Answer desk", status="implemented")
    section(roadmap, 3, "Recall", status="in_progress")
    section(roadmap, 4, "Given up", status="deprecated")
    pack = TicketPack.objects.create(roadmap=roadmap, key="main", title="Main", is_primary=True)
    for code, status, done in [("A", "done", 20), ("B", "done", 10), ("C", "blocked", 0), ("D", "skipped", 0)]:
        stamps = {"started_at": days_ago(done), "completed_at": days_ago(done)} if done else {}
        reason = {"blocked_reason": "No contract"} if status == "blocked" else {}
        TicketInstance.objects.create(ticket_pack=pack, ticket_id=code, title=code, status=status, **stamps, **reason)
    TicketInstance.objects.create(ticket_pack=pack, ticket_id="E", title="E")
    loose = TicketPack.objects.create(key="loose", title="Of no roadmap")
    TicketInstance.objects.create(ticket_pack=loose, ticket_id="X", title="X")
    return roadmap


def section(roadmap, number, title, *, name="own", **fields):
    return RoadmapSection.objects.create(
        roadmap=roadmap, section_number=number, section_name=name, title=title, **fields
    )


def part(text: str, heading: str) -> str:
    return text.partition(f"## {heading}\n\n")[2].partition("\n\n## ")[0].strip()


def test_every_figure_follows_by_hand(plan):
    operations.set_assumptions(values=RATES, at=AT)
    capture("baseline", BEFORE, days=60)
    capture("60d", AFTER | {"nps": 30}, source="api")

    assert case_study(at=AT) == TEXT
    assert case_study(at=AT) == case_study(at=AT)


def test_days_are_days_of_the_firm(plan):
    Tenant.objects.update(time_zone="Pacific/Auckland")
    measure()

    text = case_study(at=AT)

    assert "*Mar 2, 2026. " in text
    Tenant.objects.update(time_zone="Pacific/Honolulu")
    assert "*Mar 1, 2026. " in case_study(at=AT)


def test_figures_are_those_that_the_outcome_kept(plan):
    measure()
    before = case_study(at=AT)
    MetricDefinition.objects.filter(key="nps").update(label="Renamed", is_active=False)
    operations.set_assumptions(values=RATES, at=AT)
    RoadmapOutcome.objects.update(target_snapshot=None)

    after = case_study(at=AT)

    assert part(after, "What it is worth in a year") == part(before, "What it is worth in a year")
    assert "| Client score (NPS) | 38 | 51 | +13 | better |" in after
    assert "| Measure | Before, Jan 1, 2026 | After | Change | Which is |" in after


def test_what_nobody_entered_is_named_as_assumed(plan):
    measure()

    worth = part(case_study(at=AT), "What it is worth in a year")

    assert "cost of an hour 75 USD (assumed)" in worth
    assert "Assumed, neither measured nor entered by the firm: cost of an hour, inquiries a year, " in worth


def test_what_was_measured_once_is_told_as_such(plan):
    measure(before={"weekly_ops_hours": 52, "nps": 38}, after={"weekly_ops_hours": 52, "close_rate": 44})

    text = case_study(at=AT)

    assert "| Administrative hours a week | 52 h | 52 h | 0 h | unchanged |" in text
    assert "| Client score (NPS) | 38 | – | – | not measured twice |" in text
    assert "Time to first answer" not in part(text, "Before and after")
    assert "- Revenue of better closing: not known. Missing: Appointments that become deals." in text


def test_without_a_summary_and_work_it_says_so(inside):
    make_plan()
    measure()

    text = case_study(at=AT)

    assert (
        part(text, "The situation")
        == "Where Harbor Dental Partners stood before the work is told by the readings below."
    )
    assert part(text, "What was done") == "No section and no ticket was written down."


def test_texts_of_the_firm_are_shown_as_written(inside):
    Tenant.objects.update(name="A|B *Dental*\n# & <b>Co</b>")
    roadmap = make_plan()
    section(roadmap, 2, "Desk | [x](y) `z`", status="implemented")
    MetricDefinition.objects.filter(key="nps").update(label="Score | <i>so</i>")
    measure()

    text = case_study(at=AT)
    html = str(render(text))

    assert text.startswith("# Case study: A\\|B \\*Dental\\* \\# \\& \\<b\\>Co\\</b\\>\n")
    assert "<td>Score | &lt;i&gt;so&lt;/i&gt;</td>" in html
    assert "implemented: Desk | [x](y) `z`." in html
    assert html.count("<tr>") == 7
    assert "<em>Dental" not in html


@pytest.mark.parametrize(
    ("arrange", "says"),
    [
        (lambda: None, "There is no roadmap yet"),
        (make_plan, "Nothing was measured yet; begin with the baseline."),
        (lambda: (make_plan(), capture("baseline", BEFORE)), "Only the baseline was measured"),
        (lambda: (make_plan(), measure(), RoadmapOutcome.objects.all().delete()), "Compute the outcome"),
    ],
)
def test_without_an_outcome_it_is_refused_in_words(inside, arrange, says):
    arrange()

    with pytest.raises(NothingToTell, match=says):
        case_study(at=AT)
    with pytest.raises(NothingToTell, match=says):
        export_case_study(at=AT)
    assert not AuditEvent.objects.filter(event_type="case_study_export").exists()


def test_export_is_remembered_and_reading_is_not(plan):
    measure()

    case_study(at=AT)
    study = export_case_study(at=AT)

    (event,) = AuditEvent.objects.filter(event_type="case_study_export")
    assert (event.entity_type, event.entity_id, event.after) == ("roadmap", str(plan.pk), {"version": "v1.0"})
    assert (study.version, study.text) == ("v1.0", case_study(at=AT))


# The command


@pytest.fixture
def told(firm):
    with tenant_context(firm.pk):
        make_plan()
        measure()
    return firm


def run(*given: str) -> str:
    out = StringIO()
    call_command("roadmap_case_study", *given, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_command_prints_or_writes_it(told, tmp_path):
    file = tmp_path / "case.md"

    printed = run("--tenant", told.slug)
    said = run("--tenant", told.slug, "--out", str(file))

    assert printed.startswith("# Case study: Harbor Dental Partners\n")
    assert file.read_text() == printed
    assert said == f"harbor-dental: the case study of roadmap v1.0 is in {file}\n"
    with tenant_context(told.pk):
        assert AuditEvent.objects.filter(event_type="case_study_export").count() == 2


def test_command_in_json(told, tmp_path):
    file = tmp_path / "case.md"

    shown = json.loads(run("--tenant", told.slug, "--json"))
    written = json.loads(run("--tenant", told.slug, "--json", "--out", str(file)))

    assert set(shown) == {"roadmap_version", "markdown"}
    assert shown["markdown"] == file.read_text()
    assert written == {"roadmap_version": "v1.0", "file": str(file)}


def test_command_without_an_outcome_writes_nothing(firm, tmp_path):
    with pytest.raises(CommandError, match="1 of 1 firms failed"):
        run("--tenant", firm.slug, "--out", str(tmp_path / "case.md"))

    assert list(tmp_path.iterdir()) == []


def test_command_that_cannot_write_remembers_nothing(told, tmp_path):
    with pytest.raises(CommandError):
        run("--tenant", told.slug, "--out", str(tmp_path / "no" / "case.md"))

    with tenant_context(told.pk):
        assert not AuditEvent.objects.filter(event_type="case_study_export").exists()
