"""``mine-ie batch``: exit codes, messages, options."""

import json
import re
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from mine_ie.cli.batch import batch

ROOT = Path(__file__).parents[1]
APP = typer.Typer()
APP.command()(batch)


def invoke(*arguments):
    return CliRunner().invoke(APP, [*map(str, arguments), "--workers", "0"])


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "text": "The council met."}\n{"id": "b", "text": "It rained."}\n')
    return path


def test_a_clean_run_ends_with_zero_and_counts(tmp_path, news):
    result = invoke(news, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "2 articles, 0 relevant, 0 events, 0 errors" in result.stderr


def test_failed_articles_are_listed_and_the_exit_code_is_one(tmp_path, news):
    news.write_text(news.read_text() + "broken\n")
    result = invoke(news, "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert re.fullmatch(r"mine-ie batch: \S+news\.jsonl#3: not JSON: .*\n", result.stderr)


def test_an_absent_input_is_one_line_and_the_exit_code_is_two(tmp_path):
    result = invoke(tmp_path / "absent.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr == f"mine-ie batch: {tmp_path}/absent.txt: no such file or folder\n"


def test_a_changed_option_is_refused_in_one_line(tmp_path, news):
    invoke(news, "-o", tmp_path / "out")
    result = invoke(news, "-o", tmp_path / "out", "--keep-text")
    assert result.exit_code == 2
    assert "options.keep_text: was False, is True" in result.stderr
    assert invoke(news, "-o", tmp_path / "out", "--keep-text", "--restart").exit_code == 0


def test_fields_are_mapped(tmp_path):
    (tmp_path / "a.csv").write_text("lede;when;nr\nIt rained.;26/08/2024;7\n")
    out = tmp_path / "out.jsonl"
    result = invoke(
        tmp_path / "a.csv", "-o", out, "--text-field", "lede", "--date-field", "when",
        "--date-format", "%d/%m/%Y", "--id-field", "nr",
    )  # fmt: skip
    assert result.exit_code == 0
    record = json.loads(out.read_text())
    assert (record["id"], record["published"], record["status"]) == (
        "7",
        "2024-08-26",
        "irrelevant",
    )


def test_a_missing_package_names_its_extra(tmp_path, news, monkeypatch):
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    from mine_ie import gate

    gate.load.cache_clear()
    result = invoke(news, "-o", tmp_path / "out", "--gate", "hyperscan")
    assert result.exit_code == 2
    assert 'pip install "mine-ie[hyperscan]"' in result.stderr


@pytest.mark.slow
def test_events_are_those_of_extract(tmp_path):
    import mine_ie

    text = "Two farmers were killed when a mine exploded near Huambo in May 2024."
    (tmp_path / "a-2024-06-01.txt").write_text(text)
    out = tmp_path / "out.jsonl"
    assert invoke(tmp_path / "a-2024-06-01.txt", "-o", out).exit_code == 0
    events = mine_ie.extract(mine_ie.Article(text=text, published="2024-06-01"))
    assert json.loads(out.read_text())["events"] == [event.to_dict() for event in events]
    assert len(events) == 1
