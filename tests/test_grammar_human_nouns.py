"""Nouns for people that no lexicon lists."""

import pytest

import mine_ie


def read(nlp, text):
    doc = mine_ie.annotate(text, nlp)
    return [(s.text, s.label_) for s in doc.spans["casualties"]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Three surveyors died when a mine exploded near Kuito.", [("Three surveyors", "killed")]),
        (
            "A bomb killed two ushers and a trombonist in Lima.",
            [("two ushers", "killed"), ("a trombonist", "killed")],
        ),
        ("An explosion killed 12 parishioners.", [("12 parishioners", "killed")]),
    ],
)
def test_unlisted_people_are_victims_beside_a_word_of_harm(nlp, text, people):
    assert read(nlp, text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Two cows and a camel were killed by a landmine.",
        "The blast destroyed three containers and two trailers.",
        "A shell wounded an elephant near the river.",
    ],
)
def test_animals_and_things_are_no_victims(nlp, text):
    assert read(nlp, text) == []
