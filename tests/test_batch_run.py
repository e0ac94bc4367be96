"""A run: one record an article, in order, resumable, whatever articles do."""

import json
import os
import sys
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # workers import the fakes too

import batch_fakes
from mine_ie import installed, readers
from mine_ie.batch import Refused, failures, run
from mine_ie.shards import Job, Shard, Slice, WorkerDiffers, process

RELEVANT = "Two sappers were killed when a mine exploded. A second mine was found."


def write(folder: Path, texts) -> Path:
    path = folder / "in.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"a{i}", "text": t}) + "\n" for i, t in enumerate(texts))
    )
    return path


def batch(path, out, **options):
    options = {"workers": 0, "shard_size": 4, "pipeline": batch_fakes.make, **options}
    return run(path, out, **options)


def records(out: Path):
    files = sorted((out / "parts").glob("*.jsonl")) if out.is_dir() else [out]
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def tree(out: Path) -> dict[str, bytes]:
    """What a run leaves, but for the lock."""
    return {
        str(p.relative_to(out)): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def test_each_article_gives_one_record_under_its_own_id(tmp_path):
    texts = [RELEVANT, "The council met.", f"RAISE {RELEVANT}"] * 3
    path = write(tmp_path, texts)
    path.write_text(path.read_text() + "not json\n")
    summary = batch(path, tmp_path / "out")
    found = records(tmp_path / "out")
    assert [r["id"] for r in found] == [*(f"a{i}" for i in range(9)), f"{path}#10"]
    assert [r["status"] for r in found] == ["ok", "irrelevant", "error"] * 3 + ["error"]
    assert found[0]["events"][1]["id"] == "e2"
    assert found[2]["error"] == {"type": "RuntimeError", "message": "RuntimeError: poison"}
    assert found[9]["error"]["type"] == "unreadable"
    assert summary.to_dict() == {"articles": 10, "relevant": 3, "events": 6, "errors": 4}
    assert [r["id"] for r in failures(summary, 2)] == ["a2", "a5"]


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_records_are_those_of_one_process_with_any_number_of_workers(tmp_path, name):
    path = write(tmp_path, [RELEVANT, "Nothing.", f"RAISE {RELEVANT}"] * 7)
    batch(path, tmp_path / "a" / name)
    batch(path, tmp_path / "b" / name, workers=2)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_one_file_is_the_parts_in_order(tmp_path):
    path = write(tmp_path, [RELEVANT] * 9)
    batch(path, tmp_path / "out.jsonl")
    assert [r["id"] for r in records(tmp_path / "out.jsonl")] == [f"a{i}" for i in range(9)]


def test_parquet_holds_the_same_records(tmp_path):
    pytest.importorskip("pyarrow")
    from mine_ie import parts

    path = write(tmp_path, [RELEVANT, "Nothing.", f"RAISE {RELEVANT}"] * 3)
    batch(path, tmp_path / "a.jsonl")
    batch(path, tmp_path / "a.parquet")
    assert parts.read(tmp_path / "a.parquet") == records(tmp_path / "a.jsonl")


def test_a_finished_run_is_not_done_again(tmp_path):
    path = write(tmp_path, [RELEVANT] * 9)
    first = batch(path, tmp_path / "out")
    before = {p: os.stat(p).st_mtime_ns for p in (tmp_path / "out" / "parts").iterdir()}
    assert batch(path, tmp_path / "out") == first
    assert {p: os.stat(p).st_mtime_ns for p in (tmp_path / "out" / "parts").iterdir()} == before


def test_a_run_goes_on_where_parts_are_missing(tmp_path):
    path = write(tmp_path, [RELEVANT, "Nothing."] * 9)
    batch(path, tmp_path / "whole")
    batch(path, tmp_path / "out")
    for name in ("parts/000001.jsonl", "summary.json", "ledger.jsonl"):
        (tmp_path / "out" / name).unlink()
    (tmp_path / "out" / "parts" / ".000001.jsonl.0a1b2c3d.tmp").write_text("half a li")
    batch(path, tmp_path / "out")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_other_options_are_refused_with_the_difference(tmp_path):
    path = write(tmp_path, [RELEVANT] * 9)
    batch(path, tmp_path / "out")
    with pytest.raises(Refused, match=r"options\.time_limit: was 60\.0, is 5"):
        batch(path, tmp_path / "out", time_limit=5)


def test_other_input_is_refused_and_restart_does_it_again(tmp_path):
    path = write(tmp_path, [RELEVANT] * 9)
    batch(path, tmp_path / "out")
    write(tmp_path, ["Nothing."] * 3)
    with pytest.raises(Refused, match=r"inputs\.digest"):
        batch(path, tmp_path / "out")
    assert batch(path, tmp_path / "out", restart=True).articles == 3
    assert len(records(tmp_path / "out")) == 3


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    path = write(tmp_path, [RELEVANT])
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.doc").touch()
    with pytest.raises(Refused, match=r"holds other files \(letter\.doc\)"):
        batch(path, tmp_path / "other")


def test_retry_takes_only_the_failed(tmp_path):
    flag = tmp_path / "flag"
    path = write(tmp_path, [RELEVANT, f"FAIL-UNLESS:{flag} {RELEVANT}"] * 5)
    assert batch(path, tmp_path / "out").errors == 5
    flag.touch()
    assert batch(path, tmp_path / "out").errors == 5
    assert batch(path, tmp_path / "out", retry=True).errors == 0
    batch(path, tmp_path / "whole")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_the_text_is_kept_on_request(tmp_path):
    path = write(tmp_path, [RELEVANT])
    batch(path, tmp_path / "out.jsonl", keep_text=True)
    (record,) = records(tmp_path / "out.jsonl")
    start, end = record["events"][0]["evidence"][0]
    assert record["text"][start:end] == "mine"


def test_without_the_gate_every_article_is_read(tmp_path):
    path = write(tmp_path, ["Nothing of mine."])
    assert batch(path, tmp_path / "out", gate=None).to_dict()["relevant"] == 1


def test_small_files_share_shards(tmp_path):
    for i in range(9):
        (tmp_path / f"in-{i}.txt").write_text(RELEVANT)
    summary = batch(str(tmp_path / "*.txt"), tmp_path / "out")
    assert summary.articles == 9
    assert len(list((tmp_path / "out" / "parts").iterdir())) == 3


@pytest.mark.parametrize("text", ["SLEEP", "SPIN"])
@pytest.mark.parametrize("workers", [0, 1])
def test_an_article_that_takes_too_long_is_an_error(tmp_path, text, workers):
    path = write(tmp_path, [RELEVANT, f"{text} {RELEVANT}", RELEVANT])
    batch(path, tmp_path / "out", time_limit=0.2, workers=workers)
    assert [r["status"] for r in records(tmp_path / "out")] == ["ok", "error", "ok"]
    assert records(tmp_path / "out")[1]["error"]["message"] == "took longer than 0.2 s"


def test_the_time_limit_holds_in_threads_too(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    path = write(tmp_path, [f"SPIN {RELEVANT}", RELEVANT])
    with ThreadPoolExecutor(1) as pool:
        pool.submit(batch, path, tmp_path / "out", time_limit=0.2).result()
    assert [r["status"] for r in records(tmp_path / "out")] == ["error", "ok"]


def test_two_runs_do_not_share_a_folder(tmp_path):
    from mine_ie.ledger import Ledger

    path = write(tmp_path, [RELEVANT])
    with Ledger(tmp_path / "out").lock(), pytest.raises(Refused, match="another run is writing"):
        batch(path, tmp_path / "out")


def test_a_full_disk_stops_the_run_cleanly(tmp_path):
    import errno

    from mine_ie import parts
    from mine_ie.batch import DiskFull

    path = write(tmp_path, [RELEVANT] * 9)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    batch(path, tmp_path / "whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts.os, "fsync", full)
        with pytest.raises((DiskFull, OSError), match=r"[Nn]o space left"):
            batch(path, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.tmp"))
    batch(path, tmp_path / "out")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_pipeline_with_arguments(tmp_path):
    path = write(tmp_path, [RELEVANT])
    assert batch(path, tmp_path / "out", pipeline=partial(batch_fakes.make, pause=0.01)).events == 2


def test_a_worker_that_runs_another_release_refuses_the_shard(tmp_path):
    path = write(tmp_path, [RELEVANT])
    source = next(iter(readers.find([str(path)])))
    job = Job(out=str(tmp_path / "out"), make_extract=batch_fakes.make, code="another")
    with pytest.raises(WorkerDiffers, match="another release of mine-ie than the driver"):
        process(job, Shard(0, (Slice(source, 0, 1),)))
    assert not (tmp_path / "out").exists()


def test_another_release_of_what_reads_pages_is_another_run(tmp_path, monkeypatch):
    path = write(tmp_path, [RELEVANT])
    batch(path, tmp_path / "out")
    packages = {**installed.packages(), "trafilatura": "0.1"}
    monkeypatch.setattr(installed, "packages", lambda: packages)
    with pytest.raises(Refused, match=r"packages\.trafilatura: was .*, is '0\.1'"):
        batch(path, tmp_path / "out")
