"""Engines: who runs the shards. Each is thin, over the one function :func:`mine_ie.shards.process`.

An engine takes a job and shards, and yields reports as shards finish, in any order. Those for Spark
and Ray are recipes (``docs/cluster.md``) over :func:`attempt` and :func:`checked`.
"""

from __future__ import annotations

import gc
import itertools
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

from mine_ie import extras, shards
from mine_ie.shards import Job, Report, Shard

log = logging.getLogger(__name__)

#: A worker that dies this often on one shard before it begins an article is no article's fault.
_MAX_IDLE_DEATHS = 3


class WorkersDie(RuntimeError):
    """Workers end before they do anything: memory, or a model that crashes."""


def attempt(job: Job, shard: Shard) -> Report | Exception:
    """Do one shard; what it raises is returned.

    Clusters try a task again that raises, often and in vain: a full disk is no worker's fault.
    """
    try:
        return shards.process(job, shard)
    except Exception as error:
        return error


def checked(outcome: Report | Exception) -> Report:
    """Return the report of a shard, or raise what :func:`attempt` caught."""
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def inline(job: Job, todo: Iterable[Shard]) -> Iterator[Report]:
    """Do the shards in this process, one after the other: for debugging and tiny inputs."""
    for shard in todo:
        yield shards.process(job, shard)


# -- this machine ----------------------------------------------------------------------------------
@dataclass
class _Worker:
    process: Any
    connection: Connection
    shard: Shard | None = None


def local(job: Job, todo: Iterable[Shard], workers: int) -> Iterator[Report]:
    """Do the shards in ``workers`` processes. One that dies is replaced and its shard done again.

    Raises:
        DiskFull, MissingExtra: as :func:`mine_ie.shards.process`.
        WorkersDie: a shard cannot even be begun.
    """
    context = multiprocessing.get_context("spawn")
    waiting = deque[Shard]()
    source = iter(todo)
    idle_deaths: dict[int, int] = {}
    pool: list[_Worker] = []
    try:
        for _ in range(workers):
            if (shard := _next(waiting, source)) is None:
                break
            pool.append(_start(context, job, shard))
        while pool:
            ready = wait([worker.connection for worker in pool])
            for worker in [w for w in pool if w.connection in ready]:
                shard = worker.shard
                assert shard is not None
                try:
                    outcome = worker.connection.recv()
                except (EOFError, OSError):
                    _bury(worker)
                    pool.remove(worker)
                    _count_death(job, shard, idle_deaths)
                    pool.append(_start(context, job, shard))
                    continue
                yield checked(outcome)
                worker.shard = _next(waiting, source)
                if worker.shard is None:
                    worker.connection.close()
                    worker.process.join()
                    pool.remove(worker)
                else:
                    worker.connection.send(worker.shard)
    finally:
        for worker in pool:
            worker.process.kill()
            worker.process.join()
            worker.connection.close()


def _next(waiting: deque[Shard], source: Iterator[Shard]) -> Shard | None:
    return waiting.popleft() if waiting else next(source, None)


def _start(context: Any, job: Job, shard: Shard) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    worker = _Worker(process, ours, shard)
    with suppress(OSError):  # it died at once: seen when its answer is waited for
        ours.send(shard)
    return worker


def _bury(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.join(1)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _count_death(job: Job, shard: Shard, idle: dict[int, int]) -> None:
    log.warning("a worker died on shard %d; the shard is done again", shard.number)
    with shards.Attempt(job, shard.number, leave=True) as record:
        begun = record.total
    if begun:
        return
    idle[shard.number] = idle.get(shard.number, 0) + 1
    if idle[shard.number] >= _MAX_IDLE_DEATHS:
        raise WorkersDie(
            f"workers died {_MAX_IDLE_DEATHS} times on shard {shard.number} before they began an "
            "article: too little memory for this many workers, or a script without "
            "'if __name__ == \"__main__\":' around the call"
        )


def _serve(connection: Connection, job: Job) -> None:
    """A worker's life: shards in, reports out, until the driver closes the line or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all: the driver ends its workers
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for number in itertools.count():
        try:
            shard = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(attempt(job, shard))
        if number == 0:
            # Lexicons and pipeline are loaded and stay: to look through them for garbage again
            # and again costs a twentieth of the time.
            gc.collect()
            gc.freeze()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


# -- Dask ------------------------------------------------------------------------------------------
#: Shards handed to the scheduler ahead of their turn, for each worker thread.
_AHEAD = 3
#: Dask's own default makes the allocator give memory back all the time, which costs spaCy a sixth
#: of its speed.
_MALLOC = {"MALLOC_TRIM_THRESHOLD_": "1073741824", "MALLOC_MMAP_THRESHOLD_": "33554432"}
_LOCK = threading.Lock()


def dask(
    job: Job, todo: Iterable[Shard], workers: int, scheduler: str | None = None
) -> Iterator[Report]:
    """Do the shards on a Dask cluster: that at ``scheduler``, or one on this machine.

    Inputs and the output folder must be visible to all workers under the same paths.

    Raises:
        MissingExtra: Dask is not installed.
    """
    distributed = extras.need("distributed", "dask", "the Dask engine")
    config = extras.need("dask", "dask", "the Dask engine").config
    settings = {
        "distributed.nanny.pre-spawn-environ": {
            **config.get("distributed.nanny.pre-spawn-environ", {}),
            **_MALLOC,
        },
        # An article that kills workers is counted in the shard's attempt file, not here.
        "distributed.scheduler.allowed-failures": 1000,
    }
    with config.set(settings):
        if scheduler is not None:
            with distributed.Client(scheduler) as client:
                yield from _on_client(distributed, client, job, todo)
            return
        with (
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield from _on_client(distributed, client, job, todo)


def _on_client(distributed: Any, client: Any, job: Job, todo: Iterable[Shard]) -> Iterator[Report]:
    source = iter(todo)
    running: dict[Any, Shard] = {}
    tries = itertools.count()

    def submit(shard: Shard) -> Any:
        # The job goes with each shard: data scattered beforehand is lost with the workers that hold
        # it.
        key = f"shard-{job.run}-{shard.number}-{next(tries)}"
        future = client.submit(dask_task, job, shard, pure=False, key=key)
        running[future] = shard
        return future

    ahead = _AHEAD * max(1, sum(client.nthreads().values()))
    completed = distributed.as_completed([submit(shard) for shard in islice(source, ahead)])
    for future in completed:
        shard = running.pop(future)
        try:
            report = future.result()
        except (distributed.KilledWorker, distributed.client.FutureCancelledError):
            log.warning("shard %d was lost with its workers; it is done again", shard.number)
            completed.add(submit(shard))
            continue
        yield report
        if (following := next(source, None)) is not None:
            completed.add(submit(following))


def dask_task(job: Job, shard: Shard) -> Report:
    """One shard on a Dask worker; spaCy is not made for threads, so one at a time a process."""
    with _LOCK:
        return shards.process(job, shard)


Engine = Callable[[Job, Iterable[Shard]], Iterator[Report]]
