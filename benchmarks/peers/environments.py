"""One virtual environment a peer, made outside the checkout and kept for the next run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKERS = Path(__file__).parent / "workers"


class Unavailable(RuntimeError):
    """A peer cannot be installed or run here; the message says why."""


@dataclass(frozen=True)
class Peer:
    """A library or a stack to compare with.

    ``worker`` is the script in ``workers/`` with its arguments, ``requirements`` what the package
    index gives it, ``programs`` what must be on the machine, ``tasks`` what it can do.
    """

    name: str
    worker: tuple[str, ...]
    requirements: tuple[str, ...]
    tasks: tuple[str, ...]
    programs: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Name of its environment; other requirements make another one."""
        key = "\n".join((sys.version, *self.requirements))
        return (
            f"{self.worker[0].removesuffix('.py')}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
        )


def python_for(peer: Peer, cache: Path) -> Path:
    """The interpreter of the peer's environment, made if it is not there; ours without any.

    Raises:
        Unavailable: a program is missing or the packages cannot be installed.
    """
    for program in peer.programs:
        if shutil.which(program) is None:
            raise Unavailable(f"'{program}' is not on the path")
    if not peer.requirements:
        return Path(sys.executable)
    home = cache / peer.folder
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    complete = home / "complete"
    if not complete.exists():
        venv.create(home, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *peer.requirements]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode:
            raise Unavailable(f"cannot be installed: {last_line(done.stderr)}")
        complete.touch()
    return python


def run(peer: Peer, request: dict[str, Any], cache: Path, timeout: float) -> dict[str, Any]:
    """Send articles to the peer's worker and return what it read.

    Raises:
        Unavailable: it cannot be installed, fails, or takes longer than ``timeout`` seconds.
    """
    python = python_for(peer, cache)
    script, *arguments = peer.worker
    command = [str(python), str(WORKERS / script), *arguments]
    # What this process runs on, our own source above all, must not leak into a peer's environment.
    clean = {k: v for k, v in os.environ.items() if not peer.requirements or k != "PYTHONPATH"}
    try:
        done = subprocess.run(
            command, input=json.dumps(request), capture_output=True, text=True, timeout=timeout,
            env=clean,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unavailable(f"no answer within {timeout:.0f} s") from None
    if done.returncode:
        raise Unavailable(f"fails: {last_line(done.stderr)}")
    return dict(json.loads(done.stdout))


def last_line(text: str) -> str:
    """The last line with anything on it, where Python and pip say what went wrong."""
    return next(
        (line.strip() for line in reversed(text.splitlines()) if line.strip()), "no message"
    )
