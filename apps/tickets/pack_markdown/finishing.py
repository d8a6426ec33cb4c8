"""Turn the drafts of a whole pack into its tickets: codes, dependencies, states."""

import hashlib
import unicodedata
from collections.abc import Callable

from apps.tickets.pack_markdown.drafts import Draft
from apps.tickets.pack_markdown.reading import (
    CODE_MAX_LENGTH,
    NO_REASON,
    CodeTooLong,
    DuplicateCode,
    PackTicket,
    Status,
)

Report = Callable[[int, str], None]


def finished(drafts: list[Draft], *, file: str, report: Report) -> tuple[PackTicket, ...]:
    """The tickets in file order.

    Raises DuplicateCode and CodeTooLong; what is only doubtful goes to ``report`` with its line.
    """
    codes = _written_codes(drafts, file=file)
    _make_codes(drafts, codes)
    return tuple(_ticket(draft, index, codes, report) for index, draft in enumerate(drafts))


def _written_codes(drafts: list[Draft], *, file: str) -> dict[str, Draft]:
    codes: dict[str, Draft] = {}
    for draft in drafts:
        if not draft.code:
            continue
        if len(draft.code) > CODE_MAX_LENGTH:
            raise CodeTooLong(
                f"{file}, line {draft.line}: the code has {len(draft.code)} characters. "
                f"Accepted are at most {CODE_MAX_LENGTH}.",
                line=draft.line,
            )
        first = codes.setdefault(draft.code.casefold(), draft)
        if first is not draft:
            raise DuplicateCode(
                f"{file}, lines {first.line} and {draft.line}: two tickets with the code {draft.code}. "
                "Give each ticket a code of its own.",
                line=draft.line,
            )
    return codes


def _make_codes(drafts: list[Draft], codes: dict[str, Draft]) -> None:
    # The same title in the same sprint has the same code at each import; its twins are counted in file order.
    counts: dict[str, int] = {}
    for draft in drafts:
        if draft.code:
            continue
        base = f"S-{draft.sprint_number or 0}-{title_hash(draft.title)}"
        code, count = base, counts.get(base, 1)
        while code.casefold() in codes:
            count += 1
            code = f"{base}-{count}"
        counts[base] = count
        draft.code = code
        codes[code.casefold()] = draft


def title_hash(title: str) -> str:
    """Eight hexadecimal digits that stand for a title, whatever its case and blanks."""
    text = " ".join(unicodedata.normalize("NFC", title).casefold().split())
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _ticket(draft: Draft, index: int, codes: dict[str, Draft], report: Report) -> PackTicket:
    status = _status(draft, report)
    blocked = status == "blocked"
    # A reason belongs to a blocked ticket only; elsewhere it is a note like any other.
    notes = draft.notes if blocked else draft.reasons + draft.notes
    return PackTicket(
        code=draft.code,
        title=draft.title,
        line=draft.line,
        order_index=index,
        description=draft.description(),
        status=status,
        is_ticked=draft.ticked,
        assignee=draft.assignee,
        section_number=draft.section_number,
        sprint_number=draft.sprint_number,
        blocked_reason=("\n".join(draft.reasons) or NO_REASON) if blocked else "",
        notes="\n".join(notes),
        depends_on=_dependencies(draft, codes, report) if draft.depends else (),
        heading_path=draft.heading_path,
    )


def _status(draft: Draft, report: Report) -> Status:
    # The written status is the more exact of the two, so it wins over the box.
    if draft.status is None:
        return "done" if draft.ticked else "not_started"
    if draft.ticked is not None and draft.ticked != (draft.status == "done"):
        # An open box beside in_progress, blocked or skipped is how a checklist says that.
        box = "ticked" if draft.ticked else "not ticked"
        report(draft.status_line, f"the box on line {draft.line} is {box}; the status line counts")
    if draft.status == "blocked" and not draft.reasons:
        report(draft.status_line, "a blocked ticket needs a line such as: - reason: waiting for the text")
    return draft.status


def _dependencies(draft: Draft, codes: dict[str, Draft], report: Report) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code, line in draft.depends:
        other = codes.get(code.casefold())
        if other is None:
            report(line, f"no ticket of this file has the code {code}")
        elif other is draft:
            report(line, "a ticket cannot depend on itself")
        else:
            found[other.code] = None
    return tuple(found)
