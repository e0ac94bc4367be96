from pathlib import Path

import pytest

from mine_ie.corpus import Corpus, read_corpus
from mine_ie.evaluation import evaluate
from mine_ie.floors import FloorsError, check, lowered, raised, read_floors, write_floors
from mine_ie.labels import to_event
from mine_ie.schema import Article

CORPORA = Path(__file__).parents[1] / "corpora"
ONE = {"low": 1, "best": 1, "high": 1}


def run(right, text="x", articles=4):
    labels = {"type": "explosion", "killed": ONE}
    gold = {str(i): (labels,) for i in range(articles)}
    corpus = Corpus("c", tuple(Article(id=i, text=text) for i in gold), gold, ("type", "killed"))

    def predict(found):
        return [[to_event(labels)] if int(a.id) < right else [] for a in found]

    return evaluate(corpus, predict=predict, samples=0)


def test_raising_keeps_the_higher_of_floor_and_figure():
    floors = raised(run(3), raised(run(2), {}))
    assert floors["c"]["floors"]["events.f1"] == 0.857
    assert raised(run(1), floors) == floors


def test_a_figure_below_its_floor_is_named():
    failures = list(check(run(2), raised(run(3), {})))
    assert "c: events.f1 is 0.666, its floor is 0.857" in failures
    assert list(check(run(3), raised(run(3), {}))) == []


def test_a_corpus_without_floors_does_not_pass():
    assert list(check(run(3), {})) == [
        "c: has no floors; set them with mine-ie corpus floors --raise"
    ]


def test_a_changed_corpus_does_not_pass():
    failures = list(check(run(3, text="y"), raised(run(3), {})))
    assert failures == ["c: the corpus changed; set its floors again with --raise or --lower"]


def test_a_changed_corpus_cannot_lower_floors_unseen():
    with pytest.raises(FloorsError, match=r"c: the corpus changed and articles_right, events\.f1"):
        raised(run(1, text="y"), raised(run(3), {}))


def test_lowering_keeps_the_reason():
    floors = lowered(run(2), raised(run(3), {}), "two labels were wrong")
    assert floors["c"]["floors"]["events.f1"] == 0.666
    (note,) = floors["c"]["lowered"]
    assert note["reason"] == "two labels were wrong"
    assert note["from_to"]["events.f1"] == [0.857, 0.666]


def test_lowering_needs_a_reason():
    with pytest.raises(FloorsError, match="needs a reason"):
        lowered(run(2), {}, " ")


def test_floors_are_written_and_read(tmp_path):
    floors = raised(run(3), {})
    write_floors(floors, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == floors
    assert read_floors(tmp_path / "none.json") == {}


def test_a_file_that_holds_no_floors_is_refused(tmp_path):
    (tmp_path / "floors.json").write_text('{"c": 1}', encoding="utf-8")
    with pytest.raises(FloorsError, match=r"floors\.json: not a floors file"):
        read_floors(tmp_path / "floors.json")


def corpora():
    return sorted(p.parent for p in CORPORA.glob("*/corpus.toml"))


@pytest.mark.parametrize("path", corpora(), ids=lambda p: p.name)
def test_the_projects_corpora_are_the_ones_the_floors_were_set_on(path):
    if not (CORPORA / "floors.json").exists():
        pytest.skip("no floors have been set yet")
    corpus = read_corpus(path)
    assert read_floors(CORPORA / "floors.json")[corpus.name]["digest"] == corpus.digest


@pytest.mark.slow
@pytest.mark.parametrize("path", corpora(), ids=lambda p: p.name)
def test_no_figure_is_below_its_floor(path):
    if not (CORPORA / "floors.json").exists():
        pytest.skip("no floors have been set yet")
    floors = read_floors(CORPORA / "floors.json")
    assert list(check(evaluate(path, samples=0), floors)) == []
