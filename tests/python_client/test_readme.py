"""What the package's README tells people to run does run."""

import re
import shlex

import pytest
from firmloop_client.cli import main

from apps.patterns.models import ProjectOutcome, UserFeedback
from apps.tenancy.context import tenant_context
from tests.api.conftest import make_token
from tests.patterns.makers import make_pattern
from tests.python_client.conftest import SOURCE

README = (SOURCE.parent / "README.md").read_text()


@pytest.fixture
def place(firm, server, monkeypatch):
    """A firm with the pattern of the examples, and the settings to reach it."""
    with tenant_context(firm.pk):
        make_pattern("rest-api")
    monkeypatch.setenv("FIRMLOOP_URL", f"{server}/f/{firm.slug}")
    monkeypatch.setenv("FIRMLOOP_TOKEN", make_token(firm, "write"))
    return firm


def test_example_in_python_runs(place):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec(example, {})  # noqa: S102 -- our own text

    with tenant_context(place.pk):
        project = ProjectOutcome.objects.get()
        assert (project.project_name, project.last_build_status) == ("shop", "success")
        assert UserFeedback.objects.get().would_recommend is False


def test_commands_run(place, tmp_path, capsys):
    commands = re.findall(r"^firmloop (.+)$", README, re.MULTILINE)
    first, *others = [line.replace("/srv/shop", str(tmp_path)) for line in commands]

    main(shlex.split(first))
    outcome_id = capsys.readouterr().out.splitlines()[0]
    codes = [main(shlex.split(line.replace("$ID", outcome_id))) for line in others]

    assert codes == [0] * 5
    with tenant_context(place.pk):
        assert ProjectOutcome.objects.get().deployment_status == "staging"
