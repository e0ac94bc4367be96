"""geotext: cities and countries of two word lists. It gives names, no offsets."""

from __future__ import annotations

from typing import Any

from geotext import GeoText
from protocol import Reader, each, in_turn, serve


def load() -> dict[str, Reader]:
    def places(article: dict[str, Any]) -> list[dict[str, Any]]:
        text = article["text"]
        found = GeoText(text)
        spans = {*in_turn(text, found.cities), *in_turn(text, found.countries)}
        return [{"start": start, "end": end} for start, end in sorted(spans)]

    return {"places": each(places)}


if __name__ == "__main__":
    serve(load)
