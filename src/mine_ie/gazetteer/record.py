"""Reading a span of the layer ``places`` back: the record, and other databases' precision codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast, get_args

from mine_ie import layers
from mine_ie.schema import Place, PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Span

_KINDS = frozenset(get_args(PlaceKind))
#: From this added uncertainty on, a place is "near" rather than "at" (km).
_NEAR = 5.0
_PINPOINT = 25.0


def place(span: Span) -> Place:
    """Return the record of a span of the layer ``places``, its evidence in article offsets."""
    values = layers.unpack(span.kb_id_)
    return Place(
        text=span.text,
        name=values.get("name", span.text),
        kind=cast(PlaceKind, span.label_) if span.label_ in _KINDS else None,
        admin1=values.get("admin1"),
        admin2=values.get("admin2"),
        country=values.get("country"),
        lat=_number(values, "lat"),
        lon=_number(values, "lon"),
        gazetteer_id=span.id_ or None,
        uncertainty_km=_number(values, "uncertainty_km"),
        evidence=layers.offsets(span.doc, span.start_char, span.end_char),
    )


def acled_geo_precision(record: Place) -> int | None:
    """Return ACLED's geo_precision: 1 a town, 2 part of a district, 3 a province; None unplaced.

    Source: ACLED Codebook, "Geo-Precision": 1 when a particular town is known, 2 when a small part
    of a region with its capital or a point near a town is, 3 when only a larger region is.
    """
    if record.lat is None or record.country is None:
        return None
    if record.kind in ("settlement", "site"):
        return 1 if _exactly(record) else 2
    return {"district": 2, "province": 3, "region": 3}.get(record.kind or "")


def ucdp_where_prec(record: Place) -> int | None:
    """Return UCDP GED's where_prec, 1 (exact) to 6 (country); None unplaced.

    Source: UCDP GED Codebook, "where_prec": 1 exact location, 2 within about 25 km of a known
    point, 3 second-order unit, 4 first-order unit, 5 linear or fuzzy polygon, 6 country,
    7 international waters or airspace.
    """
    if record.lat is None:
        return None
    if record.kind in ("settlement", "site"):
        if _exactly(record):
            return 1
        return 2 if (record.uncertainty_km or 0.0) <= _PINPOINT else 3
    if record.kind == "region" and record.country is None:
        return 7
    return {"district": 3, "province": 4, "region": 5, "country": 6}.get(record.kind or "")


def _exactly(record: Place) -> bool:
    """Tell whether the point is the place's own: it is in the gazetteer and not only near it."""
    if record.gazetteer_id is None and record.kind != "site":
        return False
    return (record.uncertainty_km or 0.0) < 2 * _NEAR + _PINPOINT * (record.kind == "settlement")


def _number(values: Mapping[str, str], key: str) -> float | None:
    return float(values[key]) if key in values else None
