import os, pytest
import tests.api.test_schema as m
from tests.api.test_schema import seeded, by_owner, by_viewer, by_stranger, deletes_last, hammer
from tests.api.conftest import row
real = m.settings
MINE = ("outcomes", "feedback", "patterns", "analytics", "scaffold-sessions", "export", "feedback-prompts")
ONLY = os.environ.get("ONLY")

@pytest.mark.parametrize("caller", [by_owner, by_viewer, by_stranger], ids=lambda c: c.__name__)
def test_mine(seeded, caller, monkeypatch):
    n = int(os.environ.get("N", "200"))
    monkeypatch.setattr(m, "settings", lambda **o: real(**(o | {"max_examples": n})))
    rows, firm, other = seeded
    headers, app, only = caller(firm, other)
    failures = []
    for operation in sorted(m.OPERATIONS, key=deletes_last):
        if operation.path.split("/")[2] not in MINE or (ONLY and ONLY not in operation.label): continue
        try:
            hammer(operation, rows, caller, headers, app, only(operation))
        except BaseException as failed:
            failed.add_note(operation.label); failures.append(failed)
    for f in failures:
        print("=====", f.__notes__, str(f)[:1800])
    assert not failures
