"""What a user can get wrong is said in one line, before any work, and costs no file."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import batch_fakes
from mine_ie.batch import Refused, run
from mine_ie.readers import Options, ReadError
from mine_ie.workers import Pipeline

RELEVANT = "Two sappers were killed when a mine exploded. A second mine was found."


def write(folder: Path, texts, name: str = "in.jsonl") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(
        "".join(json.dumps({"id": f"a{i}", "text": t}) + "\n" for i, t in enumerate(texts))
    )
    return path


def batch(path, out, **options):
    return run(path, out, **{"workers": 0, "pipeline": batch_fakes.make, **options})


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        (Options(encoding="utf9"), r"no charset 'utf9'"),
        (Options(date_format="%Q"), r"'%Q'.*%d/%m/%Y"),
        (Options(date_format="%m/%Y"), r"'%m/%Y'.*year, month and day"),
        (Options(date_format="dd/mm/yyyy"), r"'dd/mm/yyyy'.*%d/%m/%Y"),
        (Options(delimiter="ab"), r"the delimiter must be one character, got 'ab'"),
        (Options(text_field="lede"), r"no field 'lede'; the fields are id, text"),
        (Options(id_field="nr"), r"no field 'nr'"),
    ],
)
def test_ways_to_read_that_cannot_be_are_refused(tmp_path, reading, message):
    path = write(tmp_path, [RELEVANT] * 3)
    with pytest.raises(ReadError, match=message):
        batch(path, tmp_path / "out", reading=reading)
    assert not (tmp_path / "out").exists()


def test_a_table_without_a_text_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("lede,when\nIt rained.,2024-08-26\nIt snowed.,2024-08-27\n")
    with pytest.raises(ReadError, match=r"no text field among lede, when; name it with"):
        batch(tmp_path / "a.csv", tmp_path / "out")


def test_a_field_that_some_files_have_is_no_mistake(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.csv").write_text("lede\nIt rained.\n")
    (tmp_path / "in/b.csv").write_text("body\nIt rained.\n")
    reading = Options(text_field="lede")
    assert batch(tmp_path / "in", tmp_path / "out", reading=reading).errors == 1


def test_one_line_of_json_without_a_text_is_an_error_of_its_own(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a"}\n')
    assert batch(path, tmp_path / "out").errors == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"gazetteer": "none.db"}, r"none\.db: no such gazetteer"),
        ({"model": "nonesuch"}, r"'nonesuch' is not installed"),
        ({"lexicons": ("people-none.yaml",)}, r"people-none\.yaml"),
    ],
)
def test_a_pipeline_that_cannot_be_made_is_refused(tmp_path, wrong, message):
    path = write(tmp_path, ["It rained."])  # the gate stops it: no worker would load the pipeline
    with pytest.raises((ValueError, OSError), match=message):
        batch(path, tmp_path / "out", pipeline=Pipeline(**wrong))
    assert not (tmp_path / "out").exists()


def test_the_input_is_never_written_over(tmp_path):
    path = write(tmp_path, [RELEVANT])
    other = write(tmp_path, [RELEVANT], "other.jsonl")
    before = path.read_bytes()
    for inputs, out in ((path, path), ([path, other], path), (other, path)):
        with pytest.raises(Refused, match=r"in\.jsonl: is there already, and no run wrote it"):
            batch(inputs, out)
        with pytest.raises(Refused, match="is there already"):
            batch(inputs, out, restart=True)
    with pytest.raises(Refused, match="the input is there"):
        batch(path, tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["out.csv", "out.json", "out.jsonl.gz", "out.PARQUET.zip"])
def test_an_output_of_no_known_form_is_refused(tmp_path, name):
    path = write(tmp_path, [RELEVANT])
    with pytest.raises(Refused, match=r"a folder, or one file \*\.jsonl or \*\.parquet"):
        batch(path, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_an_output_that_is_a_file_where_a_folder_is_needed_is_refused(tmp_path):
    path = write(tmp_path, [RELEVANT])
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Refused, match="is a file: give a folder"):
        batch(path, tmp_path / "out")


def test_a_format_that_is_not_that_of_the_file_is_refused(tmp_path):
    path = write(tmp_path, [RELEVANT])
    with pytest.raises(Refused, match=r"out\.jsonl.*parquet"):
        batch(path, tmp_path / "out.jsonl", format="parquet")


def test_a_scheduler_without_dask_is_refused(tmp_path):
    path = write(tmp_path, [RELEVANT])
    with pytest.raises(ValueError, match="scheduler goes with the engine dask"):
        batch(path, tmp_path / "out", scheduler="tcp://head:8786")


@pytest.mark.parametrize("name", ["out", "events.jsonl"])
def test_the_output_may_stand_inside_the_input(tmp_path, name):
    write(tmp_path / "news", [RELEVANT] * 3)
    first = batch(tmp_path / "news", tmp_path / "news" / name)
    assert first.articles == 3
    assert batch(tmp_path / "news", tmp_path / "news" / name) == first  # nothing new to read
    glob = f"{tmp_path}/news/*.jsonl"
    assert batch(glob, tmp_path / "news" / "again.jsonl", restart=True).articles in (3, 6)


def test_runs_inside_the_input_are_no_articles(tmp_path):
    write(tmp_path / "news", [RELEVANT] * 3)
    batch(tmp_path / "news", tmp_path / "news" / "one")
    assert batch(tmp_path / "news", tmp_path / "news" / "two").articles == 3


def test_the_first_moment_of_a_run_leaves_nothing_that_stops_the_next(tmp_path):
    path = write(tmp_path, [RELEVANT])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".run.json.0a1b2c3d.tmp").write_text("{")
    assert batch(path, tmp_path / "out").articles == 1
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_joining_that_was_interrupted_leaves_nothing(tmp_path):
    path = write(tmp_path, [RELEVANT])
    (tmp_path / ".out.jsonl.0a1b2c3d.tmp").write_text("{")
    batch(path, tmp_path / "out.jsonl")
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_retry_that_was_interrupted_keeps_no_old_counts(tmp_path):
    flag = tmp_path / "flag"
    path = write(tmp_path, [RELEVANT, f"FAIL-UNLESS:{flag} {RELEVANT}"] * 2)
    assert batch(path, tmp_path / "out", shard_size=2).errors == 2
    flag.touch()

    def dies(job, todo):
        from mine_ie.shards import process

        for shard in todo:
            process(job, shard)  # the part is there, the driver dies before it hears of it
            raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        batch(path, tmp_path / "out", shard_size=2, retry=True, engine=dies)
    assert batch(path, tmp_path / "out", shard_size=2, retry=True).errors == 0
    assert batch(path, tmp_path / "out", shard_size=2).errors == 0


def test_inputs_by_relative_paths_are_found_by_workers_elsewhere(tmp_path, monkeypatch):
    write(tmp_path / "news", [RELEVANT] * 3)
    (tmp_path / "news" / "b.txt").write_text(RELEVANT)
    (tmp_path / "news" / "b.txt.json").write_text('{"published": "2024-08-26"}')
    (tmp_path / "elsewhere").mkdir()

    def elsewhere(job, todo):
        from mine_ie.shards import process

        for shard in todo:
            with contextlib.chdir(tmp_path / "elsewhere"):
                report = process(job, shard)
            yield report

    monkeypatch.chdir(tmp_path)
    assert batch("news", "here").errors == 0
    assert batch("news", "out", engine=elsewhere).errors == 0
    here, out = (
        [p.read_text() for p in sorted((tmp_path / folder / "parts").iterdir())]
        for folder in ("here", "out")
    )
    assert here == out
    assert '"published":"2024-08-26"' in "".join(out)


def test_a_pipeline_by_relative_paths_is_found_by_workers_elsewhere(tmp_path, monkeypatch):
    (tmp_path / "people-own.yaml").write_text("{}")
    monkeypatch.chdir(tmp_path)
    located = Pipeline(lexicons=("people-own.yaml",), gazetteer="own.db", model="some_model").at(
        str(tmp_path)
    )
    assert located.lexicons == (f"{tmp_path}/people-own.yaml",)
    assert (located.gazetteer, located.model) == (f"{tmp_path}/own.db", "some_model")


# -- the reader is killed --------------------------------------------------------------------------
KILLING_READER = """
import os, signal, sys
from mine_ie import readers, shards
from mine_ie.readers import rows
import batch_fakes
real = rows.fields.article
def article(data, options, origin):
    if "KILL" in data["text"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(data, options, origin)
rows.fields.article = article
real_open = rows.FORMATS["jsonl"]
def jsonl(source, *rest):
    for row in real_open(source, *rest):
        if row.origin.endswith(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield row
rows.FORMATS["jsonl"] = jsonl
job = shards.Job(sys.argv[2], batch_fakes.make, run="one", matcher=None)
source = readers.Source(sys.argv[1], "jsonl")
print(shards.process(job, shards.Shard(0, (shards.Slice(source, 0, 4),))))
"""


def deaths(tmp_path, texts, fetch="never"):
    """Run a shard until its worker lives; how many died, and the records."""
    path = write(tmp_path, texts)
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([here, *sys.path])}
    command = [sys.executable, "-c", KILLING_READER, str(path), str(tmp_path / "out"), fetch]
    for number in range(6):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0:
            lines = (tmp_path / "out/parts/000000.jsonl").read_text().splitlines()
            return number, [json.loads(line) for line in lines]
    raise AssertionError("the shard is never done")


def test_a_page_that_kills_its_reader_twice_is_passed_by(tmp_path):
    died, records = deaths(tmp_path, [RELEVANT, f"KILL {RELEVANT}", RELEVANT, RELEVANT])
    assert died == 2
    assert [r["status"] for r in records] == ["ok", "error", "ok", "ok"]
    assert records[1]["error"]["type"] == "killed_worker"


def test_a_file_that_kills_its_reader_beyond_a_row_gives_errors_from_there(tmp_path):
    died, records = deaths(tmp_path, [RELEVANT] * 4, fetch="#3")
    assert died == 4  # two to blame the row, two to know that not even passing it by helps
    assert [r["status"] for r in records] == ["ok", "ok", "error", "error"]
    assert [r["origin"].rpartition("#")[2] for r in records] == ["1", "2", "3", "4"]
