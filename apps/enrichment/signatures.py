"""What a mail's signature says about who wrote it. Only what stands in the text is returned, never a guess."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.work.reply_text import SIGN_OFF

READ, BLOCK = 10_000, 500  # the last characters of a mail, and of them the block when nobody signed off
LONGEST_LINE, LONGEST = 120, 150
QUOTED = re.compile(
    r"^[ \t]*(?:>|On .{4,200} wrote:[ \t]*$|-{2,}[ \t]*(?:Original|Forwarded) [Mm]essage|From:[ \t])", re.MULTILINE
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])", re.ASCII)
PHONE = re.compile(
    r"(?<![\w+/.@-])\+?\(?\d[\d ().\t/-]{5,22}\d(?![\w@])"
    r"(?:[ \t]*(?:x|ext\.?|extension)[ \t]*\d{1,6}(?!\w))?",
    re.ASCII,
)
MOBILE_LABEL = re.compile(
    r"(?:\b(?:mobile|mob|cell|cellphone|handy)\b|(?:^|[|•,;\s])[mMcC])[ \t]*[.:]?[ \t]*$", re.IGNORECASE
)
FAX_LABEL = re.compile(r"(?:\bfax\b|(?:^|[|•,;\s])[fF])[ \t]*[.:]?[ \t]*$", re.IGNORECASE)
NOT_A_PHONE = re.compile(r"^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}")  # dates
PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%-]{2,100}", re.IGNORECASE | re.ASCII)
WEBSITE = re.compile(
    r"(?<![\w@./-])(?:https?://(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}|www\.(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24})(?![\w@-])",
    re.ASCII,
)
SOCIAL = (
    "linkedin.com",
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "youtube.com",
    "calendly.com",
    "zoom.us",
)
COMPANY = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|GmbH|AG|PLC|LLP|LP|S\.A|B\.V|Pty|Group|Partners|Associates|Bank|"
    r"Lending|Mortgage|Holdings|Solutions|Services|Logistics|Dental|Consulting|Realty|Insurance)\b\.?",
)
TITLE = re.compile(
    r"\b(?:chief|ceo|cfo|coo|cto|cmo|cio|president|"
    r"vice president|vp|svp|evp|avp|owner|founder|co-founder|partner|principal|director|head of|"
    r"manager|supervisor|coordinator|specialist|analyst|officer|assistant|administrator|engineer|developer|architect|"
    r"consultant|advisor|adviser|associate|accountant|controller|treasurer|attorney|counsel|paralegal|broker|agent|"
    r"appraiser|underwriter|processor|representative|buyer|lead|clerk|secretary|nurse|dentist|hygienist)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,40}(?:[ \t]+(?:[a-z]{2,3}[ \t]+)?[A-ZÀ-ÖØ-Þ][\w'’.-]{0,40}){1,3}")
SEPARATORS = re.compile(r"[ \t]*[|•·][ \t]*|[ \t]{3,}|,[ \t]+(?=[A-Z])")
MOST_DIGITS, LEAST_DIGITS = 15, 7  # of a phone number (E.164)


def parse_signature(text: str) -> dict[str, str]:
    """Return what the signature of a mail says, by the names of a contact's fields, and company and website.

    Looks at the last 10,000 characters: the block after a sign-off, else the last 500. Quoted mails are left out.
    """
    block = _block(text[-READ:].replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    found = {**_links(block), **_phones(block), **_words(block)}
    return {name: value for name, value in found.items() if value}


def _block(text: str) -> str:
    if quoted := QUOTED.search(text):
        text = text[: quoted.start()]
    signed = list(SIGN_OFF.finditer(text))
    return text[signed[-1].end() :][: BLOCK * 2] if signed else text[-BLOCK:]


def _links(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in EMAIL.finditer(block):
        try:
            validate_email(match.group())
        except ValidationError:
            continue
        found["email"] = match.group()
        break
    if profile := PROFILE.search(block):
        found["linkedin_url"] = _with_scheme(profile.group())
    sites = (match.group() for match in WEBSITE.finditer(block))
    own = (site for site in sites if not any(name in site.lower() for name in SOCIAL))
    if site := next(own, ""):
        found["website"] = _with_scheme(site)
    return found


def _with_scheme(address: str) -> str:
    return address if address.lower().startswith("http") else f"https://{address}"


def _phones(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in PHONE.finditer(block):
        number = " ".join(match.group().split())
        digits = sum(char.isdigit() for char in re.split("x|e", number, maxsplit=1)[0])
        before = block[max(0, match.start() - 20) : match.start()].rpartition("\n")[2]
        if not LEAST_DIGITS <= digits <= MOST_DIGITS or NOT_A_PHONE.match(number) or FAX_LABEL.search(before):
            continue
        found.setdefault("mobile" if MOBILE_LABEL.search(before) else "phone", number)
    return found


def _words(block: str) -> dict[str, str]:
    """Return name, title and company: the parts of the block that are neither a number nor an address."""
    found: dict[str, str] = {}
    for line in block.splitlines():
        if len(line) > LONGEST_LINE:
            continue
        for piece in SEPARATORS.split(line):
            part = piece.strip(" \t,-–—*_")
            if not part or len(part) > LONGEST or "@" in part or "://" in part or any(c.isdigit() for c in part):
                continue
            if part.endswith((".", "!", "?")) and len(part.split()) > 4:  # noqa: PLR2004 -- a sentence, no signature
                continue
            _place(part, found)
    return found


def _place(part: str, found: dict[str, str]) -> None:
    if (
        "first_name" not in found
        and "title" not in found
        and NAME.fullmatch(part)
        and not TITLE.search(part)
        and not COMPANY.search(part)
    ):
        found["first_name"], found["last_name"] = part.split(maxsplit=1)
    elif COMPANY.search(part) and "company" not in found and not TITLE.search(part):
        found["company"] = part
    elif TITLE.search(part) and "title" not in found and part[0].isupper():
        found["title"] = part
