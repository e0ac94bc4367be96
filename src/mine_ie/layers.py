"""Span layers: how a ``Doc`` stores what the components find.

This is the one file that knows it. A layer is a named span group in ``doc.spans``; each span says
three things in strings that survive ``to_bytes``, ``DocBin`` and another process:

``label_``   the kind ("killed", "DATE", "settlement")
``id_``      the lexicon or gazetteer entry, or the name of the rule ("mine.av")
``kb_id_``   the normalised value ("10..15", "2024-08"), or several as ``key=value;key=value``

Per-article facts (publication date, length of the title) are in ``doc.user_data``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from spacy.attrs import IDX, LOWER

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NUMBERS = "numbers"
PEOPLE = "people"
ORDNANCE = "ordnance"
CUES = "cues"
DATES = "dates"
PLACES = "places"
CASUALTIES = "casualties"
QUANTITIES = "quantities"
AREAS = "areas"
LAYERS = (NUMBERS, PEOPLE, ORDNANCE, CUES, DATES, PLACES, CASUALTIES, QUANTITIES, AREAS)

PUBLISHED = "mine_ie_published"
TITLE_LENGTH = "mine_ie_title_length"
#: Between the title and the text, where a ``Doc`` holds both.
TITLE_BREAK = "\n\n"


class MissingLayer(ValueError):
    """A component needs a layer that no earlier component has written."""

    def __init__(self, layer: str, needed_by: str) -> None:
        super().__init__(
            f"{needed_by} reads the span layer '{layer}', which this Doc lacks: "
            f"add the component before it with nlp.add_pipe('mine_ie_{layer}')."
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """A find by character offsets ``[start, end)`` into ``doc.text``, before it becomes a span."""

    start: int
    end: int
    label: str
    id: str = ""
    value: str | Mapping[str, object] = field(default="")


def pack(values: Mapping[str, object]) -> str:
    """Write ``{"count": "5..", "age": "child"}`` as ``"count=5..;age=child"``; leave out ``None``.

    >>> pack({"count": "5..", "age": None, "model": "a;b"})
    'count=5..;model=a%3Bb'
    """
    return ";".join(f"{key}={_quote(str(v))}" for key, v in values.items() if v is not None)


def unpack(value: str) -> dict[str, str]:
    """Read :func:`pack`'s form back.

    >>> unpack("count=5..;model=a%3Bb")
    {'count': '5..', 'model': 'a;b'}
    """
    return dict(_pairs(value))


@lru_cache(maxsize=4096)
def _pairs(value: str) -> tuple[tuple[str, str], ...]:
    """Kept, for a place or a cue is read by many rules."""
    pairs = (item.partition("=") for item in value.split(";") if item)
    return tuple((key, _unquote(v)) for key, _, v in pairs)


def _quote(text: str) -> str:
    return text.replace("%", "%25").replace(";", "%3B").replace("=", "%3D")


def _unquote(text: str) -> str:
    return text.replace("%3D", "=").replace("%3B", ";").replace("%25", "%")


def write(doc: Doc, layer: str, mentions: Iterable[Mention]) -> Doc:
    """Store ``mentions`` as the span group ``layer``, in text order; replaces what was there.

    Offsets that cut through a token are widened to whole tokens. Equal mentions are kept once.
    """
    spans = []
    seen = set()
    for m in sorted(mentions, key=lambda m: (m.start, m.end, m.label)):
        value = m.value if isinstance(m.value, str) else pack(m.value)
        if (m.start, m.end, m.label, m.id, value) in seen:
            continue
        seen.add((m.start, m.end, m.label, m.id, value))
        span = doc.char_span(
            m.start, m.end, label=m.label, kb_id=value, span_id=m.id, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    doc.spans[layer] = spans
    return doc


def read(doc: Doc, layer: str, needed_by: str) -> list[Span]:
    """Return the spans of ``layer`` in text order.

    Raises:
        MissingLayer: no component has written it; the message names the one to add.
    """
    if layer not in doc.spans:
        raise MissingLayer(layer, needed_by)
    return list(doc.spans[layer])


@lru_cache(maxsize=1)
def text(doc: Doc) -> str:
    """``doc.text``, kept for the Doc at hand: spaCy joins it from the tokens at every call."""
    return doc.text


@lru_cache(maxsize=1)
def lower(doc: Doc) -> list[str]:
    """Every token of the Doc at hand in lower case; not to be changed."""
    strings = doc.vocab.strings
    return [strings[key] for key in doc.to_array(LOWER).tolist()]


@lru_cache(maxsize=1)
def capitals(doc: Doc) -> list[bool]:
    """Whether each token of the Doc at hand starts with a capital; not to be changed."""
    words = text(doc)
    return [words[at].isupper() for at in doc.to_array(IDX).tolist()]


@lru_cache(maxsize=1)
def sentences(doc: Doc) -> list[Span]:
    """``doc.sents`` of the Doc at hand, once its boundaries are set; not to be changed."""
    return list(doc.sents)


def title_length(doc: Doc) -> int:
    """Characters of ``doc.text`` before the article's own text (title and break); 0 without one."""
    return int(doc.user_data.get(TITLE_LENGTH, 0))


def published(doc: Doc) -> str | None:
    """The article's publication date as an ISO day, if it is known."""
    return doc.user_data.get(PUBLISHED)


def offsets(doc: Doc, start: int, end: int) -> tuple[int, int] | tuple[int, int, Literal["title"]]:
    """Turn offsets into ``doc.text`` into an article's (:data:`mine_ie.schema.Evidence`)."""
    shift = title_length(doc)
    if end <= shift:
        return (start, end, "title")
    return (max(start - shift, 0), end - shift)


def records(doc: Doc, layers: Iterable[str] = LAYERS) -> Iterator[dict[str, object]]:
    """Yield every span of ``layers`` as a JSON-ready dict, layer by layer in text order."""
    for layer in layers:
        for span in doc.spans.get(layer, ()):
            place = offsets(doc, span.start_char, span.end_char)
            yield {
                "layer": layer,
                "start": place[0],
                "end": place[1],
                "in": "title" if len(place) == 3 else "text",
                "text": span.text,
                "label": span.label_,
                "id": span.id_ or None,
                "value": span.kb_id_ or None,
            }
