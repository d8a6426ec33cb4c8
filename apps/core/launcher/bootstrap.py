"""Make ``.venv`` and install into it, by the standard library alone: there is nothing else yet."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[3]


def enter(requirements: str, module: str, arguments: Sequence[str]) -> NoReturn:
    """Install ``requirements`` into ``.venv`` where they are not yet, and become ``module`` running there.

    Ends the process with one line when that cannot be done.
    """
    python = prepare(ROOT / ".venv", requirements)
    os.chdir(ROOT)
    os.execv(python, [str(python), "-m", module, *arguments])  # noqa: S606 -- no shell is what is wanted


def prepare(venv: Path, requirements: str) -> Path:
    """Return the interpreter of ``venv``, made or brought up to date first."""
    python = venv / "bin" / "python"
    with (ROOT / "requirements.txt").open() as lock:  # bin/run and bin/test may be started together
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _works(python):
            _make(venv)
        # requirements-dev.txt holds all of requirements.txt at the same versions (compiled with -c).
        names = [requirements] if requirements != "requirements-dev.txt" else ["requirements.txt", requirements]
        stamps = {venv / f".installed-{name}": _digest(ROOT / name) for name in names}
        if any(not path.exists() or path.read_text() != digest for path, digest in stamps.items()):
            _install(python, requirements)
            for path, digest in stamps.items():
                path.write_text(digest)
    return python


def _works(python: Path) -> bool:
    """Return whether the environment is there and its Python is still new enough and in place."""
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and subprocess.run([python, "-c", check], check=False).returncode == 0


def _make(venv: Path) -> None:
    _say(f"Making {venv}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], capture_output=True, text=True, check=False)
    if done.returncode:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        if "ensurepip" in done.stdout + done.stderr:
            sys.exit(f"Python's venv module is missing; install it (Debian: apt-get install python{version}-venv).")
        fault = (done.stderr or done.stdout).strip().splitlines()[-1:]
        sys.exit(f"Could not make {venv}: {' '.join(fault)}")


def _install(python: Path, requirements: str) -> None:
    _say(f"Installing {requirements} into .venv (once; a minute or two, more on a slow line)")
    command: list[str | Path] = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([*command, "--require-hashes", "-r", ROOT / requirements], stdout=sys.stderr, check=False)
    if done.returncode:
        sys.exit(f"pip could not install {requirements}: see its lines above; then run the same command again.")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
