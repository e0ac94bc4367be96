"""The layer ``casualties``: what its spans carry, and that it holds on any text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mine_ie import layers
from mine_ie.assemble import totals
from mine_ie.components.casualties import make_casualties


def rows(nlp, text):
    """Text, outcome, victims and values of every span."""
    doc = nlp(text)
    return [(s.text, s.label_, s.id_, layers.unpack(s.kb_id_)) for s in doc.spans["casualties"]]


def test_a_span_says_outcome_victims_and_count(nlp):
    ((text, outcome, victims, values),) = rows(nlp, "A mine killed at least three soldiers.")
    assert (text, outcome, victims) == ("at least three soldiers", "killed", "military")
    assert values["count"] == "3.."
    assert values["cue"] == "kill@7"


@pytest.mark.parametrize(
    ("text", "victims", "age", "sex"),
    [
        ("A girl was hurt by a mine.", "civilian", "child", "female"),
        ("Two boys died.", "civilian", "child", "male"),
        ("A farmer was killed.", "civilian", None, None),
        ("Three policemen were injured.", "police", None, None),
        ("A sapper was wounded.", "deminer", None, None),
        ("Two UN peacekeepers died.", "peacekeeper", None, None),
        ("A cameraman was killed.", "journalist", None, None),
        ("An aid worker was killed.", "aid_worker", None, None),
        ("Four militants were killed.", "militant", None, None),
        ("A 12-year-old was hurt.", "", "child", None),
    ],
)
def test_victims_age_and_sex_come_from_the_noun(nlp, text, victims, age, sex):
    ((_, _, who, values),) = rows(nlp, text)
    assert (who, values.get("age"), values.get("sex")) == (victims, age, sex)


@pytest.mark.parametrize(
    "text",
    [
        "A blast hurt Head Constable Ram Lal of 229 Bn on Sunday.",
        "A constable of 86 BN CRPF was injured in a blast.",
        "The mine injured 4470912345678 people.",
        "A mine wounded 5 billion people.",
    ],
)
def test_what_nobody_can_count_is_no_count(nlp, text):
    counts = [values.get("count") for *_, values in rows(nlp, text)]
    assert counts
    assert set(counts) <= {None, "1"}


def test_money_may_be_in_billions(nlp):
    doc = nlp("The clearance of Rs 12 Bn, 3 bn mines and 2.5 Bn dollars.")
    assert [(s.text, s.label_) for s in doc.spans["numbers"]] == [
        ("Rs 12 Bn", "MONEY"),
        ("3 bn", "COUNT"),
        ("2.5 Bn dollars", "MONEY"),
    ]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("A boy was killed while herding goats.", "herding goats"),
        ("Two men were hurt when they were collecting scrap metal.", "collecting scrap metal"),
        ("A farmer died as he was ploughing his field.", "ploughing his field"),
        ("A farmer died.", None),
    ],
)
def test_the_activity_is_what_the_victims_were_doing(nlp, text, activity):
    ((_, _, _, values),) = rows(nlp, text)
    assert values.get("activity") == activity


def test_parts_point_to_their_whole(nlp):
    whole, part = rows(nlp, "Six people, among them two children, died.")
    assert part[3]["part_of"] == "0:10:killed"
    assert whole[0] == "Six people"
    assert "part_of" not in whole[3]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the governor, two people were killed.", "the governor"),
        ("Two people were killed, the Defence Ministry said.", "the Defence Ministry"),
        ("Police said two people were killed.", "Police"),
        ("Two people were killed.", None),
        ("Two people were killed, he said.", None),
    ],
)
def test_a_figure_carries_its_speaker(nlp, text, speaker):
    ((_, _, _, values),) = rows(nlp, text)
    assert values.get("speaker") == speaker


def test_attackers_are_marked(nlp):
    found = rows(nlp, "The bomber and two guards were killed.")
    assert [("agent" in values) for *_, values in found] == [True, False]


def test_a_superseded_figure_is_marked(nlp):
    now, before = rows(nlp, "Five people died; earlier reports said seven were killed.")
    assert "former" not in now[3]
    assert "former" in before[3]


def test_a_missing_layer_names_the_component_to_add():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    with pytest.raises(layers.MissingLayer, match="mine_ie_people"):
        make_casualties(nlp, "x")(nlp("Two died."))


def test_works_without_tags_and_parse():
    nlp = spacy.blank("en")
    for name in ("sentences", "numbers", "people", "ordnance", "cues", "casualties"):
        nlp.add_pipe(f"mine_ie_{name}")
    found = rows(nlp, "Two soldiers were killed and five others wounded.")
    assert [(o, v["count"]) for _, o, _, v in found] == [("killed", "2"), ("injured", "5")]


VOCABULARY = """
a an the two three 12 at least over soldiers children man woman his her and , . ; ( ) were was
killed wounded injured died dead including of whom them none no one another others more mine bomb
toll rose to from 5 - : 's lost leg hospital in among boy Ali Khan said not who
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120))
def test_any_text_is_read_and_every_span_is_of_the_text(nlp_bare, text):
    doc = nlp_bare(text)
    for span in doc.spans["casualties"]:
        assert doc.text[span.start_char : span.end_char] == span.text
        assert span.label_ in totals.OUTCOMES
        assert span.text.strip()
    groups = totals.groups(doc)
    for total in totals.totals(groups).values():
        low, best, high = total.bounds
        assert low is None or best is None or low <= best
        assert high is None or best is None or best <= high
        assert low is None or high is None or low <= high
        assert low is None or low >= 0


@pytest.fixture(scope="module")
def nlp_bare():
    """The components of casualties without the base model: fast, and the harder case."""
    nlp = spacy.blank("en")
    for name in ("sentences", "numbers", "people", "ordnance", "cues", "casualties"):
        nlp.add_pipe(f"mine_ie_{name}")
    return nlp


def test_an_hour_in_digits_is_no_figure_of_people(nlp):
    text = "Wounded people are the result of a bomb at 1215 (1515 GMT) in Gao."
    assert all("1215" not in values.get("count", "") for *_, values in rows(nlp, text))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Some 150 electoral cards were burned.", []),
        ("Twenty houses were burnt and three people were burned.", ["3"]),
        ("Two Nigerians were burnt.", ["2"]),
        ("Ali Hasan was burned.", ["1"]),
    ],
)
def test_what_burns_is_counted_where_a_word_says_that_it_is_people(nlp, text, counts):
    assert [values["count"] for *_, values in rows(nlp, text)] == counts
