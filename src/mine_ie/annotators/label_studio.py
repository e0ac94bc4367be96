"""Label Studio: the JSON export of a text project with labels, relations and per-region notes.

Events are regions labelled with their type; relations lead from them to the regions of their
fields; a region's value is the text area of the same id, in JSON. :data:`CONFIG` is the labelling
interface to paste into the project. Format: https://labelstud.io/guide/task_format
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mine_ie.annotators.marks import LABELS, TYPES, AnnotationError, Mark, canonical
from mine_ie.annotators.offsets import from_utf16
from mine_ie.schema import Article

_KEPT = ("id", "title", "published", "source", "url")

CONFIG = (
    '<View>\n <Relations><Relation value="has"/></Relations>\n'
    ' <Labels name="label" toName="text">\n'
    + "".join(f'  <Label value="{label}"/>\n' for label in LABELS)
    + ' </Labels>\n <Text name="text" value="$text" granularity="symbol"/>\n'
    ' <TextArea name="value" toName="text" perRegion="true" editable="true"/>\n</View>\n'
)


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read an export; of a task with several annotations the first that was not cancelled counts.

    Raises:
        AnnotationError: the file is no export of a text project.
    """
    try:
        tasks = json.loads(Path(path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    if not isinstance(tasks, list):
        raise AnnotationError(f"{path}: a Label Studio export is a list of tasks; export as JSON")
    return [_task(task, f"{path}: task {n}") for n, task in enumerate(tasks, start=1)]


def _task(task: dict[str, Any], where: str) -> tuple[Article, list[Mark]]:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise AnnotationError(f"{where}: has no text under data.text")
    id = str(data.get("id", task.get("id", where)))
    article = Article.from_dict(
        {**{k: data[k] for k in _KEPT if data.get(k)}, "id": id, "text": data["text"]}
    )
    done = [a for a in task.get("annotations") or [] if not a.get("was_cancelled")]
    return article, list(_marks(done[0].get("result") or [], article, where)) if done else []


def _marks(result: list[dict[str, Any]], article: Article, where: str) -> Iterator[Mark]:
    regions, notes, links = {}, {}, []
    for item in result:
        kind, value = item.get("type"), item.get("value") or {}
        if kind == "labels":
            regions[item["id"]] = _region(item["id"], value, article, where)
        elif kind == "textarea":
            notes[item.get("id")] = "\n".join(value.get("text") or [])
        elif kind == "relation":
            links.append((item["from_id"], item["to_id"]))
    triggers = [id for id, mark in regions.items() if mark.label in TYPES]
    numbers = {id: n for n, id in enumerate(triggers, start=1)}
    for id, mark in regions.items():
        valued = replace(mark, value=_value(notes.get(id, ""), f"{where}, region {id}"))
        # A relation may have been drawn in either direction.
        ends = {b if a == id else a for a, b in links if id in (a, b)}
        events = [numbers[id]] if id in numbers else [numbers[e] for e in triggers if e in ends]
        yield from (replace(valued, event=event) for event in events or [0])


def _region(id: str, value: dict[str, Any], article: Article, where: str) -> Mark:
    start, end, name = value.get("start"), value.get("end"), f"{where}, region {id}"
    labels = value.get("labels") or []
    if not isinstance(start, int) or not isinstance(end, int) or not labels:
        raise AnnotationError(f"{name}: needs start, end and one label")
    words = value.get("text")
    if words is not None and article.text[start:end] != words:
        # The editor counts as JavaScript does, where some characters count twice.
        start, end = from_utf16(article.text, start), from_utf16(article.text, end)
    if not 0 <= start < end <= len(article.text):
        raise AnnotationError(f"{name}: {start}-{end} is not in the text")
    return Mark(start, end, canonical(labels[0]), 0, None, name)


def _value(note: str, where: str) -> Any:
    if not note.startswith("{"):
        return None
    try:
        return json.loads(note)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{where}: the value is not JSON: {error.msg}") from error


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write tasks that Label Studio imports with their annotations."""
    tasks = []
    for number, (article, marks) in enumerate(documents, start=1):
        data = article.model_dump(mode="json", exclude_none=True)
        result = list(_result(article, marks))
        tasks.append({"id": number, "data": data, "annotations": [{"result": result}]})
    text = json.dumps(tasks, ensure_ascii=False, indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")


def _result(article: Article, marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    triggers = {m.event: f"r{i}" for i, m in enumerate(marks) if m.label in TYPES}
    for index, mark in enumerate(marks):
        id, both = f"r{index}", {"to_name": "text"}
        span = {"start": mark.start, "end": mark.end, "text": article.text[mark.start : mark.end]}
        yield {"id": id, "type": "labels", "from_name": "label", **both,
               "value": {**span, "labels": [mark.label]}}  # fmt: skip
        if mark.value is not None:
            note = json.dumps(mark.value, ensure_ascii=False)
            yield {"id": id, "type": "textarea", "from_name": "value", **both,
                   "value": {**span, "text": [note]}}  # fmt: skip
        if mark.label not in TYPES:
            yield {"type": "relation", "from_id": triggers[mark.event], "to_id": id,
                   "direction": "right", "labels": ["has"]}  # fmt: skip
