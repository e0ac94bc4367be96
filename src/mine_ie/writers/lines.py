"""JSON lines: the lossless form, one event a line, that every other command reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from mine_ie.records import Row
from mine_ie.writers.base import Context


def event_line(row: Row) -> dict[str, Any]:
    """An event with its article's id and data, as plain JSON types."""
    data: dict[str, Any] = {"article": row.article} if row.article is not None else {}
    about = {"outlet": row.source, "published": row.published, "title": row.title, "url": row.url}
    data |= {key: value for key, value in about.items() if value is not None}
    data |= row.event.to_dict()
    if row.told_by:
        data["sources"] = [
            {"article": t.article, "source": t.source, "published": t.published, "url": t.url}
            for t in row.told_by
        ]
        data["independent"] = row.independent
    return data


def write_jsonl(rows: Iterable[Row], out: IO[str], context: Context) -> None:
    """One event a line: nothing of the event is lost; vague words are read by the profile."""
    for row in rows:
        context.loss.events += 1
        if row.text:
            context.loss.add("the article's text (keep the article records for it)")
        data = event_line(row)
        if context.profile.name != "none":
            for outcome in ("killed", "injured", "missing", "unspecified"):
                bounds = context.bounds(getattr(row.event, outcome), outcome)
                if bounds:
                    data[outcome] |= bounds._asdict()
        out.write(json.dumps(data, ensure_ascii=False) + "\n")
