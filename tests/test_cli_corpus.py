import json

import pytest
from typer.testing import CliRunner

from mine_ie.cli.corpus import app
from mine_ie.corpus import Corpus, read_corpus, write_corpus
from mine_ie.schema import Article

runner = CliRunner()


@pytest.fixture
def folder(tmp_path):
    gold = {"a": ({"type": "explosion", "killed": {"low": 2, "best": 2, "high": 2}},), "b": ()}
    articles = tuple(Article(id=id, text="Two died.") for id in gold)
    write_corpus(Corpus("c", articles, gold, ("type", "killed")), tmp_path / "c")
    return tmp_path / "c"


def test_check_says_that_all_is_well(folder):
    result = runner.invoke(app, ["check", str(folder)])
    assert (result.exit_code, result.output) == (0, f"{folder}: 2 articles, 1 events, all well\n")


def test_check_exits_with_three_and_names_the_line(folder):
    with (folder / "gold.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "z", "events": []}\n')
    result = runner.invoke(app, ["check", str(folder)])
    expected = f"{folder}/gold.jsonl:3: article 'z' is not in articles.jsonl\n"
    assert (result.exit_code, result.output) == (3, expected)


def test_convert_there_and_back_changes_nothing(folder, tmp_path):
    there, back = str(tmp_path / "brat"), str(tmp_path / "back")
    assert runner.invoke(app, ["convert", str(folder), there, "--to", "brat"]).exit_code == 0
    options = ["--name", "c", "--scored", "type,killed"]
    assert runner.invoke(app, ["convert", there, back, *options]).exit_code == 0
    assert read_corpus(back).digest == read_corpus(folder).digest


def test_stats_in_json(folder):
    (entry,) = json.loads(runner.invoke(app, ["stats", str(folder), "--json"]).output)
    assert (entry["articles"], entry["events"], entry["without_events"]) == (2, 1, 1)


def test_agreement_of_a_corpus_with_itself(folder):
    result = runner.invoke(app, ["agreement", str(folder), str(folder), "--json"])
    assert json.loads(result.output)["record_right"]["f1"] == 1.0


def test_agreement_with_the_second_annotator_beside_the_first(folder):
    (folder / "gold-second.jsonl").write_text(
        '{"id": "a", "events": []}\n{"id": "b", "events": []}\n', encoding="utf-8"
    )
    found = json.loads(runner.invoke(app, ["agreement", str(folder), "--json"]).output)
    assert (found["events"]["recall"], found["articles"]) == (0.0, 2)


def test_check_reads_the_second_annotators_labels_too(folder):
    (folder / "gold-second.jsonl").write_text('{"id": "a", "events": []}\n', encoding="utf-8")
    result = runner.invoke(app, ["check", str(folder)])
    assert result.exit_code == 3
    assert "gold-second.jsonl: no line for article 'b'" in result.output


def test_lowering_floors_needs_a_reason(folder):
    result = runner.invoke(app, ["floors", str(folder), "--lower"])
    assert result.exit_code == 2
    assert "--reason" in result.output
