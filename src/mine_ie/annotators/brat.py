"""brat standoff: ``ID.txt`` with the text and ``ID.ann`` with the annotations, in one folder.

Events are brat events whose arguments are the fields; values are annotator notes in JSON. What
brat has no place for (title, date) is in ``articles.jsonl`` beside them, which is optional.
Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mine_ie.annotators import sidecar
from mine_ie.annotators.marks import FIELDS, TYPES, AnnotationError, Mark, canonical
from mine_ie.schema import Article

_TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?\Z")
_EVENT = re.compile(r"(E\d+)\t(\S+):(T\d+)((?: \S+:[TE]\d+)*)\s*\Z")
_NOTE = re.compile(r"#\d*\tAnnotatorNotes (\S+)\t(.*)\Z")


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read a folder of standoff files, in the order of their names.

    Raises:
        AnnotationError: a line is not brat's, or a text is missing.
    """
    return sidecar.read_folder(path, ".txt", _read_document)


def _read_document(file: Path, facts: dict[str, Any]) -> tuple[Article, list[Mark]]:
    with file.open(encoding="utf-8", newline="") as source:
        text = source.read()
    ann = file.with_suffix(".ann")
    marks = _read_ann(ann, len(text)) if ann.exists() else []
    return Article.from_dict({**facts, "text": text}), marks


def _read_ann(path: Path, length: int) -> list[Mark]:
    marks: dict[str, Mark] = {}
    links: list[tuple[str, int]] = []
    notes: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        where = f"{path}:{number}"
        if found := _TEXT_BOUND.match(line):
            marks[found[1]] = _text_bound(found, where, length)
        elif found := _EVENT.match(line):
            event = int(found[1][1:])
            links.append((found[3], event))
            links += [(a.rpartition(":")[2], event) for a in found[4].split()]
            notes.setdefault(found[1], "")
            notes[found[1] + "@"] = found[3]  # a note on the event is a note on its trigger
        elif found := _NOTE.match(line):
            notes[found[1]] = found[2]
        elif line.strip() and line[0] not in "TE*RAMN#":
            raise AnnotationError(f"{where}: not a line of brat standoff: {line[:60]!r}")
        elif line.startswith(("T", "E")):
            raise AnnotationError(f"{where}: cannot read this annotation: {line[:60]!r}")
    return _linked(marks, links, notes, path)


def _text_bound(found: re.Match[str], where: str, length: int) -> Mark:
    # Parts of a discontinuous annotation become one span from first to last.
    offsets = [int(n) for n in re.findall(r"\d+", found[3])]
    start, end = min(offsets), max(offsets)
    if not start < end <= length:
        raise AnnotationError(f"{where}: span {start}-{end} is not in the text of {length}")
    return Mark(start, end, canonical(found[2]), 0, None, f"{where} {found[1]}")


def _linked(
    marks: dict[str, Mark], links: list[tuple[str, int]], notes: dict[str, str], path: Path
) -> list[Mark]:
    """Give each mark its events (one that two events share is doubled) and its value."""
    result = []
    for id, mark in marks.items():
        text = notes.get(id, "")
        on_event = [e[:-1] for e, t in notes.items() if e.endswith("@") and t == id]
        text = text or next((notes[e] for e in on_event if notes.get(e)), "")
        valued = replace(mark, value=_value(text, path, id))
        events = [event for target, event in links if target == id]
        result += [replace(valued, event=event) for event in events or [0]]
    return result


def _value(note: str, path: Path, id: str) -> Any:
    if not note.startswith("{"):
        return None  # a remark between people
    try:
        return json.loads(note)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{path}: the note on {id} is not JSON: {error.msg}") from error


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write a folder of standoff files, with the configuration that brat needs to edit them."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for article, marks in documents:
        text = folder / sidecar.file_name(article, ".txt")
        text.write_text(article.text, encoding="utf-8", newline="")
        text.with_suffix(".ann").write_text(_ann(article.text, marks), encoding="utf-8")
    sidecar.write_facts((article for article, _ in documents), folder, text=False)
    (folder / "annotation.conf").write_text(_configuration(), encoding="utf-8")


def _ann(text: str, marks: Sequence[Mark]) -> str:
    lines, events = [], {}
    for index, mark in enumerate(marks, start=1):
        words = re.sub(r"[\r\n]", " ", text[mark.start : mark.end])
        lines.append(f"T{index}\t{mark.label} {mark.start} {mark.end}\t{words}")
        if mark.value is not None:
            note = json.dumps(mark.value, ensure_ascii=False)
            lines.append(f"#{index}\tAnnotatorNotes T{index}\t{note}")
        if mark.label in TYPES:
            events[mark.event] = [f"E{mark.event}\t{mark.label}:T{index}"]
        else:
            # brat tells arguments of one role apart by a number after the name.
            n = sum(a.split(":")[0].rstrip("0123456789") == mark.label
                    for a in events[mark.event][1:])  # fmt: skip
            events[mark.event].append(f"{mark.label}{n + 1 if n else ''}:T{index}")
    lines += [" ".join(parts) for parts in events.values()]
    return "".join(line + "\n" for line in lines)


def _configuration() -> str:
    roles = ", ".join(f"{field}*:{field}" for field in FIELDS)
    events = "\n".join(f"{type}\t{roles}" for type in TYPES)
    fields = "\n".join(FIELDS)
    return f"[entities]\n{fields}\n\n[relations]\n\n[events]\n{events}\n\n[attributes]\n"
