import os
from apps.tenancy.context import tenant_context
from tests.browser.scaffolding import make_projects
from tests.portal.makers import make_place
OUT="/tmp/pd-shots"
def test_shots(harbor, open_page):
    os.makedirs(OUT, exist_ok=True)
    with tenant_context(harbor.firm.pk):
        due = make_projects()
        from apps.patterns.models import ProjectOutcome
        one = ProjectOutcome.objects.get(project_name="Clinic tool 2")
    other = make_place("castellan-logistics", name="Castellan Logistics")
    pages = dict(line.split("=",1) for line in os.environ.get("PAGES","").split())
    allp = {"projects":"patterns/","project":f"patterns/projects/{one.pk}/","due":f"patterns/projects/{due.pk}/","form":f"patterns/projects/{due.pk}/feedback/","delete":f"patterns/projects/{one.pk}/delete/","library":"patterns/library/","pattern":"patterns/library/rest-api/","new":"patterns/new/","analytics":"patterns/analytics/?period=90d","feedback":"patterns/feedback/","export":"patterns/feedback/export/","empty":"/f/castellan-logistics/patterns/","emptya":"/f/castellan-logistics/patterns/analytics/", "none":"patterns/?q=zzz"}
    only = os.environ.get("ONLY","").split(",") if os.environ.get("ONLY") else list(allp)
    for who in ("owner","other"):
        for name in only:
            path = allp[name]
            if (who=="other") != path.startswith("/"): continue
            user = other.people["owner"] if who=="other" else harbor.people["owner"]
            for w,scheme in ((1280,"light"),(360,"dark")):
                page = open_page(user, path if path.startswith("/") else harbor.url+path, viewport={"width":w,"height":800}, color_scheme=scheme, reduced_motion="reduce")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=f"{OUT}/{name}-{w}.png", full_page=True)
                print(name, w, page.evaluate("document.documentElement.scrollWidth"))
                if name=="form":
                    page.keyboard.press("Tab")
                    page.locator("[name=overall_satisfaction][value='4']").check(force=True)
                    page.locator("[data-next]").click()
                    page.screenshot(path=f"{OUT}/{name}2-{w}.png", full_page=True)
                page.context.close()
