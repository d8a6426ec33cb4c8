"""Pictures for the eye."""

import os, pytest
from django.conf import settings
from tests.portal.makers import *
from tests.browser.conftest import *

OUT = "/tmp/h11shots"
os.makedirs(OUT, exist_ok=True)
LONGT = "Move every appointment reminder, recall and post-treatment message that still lives in the practice software into the shared inbox, and agree with the front desk who answers which of them after six"


@pytest.fixture
def full(server):
    p = make_place("harbor-dental", name="Harbor Dental Partners and Associated Surgeries of Portland")
    e = make_place("empty-firm", name="Castellan Logistics")
    make_member(e.firm, p.people["owner"], "member")
    with tenant_context(p.firm.pk, actor={"name": "Ines Duarte", "via": "page"}):
        from apps.tenancy import operations as ten

        r = Roadmap.objects.create(version="v1.0")
        for i, t in enumerate(
            [
                "Executive briefing",
                "Diagnostic analysis",
                "System architecture",
                "High-leverage systems and the order in which they are switched on",
            ]
        ):
            RoadmapSection.objects.create(
                roadmap=r,
                section_number=i + 1,
                section_name=f"s{i}",
                title=t,
                content_markdown=PLAN * 3,
                status="implemented" if i == 0 else "planned",
            )
        p.pack = make_pack(
            roadmap=r,
            is_primary=True,
            tickets=[
                ("H-101", LONGT, 1, "Marcus Bell"),
                ("H-102", "Write the greeting for missed calls", 1, "Maximiliane Freifrau von Hohenstein-Waldburg"),
                ("H-103", "Agree on who answers after six", 1, ""),
                ("H-104", "Skip me", 1, ""),
                ("H-201", "Turn on the text after a missed call", 2, "Marcus Bell"),
                ("H-202", "Count the calls that were returned", 2, ""),
                ("H-301", "Print the new reception sheet", None, ""),
            ],
        )
        p.tickets = {t.ticket_id: t for t in p.pack.tickets.all()}
        depend(p.tickets["H-201"], p.tickets["H-101"])
        depend(p.tickets["H-202"], p.tickets["H-101"])
        depend(p.tickets["H-202"], p.tickets["H-201"])
        TicketInstance.objects.filter(pk=p.tickets["H-101"].pk).update(
            description="Why it matters: **calls are lost**.\n\n1. One\n2. Two\n\n- [ ] a\n- [x] b",
            notes="Asked the vendor.",
        )
        for i in range(9):
            make_pack(
                key=f"extra-{i}",
                title=f"Extra pack {i} for the recall campaign",
                tickets=many_tickets(200 if i == 0 else 4),
            )
        ten.invite(email="a.very.long.address.of.somebody@subdomain.hospital-group.example", role="member", at=NOW)
        for n in ("reporting script", "The nightly export of the practice management system to the warehouse"):
            t, _ = ten.make_token(name=n, scopes=["read"], at=NOW)
        ten.revoke_token(token_id=t.pk, at=NOW)
    p.move("H-103", "done")
    p.move(
        "H-102",
        "blocked",
        reason="The vendor has not answered since Monday, and without the recording nobody can write the greeting; Ines calls them on Thursday.",
    )
    p.move("H-104", "skipped")
    p.move("H-301", "in_progress")
    return p, e


def test_shots(full, open_page):
    p, e = full
    which = os.environ.get("ONLY", "").split()
    for w, scheme in ((1280, "light"), (360, "dark"), (360, "light"), (1280, "dark")):
        tag = f"{w}{scheme[0]}"
        if os.environ.get("TAGS") and tag not in os.environ["TAGS"].split():
            continue
        pg = open_page(p.people["owner"], viewport={"width": w, "height": 800}, color_scheme=scheme)

        def shot(name, path=None):
            if which and name not in which:
                return
            if path:
                pg.goto(path)
                pg.wait_for_timeout(200)
            over = pg.evaluate("document.documentElement.scrollWidth")
            if over > w:
                print("OVERFLOW", name, tag, over)
            pg.screenshot(path=f"{OUT}/{name}-{tag}.png", full_page=True)

        shot("home", p.url)
        shot("board", p.url + "tickets/")
        shot("board200", p.url + "tickets/?pack=extra-0")
        shot("detail", p.url + f"tickets/{p.tickets['H-101'].pk}/")
        shot("detailb", p.url + f"tickets/{p.tickets['H-102'].pk}/")
        shot("roadmap", p.url + "roadmap/1/")
        shot("people", p.url + "people/")
        shot("tokens", p.url + "tokens/")
        shot("firms", "/")
        shot("404", p.url + "nope/")
        if not which or "newtoken" in which:
            pg.goto(p.url + "tokens/")
            pg.fill("[name=name]", "x")
            pg.get_by_role("button", name="Make token").click()
            shot("newtoken")
        if not which or "boardopen" in which:
            pg.goto(p.url + "tickets/")
            pg.locator(".tk .menu summary").nth(0).click()
            shot("boardopen")
            pg.get_by_role("button", name="Done: H-101").click()
            pg.wait_for_timeout(400)
            shot("boardopen2")
            pg.goto(p.url + "tickets/?q=zzz")
            shot("boardnone")
        shot("emptyhome", "/f/empty-firm/")
        shot("emptyboard", "/f/empty-firm/tickets/")
        shot("emptyroadmap", "/f/empty-firm/roadmap/")
        shot("403", "/f/empty-firm/tokens/")
        pg2 = open_page(None, "/accounts/login/", viewport={"width": w, "height": 800}, color_scheme=scheme)
        pg2.screenshot(path=f"{OUT}/login-{tag}.png", full_page=True)
        pg2.goto("/invite/nope/")
        pg2.screenshot(path=f"{OUT}/invite-{tag}.png", full_page=True)
        if tag == "1280l":
            pg.emulate_media(media="print")
            shot("printboard", p.url + "tickets/")
            shot("printroadmap", p.url + "roadmap/1/")
