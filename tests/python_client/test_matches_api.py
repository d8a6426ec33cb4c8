"""The client cannot drift from the API: its calls, what they take and what they return are in the description."""

import datetime as dt
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from decimal import Decimal
from typing import Any, Literal, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from firmloop_client import Client, inputs, models

from apps.core.api.openapi import schema
from tests.python_client.conftest import TOKEN

ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
SHOP = {"project_name": "shop", "project_path": "/srv/shop", "pattern_id": "rest-api"}
EVENT = {"event_type": "build", "status": "success"}
FEEDBACK = {"project_outcome_id": ID, "overall_satisfaction": 4}
# What Python calls the JSON types that the description names.
JSON_OF = {
    str: {"string"},
    bool: {"boolean"},
    int: {"integer"},
    float: {"number", "integer"},
    Decimal: {"number", "integer"},
    dt.datetime: {"string"},
    dt.date: {"string"},
    Mapping: {"object"},
    Any: {"string", "boolean", "integer", "number", "array", "object", "null"},
}
FORMAT_OF = {dt.datetime: "date-time", dt.date: "date"}


@dataclass
class Call:
    """A call of the client, the type of its keywords and of its answer; ``within`` is where that is in the body."""

    arguments: tuple = ()
    keywords: dict = field(default_factory=dict)
    takes: Any = None
    gives: Any = None
    within: str = ""


CALLS = {
    "record_outcome": Call((), SHOP, inputs.NewOutcome, models.Outcome),
    "record_outcomes": Call(([SHOP],), {}, None, models.BulkResult, "results"),
    "outcome": Call((ID,), {}, None, models.OutcomeDetail),
    "outcomes": Call((), dict.fromkeys(inputs.OutcomeFilter.__annotations__, "x"), None, models.Outcome, "data"),
    "update_outcome": Call((ID,), {"repository": "harbor/shop"}, inputs.OutcomeChange, models.OutcomeDetail),
    "delete_outcome": Call((ID,)),
    "restore_outcome": Call((ID,), {}, None, models.Outcome),
    "report_build": Call((ID,), EVENT, inputs.NewBuild, models.Build),
    "report_builds": Call((ID, [EVENT]), {}, inputs.NewBuild, models.Build),
    "give_feedback": Call((), FEEDBACK, inputs.NewFeedback, models.Feedback),
    "export_feedback": Call(),
    "pattern_analytics": Call((), {"order": "-nps", "min_projects": 3}, None, models.PatternFigures, "data"),
    "pattern_report": Call(("rest-api",), {}, None, models.PatternReport),
    "trends": Call(("satisfaction", "30d"), {"pattern_id": "rest-api"}, None, models.Trend),
    "recommendations": Call((["Python"],), {"limit": 3}, None, models.Recommendations),
    "start_session": Call((), {}, inputs.SessionStep, models.Session),
    "step_session": Call((ID,), {}, inputs.SessionStep, models.Session),
    "complete_session": Call((ID,), {}, inputs.SessionStep, models.Session),
}


class Sent(Exception):
    """Ends a call where it would have gone out."""

    def __init__(self, method, path, query=None, body=None, key=None):
        self.method, self.path, self.query, self.body, self.key = method.lower(), f"/api/{path}", query, body, key


def sent_by(name: str, monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Return the request that a call would send."""

    def send(self, method, path, *, query=None, body=None, key=None, repeatable=True):
        raise Sent(method, path, query, body, key)

    def lines(self, path, query):
        raise Sent("GET", path, query)

    monkeypatch.setattr("firmloop_client.transport.Transport.send", send)
    monkeypatch.setattr("firmloop_client.transport.Transport.lines", lines)
    call = CALLS[name]
    with pytest.raises(Sent) as sent:
        list(getattr(Client("https://firmloop.example", TOKEN), name)(*call.arguments, **call.keywords))
    return sent.value


def described(sent: Sent) -> dict[str, Any]:
    """Return the description of a request's address and method."""
    for template, methods in schema()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), sent.path) and "{" not in sent.path:
            found = methods.get(sent.method)
            if found is not None:
                return found
    pytest.fail(f"the API has no {sent.method} {sent.path}")


def content_of(body: dict[str, Any]) -> dict[str, Any]:
    return whole(next(iter(body["content"].values()))["schema"])


def whole(shown: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with what it refers to put in its place."""
    if "$ref" in shown:
        return whole(schema()["components"]["schemas"][shown["$ref"].rpartition("/")[2]])
    if len(shown.get("allOf", ())) == 1:
        return whole(shown["allOf"][0])
    return shown


def choices_of(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a schema allows, one by one."""
    shown = whole(shown)
    for several in ("oneOf", "anyOf"):
        if several in shown:
            return [one for part in shown[several] for one in choices_of(part)]
    if isinstance(shown.get("type"), list):
        return [{**shown, "type": one} for one in shown["type"]]
    if shown.get("enum") == [None]:
        return [{"type": "null"}]
    if shown.get("enum") == [""]:  # the API takes an empty text for none; the client says None
        return []
    return [shown]


def misfits(hint: Any, shown: dict[str, Any], where: str) -> list[str]:
    """Return what a type of Python and a schema do not share; every form of the schema has to fit the type."""
    hints = list(get_args(hint)) if get_origin(hint) in {Union, types.UnionType} else [hint]
    wrong = []
    allowed = choices_of(shown)
    if (types.NoneType in hints) != any(one.get("type") == "null" for one in allowed):
        wrong.append(f"{where}: null")
    for one in allowed:
        if one.get("type") == "null":
            continue
        found = [misfits_one(kind, one, where) for kind in hints if kind is not types.NoneType]
        if all(found):
            wrong += found[0]
    return wrong


def misfits_one(hint: Any, shown: dict[str, Any], where: str) -> list[str]:
    kind = get_origin(hint) or hint
    if kind in {tuple, Sequence} and "items" in shown:
        return misfits(get_args(hint)[0], shown["items"], f"{where}[]")
    if (is_dataclass(kind) or is_typeddict(kind)) and "properties" in shown:
        return misfits_of_fields(kind, shown, where)
    if kind is Literal:
        fits = {value for value in shown.get("enum", ()) if value} == set(get_args(hint))
    else:
        text_of = shown.get("format") if shown.get("format") in FORMAT_OF.values() else None
        fits = "enum" not in shown and shown.get("type") in JSON_OF.get(kind, ()) and FORMAT_OF.get(kind) == text_of
    return [] if fits else [f"{where}: {shown.get('enum') or shown.get('format') or shown.get('type')} is no {hint}"]


def misfits_of_fields(kind: Any, shown: dict[str, Any], where: str) -> list[str]:
    """Return where the fields of a type differ from an object's: what there is, what has to be there, and its types."""
    hints, known = get_type_hints(kind), shown.get("properties", {})
    wrong = [f"{where}.{name}: not in both" for name in hints.keys() ^ known.keys()]
    if is_typeddict(kind):  # of annotations that are texts, __required_keys__ knows nothing
        extras = get_type_hints(kind, include_extras=True)
        required = {name for name, extra in extras.items() if get_origin(extra) is Required}
    else:
        required = {one.name for one in kind.__dataclass_fields__.values() if one.default is one.default_factory}
    wrong += [f"{where}.{name}: required" for name in required ^ set(shown.get("required", ()))]
    for name in hints.keys() & known.keys():
        value = known[name]
        if is_dataclass(kind) and kind.__dataclass_fields__[name].default is None:  # None says that it was left out
            value = {"anyOf": [value, {"type": "null"}]}
        wrong += misfits(hints[name], value, f"{where}.{name}")
    return wrong


def test_every_call_is_listed_here():
    """A new method of the client brings its case along."""
    public = {name for name, value in vars(Client).items() if callable(value) and not name.startswith("_")}

    assert public - {"close", "address_of"} == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_address_and_parameters_are_described(name, monkeypatch):
    sent = sent_by(name, monkeypatch)

    operation = described(sent)

    known = {(one["in"], one["name"]) for one in operation.get("parameters", ())}
    assert {("query", given) for given, value in (sent.query or {}).items() if value is not None} <= known
    assert (sent.key is not None) == (("header", "Idempotency-Key") in known)
    if sent.body:
        body = content_of(operation["requestBody"])
        assert set(sent.body) <= set(body["properties"])


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.takes])
def test_what_is_sent_has_the_described_fields_and_types(name, monkeypatch):
    operation = described(sent_by(name, monkeypatch))

    body = content_of(operation["requestBody"])

    if "session" in name:  # whether it is the end is the method's name
        body = {**body, "properties": {key: value for key, value in body["properties"].items() if key != "completed"}}
    assert misfits_of_fields(CALLS[name].takes, body, CALLS[name].takes.__name__) == []


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.gives])
def test_what_comes_back_has_the_described_fields_and_types(name, monkeypatch):
    operation = described(sent_by(name, monkeypatch))
    call = CALLS[name]

    (status,) = {"200", "201"} & set(operation["responses"])
    answer = content_of(operation["responses"][status])
    if call.within:
        row = answer["properties"][call.within]["items"]["$ref"]
        answer = whole({"$ref": row.removesuffix("Selection")})  # the rows of a list, when no fields are left out

    assert misfits_of_fields(call.gives, answer, call.gives.__name__) == []


@pytest.mark.parametrize("name", ["outcomes", "trends"])
def test_what_a_list_can_be_narrowed_by_has_the_described_types(name, monkeypatch):
    operation = described(sent_by(name, monkeypatch))
    hints = {
        "outcomes": get_type_hints(inputs.OutcomeFilter),
        "trends": {"metric": inputs.Metric, "period": inputs.Period, "pattern_id": str},
    }[name]

    known = {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}

    wrong = [said for given, hint in hints.items() if given != "sort" for said in misfits(hint, known[given], given)]
    assert wrong == []


def test_a_difference_would_be_found():
    shown = {
        "type": "object",
        "required": ["day", "n", "mood"],
        "properties": {
            "day": {"type": "string", "format": "date-time"},
            "value": {"type": "number"},
            "n": {"type": "string"},
            "mood": {"type": "string"},
        },
    }

    assert sorted(misfits_of_fields(models.Point, shown, "Point")) == [
        "Point.day: date-time is no <class 'datetime.date'>",
        "Point.mood: not in both",
        "Point.mood: required",
        "Point.n: string is no <class 'int'>",
        "Point.value: null",
        "Point.value: required",
    ]
