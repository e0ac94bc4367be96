"""The verbs that turn events into results, on an app of their own."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from mine_ie.cli.compare import compare
from mine_ie.cli.export import export
from mine_ie.cli.merge import merge
from mine_ie.cli.report import report

EVENTS = str(Path(__file__).parent / "data" / "results" / "events.jsonl")


@pytest.fixture
def run():
    app = typer.Typer()
    for verb in (export, merge, report, compare):
        app.command()(verb)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def test_export_to_standard_output_keeps_the_report_apart(run):
    done = run("export", EVENTS, "--format", "jsonl")
    assert done.exit_code == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        "e1", "e2", "e3", "e1", "e1"
    ]  # fmt: skip
    assert "JSON lines: 5 of 5 events written" in done.stderr


def test_export_writes_the_loss_report(run, tmp_path):
    out, loss = tmp_path / "x.csv", tmp_path / "loss.json"
    assert run("export", EVENTS, "-f", "acled", "-o", out, "--loss", loss).exit_code == 0
    assert json.loads(loss.read_text())["written"] == 2


def test_export_private(run, tmp_path):
    out = tmp_path / "x.csv"
    assert (
        run("export", EVENTS, "-f", "csv", "-o", out, "--privacy", "--grid", "0.5").exit_code == 0
    )
    assert "Zargar" not in out.read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-f", "xls"), "mine-ie export: no format 'xls'"),
        (("-f", "parquet"), "name a file with -o"),
        (("-f", "csv", "--profile", "nobody"), "no counting profile 'nobody'"),
        (("-f", "csv", "--privacy", "--grid", "0"), "the privacy grid must be"),
    ],
)
def test_bad_export_is_one_line_and_exit_code_2(run, arguments, says):
    done = run("export", EVENTS, *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_missing_file_is_one_line(run, tmp_path):
    done = run("report", tmp_path / "none.jsonl", "-o", tmp_path / "r.html")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)


def test_merge_then_again_reports_no_change(run, tmp_path):
    out = tmp_path / "incidents.jsonl"
    first = run("merge", EVENTS, "-o", out)
    again = run("merge", EVENTS, "-o", out)
    assert first.stderr.startswith("5 events: 2 incidents")
    assert (again.exit_code, "changes:" in again.stderr) == (0, False)
    assert (tmp_path / "incidents.changes.jsonl").read_text() == ""


def test_unknown_policy_names_the_known_ones(run, tmp_path):
    done = run("merge", EVENTS, "-o", tmp_path / "i.jsonl", "--policy", "mean")
    assert done.exit_code == 2
    assert "use one of latest, detailed, conservative, majority" in done.stderr


def test_report_says_what_it_wrote(run, tmp_path):
    out = tmp_path / "r.html"
    done = run("report", EVENTS, "-o", out)
    assert done.stderr == f"{out}: 5 events, 1 to review\n"


def test_compare_own_export(run, tmp_path):
    coded, out = tmp_path / "acled.csv", tmp_path / "diff.csv"
    run("export", EVENTS, "-f", "acled", "-o", coded)
    done = run("compare", EVENTS, coded, "-o", out)
    assert done.stdout.startswith("2 coded rows: 2 matched, 0 missing; 0 extracted")
    assert out.read_text().count("agrees") == 2
