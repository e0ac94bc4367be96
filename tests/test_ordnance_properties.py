"""Whatever the text, ordnance is read without an error and its offsets are the text's own."""

from __future__ import annotations

from functools import cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from mine_ie import counts, layers
from mine_ie.grammar import fates

WORDS = (
    "found destroyed two 12 mines anti-tank and anti-personnel , . ; : ( ) unexploded 82 mm mortar "
    "shells including of the them it were was exploded blew up IED bomb kg TNT 40 planted by which "
    "killed x - PMN-2 grenade device a an no several boxes cartridges will be seized another later"
).split()


@cache
def pipeline() -> Language:
    nlp = spacy.blank("en")
    for name in ("sentences", "numbers", "ordnance", "people", "cues", "quantities"):
        nlp.add_pipe(f"mine_ie_{name}")
    return nlp


def check(text: str) -> None:
    doc = pipeline()(text)
    for span in doc.spans[layers.QUANTITIES]:
        assert text[span.start_char : span.end_char] == span.text
        assert span.label_ in ("", *fates.ORDER)
        values = layers.unpack(span.kb_id_)
        if "count" in values:
            bounds = counts.parse(values["count"])
            assert bounds.low is None or bounds.high is None or bounds.low <= bounds.high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_order_of_our_words(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    check(text)
