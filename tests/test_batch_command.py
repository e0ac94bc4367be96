"""``mine-ie batch`` as a process of its own: Ctrl-C, a full disk, what it shows and where."""

import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mine_ie.shards import Report

RELEVANT = "A mine killed two farmers near Kuito in May 2024. "
COMMAND = [sys.executable, "-m", "mine_ie", "batch"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def write(folder: Path, texts) -> Path:
    path = folder / "in.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"a{i}", "text": t}) + "\n" for i, t in enumerate(texts))
    )
    return path


def call(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True, **options
    )


def contents(out: Path) -> dict[str, bytes]:
    files = (p for p in out.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(out)): p.read_bytes() for p in files}


@pytest.mark.slow
def test_ctrl_c_is_one_line_and_the_same_command_goes_on(tmp_path):
    path = write(tmp_path, [RELEVANT] * 400)
    options = (path, "--workers", "2", "--shard-size", "10", "-o")
    process = subprocess.Popen(
        [*COMMAND, *map(str, options), str(tmp_path / "out"), "--quiet"],
        env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    end = time.monotonic() + 120
    while not list(tmp_path.glob("out/parts/0*")):
        assert time.monotonic() < end
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == ("mine-ie batch: stopped; what is done is kept: give the same command again\n")
    assert call(*options, tmp_path / "out", "--quiet").stderr == ""
    call(*options, tmp_path / "whole")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_full_disk_ends_with_four(tmp_path, workers):
    path = write(tmp_path, [RELEVANT * 30] * 20)
    done = call(
        path, "-o", tmp_path / "out", "--workers", workers, "--quiet", "--keep-text",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)),
    )  # fmt: skip
    assert done.returncode == 4
    assert "no space left to write" in done.stderr
    assert "[Errno" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.rglob("*.tmp"))


def test_quiet_says_nothing_of_a_clean_run(tmp_path):
    done = call(write(tmp_path, ["It rained."]), "-o", tmp_path / "out", "--workers", "0", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_terminal_there_are_plain_lines(tmp_path):
    done = call(write(tmp_path, ["It rained."]), "-o", tmp_path / "out", "--workers", "0")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0].startswith("1 of 1 articles, ")
    assert "\x1b" not in done.stderr


def test_on_a_terminal_there_is_a_bar(tmp_path):
    path = write(tmp_path, ["It rained."] * 40)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, str(path), "-o", str(tmp_path / "out"), "--workers", "0"],
        env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "120"}, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:
        pass  # the other end is closed
    os.close(ours)
    assert process.wait() == 0
    assert "40/40" in shown.decode()
    assert "0 relevant  0 events  0 errors" in shown.decode()
    assert " left" in shown.decode()


def test_the_time_left_counts_slow_shards_too(monkeypatch):
    """A shard may take minutes: longer than a bar's own memory of how fast things went."""
    from mine_ie import progress

    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    shown = progress.Progress(2_000, quiet=True)
    now[0] = 100.0
    shown.add(Report(0, 500, 5, 5, 0))
    assert shown.left == "5 min left"
    now[0] = 101.0
    shown.add(Report(1, 1_500, 5, 5, 0))
    assert shown.left == "0 s left"
    assert progress.Progress(10, quiet=True).left == "? left"
