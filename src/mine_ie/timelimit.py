"""A time limit for one article, in whatever thread it is read.

Two levels, for two ways to hang. Python code is interrupted by an exception, and the article
becomes an error. Code that never comes back to the interpreter is ended with its process by a
watchdog; the shard is then done again and the article passed by (see :mod:`mine_ie.shards`).
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: After this many times the limit (and some seconds) the process is ended.
HARD_FACTOR = 2.0
HARD_EXTRA = 5.0


class TimeLimit(BaseException):
    """An article took longer than it may.

    No ``Exception``, for readers of pages catch those to try another way.
    """


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise :class:`TimeLimit` inside the block once ``seconds`` have passed.

    >>> with time_limit(5):
    ...     pass
    """
    if seconds is None:
        yield
        return
    main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    with _watchdog(seconds), (_by_signal if main else _by_thread)(seconds):
        yield


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(
            seconds * HARD_FACTOR + HARD_EXTRA, exit=True, file=nowhere
        )
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def expire(number: int, frame: FrameType | None) -> None:
        raise TimeLimit

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Worker threads (Dask's) get no signals: another thread raises the exception in this one."""
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    open_for_it = True

    def expire() -> None:
        with lock:
            if open_for_it:
                raise_in(thread, ctypes.py_object(TimeLimit))

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            open_for_it = False
        timer.cancel()
