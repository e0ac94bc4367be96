"""The project's corpora, and real ones where they are at hand, are read and scored."""

from pathlib import Path

import pytest

from mine_ie.annotators import export_corpus, import_corpus
from mine_ie.corpus import check_corpus, read_corpus
from mine_ie.evaluation import evaluate
from mine_ie.labels import to_event

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "data"
OWN = sorted(path.parent for path in (ROOT / "corpora").glob("*/corpus.toml"))
SHARED = [REAL / name for name in ("isaf-dev", "muc4-dev", "wikipedia-dev")]


def corpus(path):
    if not path.exists():
        pytest.skip(f"the corpus {path.name} is not beside the project")
    return read_corpus(path)


def named(path):
    return path.name


@pytest.mark.parametrize("path", OWN, ids=named)
def test_the_projects_corpora_have_no_mistakes(path):
    assert check_corpus(path) == []


@pytest.mark.parametrize("path", OWN, ids=named)
def test_the_projects_corpora_say_where_they_come_from(path):
    assert (path / "SOURCE.md").is_file()


@pytest.mark.parametrize("path", [*OWN, *SHARED], ids=named)
def test_the_labels_themselves_are_wholly_right(path):
    labelled = corpus(path)

    def predict(articles):
        return [[to_event(e, str(n)) for n, e in enumerate(labelled.gold[a.id])] for a in articles]

    score = evaluate(labelled, predict=predict, samples=0)[labelled.name]
    assert {score.figure(m)["f1"] for m in ("events", "record_right", *score.metrics)} <= {
        1.0,
        None,
    }
    assert all(article.right(labelled.exhaustive) for article in score.articles)


@pytest.mark.parametrize("path", [*OWN, *SHARED], ids=named)
def test_every_corpus_survives_an_annotation_tool(path, tmp_path):
    labelled = corpus(path)
    export_corpus(labelled, tmp_path / "x", "brat")
    back = import_corpus(
        tmp_path / "x",
        "brat",
        name=labelled.name,
        scored=labelled.scored,
        exhaustive=labelled.exhaustive,
    )
    assert (back.corpus.digest, back.warnings) == (labelled.digest, [])
