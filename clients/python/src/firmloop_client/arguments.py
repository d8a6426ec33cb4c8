"""The options of the command ``firmloop``."""

from __future__ import annotations

import argparse
from typing import get_args
from uuid import UUID

from firmloop_client.inputs import BuildStatus, DeploymentStatus, Health, Metric, Period, ProjectStatus
from firmloop_client.version import __version__

EPILOG = """\
FIRMLOOP_URL is the server's address, such as https://firmloop.example; with /f/<firm>/ behind it, projects are
printed with their page. FIRMLOOP_TOKEN is a token of that firm; it is never an option, since others can read those.

Exit codes: 0 done, 1 refused, 2 used wrongly, 3 no answer.
"""
# What report takes for a new project alone.
KNOWN_FROM_THE_START = (
    "pattern",
    "pattern_name",
    "pattern_version",
    "language",
    "component",
    "dependency",
    "files",
    "count_files",
)


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command's options."""
    top = argparse.ArgumentParser(
        prog="firmloop",
        description="Report scaffolded projects to Firmloop, and see what became of them.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"firmloop-client {__version__}")
    acts = top.add_subparsers(dest="act", required=True, metavar="command")
    for name, (add_options, says) in _ACTS.items():
        # without abbreviations: --quiet-failure is looked for by its whole name
        add_options(acts.add_parser(name, parents=[_shared()], help=says, description=says, allow_abbrev=False))
    return top


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--url", help="instead of FIRMLOOP_URL")
    shared.add_argument("--allow-http", action="store_true", help="send the token unencrypted, in a network you trust")
    shared.add_argument("--json", action="store_true", help="print JSON")
    shared.add_argument("--quiet-failure", action="store_true", help="warn and exit with 0 whatever happens")
    return shared


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError("give a whole number")
    return int(text)


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 100:  # noqa: PLR2004 -- percent
        raise argparse.ArgumentTypeError("give a number from 0 to 100")
    return value


def _key(of: argparse.ArgumentParser) -> None:
    of.add_argument("--idempotency-key", metavar="KEY", help="called again with the same key, it is done once a day")


def _report(of: argparse.ArgumentParser) -> None:
    of.add_argument("--pattern", metavar="ID", help="the pattern it was made from, such as rest-api")
    of.add_argument("--pattern-name", metavar="NAME", help="adds the pattern where the firm has none of this id")
    of.add_argument("--pattern-version", metavar="VERSION")
    of.add_argument("--path", help="where the project lies; here by default")
    of.add_argument("--name", help="the project's name; its folder's by default")
    of.add_argument("--language", action="append", metavar="NAME", help="may be repeated, as the next two")
    of.add_argument("--component", action="append", metavar="NAME")
    of.add_argument("--dependency", action="append", metavar="NAME", help="a package manager that installed some")
    files = of.add_mutually_exclusive_group()
    files.add_argument("--files", type=_count, metavar="N", help="how many files were made")
    files.add_argument("--count-files", action="store_true", help="count them in the path")
    of.add_argument("--repository", metavar="OWNER/NAME", help="what CI reports is found by it")
    of.add_argument("--stack", metavar="ID")
    of.add_argument("--build", choices=get_args(BuildStatus))
    of.add_argument("--tests", type=_percent, metavar="PERCENT", help="how many of the tests pass")
    of.add_argument("--deployment", choices=get_args(DeploymentStatus))
    of.add_argument("--outcome", type=UUID, metavar="ID", help="change this project instead of recording a new one")
    _key(of)


def _outcomes(of: argparse.ArgumentParser) -> None:
    of.add_argument("--status", choices=get_args(ProjectStatus), help="all but deleted by default")
    of.add_argument("--health", choices=get_args(Health))
    of.add_argument("--pattern", metavar="ID")
    of.add_argument("--search", metavar="TEXT", help="in name, pattern and path")
    of.add_argument("--limit", type=_count, default=20, metavar="N", help="20 by default")


def _trends(of: argparse.ArgumentParser) -> None:
    of.add_argument("metric", choices=get_args(Metric))
    of.add_argument("--period", choices=get_args(Period), default="30d")
    of.add_argument("--pattern", metavar="ID")


def _recommend(of: argparse.ArgumentParser) -> None:
    of.add_argument("--language", action="append", metavar="NAME", help="may be repeated")
    of.add_argument("--limit", type=_count, metavar="N")


def _feedback(of: argparse.ArgumentParser) -> None:
    of.add_argument("id", type=UUID, help="the project's id")
    of.add_argument("--stars", type=int, required=True, metavar="1–5")
    of.add_argument("--recommend", action=argparse.BooleanOptionalAction, help="would you recommend the pattern?")
    of.add_argument("--reuse", type=int, metavar="1–10", help="how likely will you take it again?")
    of.add_argument("--comment", metavar="TEXT")
    _key(of)


_ACTS = {
    "report": (_report, "report a project that was just scaffolded, or its build"),
    "outcomes": (_outcomes, "list projects, the newest first"),
    "trends": (_trends, "show one figure over time"),
    "recommend": (_recommend, "say which pattern to take next, and why"),
    "feedback": (_feedback, "say how a project was"),
}
