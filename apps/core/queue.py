from typing import Any


def enqueue(task: str, **args: Any) -> int:
    """Placeholder until helper h5 writes it."""
    return 0
