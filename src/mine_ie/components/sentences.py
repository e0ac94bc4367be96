"""``mine_ie_sentences``: sentence boundaries by rule, set before the parser, which keeps them."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.grammar import sentences


class Sentences:
    """Sets ``token.is_sent_start`` on every token."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark where sentences start."""
        offsets = [token.idx for token in doc]
        first = {bisect_left(offsets, start) for start in sentences.starts(layers.text(doc))}
        for token in doc:
            token.is_sent_start = token.i in first
        return doc


@Language.factory("mine_ie_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Set sentence boundaries by the rules of :mod:`mine_ie.grammar.sentences`."""
    return Sentences()
