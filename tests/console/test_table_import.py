"""Lists as files: what is exported comes back unchanged, and nothing is written that was not shown."""

import csv
import io
import json
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from apps.core.table_files import FileRefused, read_table, write_table
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.work import operations as work
from tests.console.bulk_pages import HERE, OVER_ALL, acts, apply, newest_batch, undo, upload
from tests.console.conftest import fresh, make_pack, move, said

PACKS = "/f/harbor-dental/admin/tickets/ticketpack/"
SECTIONS = "/f/harbor-dental/admin/roadmaps/roadmapsection/"
BAD = re.compile(r'name="bad" value="([^"]+)"')
WILD = [
    "=1+1",
    "+49 30",
    "-5",
    "@home",
    "'=quoted",
    "''-twice",
    "a;b,c\t“d”\nsecond line",
    "\tindented",
    "héllo — 你好",
    "  ",
]


def kinds(page):
    return dict(page.context["counts"])


def errors(page):
    return [(one.line.number, " ".join(one.errors)) for one in page.context["bad"]]


def codes(firm):
    with tenant_context(firm.pk):
        return {t.ticket_id: t for t in TicketInstance.objects.all()}


def export(client, kind, *, at=HERE, query=""):
    return client.post(f"{at}export/?{query}", {"format": kind})


# Files


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_wild_texts_come_back_unchanged_and_none_is_a_formula(kind):
    content = write_table(kind, ["n", "text"], [[n, text] for n, text in enumerate(WILD)])

    read = read_table(f"x.{kind}", content)

    assert [line.cells["text"] for line in read.lines] == WILD
    assert [line.cells["n"] for line in read.lines] == [str(n) for n in range(len(WILD))]
    if kind == "csv":
        cells = [row[1] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1:]
    else:
        cells = [row[1].value for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2)]
    assert not [cell for cell in cells if str(cell).startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize(
    "content",
    [
        b"pack;code;title\nx;H-1;One, two\n",
        '\ufeffpack,code,title\r\nx,H-1,"One, two"\r\n'.encode(),
        "pack\tcode\ttitle\nx\tH-1\tOne, two\n".encode("utf-16"),
        b'Pack, CODE ,Title\nx,H-1,"One, two"\n\n,,\n',
    ],
    ids=["semicolons", "BOM", "UTF-16 with tabs", "capitals and empty rows"],
)
def test_spreadsheets_dialects_are_read(content):
    table = read_table("x.csv", content)

    assert table.columns == ("pack", "code", "title")
    assert [line.cells for line in table.lines] == [{"pack": "x", "code": "H-1", "title": "One, two"}]


def zip_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 120_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"", "is empty"),
        ("x.pdf", b"%PDF-1.7 x", "no CSV and no XLSX"),
        ("x.xls", b"\xd0\xcf\x11\xe0\x00\x00", "no CSV and no XLSX"),
        ("x.xlsx", b"PK\x03\x04 broken", "no XLSX workbook that can be read"),
        ("x.xlsx", zip_bomb(), "too large when it is unpacked"),
        ("x.csv", "pack,code\nx,Müller\n".encode("latin-1"), "Line 2 has letters in another encoding"),
        ("x.csv", b'a,b\n1,"2\n', "Line 2 is no CSV"),
        ("x.csv", b"a,b\n1,2,3\n", "Line 2 has more cells"),
        ("x.csv", b"a,a\n1,2\n", "“a” is there twice"),
        ("x.csv", b"a,,b\n1,2,3\n", "one of the names is empty"),
        ("x.csv", b"a\n" + b"1\n" * 10_001, "more than 10,000 rows"),
        ("x.csv", b"a\n" + b"1" * 5_000_001, "At most 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_that_cannot_be_read_says_why(name, content, said):
    with pytest.raises(FileRefused, match=re.escape(said)):
        read_table(name, content)


def test_text_that_a_cell_cannot_hold_is_not_cut():
    with pytest.raises(FileRefused, match="Use CSV or JSON"):
        write_table("xlsx", ["text"], [["x" * 40_000]])


# Export


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_export_holds_the_filtered_rows_and_is_noted(staff_client, firm, kind):
    done, _, _ = make_pack(firm)
    move(done, "done")

    response = export(staff_client, kind, query="status__exact=done")

    assert response.headers["Content-Disposition"].startswith('attachment; filename="tickets-')
    if kind == "json":
        rows = [row["code"] for row in json.loads(response.content)]
    else:
        rows = [line.cells["code"] for line in read_table(f"x.{kind}", response.content).lines]
    assert rows == ["H-001"]
    assert acts(firm) == ["export"]


def test_export_over_all_firms_names_the_firm_and_is_noted_in_each(staff_client, firm, other_firm, stranger_firm):
    for one in (firm, other_firm, stranger_firm):
        make_pack(one, tickets=1)

    response = export(staff_client, "csv", at=OVER_ALL)

    lines = read_table("x.csv", response.content).lines
    assert sorted(line.cells["firm"] for line in lines) == ["castellan-logistics", "harbor-dental"]
    assert (acts(firm), acts(other_firm), acts(stranger_firm)) == (["export"], ["export"], [])


@pytest.mark.parametrize("table", ["tenancy/membership", "tenancy/tenant"])
@pytest.mark.parametrize("before", ["/f/harbor-dental/admin/", "/admin/"])
def test_people_and_firms_are_exported(staff_client, firm, table, before):
    response = export(staff_client, "csv", at=f"{before}{table}/")

    assert response.status_code == 200
    assert ("Sam Whitlock" if "member" in table else "Harbor Dental Partners") in response.content.decode()


def test_export_of_more_rows_than_a_page_takes_is_refused(staff_client, firm, monkeypatch):
    make_pack(firm)
    monkeypatch.setattr("apps.work.modeladmins.tables.MOST_ROWS", 2)

    response = staff_client.post(f"{HERE}export/", {"format": "csv"}, follow=True)

    assert "more than 2 rows. Narrow it" in said(response)
    assert acts(firm) == []


# Import


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_imported_again_changes_nothing(staff_client, firm, kind):
    tickets = make_pack(firm)
    with tenant_context(firm.pk):
        for ticket, text in zip(tickets, WILD, strict=False):
            TicketInstance.objects.filter(pk=ticket.pk).update(notes=text, title=text)
    move(tickets[0], "blocked", reason="=No login")

    page = upload(staff_client, export(staff_client, kind).content, name=f"tickets.{kind}")

    assert kinds(page) == {"same": 3}
    assert "Everything in the file is so already." in page.text


def test_import_shows_what_it_does_and_does_it_as_one_batch(staff_client, firm):
    make_pack(firm)
    page = upload(
        staff_client,
        "pack,code,title,status,sprint\n"
        "rollout,H-001,Ticket 1,done,2\n"
        "rollout,H-002,Ticket 2,asleep,\n"
        "rollout,H-003,Ticket 3,,\n"
        "rollout,H-100,A new one,In progress,3\n",
    )
    assert kinds(page) == {"changed": 1, "bad": 1, "same": 1, "new": 1}
    assert {(c.label, c.before, c.after) for c in page.context["told"][0].changes} == {
        ("status", "not_started", "done"),
        ("sprint", "", "2"),
    }
    assert errors(page)[0][0] == 3
    assert set(codes(firm)) == {"H-001", "H-002", "H-003"}

    apply(staff_client, page)

    after = codes(firm)
    assert (after["H-001"].status, after["H-001"].sprint_number) == ("done", 2)
    assert (after["H-100"].status, after["H-100"].sprint_number, after["H-100"].title) == (
        "in_progress",
        3,
        "A new one",
    )
    assert (after["H-002"].status, acts(firm)) == ("not_started", ["import"])
    batch = newest_batch(firm)
    assert (batch.title, batch.done_count, batch.skipped[0]["label"]) == (
        "Import tickets.csv",
        2,
        "line 3: H-002 Ticket 2",
    )


def test_import_is_undone_rows_that_it_made_too(staff_client, firm):
    make_pack(firm)
    apply(staff_client, upload(staff_client, "pack,code,title\nrollout,H-001,Other\nrollout,H-9,New\n"))
    assert {"H-001", "H-9"} <= set(codes(firm))

    undo(staff_client, firm)
    assert "H-9" not in codes(firm)
    assert codes(firm)["H-001"].title == "Ticket 1"
    undo(staff_client, firm)

    assert (codes(firm)["H-9"].title, codes(firm)["H-001"].title) == ("New", "Other")


def test_columns_that_the_file_leaves_out_stay(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "blocked", reason="No login")

    apply(staff_client, upload(staff_client, "pack,code,assignee\nrollout,H-001,Omar\n"))

    now = fresh(ticket)
    assert (now.assignee, now.status, now.blocked_reason, now.title) == ("Omar", "blocked", "No login", "Ticket 1")


def test_every_bad_row_says_why(staff_client, firm, other_firm):
    make_pack(firm)
    make_pack(other_firm, key="theirs", prefix="C")
    move(next(iter(codes(firm).values())), "blocked", reason="No login")

    page = upload(
        staff_client,
        "firm,pack,code,title,status,blocked_reason,sprint\n"
        ",,H-001,x,,,\n"
        ",rollout,H-001,x,done,,\n"
        ",rollout,H-002,x,asleep,,\n"
        ",rollout,H-003,x,skipped,why,\n"
        ",rollout,H-003,x,skipped,,\n"
        ",rollout,H-004,,not_started,,\n"
        ",rollout,H-005,x,not_started,,soon\n"
        ",theirs,C-001,x,not_started,,\n"
        "castellan-logistics,rollout,H-006,x,not_started,,\n"
        ",rollout,H-007,x,blocked,,\n"
        f",rollout,H-008,{'x' * 501},not_started,,\n",
    )

    said_of = dict(errors(page))
    for number, words in {
        2: "pack is empty",
        3: "it is blocked: start it before it becomes done",
        4: "“asleep” is none of not_started",
        5: "only a blocked ticket has a reason",
        6: "the same ticket is in line 5 already",
        7: "title: This field cannot be blank",
        8: "sprint: “soon” value must be an integer",
        9: "the firm has no pack “theirs”",
        10: "this row is of the firm “castellan-logistics”",
        11: "a blocked ticket needs a reason",
        12: "at most 500 characters",
    }.items():
        assert words in said_of[number], number
    assert kinds(page) == {"bad": 11}
    assert "None of its rows can be taken" in page.text


def test_bad_rows_are_downloaded_repaired_and_imported(staff_client, firm):
    make_pack(firm)
    page = upload(staff_client, "pack,code,title,sprint\nrollout,H-001,=Sum,soon\n")

    file = staff_client.post(f"{HERE}import/bad-rows/", {"bad": BAD.findall(page.text)[0]})
    (line,) = read_table("bad.csv", file.content).lines
    assert line.cells["title"] == "=Sum"
    assert "must be an integer" in line.cells["error"]
    tampered = staff_client.post(f"{HERE}import/bad-rows/", {"bad": "made up"}, follow=True)

    assert "too old" in said(tampered)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("pack,code,color\nrollout,H-001,red\n", "There is no column “color”. Accepted are pack, code, title"),
        ("pack,title\nrollout,x\n", "The column “code” is missing"),
        ("pack,code\n", "no row below them"),
    ],
)
def test_columns_of_another_table_are_refused(staff_client, firm, content, words):
    assert words in upload(staff_client, content).text


def test_import_page_asks_for_a_file_and_names_its_columns(staff_client, firm):
    assert "blocked_reason" in staff_client.get(f"{HERE}import/").text
    assert "Choose a file first." in staff_client.post(f"{HERE}import/").text


def test_row_changed_after_the_preview_is_left_alone(staff_client, firm):
    ticket = make_pack(firm)[0]
    page = upload(staff_client, "pack,code,title\nrollout,H-001,Mine\n")
    move(ticket, "done")

    apply(staff_client, page)

    assert fresh(ticket).title == "Ticket 1"
    assert "Omar Reyes changed it" in newest_batch(firm).skipped[0]["reason"]


def test_row_made_by_somebody_else_after_the_preview_is_named(staff_client, firm):
    ticket = make_pack(firm)[0]
    page = upload(staff_client, "pack,code,title\nrollout,H-9,Mine\n")
    with tenant_context(firm.pk):
        TicketInstance.objects.create(ticket_pack_id=ticket.ticket_pack_id, ticket_id="H-9", title="Theirs")

    apply(staff_client, page)

    assert codes(firm)["H-9"].title == "Theirs"
    assert newest_batch(firm).skipped[0]["label"] == "line 2: rollout H-9"
    assert "The pack has a ticket with this code already" in newest_batch(firm).skipped[0]["reason"]


def test_long_import_is_a_job(staff_client, firm):
    make_pack(firm, tickets=1)
    rows = "".join(f"rollout,N-{n:04},Ticket {n}\n" for n in range(work.AT_ONCE + 1))

    apply(staff_client, upload(staff_client, "pack,code,title\n" + rows))

    assert newest_batch(firm).status == "running"
    with tenant_context(firm.pk):
        while work.continue_batch(batch_id=newest_batch(firm).pk, at=newest_batch(firm).created_at):
            pass
    assert len(codes(firm)) == work.AT_ONCE + 2


def test_packs_are_imported_and_one_that_has_tickets_is_not_taken_back(staff_client, firm):
    page = upload(staff_client, "key,title,version\nnew-one,New one,v1.0\nBad Key,Bad,v1.0\n", at=PACKS)
    assert "Lower-case letters" in errors(page)[0][1]
    apply(staff_client, page, at=PACKS)
    with tenant_context(firm.pk):
        pack = TicketPack.objects.get(key="new-one")
        TicketInstance.objects.create(ticket_pack=pack, ticket_id="N-1", title="One")

    undo(staff_client, firm)

    assert "1 ticket belongs to it now" in newest_batch(firm).skipped[0]["reason"]
    assert fresh(pack).title == "New one"


def test_sections_are_imported_into_the_current_roadmap(staff_client, firm):
    from apps.roadmaps.models import Roadmap, RoadmapSection

    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0")

    page = upload(staff_client, "number,name,title,text\n1,summary,Summary,# One\n101,x,X,\nv,x,X,\n", at=SECTIONS)
    assert [number for number, _ in errors(page)] == [3, 4]
    apply(staff_client, page, at=SECTIONS)
    again = upload(staff_client, export(staff_client, "csv", at=SECTIONS).content, at=SECTIONS)

    with tenant_context(firm.pk):
        section = RoadmapSection.objects.get()
        assert (section.section_number, section.content_markdown, section.roadmap.version) == (1, "# One", "v1.0")
    assert kinds(again) == {"same": 1}


def test_import_over_all_firms_asks_for_the_firm_and_writes_nothing(staff_client, firm, other_firm):
    make_pack(firm)

    assert "/f/harbor-dental/admin/tickets/ticketinstance/import/" in staff_client.get(f"{OVER_ALL}import/").text
    assert upload(staff_client, "pack,code,title\nrollout,H-001,x\n", at=OVER_ALL).status_code == 405


def test_workbook_of_another_programme_is_read_by_its_first_sheet(staff_client, firm):
    make_pack(firm)
    book = Workbook()
    book.active.append(["Pack", "Code", "Sprint"])
    book.active.append(["rollout", "H-001", 4.0])
    book.create_sheet("Notes").append(["anything"])
    file = io.BytesIO()
    book.save(file)

    apply(staff_client, upload(staff_client, file.getvalue(), name="plan.xlsx"))

    assert codes(firm)["H-001"].sprint_number == 4


FIRMS = "/admin/tenancy/tenant/"


def test_superuser_imports_firms_new_and_changed(committed, super_client, superuser, firm):
    content = (
        "slug,name,time_zone,annual_revenue\n"
        "harbor-dental,Harbor Dental Group,UTC,100\n"
        "quay-street,Quay Street Physio,Europe/Madrid,\n"
        "Bad Slug,x,UTC,\n"
    )

    page = upload(super_client, content, name="firms.csv", at=FIRMS)
    assert kinds(page) == {"changed": 1, "new": 1, "bad": 1}
    response = apply(super_client, page, at=FIRMS)
    again = upload(super_client, export(super_client, "csv", at=FIRMS).content, at=FIRMS)

    assert "2 firms were imported." in said(response)
    assert kinds(again) == {"same": 2}
    assert acts(firm)[:1] == ["import"]
    with tenant_context(firm.pk):
        assert type(firm).objects.get().name == "Harbor Dental Group"


def test_firm_changed_after_the_preview_is_left_alone(super_client, superuser, firm):
    page = upload(super_client, "slug,name\nharbor-dental,Mine\n", at=FIRMS)
    with tenant_context(firm.pk):
        type(firm).objects.update(name="Theirs")

    response = apply(super_client, page, at=FIRMS)

    assert "Theirs: The firm was changed meanwhile" in said(response)
    with tenant_context(firm.pk):
        assert type(firm).objects.get().name == "Theirs"


def test_only_a_superuser_imports_firms_and_only_over_all(staff_client, super_client, firm):
    inside = "/f/harbor-dental/admin/tenancy/tenant/"

    for client, at in ((staff_client, FIRMS), (staff_client, inside), (super_client, inside)):
        assert client.get(f"{at}import/").status_code in {403, 404}
        assert client.post(f"{at}apply/", {"plan": "x"}).status_code in {403, 404}
