"""``bin/test``: pytest against a throw-away server, which goes with it."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from apps.core.embedded import EmbeddedServer, EmbeddedServerError
from apps.core.launcher.bootstrap import ROOT
from apps.core.processes import die_with_parent

DEFAULT_ARGUMENTS = ["-n", "2"]


def main(arguments: list[str]) -> int:
    """Run pytest with ``arguments`` and return its exit code.

    ``PG`` chooses the major version, 18 where it is not set.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    major = os.environ.get("PG") or "18"
    try:
        with tempfile.TemporaryDirectory(prefix="firmloop-test-") as folder:
            server = EmbeddedServer(Path(folder) / "pg", int(major) if major.isdigit() else 0, durable=False)
            with server:
                return _pytest(arguments or DEFAULT_ARGUMENTS, server.admin_url)
    except EmbeddedServerError as error:
        sys.exit(str(error))


def _pytest(arguments: list[str], admin_url: str) -> int:
    environment = os.environ | {
        "DATABASE_ADMIN_URL": admin_url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    environment.pop("DATABASE_URL", None)  # a server that bin/run was told of is no place for tests
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        env=environment,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 -- no threads run here
    )
    try:
        return process.wait()
    except BaseException as reason:
        if not isinstance(reason, KeyboardInterrupt):  # the terminal sent Ctrl-C to pytest as well
            process.terminate()
        process.wait()
        if isinstance(reason, KeyboardInterrupt):
            return 130
        raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
