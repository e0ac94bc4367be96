"""The command line: what it prints, its exit codes, and what it says of bad input."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from mine_ie.cli.main import app

TEXT = "A mine killed two people near Kuito on 3 May 2021."


@pytest.fixture
def run():
    runner = CliRunner()

    def call(*args, stdin=None):
        return runner.invoke(app, [str(a) for a in args], input=stdin)

    return call


@pytest.fixture
def article(tmp_path):
    def write(data, name="article.txt"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_one_record_an_article_when_piped(run, article):
    result = run("extract", article(TEXT))
    assert result.exit_code == 0
    (record,) = records(result)
    assert (record["status"], [e["type"] for e in record["events"]]) == ("ok", ["explosion"])


def test_extract_prints_a_table_on_request(run, article):
    result = run("extract", article(TEXT), "--format", "table")
    assert "explosion" in result.stdout
    assert "killed 2" in result.stdout


def test_extract_reads_standard_input(run):
    assert len(records(run("extract", "-", stdin=TEXT))[0]["events"]) == 1


def test_explain_marks_the_evidence(run, article):
    result = run("extract", article(TEXT), "--explain")
    assert "[two people](killed 2)" in result.stdout
    assert "cues:kill" in result.stdout


def test_layers_prints_spans_with_offsets_into_the_text(run, article):
    result = run("layers", article(TEXT), "--layer", "dates")
    (span,) = records(result)
    assert TEXT[span["start"] : span["end"]] == span["text"]
    assert span["value"] == "2021-05-03"


def test_an_unknown_layer_is_refused_with_the_known_ones(article):
    process = subprocess.run(
        [sys.executable, "-m", "mine_ie", "layers", str(article(TEXT)), "--layer", "verbs"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 2
    assert "choose from numbers" in process.stderr
    assert "Traceback" not in process.stderr


def test_schema_prints_a_json_schema(run):
    assert json.loads(run("schema").stdout)["title"] == "Event"


@pytest.mark.parametrize(
    ("data", "message"),
    [(bytes(range(256)) * 40, "binary"), (b"x" * 9_000_000, "too many")],
    ids=["binary", "huge"],
)
def test_a_file_that_cannot_be_read_costs_no_other(run, article, data, message):
    result = run("extract", article(data, "bad.txt"), article(TEXT))
    bad, good = records(result)
    assert result.exit_code == 1
    assert (bad["status"], good["status"]) == ("error", "ok")
    assert message in bad["error"]["message"]


def test_a_missing_file_is_one_line(run, tmp_path):
    result = run("extract", tmp_path / "none.txt", "--format", "table")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"mine-ie: {tmp_path / 'none.txt'}: no such file"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le"])
def test_texts_in_old_encodings_are_read(run, article, encoding):
    text = "A mine killed two people in Füzuli on 3 May 2021. Les démineurs étaient déjà là."
    (record,) = records(run("extract", article(text.encode(encoding))))
    assert record["events"][0]["killed"]["best"] == 2


@pytest.mark.parametrize("text", ["", "  \n\n ", "今日は良い天気です。", "word " * 20_000])
def test_texts_without_events_give_an_empty_record(run, article, text):
    (record,) = records(run("extract", article(text)))
    assert (record["status"], record["events"]) == ("ok", [])


def test_help_does_not_load_spacy():
    code = "import sys, mine_ie.cli.main; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_package_does_not_load_spacy():
    code = "import sys, mine_ie; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_is_printed(run):
    import mine_ie

    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"mine-ie {mine_ie.__version__}\n")


def test_the_rows_of_tables_and_json_lines_are_articles(run, article):
    lines = article(
        json.dumps({"id": "a", "headline": "Blast", "body": TEXT, "date": "2021-05-04"})
        + "\n"
        + json.dumps({"body": "It rained."})
        + "\nbroken\n",
        "news.jsonl",
    )
    table = article(f'text,date\n"{TEXT}",2021-05-04\n', "news.csv")
    result = run("extract", lines, table, "--published", "2020-01-01")
    found = records(result)
    assert result.exit_code == 1
    assert [r["id"] for r in found] == ["a", f"{lines}#2", f"{lines}#3", f"{table}#1"]
    assert [len(r["events"]) for r in found] == [1, 0, 0, 1]
    assert [r.get("published") for r in found] == ["2021-05-04", "2020-01-01", None, "2021-05-04"]
    assert "not JSON" in found[2]["error"]["message"]
    start, end = found[0]["events"][0]["killed"]["evidence"]
    assert TEXT[start:end] == "two people"


def test_a_folder_is_for_batch(run, tmp_path):
    result = run("extract", tmp_path, "--format", "table")
    assert (result.exit_code, result.stderr) == (
        1,
        f"mine-ie: {tmp_path}: is a folder: mine-ie batch reads those\n",
    )
