"""What ``bin/run`` prints when everything answers."""

import json
import os
from pathlib import Path
from typing import Any

LOGINS = ("staff", "owner", "member")


def announcement(url: str, var: Path) -> str:
    """Return the addresses and, where the demo was loaded, its logins.

    The demo's file gets today's address.
    """
    lines = ["", f"Firmloop is running at {url}   (Ctrl-C stops it)", ""]
    demo = _demo(url, var / "demo.json")
    if demo is not None:
        logins = {name: demo["logins"][name] for name in LOGINS}
        width = max(len(login["email"]) for login in logins.values())
        lines += [f"  {name:<7} {login['email']:<{width}}  {login['password']}" for name, login in logins.items()]
        lines += ["", f"  The firm is {demo['tenant']}. Its API, by the owner's token:"]
        lines += [f"  curl -H 'Authorization: Bearer {demo['token']}' {url}/api/ticket-packs", ""]
        lines += [f"  The same in {var / 'demo.json'}"]
    lines += [f"  Logs in {var / 'log'}", ""]
    return "\n".join(lines)


def _demo(url: str, path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    demo: dict[str, Any] = json.loads(path.read_text())
    if demo["url"] != url:  # another port than the last time
        demo["url"] = url
        beside = path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(demo, file, indent=2)
        beside.replace(path)
    return demo
