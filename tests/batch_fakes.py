"""Extractions that misbehave on purpose, importable in worker processes."""

import ctypes
import errno
import os
import re
import signal
import time
from collections.abc import Callable
from functools import partial

from mine_ie.schema import Article, Event


def make(**behaviour: float) -> Callable[[Article], list[Event]]:
    return partial(extract, **behaviour)


def die_at_start() -> Callable[[Article], list[Event]]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def extract(article: Article, pause: float = 0.0) -> list[Event]:
    """One event for each "mine", and trouble where the text asks for it."""
    if pause:
        time.sleep(pause)
    text = article.text
    if "RAISE" in text:
        raise RuntimeError("poison")
    if "FULL" in text:
        raise OSError(errno.ENOSPC, "No space left on device")
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if found := re.search(r"ONCE:(\S+)", text):
        try:
            os.close(os.open(found.group(1), os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    if "SLEEP" in text:
        time.sleep(60)
    if "STUCK" in text:
        # Holds the interpreter for good: no signal handler and no other thread runs again.
        ctypes.PyDLL(None).sleep(120)
    if "SPIN" in text:
        while True:
            pass
    found = re.search(r"FAIL-UNLESS:(\S+)", text)
    if found and not os.path.exists(found.group(1)):
        raise RuntimeError("not yet")
    return [
        Event(id=f"e{i}", type="explosion", evidence=((m.start(), m.end()),))
        for i, m in enumerate(re.finditer("mine", text), 1)
    ]
