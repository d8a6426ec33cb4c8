import pytest

from apps.roadmaps.passages import Passage, passages, plain

TEXT = """# SECTION 2 — Diagnosis

Opening words
on two lines.

## Where `calls` go

- The first
- The *second*
  - deeper

| Step | Who |
|---|---|
| Connect | **Marcus** |

```mermaid
flowchart LR
  A --> B
```

```
code stays
```

---

> quoted
"""


def test_text_is_cut_into_its_blocks_below_their_headings():
    found = passages(TEXT)

    assert [(one.heading, plain(one.markdown)) for one in found] == [
        ("SECTION 2 — Diagnosis", "Opening words on two lines."),
        ("Where calls go", "The first\nThe second\ndeeper"),
        ("Where calls go", "Step · Who\nConnect · Marcus"),
        ("Where calls go", "code stays"),
        ("Where calls go", "quoted"),
    ]


def test_nothing_gives_nothing():
    assert passages("") == passages("# Only a title\n") == passages("```mermaid\nA\n```") == ()


def test_heading_inside_code_is_none():
    assert passages("```\n# no heading\n```\n\ntext") == (
        Passage("", "```\n# no heading\n```", is_prose=False),
        Passage("", "text", is_prose=True),
    )


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[a link](https://x.example) and ![a picture](y.png)", "a link and a picture"),
        ("1. one\n2. two", "one\ntwo"),
        ("- [x] ticked", "[x] ticked"),
        ("<b>as text</b>", "<b>as text</b>"),
        ("| A |  |\n|---|---|\n| 1 |  |", "A\n1"),
        ("~~gone~~ `code` \\*star\\*", "gone code *star*"),
        ("", ""),
    ],
)
def test_plain_text_is_what_is_read(markdown, shown):
    assert plain(markdown) == shown
