"""What somebody wrote in a mail: without markup, without the mails that it quotes, without the signature."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

SIGN_OFF = re.compile(
    r"^[ \t]*+(?:--[ \t]?|_{3,}+|(?:(?:best|kind|warm|warmest|many)[ \t]+)?(?:regards|wishes|thanks)"
    r"|thanks?(?:[ \t]+(?:you|again))?|many thanks|thank you(?:[ \t]+very much)?|best|sincerely(?:[ \t]+yours)?"
    r"|yours(?:[ \t]+(?:sincerely|truly|faithfully))?"
    r"|cheers|all the best|respectfully|cordially)[ \t]*+[,.!]?+[ \t]*+$",
    re.IGNORECASE | re.MULTILINE,
)
SENT_FROM = re.compile(r"^[^\S\n]*(?:Sent from my |Sent from Mail for |Get Outlook for )[^\n]{2,40}$", re.MULTILINE)
SIGNATURE_LINES = 15  # below a sign-off; where more follows, it was no sign-off

# "On Mon, Mar 2, 2026 at 9:30 AM Firmloop <…> wrote:", over up to three lines, in the languages our clients' programs
# speak. A digit or an address in it tells it from a sentence.
_MIDDLE = r"(?=[^\n]*(?:\n[^\n]*){0,2}?[\d@<])[^\n]{3,300}(?:\n[^\n]{1,200}){0,2}?"
ATTRIBUTION = (
    rf"^[^\S\n]*(?:On\b{_MIDDLE}\bwrote|Am\b{_MIDDLE}\bschrieb[^\n]{{0,200}}|Le\b{_MIDDLE}\ba écrit"
    rf"|El\b{_MIDDLE}\bescribió)[^\S\n]*:[^\S\n]*$"
)
QUOTED_BELOW = re.compile(rf"{ATTRIBUTION}\n(?:[^\S\n]*\n)*(?=[^\S\n]*>)", re.MULTILINE)
_HEADER = r"[^\S\n]*\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet):\*?[^\n]*"
REST_IS_QUOTED = re.compile(
    rf"{ATTRIBUTION}"
    r"|^[^\S\n]*-{2,}[^\S\n]*(?:Original (?:Message|Appointment)|Forwarded [Mm]essage|Ursprüngliche Nachricht)\b"
    r"|^[^\S\n]*Begin forwarded message:"
    r"|^[^\S\n]*You get this mail because "  # ours, where a program quotes without a mark
    rf"|^(?:[^\S\n]*+_{{5,}}+[^\S\n]*+\n(?:[^\S\n]*\n)*)?(?={_HEADER}\n)(?:{_HEADER}\n){{2}}",
    re.MULTILINE,
)


def own_words(text: str, *, ours: str = "") -> str:
    """Return what the mail's writer wrote: no quoted mail, and no line that stands in ``ours``, the mail answered.

    Answers between and below quoted lines are kept.
    """
    text, longer = "\n".join(text.splitlines()), ""
    known = {line.strip() for line in ours.splitlines()} - {""}
    while text != longer:  # what is cut may bring together what looks like a quote
        longer, text = text, _without_quotes(text, known)
    return text


def _without_quotes(text: str, known: set[str]) -> str:
    text = QUOTED_BELOW.sub("", text)
    lines = (line for line in text.split("\n") if not line.lstrip().startswith(">") and line.strip() not in known)
    text = "\n".join(lines)
    if quoted := REST_IS_QUOTED.search(text + "\n"):
        text = text[: quoted.start()]
    return text.strip()


def without_signature(text: str) -> str:
    """Return a text up to its sign-off; one that is nothing else stays as it is."""
    if sent_from := SENT_FROM.search(text):
        text = text[: sent_from.start()].rstrip() or text
    for found in SIGN_OFF.finditer(text):
        said = text[: found.start()].strip()
        if said and text[found.end() :].count("\n") <= SIGNATURE_LINES:
            return said
    return text


def text_of_html(html: str) -> str:
    """Return the text of a mail that has only HTML, without what its program marked as quoted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source"})
    BLOCKS = frozenset({"p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "section"})
    HIDDEN = frozenset({"script", "style", "head", "title", "blockquote"})
    QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
    ENDS = frozenset({"divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION"})  # of Outlook: all after it is quoted

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []  # the open tags from the outermost hidden one on
        self.open: Counter[str] = Counter()  # the same, by name
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.is_over = self.is_over or given.get("id") in self.ENDS
        is_quote = any(name in (given.get("class") or "") for name in self.QUOTES)
        if tag not in self.VOID and (self.hidden or tag in self.HIDDEN or is_quote):
            self.hidden.append(tag)
            self.open[tag] += 1
        elif tag in self.BLOCKS or tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.open[tag]:
            while True:  # tags left open inside go with it
                closed = self.hidden.pop()
                self.open[closed] -= 1
                if closed == tag:
                    break
        elif tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.is_over:
            self.parts.append(" ".join(data.split("\n")))
