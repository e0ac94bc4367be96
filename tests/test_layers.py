"""Span layers: what they store, and what a missing one says."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from mine_ie import layers


@given(st.dictionaries(st.from_regex(r"[a-z_]+", fullmatch=True), st.text(min_size=1), max_size=4))
def test_packed_values_come_back(values):
    assert layers.unpack(layers.pack(values)) == values


def test_a_missing_layer_names_the_component_to_add():
    doc = spacy.blank("en")("A mine exploded.")
    with pytest.raises(layers.MissingLayer, match=r"nlp.add_pipe\('mine_ie_numbers'\)"):
        layers.read(doc, layers.NUMBERS, "mine_ie_casualties")


def test_spans_survive_bytes_in_a_fresh_vocabulary():
    doc = spacy.blank("en")("Two mines.")
    layers.write(doc, layers.ORDNANCE, [layers.Mention(4, 9, "ORDNANCE", "mine", {"count": 2})])
    copy = spacy.tokens.Doc(spacy.vocab.Vocab()).from_bytes(doc.to_bytes())
    span = copy.spans[layers.ORDNANCE][0]
    assert (span.text, span.label_, span.id_, span.kb_id_) == (
        "mines",
        "ORDNANCE",
        "mine",
        "count=2",
    )


def test_offsets_of_the_title_are_marked():
    doc = spacy.blank("en")("Blast\n\nA mine exploded.")
    doc.user_data[layers.TITLE_LENGTH] = 7
    assert layers.offsets(doc, 0, 5) == (0, 5, "title")
    assert layers.offsets(doc, 9, 13) == (2, 6)
