"""What a worker holds: the pipeline, loaded once, and its memory kept flat."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mine_ie.schema import Article, Event

if TYPE_CHECKING:
    from spacy.language import Language

#: Relevant articles after which the vocabulary is warm: what comes later is forgotten again.
WARM_UP = 500


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How to make the extraction, picklable: calling it loads the pipeline.

    The fields are the arguments of :func:`mine_ie.load` and the options of
    :func:`mine_ie.extract`.
    """

    model: str | None = None
    lexicons: tuple[str, ...] = ()
    gazetteer: str | None = None
    planned: bool = False
    threshold: float = 0.0

    def at(self, folder: str) -> Pipeline:
        """Return the same with relative paths taken from ``folder``, for workers elsewhere.

        A model is a name unless it is written as a path.
        """
        model = self.model
        return replace(
            self,
            model=os.path.join(folder, model) if model and os.sep in model else model,
            lexicons=tuple(os.path.join(folder, path) for path in self.lexicons),
            gazetteer=os.path.join(folder, self.gazetteer) if self.gazetteer else None,
        )

    def __call__(self) -> Extractor:
        """Load the pipeline."""
        from mine_ie.pipeline import load

        nlp = load(self.model, lexicons=self.lexicons, gazetteer=self.gazetteer)
        return Extractor(nlp, planned=self.planned, threshold=self.threshold)


class Extractor:
    """Article in, events out, in memory that does not grow with the words it has seen."""

    def __init__(self, nlp: Language, planned: bool = False, threshold: float = 0.0) -> None:
        self.nlp = nlp
        self.planned = planned
        self.threshold = threshold
        self.seen = 0

    def __call__(self, article: Article) -> list[Event]:
        """Return the events of one article."""
        from mine_ie.extraction import extract

        self.seen += 1
        with ExitStack() as zones:
            if self.seen > WARM_UP:
                for vocabulary in self._vocabularies():
                    zones.enter_context(vocabulary.memory_zone())
            return extract(article, self.nlp, planned=self.planned, threshold=self.threshold)

    def _vocabularies(self) -> list[Language]:
        """The pipeline and the base model inside it, if loaded: each has a vocabulary of its own.

        From the start, a zone would empty the tokenizer's cache each time: three times the cost.
        """
        model: Any = self.nlp.get_pipe("mine_ie_model")
        return [self.nlp, *model.vocabularies]
