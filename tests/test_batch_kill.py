"""Killed at any moment and run again, a batch gives byte for byte what an undisturbed run gives."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import batch_fakes
from mine_ie.batch import DiskFull, run

RELEVANT = "Two sappers were killed when a mine exploded. A second mine was found."
HERE = Path(__file__).parent
DRIVER = """
import sys
from functools import partial
import batch_fakes
from mine_ie.batch import run
if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], pipeline=partial(batch_fakes.make, pause=0.01), workers=2,
        shard_size=10, gate=None, engine=sys.argv[3])
"""


def write(folder: Path, texts) -> Path:
    path = folder / "in.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"a{i}", "text": t}) + "\n" for i, t in enumerate(texts))
    )
    return path


def tree(out: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(out)): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def statuses(out: Path) -> list[str]:
    lines = [x for p in sorted((out / "parts").iterdir()) for x in p.read_text().splitlines()]
    return [json.loads(line)["status"] for line in lines]


def driver(path: Path, out: Path, engine: str = "local") -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(path), str(out), engine],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def children(process: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


def wait_until(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def undisturbed(path: Path, out: Path, size: int = 10) -> dict[str, bytes]:
    run(
        path,
        out,
        pipeline=partial(batch_fakes.make, pause=0.01),
        workers=0,
        shard_size=size,
        gate=None,
    )
    return tree(out)


def test_an_article_that_kills_its_worker_is_passed_by_and_the_rest_done(tmp_path):
    texts = [RELEVANT] * 12
    texts[5] = f"KILL {RELEVANT}"
    path = write(tmp_path, texts)
    run(path, tmp_path / "out", pipeline=batch_fakes.make, workers=2, shard_size=4)
    assert statuses(tmp_path / "out") == ["ok"] * 5 + ["error"] + ["ok"] * 6
    assert not (tmp_path / "out" / "attempts").exists()


def test_two_poisonous_articles_in_one_shard_are_both_passed_by(tmp_path):
    path = write(tmp_path, [RELEVANT, f"KILL {RELEVANT}", RELEVANT, f"KILL {RELEVANT}", RELEVANT])
    run(path, tmp_path / "out", pipeline=batch_fakes.make, workers=1, shard_size=5)
    assert statuses(tmp_path / "out") == ["ok", "error", "ok", "error", "ok"]


def test_a_worker_that_is_killed_once_leaves_no_trace(tmp_path):
    flag = tmp_path / "flag"
    path = write(tmp_path, [RELEVANT, f"ONCE:{flag} {RELEVANT}", *[RELEVANT] * 8])
    run(path, tmp_path / "out", pipeline=batch_fakes.make, workers=2, shard_size=4)
    run(path, tmp_path / "whole", pipeline=batch_fakes.make, workers=0, shard_size=4)
    assert statuses(tmp_path / "out") == ["ok"] * 10
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_retry_gives_a_killing_article_another_chance(tmp_path):
    path = write(tmp_path, [RELEVANT, f"KILL {RELEVANT}"])
    options = {"pipeline": batch_fakes.make, "workers": 1}
    assert run(path, tmp_path / "out", **options).errors == 1
    assert run(path, tmp_path / "out", retry=True, **options).errors == 1


def test_the_driver_killed_and_run_again(tmp_path):
    path = write(tmp_path, [RELEVANT] * 150)
    process = driver(path, tmp_path / "out")
    wait_until(lambda: len(list(tmp_path.glob("out/parts/0*"))) >= 2)
    workers = children(process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 2 <= len(list(tmp_path.glob("out/parts/0*"))) < 15
    wait_until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in workers))
    assert driver(path, tmp_path / "out").wait(60) == 0
    assert tree(tmp_path / "out") == undisturbed(path, tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_workers_and_drivers_killed_at_random_moments(tmp_path, seed):
    chance = random.Random(seed)
    path = write(tmp_path, [RELEVANT] * 300)
    for _ in range(5):
        process = driver(path, tmp_path / "out")
        time.sleep(chance.uniform(0.3, 2.0))
        for pid in children(process)[:1]:
            os.kill(pid, signal.SIGKILL)
        time.sleep(chance.uniform(0.0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert driver(path, tmp_path / "out").wait(120) == 0
    assert tree(tmp_path / "out") == undisturbed(path, tmp_path / "whole")


@pytest.mark.slow
def test_an_article_that_never_comes_back_to_python_ends_its_worker_and_is_passed_by(
    tmp_path, monkeypatch
):
    path = write(tmp_path, [RELEVANT, f"STUCK {RELEVANT}", RELEVANT])
    run(path, tmp_path / "out", pipeline=batch_fakes.make, workers=1, time_limit=0.1)
    assert statuses(tmp_path / "out") == ["ok", "error", "ok"]


def test_workers_that_cannot_start_end_the_run_with_a_reason(tmp_path):
    from mine_ie.engines import WorkersDie

    path = write(tmp_path, [RELEVANT])
    with pytest.raises(WorkersDie, match="before they began"):
        run(path, tmp_path / "out", pipeline=batch_fakes.die_at_start, workers=1)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [0, 2])
def test_a_full_disk_keeps_what_is_done(tmp_path, workers):
    mount = tmp_path / "small"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(mount)], capture_output=True
    )
    if done.returncode:
        pytest.skip("needs the right to mount a small file system")
    path = write(tmp_path, [RELEVANT * 20] * 200)
    options = {"pipeline": batch_fakes.make, "workers": workers, "shard_size": 10}
    try:
        with pytest.raises((DiskFull, OSError), match=r"[Nn]o space left"):
            run(path, mount / "out", **options)
        assert not list(mount.rglob("*.tmp"))
        assert 0 < len(statuses(mount / "out")) < 200
        subprocess.run(["mount", "-o", "remount,size=40m", str(mount)], check=True)
        run(path, mount / "out", **options)
        run(path, tmp_path / "whole", **{**options, "workers": 0})
        assert tree(mount / "out") == tree(tmp_path / "whole")
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_a_file_too_large_for_the_system_stops_the_run_cleanly(tmp_path):
    path = write(tmp_path, [RELEVANT * 50] * 40)
    script = (
        "import resource, sys, batch_fakes\n"
        "from mine_ie.batch import DiskFull, run\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (20000, {resource.RLIM_INFINITY}))\n"
        "try:\n"
        "    run(sys.argv[1], sys.argv[2], pipeline=batch_fakes.make, workers=0, shard_size=10)\n"
        "except DiskFull as error:\n"
        "    sys.exit(7)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    command = [sys.executable, "-c", script, str(path), str(tmp_path / "out")]
    assert subprocess.run(command, env=environment).returncode == 7
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.slow
def test_dask_gives_the_same_bytes(tmp_path):
    pytest.importorskip("distributed")
    path = write(tmp_path, [RELEVANT, "Nothing.", f"RAISE {RELEVANT}"] * 10)
    options = {"pipeline": batch_fakes.make, "shard_size": 4}
    run(path, tmp_path / "local", workers=2, **options)
    run(path, tmp_path / "dask", workers=2, engine="dask", **options)
    assert tree(tmp_path / "dask") == tree(tmp_path / "local")


@pytest.mark.slow
def test_dask_passes_by_an_article_that_kills_its_workers(tmp_path):
    pytest.importorskip("distributed")
    texts = [RELEVANT] * 20
    texts[9] = f"KILL {RELEVANT}"
    path = write(tmp_path, texts)
    run(path, tmp_path / "out", pipeline=batch_fakes.make, workers=2, engine="dask", shard_size=4)
    assert statuses(tmp_path / "out") == ["ok"] * 9 + ["error"] + ["ok"] * 10


@pytest.mark.slow
def test_a_killed_dask_driver_run_again(tmp_path):
    pytest.importorskip("distributed")
    path = write(tmp_path, [RELEVANT] * 200)
    process = driver(path, tmp_path / "out", "dask")
    wait_until(lambda: len(list(tmp_path.glob("out/parts/0*"))) >= 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert driver(path, tmp_path / "out", "dask").wait(120) == 0
    assert tree(tmp_path / "out") == undisturbed(path, tmp_path / "whole")
