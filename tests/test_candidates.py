"""The second gate passes by articles that cannot hold an event, and never one that does."""

import json
from pathlib import Path

import pytest

import mine_ie
from mine_ie import layers
from mine_ie.assemble.candidates import may_hold_event

CORPORA = Path(__file__).parents[1] / "corpora"
LATER = (
    "mine_ie_people", "mine_ie_dates", "mine_ie_model", "mine_ie_places", "mine_ie_casualties",
    "mine_ie_quantities", "mine_ie_areas",
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return mine_ie.load()


def glance(nlp, text):
    with nlp.select_pipes(disable=LATER):
        return nlp(text)


@pytest.mark.parametrize(
    "text",
    [
        "A shell exploded in the yard.",
        "Teams released 40 hectares to farmers.",
        "The blast is still being looked into.",
        "Two men died. They had touched a mortar shell.",
        "Sappers removed 40 mines.",
        "Militants attacked the post with grenades.",
        "Guerrillas dynamited a bridge.",
        "There were 607 mine casualties in 2022.",
    ],
)
def test_what_may_be_an_event_is_read_on(nlp, text):
    assert may_hold_event(glance(nlp, text)) is True


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday and four roads were discussed.",
        "Talks on the missile treaty go on. The ministers will meet again in spring.",
        "Three people were killed when a bus left the road.",
        "The cyclone hit the coast and damaged 400 houses. It struck at night.",
    ],
)
def test_what_cannot_be_an_event_is_passed_by(nlp, text):
    assert may_hold_event(glance(nlp, text)) is False


def test_an_empty_text_is_passed_by(nlp):
    assert may_hold_event(glance(nlp, "")) is False


def test_a_missing_layer_names_its_component():
    import spacy

    with pytest.raises(layers.MissingLayer, match="mine_ie_cues"):
        may_hold_event(spacy.blank("en")("A mine."))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["core-dev", "hard", "negative"])
def test_no_event_is_lost_by_passing_articles_by(nlp, name):
    lines = (CORPORA / name / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [
        mine_ie.Article(text=row["text"], title=row["title"], published=row["published"])
        for row in map(json.loads, lines)
    ]
    with nlp.select_pipes(disable=["mine_ie_model"]):
        whole = [mine_ie.events(mine_ie.annotate(article, nlp)) for article in articles]
    assert list(mine_ie.extract(articles, nlp)) == whole
