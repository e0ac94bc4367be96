"""flashgeotext: keyword search over the names of cities and countries that it ships."""

from __future__ import annotations

from typing import Any

from flashgeotext.geotext import GeoText
from protocol import Reader, each, serve


def load() -> dict[str, Reader]:
    finder = GeoText()

    def places(article: dict[str, Any]) -> list[dict[str, Any]]:
        found = finder.extract(input_text=article["text"], span_info=True)
        spans = {
            (start, end)
            for group in found.values()
            for entry in group.values()
            for start, end in entry["span_info"]
        }
        return [{"start": start, "end": end} for start, end in sorted(spans)]

    return {"places": each(places)}


if __name__ == "__main__":
    serve(load)
