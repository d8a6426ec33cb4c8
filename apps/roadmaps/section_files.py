"""Read a roadmap from a folder of Markdown files, one per section; knows no database."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ACCEPTED_NAME = "<anything>section_<n>_<slug>.md"
NAME_MAX_LENGTH = 50
NUMBER_MAX = 99
SECTION_KEYS = (
    "executive_summary",
    "diagnostic_analysis",
    "ghl_architecture",
    "pilot_scope",
    "implementation_sprint",
    "ghl_config",
    "workflow_sops",
    "metrics_dashboard",
    "appendix",
    "outcomes_learning",
)
# How firms call their files, and the section type each name means.
SECTION_ALIASES = {
    "executive_briefing": "executive_summary",
    "system_architecture": "ghl_architecture",
    "high_leverage_systems": "pilot_scope",
    "implementation_blueprint": "implementation_sprint",
    "templates_sops": "workflow_sops",
    "owner_dashboard": "metrics_dashboard",
}

_FILE_NAME = re.compile(r".*?section_([0-9]+)_(.+)\.md", re.IGNORECASE)
_TITLE_PREFIX = re.compile(r"section\s+([0-9]+)\s*[-\u2013—:.]\s*(?=\S)", re.IGNORECASE)
# PostgreSQL stores no NUL, and half of a surrogate pair is no character.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Blocks only: inline marks matter in one line, the title.
_BLOCKS = MarkdownIt("commonmark").disable("inline")
_INLINE = MarkdownIt("commonmark")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FolderError(Exception):
    """The folder cannot be read as a roadmap; the message names the file and what is accepted."""


class FolderMissing(FolderError):
    """There is no such folder, or it may not be opened."""


class NoSectionFile(FolderError):
    """No file of the folder is named like a section."""


class SectionNumberOutOfRange(FolderError):
    """A file's section number is above 99."""


class SectionNumberTaken(FolderError):
    """Two files carry the same section number."""


class SectionNameTooLong(FolderError):
    """A file's slug is no known section and too long to be a name of its own."""


class FileUnreadable(FolderError):
    """A file is empty, or its bytes are no UTF-8 text that can be stored."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class SectionFile:
    """One section as its file has it; ``name`` is a section type's key, or the slug itself."""

    file: str
    number: int
    slug: str
    name: str
    title: str
    content_markdown: str
    word_count: int
    diagrams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of the folder that is no section, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderReading:
    """The sections by number, and the entries left out by name."""

    sections: tuple[SectionFile, ...]
    skipped: tuple[Skipped, ...]


def read_folder(path: Path) -> FolderReading:
    """Read every section file directly in the folder.

    Raises a FolderError when the folder is missing, holds no section, or one of its sections is wrong.
    """
    if not path.is_dir():
        raise FolderMissing(f"{path}: no such folder. Give a folder of files named {ACCEPTED_NAME}.")
    found: dict[int, SectionFile] = {}
    skipped: list[Skipped] = []
    for entry in _entries(path):
        # A name in another encoding can neither be printed nor stored as Python gives it.
        file = os.fsencode(entry.name).decode("utf-8", "replace")
        match = _FILE_NAME.fullmatch(file)
        if not entry.is_file():
            skipped.append(Skipped(file, "not a file: only files directly in the folder are read"))
        elif match is None:
            skipped.append(Skipped(file, f"not named {ACCEPTED_NAME}"))
        else:
            section = _read_section(entry, file=file, number=match[1], slug=match[2])
            if other := found.get(section.number):
                raise SectionNumberTaken(
                    f"{other.file} and {section.file}: both are section {section.number}. "
                    "Give each file a number of its own."
                )
            found[section.number] = section
    if not found:
        raise NoSectionFile(f"{path}: no section file among {len(skipped)} entries. Name them {ACCEPTED_NAME}.")
    return FolderReading(tuple(found[number] for number in sorted(found)), tuple(skipped))


def section_name(slug: str) -> str:
    """The section type's key that a slug means, else the slug itself."""
    return SECTION_ALIASES.get(slug, slug)


def below_title(content: str, *, title: str) -> str:
    """Return a section's text for a page that shows its title already: without a first heading that only repeats it."""
    first, _, rest = content.lstrip().partition("\n")
    return rest if first.startswith("# ") and first[2:].strip() == title else content


def short_title(title: str, *, number: int) -> str:
    """The title without a leading "SECTION <number> —", for a page that shows the number anyway."""
    match = _TITLE_PREFIX.match(title)
    return title[match.end() :] if match and int(match[1]) == number else title


def text_of(data: bytes, *, file: str) -> str:
    """Decode a text file as UTF-8, without byte-order mark and with line feeds only.

    Raises FileUnreadable when it is empty, in another encoding, or holds a NUL.
    """
    try:
        text = normalized(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = "It looks like UTF-16. " if data.startswith(_UTF16_MARKS) else ""
        raise FileUnreadable(
            f"{file}, line {line}: byte {error.start + 1} is not UTF-8. {guess}Save the file as UTF-8.",
            line=line,
        ) from error
    if not text.strip():
        raise FileUnreadable(f"{file}: the file is empty. Write its text, or leave the file out.")
    if nul := unstorable_line(text):
        raise FileUnreadable(f"{file}, line {nul}: a NUL character. Only text is accepted; take it out.", line=nul)
    return text


def normalized(text: str) -> str:
    """The same text without byte-order mark and with line feeds for every Windows or old Mac line end."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def unstorable_line(text: str) -> int | None:
    """The first line with a character that PostgreSQL cannot store, counted from 1."""
    match = _UNSTORABLE.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def _entries(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise FolderMissing(f"{path}: the folder cannot be opened ({error.strerror}).") from error


def _read_section(entry: Path, *, file: str, number: str, slug: str) -> SectionFile:
    if int(number) > NUMBER_MAX:
        raise SectionNumberOutOfRange(f"{file}: section number {number}. Accepted are 0 to {NUMBER_MAX}.")
    slug = re.sub(r"[\s-]+", "_", slug).casefold()
    name = section_name(slug)
    if len(name) > NAME_MAX_LENGTH:
        raise SectionNameTooLong(
            f"{file}: the name after the number has {len(name)} characters. Accepted are at most {NAME_MAX_LENGTH}."
        )
    try:
        content = text_of(entry.read_bytes(), file=file)
    except OSError as error:
        raise FileUnreadable(f"{file}: the file cannot be opened ({error.strerror}).") from error
    tokens = _BLOCKS.parse(content)
    return SectionFile(
        file=file,
        number=int(number),
        slug=slug,
        name=name,
        title=_title(tokens) or slug.replace("_", " ").strip().capitalize(),
        content_markdown=content,
        word_count=len(content.split()),
        diagrams=tuple(_diagrams(tokens)),
    )


def _title(tokens: list[Token]) -> str:
    # The whole heading as it reads, prefix and capitals kept: it is the firm's own, and `short_title` can
    # shorten it for a page while nothing could restore it. Without a level-1 heading the first one serves.
    headings = [
        (token.tag, tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and tokens[index + 1].content
    ]
    first = next((text for tag, text in headings if tag == "h1"), headings[0][1] if headings else "")
    return _plain_text(first)


def _plain_text(markdown: str) -> str:
    children = _INLINE.parseInline(markdown)[0].children or ()
    breaks = {"softbreak", "hardbreak"}
    return " ".join("".join(" " if token.type in breaks else token.content for token in children).split())


def _diagrams(tokens: list[Token]) -> list[str]:
    fences = (token for token in tokens if token.type == "fence")
    return [
        token.content.rstrip("\n")
        for token in fences
        if token.info.split()[:1] and token.info.split()[0].casefold() == "mermaid"
    ]
