"""Places: found by the base model, the gazetteer and grammar, and resolved article by article.

Layer ``places``: one span a mention, over the name alone. ``label_`` is the kind (site, settlement,
district, province, country, region), ``id_`` the gazetteer's id or "", ``kb_id_`` packs

``name``, ``admin1``, ``admin2``, ``country``, ``lat``, ``lon``, ``uncertainty_km``, ``confidence``
``precision``  how it was resolved: exact, skeleton, district, province, coordinates, none
``role``       place, dateline, source (says the country only), container (of the place before it)
``form``       name, demonym ("Afghan"), part (inside an organisation's name)
``admin``      the text's own container, for a name that the gazetteer lacks

:func:`mine_ie.gazetteer.place` reads a span back into a record.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ENT_IOB, IDX, LENGTH, POS, TAG
from spacy.language import Language
from spacy.symbols import ADV, AUX, CCONJ, DET, INTJ, PART, PRON, SCONJ, VERB

from mine_ie import layers
from mine_ie.gazetteer import coordinates, datelines, streets
from mine_ie.gazetteer.link import link
from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.resolve import Resolved, Resolver, given
from mine_ie.gazetteer.scan import Name, Spot
from mine_ie.gazetteer.spot import Finder
from mine_ie.gazetteer.store import COUNTRY, DISTRICT, KINDS, PROVINCE, SUBDISTRICT, Entry, Store
from mine_ie.gazetteer.words import type_words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

_OUTSIDE = 2  # ENT_IOB of a token in no entity
_NO_NAME = np.zeros(256, dtype=bool)  # by part of speech
_NO_NAME[[ADV, AUX, CCONJ, DET, INTJ, PART, PRON, SCONJ, VERB]] = True


@Language.factory("mine_ie_places", default_config={"gazetteer": None})
def make_places(nlp: Language, name: str, gazetteer: str | None) -> Places:
    """Make the component; ``gazetteer`` is the path of a file of ``mine-ie gazetteer build``."""
    return Places(gazetteer)


class Places:
    """Writes the layer ``places``; opens the gazetteer at the first document."""

    def __init__(self, gazetteer: str | None = None) -> None:
        self._path = gazetteer
        self._opened: tuple[int, Store, Finder, Resolver] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Find and resolve the places of ``doc``."""
        _, store, finder, resolver = self._tools()
        text = layers.text(doc)
        names = [Name(e.start_char, e.end_char, e.label_) for e in doc.ents]
        marks: NDArray[Any] = doc.to_array([POS, ENT_IOB, IDX, TAG])
        ends = marks[:, 2] + doc.to_array([LENGTH])
        # Words that the tagger takes for no noun, adjective or name.
        plain = frozenset(marks[_NO_NAME[marks[:, 0]], 2].tolist())
        spots = finder.find(text, names, _unread(marks, ends), plain)
        datelines.mark(text, spots)
        spots = streets.mark(text, spots)
        link(text, spots)
        found = resolver.resolve(spots)
        points = coordinates.find(text)
        contain = {s.parent for s in spots if s.parent >= 0}
        named = _named(found)
        mentions = [
            _mention(store, result, index in contain, named, text)
            for index, result in enumerate(found)
        ]
        for point in points:
            spot = Spot(point.start, point.end, text[point.start : point.end], type="site")
            mentions.append(_mention(store, given(spot, point, found), False, named, text))
        return layers.write(doc, layers.PLACES, mentions)

    def to_disk(self, path: str | Path, exclude: object = ()) -> None:
        """Nothing to save: the configuration says all."""

    def from_disk(self, path: str | Path, exclude: object = ()) -> Places:
        """Nothing to load."""
        return self

    def to_bytes(self, exclude: object = ()) -> bytes:
        """Nothing to save: the configuration says all."""
        return b""

    def from_bytes(self, data: bytes, exclude: object = ()) -> Places:
        """Nothing to load."""
        return self

    def __getstate__(self) -> dict[str, object]:
        return {"_path": self._path, "_opened": None}

    def _tools(self) -> tuple[int, Store, Finder, Resolver]:
        # SQLite connections must not cross a fork: each process opens its own.
        if self._opened is None or self._opened[0] != os.getpid():
            store = Store(self._path)
            self._opened = (os.getpid(), store, Finder(store), Resolver(store))
        return self._opened


def _unread(marks: NDArray[Any], ends: NDArray[Any]) -> list[Name]:
    """Return the stretches that no model has read.

    An entity recogniser marks every token it reads; where other tokens have tags, so does a tagger.
    """
    unseen = marks[:, 1] == 0
    if marks[:, 3].any():
        unseen |= (marks[:, 1] == _OUTSIDE) & (marks[:, 3] == 0)
    dark = np.flatnonzero(unseen)
    if not len(dark):
        return []
    runs = np.split(dark, np.flatnonzero(np.diff(dark) > 1) + 1)
    return [Name(int(marks[run[0], 2]), int(ends[run[-1]]), "") for run in runs]


def _named(found: list[Resolved]) -> dict[int, str]:
    """Return what the article itself calls the units it names, by gazetteer id."""
    names: dict[int, str] = {}
    for result in found:
        if result.entry and result.precision == "exact" and not result.spot.text.isupper():
            names.setdefault(result.entry.id, " ".join(result.spot.text.split()))
    return names


def _mention(
    store: Store, found: Resolved, contains: bool, named: dict[int, str], text: str
) -> layers.Mention:
    spot, entry = found.spot, found.entry
    point = found.point
    role = "container" if contains and spot.role == "place" else spot.role
    admin1, admin2 = _admins(store, found, named)
    km = None if point is None or point.lat is None else point.km + spot.near_km
    values = {
        "name": _name(" ".join(spot.text.split()), entry, text),
        "admin1": admin1,
        "admin2": admin2,
        "country": found.country or None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "uncertainty_km": None if km is None else round(km, 1),
        "confidence": found.confidence,
        "precision": found.precision,
        "role": role,
        "form": spot.form,
    }
    identity = str(entry.id) if entry else ""
    return layers.Mention(spot.start, spot.end, _kind(spot, entry), identity, values)


def _name(name: str, entry: Entry | None, text: str) -> str:
    """Return the name as the text has it; one in capitals as the text or the gazetteer has it."""
    if not name.isupper() or len(name) < 4 or "." in name:
        return name
    usual = name.title()
    if usual in text and re.search(rf"(?<!\w){re.escape(usual)}(?!\w)", text):
        return usual
    return usual if entry is not None and fold(entry.name) == fold(name) else name


def _kind(spot: Spot, entry: Entry | None) -> str:
    if spot.form == "demonym":
        return "country"
    if spot.type:
        return spot.type
    if entry:
        return entry.kind
    last = type_words().get(fold(spot.text).rpartition(" ")[2], "settlement")
    return last if last in ("site", "region") else "settlement"


def _admins(store: Store, found: Resolved, named: dict[int, str]) -> tuple[str | None, str | None]:
    entry = found.entry or found.container
    if entry is None or entry.level == COUNTRY or not entry.id:
        return None, None
    first = store.get(entry.admin1)
    second = store.get(entry.admin2)
    if found.entry is None:
        if entry.level == PROVINCE:
            first = entry
        elif entry.level in (DISTRICT, SUBDISTRICT):
            second = entry
    return (
        named.get(first.id, first.name) if first else None,
        named.get(second.id, second.name) if second else None,
    )


__all__ = ["KINDS", "Places", "make_places"]
