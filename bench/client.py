"""Load generator: keep-alive clients on raw sockets, in a process of their own so that they share no lock.

Reads one JSON object from stdin, writes one to stdout: milliseconds of each answer, and what was no success.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections import Counter
from time import perf_counter
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
HEAD_END = b"\r\n\r\n"


def drive(plan: dict[str, Any]) -> dict[str, Any]:
    """Send the plan's requests with its number of clients for its seconds, over and over."""
    ms: list[float] = []
    failures: Counter[str] = Counter()
    sizes: list[int] = []
    clients, begun = plan["clients"], perf_counter()
    ends = begun + plan["seconds"]

    def client(requests: list[bytes]) -> None:
        with socket.create_connection((plan["host"], plan["port"])) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            turn = 0
            while (sent := perf_counter()) < ends:
                connection.sendall(requests[turn % len(requests)])
                status, size = _answer(connection)
                ms.append((perf_counter() - sent) * 1000)
                sizes.append(size)
                if status not in plan["expected"]:
                    failures[str(status)] += 1
                turn += 1

    requests = [text.encode() for text in plan["requests"]]
    threads = [threading.Thread(target=client, args=(requests[number::clients],)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "ms": ms,
        "seconds": perf_counter() - begun,
        "failures": failures,
        "mean_bytes": round(sum(sizes) / max(1, len(sizes))),
    }


def _answer(connection: socket.socket) -> tuple[int, int]:
    """Read one answer; return its status and the size of its body."""
    data = b""
    while HEAD_END not in data:
        received = connection.recv(65536)
        if not received:
            sys.exit("The server closed the connection.")
        data += received
    head, _, body = data.partition(HEAD_END)
    found = LENGTH.search(head)
    length = int(found.group(1)) if found else 0
    have = len(body)
    while have < length:
        have += len(connection.recv(262144))
    return int(head[9:12]), length


if __name__ == "__main__":
    json.dump(drive(json.load(sys.stdin)), sys.stdout)
