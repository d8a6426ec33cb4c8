from __future__ import annotations

import pytest

from config.env import running_at


@pytest.mark.parametrize("kept", [None, "", "{}", '{"pid": 1}'], ids=["none", "empty", "nothing said", "no address"])
def test_commands_by_hand_lead_to_the_usual_address_when_nothing_runs(tmp_path, kept):
    if kept is not None:
        (tmp_path / "run.json").write_text(kept)

    assert running_at(tmp_path) == "http://127.0.0.1:8000"


def test_commands_by_hand_lead_to_where_it_runs(tmp_path):
    (tmp_path / "run.json").write_text('{"pid": 1, "url": "http://127.0.0.1:8161", "children": {}}')

    assert running_at(tmp_path) == "http://127.0.0.1:8161"
