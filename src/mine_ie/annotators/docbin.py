"""spaCy ``DocBin``: the marks are the span group ``mine_ie_marks`` of each Doc.

``label_`` is the field, ``id_`` the number of the event, ``kb_id_`` the value in JSON; article
facts are in ``doc.user_data["article"]``. A DocBin keeps whole tokens, so a mark that cuts
through one is widened, and its value remembers where it was.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mine_ie.annotators.marks import AnnotationError, Mark, canonical
from mine_ie.schema import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

GROUP = "mine_ie_marks"
_ARTICLE = "article"
_EXACT = "exact"


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read a ``.spacy`` file; Docs without the group have their entities read as loose marks.

    Raises:
        AnnotationError: the file is no DocBin.
    """
    import spacy
    from spacy.tokens import DocBin

    try:
        stored = DocBin().from_disk(path)
    except ValueError as error:
        raise AnnotationError(f"{path}: not a DocBin (.spacy) file: {error}") from error
    documents = []
    for number, doc in enumerate(stored.get_docs(spacy.blank("en").vocab), start=1):
        facts = doc.user_data.get(_ARTICLE) or {"id": f"{Path(path).stem}-{number}"}
        article = Article.from_dict({**facts, "text": doc.text})
        spans = doc.spans.get(GROUP, doc.ents)
        marks = [_mark(span, f"{path}, document {number}") for span in spans]
        documents.append((article, marks))
    return documents


def _mark(span: Span, name: str) -> Mark:
    value = json.loads(span.kb_id_) if span.kb_id_.startswith("{") else None
    start, end = (value or {}).pop(_EXACT, (span.start_char, span.end_char))
    event = int(span.id_) if span.id_.isdecimal() else 0
    return Mark(start, end, canonical(span.label_), event, value, name)


def _value(mark: Mark, doc: Doc) -> str:
    if mark.value is None:
        return ""
    fits = doc.char_span(mark.start, mark.end) is not None
    exact = {} if fits else {_EXACT: [mark.start, mark.end]}
    return json.dumps({**mark.value, **exact}, ensure_ascii=False)


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write one Doc an article."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    store = DocBin(store_user_data=True)
    for article, marks in documents:
        doc = nlp.make_doc(article.text)
        doc.user_data[_ARTICLE] = article.model_dump(
            mode="json", exclude={"text"}, exclude_none=True
        )
        spans = [
            doc.char_span(
                mark.start,
                mark.end,
                label=mark.label,
                span_id=str(mark.event),
                kb_id=_value(mark, doc),
                alignment_mode="expand",
            )
            for mark in marks
        ]
        doc.spans[GROUP] = [span for span in spans if span is not None]
        store.add(doc)
    store.to_disk(path)
