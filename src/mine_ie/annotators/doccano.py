"""doccano: the JSONL export of a sequence-labelling project, with or without relations.

doccano has no notes on a span, so values are kept in the field ``values`` of each line, by span
and label; doccano carries such fields through import and export. Relations lead from an event to
its fields.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mine_ie.annotators.marks import TYPES, AnnotationError, Mark, canonical
from mine_ie.schema import Article

_KEPT = ("title", "published", "source", "url")


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read an export.

    Raises:
        AnnotationError: a line is no document of a sequence-labelling project.
    """
    documents = []
    with Path(path).open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise AnnotationError(f"{where}: not JSON: {error.msg}") from error
            documents.append(_document(row, where))
    return documents


def _document(row: Any, where: str) -> tuple[Article, list[Mark]]:
    text = row.get("text", row.get("data")) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise AnnotationError(f"{where}: has no 'text'; export the project as JSONL")
    meta = {**(row.get("meta") or {}), **row}
    id = str(meta.get("article_id", meta.get("id", where)))
    article = Article.from_dict(
        {**{k: meta[k] for k in _KEPT if meta.get(k)}, "id": id, "text": text}
    )
    entities = row.get("entities")
    if entities is None:
        # Without relations, spans are [start, end, label].
        spans = row.get("label", row.get("labels")) or []
        entities = [
            {"id": n, "start_offset": s[0], "end_offset": s[1], "label": s[2]}
            for n, s in enumerate(spans)
        ]
    return article, _marks(entities, row.get("relations") or [], meta.get("values") or {}, article,
                           where)  # fmt: skip


def _marks(
    entities: list[dict[str, Any]],
    relations: list[dict[str, Any]],
    values: dict[str, Any],
    article: Article,
    where: str,
) -> list[Mark]:
    triggers = [e["id"] for e in entities if canonical(e["label"]) in TYPES]
    numbers = {id: n for n, id in enumerate(triggers, start=1)}
    used: dict[str, int] = {}
    marks = []
    for entity in entities:
        start, end = entity["start_offset"], entity["end_offset"]
        if not 0 <= start < end <= len(article.text):
            raise AnnotationError(f"{where}: span {start}-{end} is not in the text")
        key = f"{start}-{end}-{entity['label']}"
        given = values.get(key) or []
        place = used.get(key, 0)
        used[key] = place + 1
        value = given[place] if place < len(given) else None
        ends = [(r["from_id"], r["to_id"]) for r in relations]
        linked = {b if a == entity["id"] else a for a, b in ends if entity["id"] in (a, b)}
        id = entity["id"]
        events = [numbers[id]] if id in numbers else [numbers[t] for t in triggers if t in linked]
        label = canonical(entity["label"])
        name = f"{where}, span {start}-{end}"
        marks += [Mark(start, end, label, event, value, name) for event in events or [0]]
    return marks


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write lines that doccano imports into a project with relations."""
    lines, next_id = [], 1
    for article, marks in documents:
        ids = list(range(next_id, next_id + len(marks)))
        next_id += len(marks)
        triggers = {m.event: id for id, m in zip(ids, marks, strict=True) if m.label in TYPES}
        values: dict[str, list[Any]] = {}
        for m in marks:
            values.setdefault(f"{m.start}-{m.end}-{m.label}", []).append(m.value)
        row = {
            "article_id": article.id,
            **article.model_dump(mode="json", include=set(_KEPT), exclude_none=True),
            "text": article.text,
            "entities": [
                {"id": id, "label": m.label, "start_offset": m.start, "end_offset": m.end}
                for id, m in zip(ids, marks, strict=True)
            ],
            "relations": [
                {"id": id, "from_id": triggers[m.event], "to_id": id, "type": "has"}
                for id, m in zip(ids, marks, strict=True)
                if m.label not in TYPES
            ],
            "values": values,
        }
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    Path(path).write_text("".join(lines), encoding="utf-8")
