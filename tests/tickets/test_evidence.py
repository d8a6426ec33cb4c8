"""Evidence: what is kept and refused, how it is handed out, and who may do what."""

from __future__ import annotations

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.tenancy.context import tenant_context
from apps.tickets import operations, queries
from apps.tickets.models import TicketEvidence, TicketInstance, TicketPack
from apps.tickets.models.ticket_evidence import LARGEST
from tests.portal.makers import Place, make_place, make_working_place, signed_in

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 "
HTML = b"<script>alert(document.cookie)</script>"


@pytest.fixture
def ticket(inside) -> TicketInstance:
    pack = TicketPack.objects.create(key="rollout", title="Rollout")
    return TicketInstance.objects.create(ticket_pack=pack, ticket_id="H-101", title="Connect the phone")


def add(ticket: TicketInstance, name: str = "signed.pdf", content: bytes = b"%PDF-1.7", **more) -> TicketEvidence:
    return operations.add_evidence(ticket_id=ticket.pk, file_name=name, content=content, **more)


def test_add_evidence_keeps_the_file_with_its_size_and_sum(ticket):
    add(ticket, note=" The signed sheet ")

    kept = TicketEvidence.objects.get()
    assert (kept.file_name, bytes(kept.content), kept.note) == ("signed.pdf", b"%PDF-1.7", "The signed sheet")
    assert (kept.byte_size, bytes(kept.sha256)) == (8, hashlib.sha256(b"%PDF-1.7").digest())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ines\\photo.jpg", "photo.jpg"),
        ("a\x00b\r\nc\u202egpj.exe", "abcgpj.exe"),
        ("  spaced   out .txt", "spaced out .txt"),
        (".hidden", "hidden"),
        ("Überweisung 歯科.pdf", "Überweisung 歯科.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("x" * 300, "x" * 255),
    ],
)
def test_add_evidence_cleans_the_name(ticket, given, kept):
    assert add(ticket, given).file_name == kept


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("photo.png", PNG, "image/png"),
        ("liar.html", PNG, "image/png"),
        ("photo.webp", WEBP, "image/webp"),
        ("sheet.pdf", b"%PDF-1.7", "application/pdf"),
        ("no-ending", b"bytes", "application/octet-stream"),
    ],
)
def test_add_evidence_tells_the_type_by_the_first_bytes(ticket, name, content, content_type):
    assert add(ticket, name, content).content_type == content_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "“empty.txt” is empty"),
        ("film.mov", b"0" * (LARGEST + 1), "“film.mov” has 10.0 MB; a file can have at most 10 MB"),
        ("../..", b"x", "has no name"),
    ],
    ids=["empty", "too large", "no name"],
)
def test_add_evidence_refuses(ticket, name, content, said):
    with pytest.raises(operations.EvidenceRefused, match=said):
        add(ticket, name, content)

    assert not TicketEvidence.objects.exists()


def test_add_evidence_takes_the_largest_file(ticket):
    assert add(ticket, "film.mov", b"0" * LARGEST).pk


def test_add_evidence_refuses_the_21st_file(ticket):
    for number in range(20):
        add(ticket, f"{number}.txt", b"x")

    with pytest.raises(operations.EvidenceRefused, match="H-101 has 20 files"):
        add(ticket, "21.txt", b"x")

    assert ticket.evidence.count() == 20


def test_add_evidence_with_too_long_a_note_names_the_field(ticket):
    with pytest.raises(ValidationError) as refused:
        add(ticket, note="x" * 501)

    assert set(refused.value.message_dict) == {"note"}


@pytest.mark.parametrize("content", [b"", b"0" * (LARGEST + 1)], ids=["empty", "too large"])
def test_database_refuses_a_file_of_a_wrong_size(ticket, content):
    with pytest.raises(IntegrityError, match="tickets_evidence_size"), transaction.atomic():
        TicketEvidence.objects.create(ticket_instance=ticket, file_name="x", content=content)


def test_remove_evidence_leaves_its_name_in_the_history(ticket):
    kept = add(ticket)

    operations.remove_evidence(evidence_id=kept.pk)

    assert not TicketEvidence.objects.exists()
    events = TicketEvidence.pgh_event_model.objects.values_list("pgh_label", "file_name")
    assert sorted(events) == [("delete", "signed.pdf"), ("insert", "signed.pdf")]


def test_list_of_evidence_never_reads_the_content(ticket):
    add(ticket)

    with CaptureQueriesContext(connection) as captured:
        [listed] = queries.evidence_of(ticket)

    assert (listed.file_name, listed.byte_size, listed.added_by) == ("signed.pdf", 8, "Ines Duarte")
    assert '"content"' not in captured[0]["sql"]
    assert len(captured) == 1


@pytest.fixture
def harbor(db) -> Place:
    return make_working_place()


def page_of(place: Place) -> str:
    return f"{place.url}tickets/{place.tickets['H-101'].pk}/"


def kept_in(place: Place, content: bytes = b"%PDF-1.7", name: str = "signed.pdf", by=None) -> TicketEvidence:
    with tenant_context(place.firm.pk, actor={"name": "Marcus Bell"}):
        return add(place.tickets["H-101"], name, content, by=by)


def test_upload_keeps_every_file_of_the_form(harbor):
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.png", PNG, content_type="text/html")]

    response = signed_in(harbor.people["member"]).post(
        f"{page_of(harbor)}evidence/", {"file": files, "note": "Both"}, follow=True
    )

    page = response.content.decode()
    assert "2 files added" in page
    assert page.count("Marcus Bell</p>") == 2
    with tenant_context(harbor.firm.pk):
        kept = TicketEvidence.objects.order_by("file_name").values_list(
            "file_name", "content_type", "note", "uploaded_by"
        )
        member = harbor.people["member"].pk
        assert list(kept) == [("a.txt", "text/plain", "Both", member), ("b.png", "image/png", "Both", member)]


def test_upload_with_one_bad_file_keeps_none_and_says_which(harbor):
    files = [SimpleUploadedFile("good.txt", b"one"), SimpleUploadedFile("empty.txt", b"")]

    response = signed_in(harbor.people["member"]).post(f"{page_of(harbor)}evidence/", {"file": files, "note": "Kept"})

    assert response.status_code == 422
    assert "“empty.txt” is empty" in response.content.decode()
    assert 'value="Kept"' in response.content.decode()
    with tenant_context(harbor.firm.pk):
        assert not TicketEvidence.objects.exists()


def test_upload_without_a_file_says_to_choose_one(harbor):
    response = signed_in(harbor.people["member"]).post(f"{page_of(harbor)}evidence/", {"note": ""})

    assert (response.status_code, "Choose a file first." in response.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("name", "content", "content_type", "disposition"),
    [
        ("page.html", HTML, "application/octet-stream", 'attachment; filename="page.html"'),
        ("photo.png", PNG, "image/png", 'inline; filename="photo.png"'),
        ("drawing.svg", b"<svg onload=alert(1)>", "application/octet-stream", 'attachment; filename="drawing.svg"'),
        ("Öl.pdf", b"%PDF", "application/octet-stream", "attachment; filename*=utf-8''%C3%96l.pdf"),
    ],
)
def test_file_is_handed_out_so_that_nothing_in_it_runs(harbor, name, content, content_type, disposition):
    kept = kept_in(harbor, content, name)

    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/evidence/{kept.pk}/")

    assert response.content == content
    assert (response["Content-Type"], response["Content-Disposition"]) == (content_type, disposition)
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [("member", True, 302), ("member", False, 403), ("admin", False, 302), ("viewer", True, 403)],
)
def test_file_is_removed_by_who_added_it_or_who_may_edit(harbor, role, own, status):
    kept = kept_in(harbor, by=harbor.people[role].pk if own else harbor.people["owner"].pk)
    client = signed_in(harbor.people[role])

    page = client.get(page_of(harbor)).content.decode()
    response = client.post(f"{harbor.url}tickets/evidence/{kept.pk}/remove/")

    assert response.status_code == status
    assert ("Remove signed.pdf" in page) == (status == 302)
    with tenant_context(harbor.firm.pk):
        assert TicketEvidence.objects.exists() == (status == 403)


@pytest.mark.parametrize("path", ["evidence/{file}/", "evidence/{file}/remove/"])
def test_file_of_another_firm_is_not_found(harbor, path):
    kept = kept_in(harbor)
    castellan = make_place("castellan-logistics", name="Castellan Logistics")
    client = signed_in(castellan.people["owner"])
    ask = client.post if path.endswith("remove/") else client.get

    assert ask(castellan.url + "tickets/" + path.format(file=kept.pk)).status_code == 404
    with tenant_context(harbor.firm.pk):
        assert TicketEvidence.objects.exists()
