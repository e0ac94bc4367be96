import json

import pytest
import typer
from typer.testing import CliRunner

import mine_ie.extraction
import mine_ie.pipeline
from mine_ie.cli.evaluate import evaluate
from mine_ie.corpus import Corpus, write_corpus
from mine_ie.schema import Article, Event

runner = CliRunner()
app = typer.Typer()
app.command()(evaluate)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    gold = {"a": ({"type": "explosion", "killed": {"low": 2, "best": 2, "high": 2}},), "b": ()}
    articles = tuple(Article(id=id, text="Two died.") for id in gold)
    write_corpus(Corpus("c", articles, gold, ("type", "killed")), tmp_path / "c")
    monkeypatch.setattr(mine_ie.pipeline, "load", lambda **options: None)
    monkeypatch.setattr(
        mine_ie.extraction,
        "extract",
        lambda found, nlp: ([Event(id=str(a.id), type="explosion")] for a in found),
    )
    return tmp_path / "c"


def run(*args):
    result = runner.invoke(app, [str(a) for a in args])
    assert result.exit_code == 0, result.output
    return result


def test_the_table_has_a_row_for_each_field(folder):
    lines = run(folder).stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines[2:] if line.strip()] == [
        "events", "record right", "type", "killed",
    ]  # fmt: skip


def test_json_on_standard_output_is_nothing_but_json(folder, tmp_path):
    first = run(folder, "--format", "json").stdout
    (tmp_path / "old.json").write_text(first, encoding="utf-8")
    again = run(folder, "--format", "json", "--diff", tmp_path / "old.json")
    assert json.loads(again.stdout)["corpora"][0]["events"]["tp"] == 1
    assert again.stderr == "0 gained, 0 lost\n"


def test_the_report_goes_to_a_file(folder, tmp_path):
    result = run(folder, "--format", "html", "--output", tmp_path / "r.html")
    assert result.stdout == ""
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_errors_follow_the_table(folder):
    output = run(folder, "--errors", "1").stdout
    assert "== c b, published unknown\n\nTwo died.\n" in output


def test_errors_in_markdown_are_fenced(folder):
    output = run(folder, "--format", "markdown", "--errors", "1").stdout
    assert output.count("```") == 2
