"""Phrases for people, and the lists and parts that they make."""

from __future__ import annotations

import pytest
import spacy

from mine_ie.grammar import people_lists
from mine_ie.grammar.view import view


@pytest.fixture(scope="module")
def bare():
    """Numbers, people, ordnance and cues without a base model."""
    nlp = spacy.blank("en")
    for name in ("sentences", "numbers", "people", "ordnance", "cues"):
        nlp.add_pipe(f"mine_ie_{name}")
    return nlp


def chunks(nlp, text):
    """Every phrase of the text: its words, its count, and the words of its whole."""
    doc = nlp(text)
    v = view(doc, "test", ["numbers", "people", "ordnance", "cues"])
    found = [c for s in v.sentences() for c in people_lists.chunks(v, s)]

    def words(chunk):
        return None if chunk is None else doc[chunk.start : chunk.end].text

    return [(words(c), None if c.count is None else str(c.count), words(c.parent)) for c in found]


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("At least 30 Iraqi soldiers died.", "At least 30 Iraqi soldiers", "30.."),
        ("A farmer died.", "A farmer", "1"),
        ("A family of five died.", "A family of five", "5"),
        ("A trio of cousins died.", "A trio of cousins", "3"),
        ("The couple died.", "The couple", "2"),
        ("Another was hurt.", "Another", "1"),
        ("Two of the guards died.", "Two of the guards", "2"),
        ("Both men died.", "Both men", "2"),
        ("A 12-year-old died.", "A 12-year-old", "1"),
        ("Policemen died.", "Policemen", None),
    ],
)
def test_a_phrase_has_its_count(bare, text, phrase, count):
    assert chunks(bare, text) == [(phrase, count, None)]


def test_an_age_in_apposition_is_no_person(bare):
    found = chunks(bare, "A woman, 34, and her son died.")
    assert [(p, c) for p, c, _ in found] == [("A woman", "1"), ("her son", "1")]


def test_a_part_names_its_whole(bare):
    assert chunks(bare, "Six people, including two children, died.")[1] == (
        "two children",
        "2",
        "Six people",
    )


def test_parts_that_add_up_belong_to_the_figure_before_them(bare):
    found = chunks(bare, "Twelve people, seven policemen and five civilians, were killed.")
    assert [whole for *_, whole in found] == [None, "Twelve people", "Twelve people"]


def test_the_owner_of_a_thing_is_in_no_list(bare):
    doc = bare("The soldier's house and two men were hit.")
    v = view(doc, "test", ["numbers", "people", "ordnance", "cues"])
    first, second = people_lists.chunks(v, next(v.sentences()))
    assert first.possessor
    assert second.previous is None
