"""The recipes for Spark and Ray, run as the documentation prints them."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import batch_fakes
from mine_ie.batch import run

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow
RELEVANT = "Two sappers were killed when a mine exploded. A second mine was found."


def script(name: str, folder: Path, more: str = "") -> Path:
    """The recipe as a file; ``more`` are further arguments of ``run``."""
    text = (HERE.parent / "docs" / "cluster.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    block = next(block for block in blocks if f"# recipe: {name}\n" in block)
    path = folder / f"{name}_recipe.py"
    path.write_text(block.replace(f"engine=on_{name}", f"engine=on_{name}{more}"))
    return path


def start(name: str, folder: Path, source: Path, out: Path, more: str = "") -> subprocess.Popen:
    pytest.importorskip({"spark": "pyspark"}.get(name, name))
    path = script(name, folder, more)
    if more:
        path.write_text(f"import batch_fakes\n{path.read_text()}")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path]),
        "PYSPARK_SUBMIT_ARGS": "--master local[2,1000] pyspark-shell",
        "PYSPARK_PYTHON": sys.executable,
    }
    return subprocess.Popen(
        [sys.executable, str(path), str(source), str(out)],
        env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def finish(process: subprocess.Popen, seconds: float = 300) -> str:
    try:
        printed, _ = process.communicate(timeout=seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, printed[-3000:]
    return printed


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


@pytest.mark.parametrize("name", ["spark", "ray"])
def test_a_recipe_as_printed_gives_the_bytes_of_one_process(name, tmp_path):
    pytest.importorskip({"spark": "pyspark"}.get(name, name))
    texts = ["It rained."] * 1_200
    texts[::100] = ["A mine killed two farmers near Huambo in May 2024."] * 12
    path = write(tmp_path, texts)
    printed = finish(start(name, tmp_path, path, tmp_path / "out"))
    assert "articles=1200, relevant=12" in printed
    run(path, tmp_path / "local", workers=0)
    assert tree(tmp_path / "out") == tree(tmp_path / "local")


@pytest.mark.parametrize("name", ["spark", "ray"])
def test_workers_that_die_under_a_recipe(name, tmp_path):
    """One is killed once, as if from outside; two articles of one shard kill theirs each time."""
    pytest.importorskip({"spark": "pyspark"}.get(name, name))
    texts = [RELEVANT] * 30
    texts[3] = f"ONCE:{tmp_path / 'flag'} {RELEVANT}"
    texts[13] = texts[15] = f"KILL {RELEVANT}"
    texts[22] = f"RAISE {RELEVANT}"
    path = write(tmp_path, texts)
    finish(
        start(name, tmp_path, path, tmp_path / "out", ", pipeline=batch_fakes.make, shard_size=5")
    )
    run(path, tmp_path / "local", pipeline=batch_fakes.make, workers=2, shard_size=5)
    assert (tmp_path / "flag").exists()
    assert tree(tmp_path / "out") == tree(tmp_path / "local")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert (summary["articles"], summary["errors"]) == (30, 3)


@pytest.mark.parametrize("name", ["spark", "ray"])
def test_a_full_disk_under_a_recipe_is_not_tried_a_thousand_times(name, tmp_path):
    pytest.importorskip({"spark": "pyspark"}.get(name, name))
    path = write(tmp_path, [f"FULL {RELEVANT}"])
    process = start(name, tmp_path, path, tmp_path / "out", ", pipeline=batch_fakes.make")
    printed, _ = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "DiskFull: no space left to write" in printed
    assert not list(tmp_path.glob("out/parts/*"))
