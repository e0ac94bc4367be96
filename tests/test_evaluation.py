import json
import re
from html.parser import HTMLParser

import pytest

from mine_ie.corpus import Corpus
from mine_ie.evaluation import evaluate, show
from mine_ie.evaluation_diff import ReportError, diff, read_report
from mine_ie.evaluation_report import html
from mine_ie.evaluation_table import diff_text, errors_text, markdown
from mine_ie.labels import to_event
from mine_ie.schema import Article

TWO = {"low": 2, "best": 2, "high": 2}
THREE = {"low": 3, "best": 3, "high": 3}


def corpus(exhaustive=True):
    gold = {
        "a": ({"type": "explosion", "killed": TWO, "ordnance": [{"kind": "mine"}]},),
        "b": ({"type": "use", "killed": None, "ordnance": []},),
        "c": (),
    }
    articles = tuple(Article(id=id, text=f"Two <died> in {id}.", title="T & t") for id in gold)
    return Corpus("tiny", articles, gold, ("type", "killed", "ordnance"), exhaustive)


def predictor(**events):
    def predict(articles):
        for article in articles:
            yield [to_event(e, str(n)) for n, e in enumerate(events.get(article.id, []))]

    return predict


PERFECT = predictor(
    a=[{"type": "explosion", "killed": {**TWO, "evidence": [0, 3]}, "ordnance": [{"kind": "mine"}],
        "confidence": 0.8}],
    b=[{"type": "use"}],
)  # fmt: skip
POOR = predictor(a=[{"type": "explosion", "killed": THREE}], c=[{"type": "use"}])


def test_the_report_has_the_documented_form():
    (entry,) = json.loads(evaluate(corpus(), predict=PERFECT).to_json())["corpora"]
    assert (entry["name"], entry["articles"]) == ("tiny", 3)
    figures = [entry["events"], entry["record_right"], *entry["fields"].values()]
    figures += [f for block in entry["by_type"].values() for f in block["fields"].values()]
    assert all({"precision", "recall", "f1", "n"} <= set(f) for f in figures)
    assert set(entry["fields"]) == {
        "type", "killed", "ordnance", "ordnance_kind", "ordnance_kind_tree",
    }  # fmt: skip
    assert set(entry["by_type"]) == {"explosion", "use"}


def test_several_corpora_make_one_report():
    both = evaluate([corpus(), corpus(exhaustive=False)], predict=PERFECT, samples=0)
    assert [c["exhaustive"] for c in both.to_dict()["corpora"]] == [True, False]


def test_a_predictor_must_answer_every_article():
    with pytest.raises(ValueError, match="corpus 'tiny': 3 articles gave 1 results"):
        evaluate(corpus(), predict=lambda articles: [[]])


def test_the_difference_is_told_case_by_case():
    old, new = (evaluate(corpus(), predict=p, samples=0).to_dict() for p in (POOR, PERFECT))
    told = [(c.article, c.event, c.gained, c.fields) for c in diff(old, new)]
    assert told == [
        ("a", 0, True, ("killed", "ordnance")),
        ("b", 0, True, ("event",)),
        ("c", None, True, ("extra event",)),
    ]
    assert [c.gained for c in diff(new, old)] == [False] * 3
    assert diff_text(diff(new, new)) == "0 gained, 0 lost"


def test_a_saved_report_is_compared_with_another(tmp_path):
    report = evaluate(corpus(), predict=POOR, samples=0)
    (tmp_path / "old.json").write_text(report.to_json(), encoding="utf-8")
    assert diff(read_report(tmp_path / "old.json"), report.to_dict()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"corpora": [{"name": "x"}]}'])
def test_a_file_that_is_no_report_is_refused(tmp_path, text):
    (tmp_path / "old.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=r"old\.json: "):
        read_report(tmp_path / "old.json")


def test_the_worst_articles_come_first_with_gold_beside_predicted():
    text = errors_text(evaluate(corpus(), predict=POOR, samples=0)["tiny"], 2)
    assert re.findall(r"== tiny (\w)", text) == ["a", "b"]
    assert re.search(r"✗ killed +2 +3\n", text)
    assert "✗ missed: type use" in text


def test_markdown_tables_have_as_many_cells_in_every_row():
    text = markdown(evaluate(corpus(), predict=POOR, samples=0))
    assert {line.count("|") for line in text.splitlines() if line.startswith("|")} == {9}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [v for k, v in attrs if k in ("src", "href", "xlink:href")]


def test_the_page_fetches_nothing_and_keeps_the_text_as_text():
    page = Page()
    text = html(evaluate(corpus(), predict=PERFECT))
    page.feed(text)
    assert page.links == ["#tiny"]
    assert {"script", "link", "img", "iframe", "died"}.isdisjoint(page.tags)
    assert "url(" not in text
    assert "http" not in text


def test_the_page_marks_the_words_a_value_was_read_from():
    wrong = predictor(a=[{"type": "explosion", "killed": {**THREE, "evidence": [0, 3]}}])
    text = html(evaluate(corpus(), predict=wrong, samples=0))
    assert "<mark>Two</mark> &lt;died&gt; in a." in text


def test_the_page_has_the_plots():
    text = html(evaluate(corpus(), predict=PERFECT))
    assert re.findall(r'aria-label="([^"]+)"', text) == [
        "Errors by field",
        "F1 by field with 95 % intervals",
        "Event types confused",
        "Reliability of confidence",
    ]


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("killed", {"low": None, "best": 5, "high": None}, "about 5"),
        ("killed", {"low": None, "best": 5, "high": 5}, "–5"),
        ("killed", {"low": None, "best": None, "high": None}, "vague"),
        ("when", {"start": "2024-08-24", "end": None}, "2024-08-24.."),
        ("places", [{"name": "Zargar", "admin1": None, "country": "AZ"}], "Zargar / AZ"),
        ("ordnance", [{"kind": "mine", "count": TWO, "action": "found"}], "2 mine found"),
        ("areas", [{"m2": TWO, "action": "cleared"}], "2 m² cleared"),
    ],
)
def test_values_are_shown_shortly(key, value, text):
    assert show(key, value) == text
