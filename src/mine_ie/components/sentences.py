"""``mine_ie_sentences``: sentence boundaries by rule, set before the parser, which keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.grammar import sentences

if TYPE_CHECKING:
    from thinc.types import Ints2d


#: Tokens. Later steps look from each word at the others of its sentence, so that a table or a list
#: without a full stop, taken for one sentence, would cost the square of its length.
LONGEST = 250
#: A long stretch is cut at the last of these, not before half of it.
_JOINTS = frozenset({";", "\n", ",", ":", "|", "-", "–", "—", "•"})


class Sentences:
    """Sets ``token.is_sent_start`` on every token."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark where sentences start."""
        if not len(doc):
            return doc
        offsets = doc.to_array(IDX)
        first = np.searchsorted(offsets, sentences.starts(layers.text(doc)))
        flags = np.full(len(doc), -1, dtype=np.int32)
        flags[first[first < len(doc)]] = 1
        flags[list(_cuts(doc, np.flatnonzero(flags == 1).tolist()))] = 1
        return doc.from_array([SENT_START], cast("Ints2d", flags.astype(np.uint64).reshape(-1, 1)))


def _cuts(doc: Doc, starts: list[int]) -> Iterator[int]:
    """Where sentences of more than :data:`LONGEST` tokens are cut."""
    for start, end in pairwise([*starts, len(doc)]):
        while end - start > LONGEST:
            joints = range(start + LONGEST - 1, start + LONGEST // 2, -1)
            last = next((i for i in joints if doc[i].text[0] in _JOINTS), start + LONGEST - 1)
            start = last + 1
            yield start


@Language.factory("mine_ie_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Set sentence boundaries by the rules of :mod:`mine_ie.grammar.sentences`."""
    return Sentences()
