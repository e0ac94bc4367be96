"""From articles to events: the worked examples, the API's forms, and stability."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import mine_ie
from mine_ie import layers
from mine_ie.extraction import TextTooLong

WORDS = [
    "a",
    "mine",
    "killed",
    "injured",
    "two",
    "soldiers",
    ",",
    "and",
    ".",
    "in",
    "Kabul",
    "on",
    "Monday",
    "3",
    "bombs",
    "were",
    "found",
    "destroyed",
    "the",
    "toll",
    "rose",
    "to",
    "12",
    "(",
    ")",
    '"',
    "50",
    "hectares",
    "cleared",
    "since",
    "2020",
    "no",
    "one",
    "children",
    "of",
    "them",
]
EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "huila.txt"


def bounds(count):
    return None if count is None else (count.low, count.best, count.high)


def items(event):
    return [(o.kind, o.count and o.count.best, o.action) for o in event.ordnance]


@pytest.fixture(scope="module")
def seed(nlp, shared):
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    return {
        clock: mine_ie.extract(mine_ie.Article(text=text, published=clock), nlp)
        for clock in ("2024-08-26", None)
    }


def test_the_seed_article_has_its_four_events(seed):
    assert [(e.type, e.scope) for e in seed["2024-08-26"]] == [
        ("explosion", "incident"),
        ("casualty_toll", "cumulative"),
        ("clearance", "period"),
        ("clearance", "cumulative"),
    ]


def test_the_seed_articles_explosion(seed):
    event = seed["2024-08-26"][0]
    assert (event.when.start, event.when.end) == ("2024-08-24", "2024-08-24")
    place = event.places[0]
    assert (place.name, place.kind, place.country) == ("Zargar", "settlement", "AZ")
    assert event.killed is None
    assert bounds(event.injured) == (1, 1, 1)
    assert [g.victims for g in event.casualties] == ["civilian"]
    assert items(event) == [("ammunition", None, "detonated")]


def test_the_seed_articles_toll(seed):
    event = seed["2024-08-26"][1]
    assert bounds(event.unspecified) == (370, 370, None)
    assert (event.when.start, event.when.end) == ("2020-11-01", None)
    assert event.places[0].country == "AZ"
    assert items(event) == [("mine", None, "detonated")]


def test_the_seed_articles_clearance_of_july(seed):
    event = seed["2024-08-26"][2]
    assert (event.when.start, event.when.end) == ("2024-07-01", "2024-07-31")
    assert [(bounds(a.m2), a.action) for a in event.areas] == [
        ((11_840_000,) * 2 + (None,), "cleared")
    ]
    assert [(a.text, a.role) for a in event.actors] == [
        ("the Azerbaijani Army’s Engineering Troops", "operator")
    ]


def test_the_seed_articles_clearance_to_date(seed):
    event = seed["2024-08-26"][3]
    assert event.when is None
    assert [bounds(a.m2) for a in event.areas] == [(397_210_000,) * 3]
    assert items(event) == [
        ("uxo", 13_045, "destroyed"),
        ("mine.av", 3_318, "destroyed"),
        ("mine.ap", 10_463, "destroyed"),
    ]


def test_without_a_publication_date_only_the_year_is_lost(seed):
    dated, undated = seed["2024-08-26"], seed[None]
    assert undated[0].when.start == "--08-24"
    assert [e.when and e.when.start for e in undated[1:]] == [
        e.when and e.when.start for e in dated[1:]
    ]
    assert [items(e) for e in undated] == [items(e) for e in dated]


@pytest.fixture(scope="module")
def huila(nlp):
    return mine_ie.extract(mine_ie.Article(text=EXAMPLE.read_text(encoding="utf-8")), nlp)


def test_the_example_article_has_its_four_events(huila):
    assert [(e.type, e.scope) for e in huila] == [
        ("explosion", "incident"),
        ("casualty_toll", "cumulative"),
        ("clearance", "period"),
        ("clearance", "cumulative"),
    ]


def test_a_weekday_resolves_on_the_dateline(huila):
    assert huila[0].when.start == "2025-05-11"


def test_the_named_war_dates_the_toll(huila):
    assert (huila[1].when.start, huila[1].when.end) == ("2002-04-04", None)


def test_a_figure_of_the_country_carries_the_countrys_name(huila):
    assert huila[1].places[0].country == "AO"


def test_every_evidence_points_into_the_text(huila):
    text = EXAMPLE.read_text(encoding="utf-8")
    for event in huila:
        for group in event.casualties:
            assert group.count is None or group.count.text == text[slice(*group.count.evidence)]
        for item in event.ordnance:
            assert item.text == text[slice(*item.evidence)]


def test_a_title_is_read_and_fused_with_the_text(nlp):
    article = mine_ie.Article(
        title="Mine kills two near Kuito",
        text="Two farmers died on Monday when their cart hit a mine near Kuito.",
    )
    events = mine_ie.extract(article, nlp)
    assert [bounds(e.killed) for e in events] == [(2, 2, 2)]


def test_an_event_that_only_the_title_tells_is_kept(nlp):
    article = mine_ie.Article(
        title="Mine blast kills 5 in Huambo", text="Officials gave no details."
    )
    events = mine_ie.extract(article, nlp)
    assert [bounds(e.killed) for e in events] == [(5, 5, 5)]
    assert events[0].killed.evidence[2] == "title"


def test_extract_takes_strings_articles_and_iterables(nlp):
    text = "A mine killed two people in Huambo."
    one = mine_ie.extract(text, nlp)
    many = list(mine_ie.extract([text, mine_ie.Article(text="Nothing happened.")], nlp))
    assert many == [one, []]


def test_the_batch_does_not_change_the_events(nlp):
    texts = [EXAMPLE.read_text(encoding="utf-8"), "A bomb wounded three in Mosul.", "Calm."] * 3
    alone = [mine_ie.extract(t, nlp) for t in texts]
    assert list(mine_ie.extract(texts, nlp)) == alone


def test_an_unrelated_paragraph_changes_no_event(nlp, huila):
    text = (
        EXAMPLE.read_text(encoding="utf-8")
        + "\nThe price of maize rose by a third, traders said.\n"
    )
    assert [e.id for e in mine_ie.extract(text, nlp)] == [e.id for e in huila]


def test_a_pipeline_survives_saving_and_loading(nlp, tmp_path, huila):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert mine_ie.extract(EXAMPLE.read_text(encoding="utf-8"), again) == huila


def test_annotate_fills_every_layer(nlp):
    doc = mine_ie.annotate("A mine killed two people in Huambo on 3 May 2024.", nlp)
    assert set(layers.LAYERS) <= set(doc.spans)


def test_events_of_a_doc_without_layers_say_which_component_is_missing():
    with pytest.raises(layers.MissingLayer, match="mine_ie_cues"):
        mine_ie.events(spacy.blank("en")("A mine exploded."))


def test_a_text_that_is_too_long_says_what_to_do(nlp):
    with pytest.raises(TextTooLong, match="split it"):
        mine_ie.annotate("x" * 1_000_001, nlp)


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "…", "これは地雷です。", "a" * 5000, "1," * 3000]
)
def test_odd_texts_give_no_events(nlp, text):
    assert mine_ie.extract(text, nlp) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_is_read_without_raising(nlp, text):
    for event in mine_ie.extract(text, nlp):
        for group in event.casualties:
            assert 0 <= group.evidence[0] < group.evidence[1] <= len(text)
