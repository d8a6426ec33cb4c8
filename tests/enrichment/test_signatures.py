from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.phrases import kinds_in
from apps.enrichment.choices import SignalType
from apps.enrichment.keywords import KEYWORDS
from apps.enrichment.roles import role_of_title
from apps.enrichment.signatures import parse_signature

FULL = """Hello,

please send the report to our office by Friday. Call me on 555 000 1111 if not.

Best regards,

Mara Voss
Director of Operations
Castellan Logistics Inc.
Phone: +1 (415) 555-0134 x12
Mobile: 415-555-0199
Fax: 415 555 0100
mara.voss@castellan.example
www.castellan.example
linkedin.com/in/mara-voss
"""


def test_full_signature_is_read():
    assert parse_signature(FULL) == {
        "first_name": "Mara",
        "last_name": "Voss",
        "title": "Director of Operations",
        "company": "Castellan Logistics Inc.",
        "phone": "+1 (415) 555-0134 x12",
        "mobile": "415-555-0199",
        "email": "mara.voss@castellan.example",
        "website": "https://www.castellan.example",
        "linkedin_url": "https://linkedin.com/in/mara-voss",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("Thanks!\nJoe Park | Office Manager | Alder LLC\nM: 0171 555 0123", {
            "first_name": "Joe", "last_name": "Park", "title": "Office Manager", "company": "Alder LLC",
            "mobile": "0171 555 0123",
        }),
        ("Ok.\n-- \nAna Lúcia de Souza\nCEO", {"first_name": "Ana", "last_name": "Lúcia de Souza", "title": "CEO"}),
        ("Regards,\nJoe Park\n\nOn Mon, 2 Mar 2026, Mara wrote:\n> Phone 415-555-0134", {
            "first_name": "Joe", "last_name": "Park",
        }),
        ("Regards,\nDate: 2026-03-02\nInvoice 12.03.2026\n12345", {}),
        ("we met on 2026-03-02 and it was late.", {}),
        ("Best,\nhttps://calendly.com/joe\nhttps://alder.example", {"website": "https://alder.example"}),
        ("Cheers\nFax: 415 555 0100", {}),
    ],
)  # fmt: skip
def test_signatures_of_many_shapes(text, found):
    assert parse_signature(text) == found


def test_only_the_last_ten_thousand_characters_are_read():
    assert parse_signature("Regards,\nJoe Park\n" + "x" * 10_001) == {}


PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\nBest regards,\n", "\n-- \n", "Mara Voss", "Director", "+1 415 555 0134", "Mobile: ", "a@b.example", "www.",
         "linkedin.com/in/", "Inc.", "|", "\n", "\r\n", "> ", "2026-03-02", "(((((", "0" * 40, "@" * 30]
    ),
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_parser_never_crashes_and_never_invents(text):
    found = parse_signature(text)

    seen = re.sub(r"\s+", " ", text.replace("\0", ""))
    for name, value in found.items():
        assert value.strip()
        plain = value.removeprefix("https://") if name in {"website", "linkedin_url"} else value
        assert re.sub(r"\s+", " ", plain) in seen, (name, value)


@given(st.text(alphabet="0123456789 ()+-./\n", max_size=400))
def test_numbers_alone_are_at_most_phones(text):
    assert set(parse_signature(text)) <= {"phone"}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("CEO", "decision_maker"),
        ("Owner", "decision_maker"),
        ("President", "decision_maker"),
        ("Vice President of Sales", "influencer"),
        ("SVP Lending", "influencer"),
        ("Director of Operations", "influencer"),
        ("Assistant to the CEO", "user"),
        ("Appraiser", "user"),
        ("", ""),
    ],
)
def test_role_of_a_title(title, role):
    assert role_of_title(title) == role


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I want to complain, this is unacceptable.", {"complaint"}),
        ("We need this ASAP.", {"urgency"}),
        ("The budget is approved.", {"budget_mention"}),
        ("A competitor made us a better offer.", {"competitor_mention"}),
        ("We are opening a new office.", {"expansion"}),
        ("Let us talk about the renewal.", {"renewal"}),
        ("Do you also offer inspections?", {"upsell"}),
        ("I would recommend you to anyone.", {"referral"}),
        ("We will take our business elsewhere.", {"churn_risk"}),
        ("It is not urgent and there is no budget.", set()),
        ("We have never been disappointed.", set()),
        ("We do not want to cancel.", set()),
        ("Thank you for the report.", set()),
    ],
)
def test_each_kind_of_signal_is_known_by_its_words(text, kinds):
    assert set(kinds_in(text, KEYWORDS)) == kinds


def test_every_kind_of_signal_has_words():
    assert set(KEYWORDS) == set(SignalType.values)
