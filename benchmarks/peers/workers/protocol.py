"""What every worker speaks: JSON with articles on standard input, JSON with readings on output.

In: ``{"corpora": {NAME: {"task": "events"|"dates"|"places", "articles": [{"id", "title", "text",
"published"}]}}}``. Out: ``{"start_up": SECONDS, "corpora": {NAME: {"readings": [one list an
article], "seconds": WALL, "cpu_seconds": CPU}}}``. This file runs in the environments of all peers,
so that it needs the standard library alone.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

#: Reads all articles of a task and gives, for each in turn, a list of plain dicts.
Reader = Callable[[list[dict[str, Any]]], Iterable[list[dict[str, Any]]]]


def each(read: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> Reader:
    """Make a reader of a function that reads one article."""
    return lambda articles: map(read, articles)


def serve(load: Callable[[], dict[str, Reader]]) -> None:
    """Load once, read every corpus that was sent, and write what was read.

    Libraries print to standard output as they please; the answer goes to what was standard output
    when this began, everything else to standard error.
    """
    request = json.load(sys.stdin)
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    started = time.perf_counter()
    readers = load()
    response: dict[str, Any] = {"start_up": time.perf_counter() - started, "corpora": {}}
    for name, corpus in request["corpora"].items():
        read = readers[corpus["task"]]
        wall, cpu = time.perf_counter(), _cpu()
        readings = list(read(corpus["articles"]))
        response["corpora"][name] = {
            "readings": readings,
            "seconds": time.perf_counter() - wall,
            "cpu_seconds": _cpu() - cpu,
        }
    with answer:
        json.dump(response, answer)


def _cpu() -> float:
    """Processor time of this process and of the children it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def in_turn(text: str, pieces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Offsets of ``pieces``, given in the order of the text; those not found are left out.

    >>> list(in_turn("Kabul and Kabul", ["Kabul", "Kabul", "Herat"]))
    [(0, 5), (10, 15)]
    """
    cursor = 0
    for piece in pieces:
        start = text.find(piece, cursor)
        if piece and start >= 0:
            cursor = start + len(piece)
            yield start, cursor
