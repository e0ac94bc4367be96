"""WebAnno TSV 3, as INCEpTION and WebAnno export it: a folder of ``.tsv`` files, one a document.

The layer is that of :mod:`mine_ie.annotators.inception`. Offsets count UTF-16 units. The text of
a file from elsewhere is put together from its sentences, with line breaks where it does not say
what stood between them. Format: the INCEpTION user guide, appendix "WebAnno TSV".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mine_ie.annotators import sidecar
from mine_ie.annotators.inception import FEATURES, LAYER, NAMED_ENTITY
from mine_ie.annotators.marks import AnnotationError, Mark, canonical
from mine_ie.annotators.offsets import from_utf16, to_utf16
from mine_ie.schema import Article

_TOKEN = re.compile(r"\w+|[^\w\s]")
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_LINE = re.compile(r"\d+-\d+(?:\.\d+)?\t(\d+)-(\d+)\t([^\t]*)((?:\t.*)?)\Z")
_NULL, _NONE = "*", "_"


class _Layer(NamedTuple):
    name: str
    features: tuple[str, ...]
    column: int  # of its first feature, counted from the first column of annotations


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read a folder of ``.tsv`` files, or one file.

    Raises:
        AnnotationError: a file is not WebAnno TSV 3, or has none of the layers that are read.
    """
    return sidecar.read_folder(path, ".tsv", _read_file)


def _read_file(file: Path, facts: dict[str, Any]) -> tuple[Article, list[Mark]]:
    lines = file.read_text(encoding="utf-8").split("\n")
    if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
        raise AnnotationError(f"{file}:1: not WebAnno TSV 3 (no #FORMAT line)")
    layer = _layer(lines, file)
    tokens = list(_tokens(lines, file))
    text = facts.get("text") or _text(lines, tokens)
    article = Article.from_dict({**facts, "text": text})
    return article, list(_marks(tokens, layer, text, file)) if layer else []


def _layer(lines: Sequence[str], file: Path) -> _Layer | None:
    column, found = 0, {}
    for line in lines:
        if line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            name, *features = line.partition("=")[2].split("|")
            found[name] = _Layer(name, tuple(features), column)
            # A relation has one column more, for where it starts; a layer without features one.
            column += max(len(features), 1)
    return found.get(LAYER) or found.get(NAMED_ENTITY)


def _tokens(lines: Sequence[str], file: Path) -> Iterator[tuple[int, int, str, list[str]]]:
    """Each token's or part's offsets in UTF-16 units, its form, and its columns."""
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            found = _LINE.match(line)
            if not found:
                raise AnnotationError(f"{file}:{number}: not a token line: {line[:60]!r}")
            columns = found[4].split("\t")[1:]
            yield int(found[1]), int(found[2]), found[3], columns


def _text(lines: Sequence[str], tokens: list[tuple[int, int, str, list[str]]]) -> str:
    """Put sentences where their first token says they stand."""
    text, starts = "", iter(tokens)
    sentence: str | None = None
    for line in lines:
        if line.startswith("#Text="):
            part = _unescape(line[6:])
            sentence = part if sentence is None else f"{sentence}\n{part}"
        elif line and not line.startswith("#"):
            begin, _, form, _ = next(starts)
            if sentence is not None:
                gap = begin - to_utf16(sentence, max(sentence.find(form), 0))
                text += "\n" * max(gap - to_utf16(text, len(text)), 0) + sentence
                sentence = None
    return text


def _marks(
    tokens: list[tuple[int, int, str, list[str]]], layer: _Layer, text: str, file: Path
) -> Iterator[Mark]:
    """Join the tokens of one annotation by its number; one without a number is one token."""
    spans: dict[str, tuple[int, int, list[str]]] = {}
    width = max(len(layer.features), 1)
    for index, (begin, end, _, columns) in enumerate(tokens):
        cells = columns[layer.column : layer.column + width]
        if not cells or cells[0] in (_NONE, ""):
            continue
        stacks = [_split(cell) for cell in cells]
        for place, first in enumerate(stacks[0]):
            numbered = re.search(r"(?<!\\)\[(\d+)\]\Z", first)
            key = numbered[1] if numbered else f"token {index}.{place}"
            values = [_bare(stack[place]) if place < len(stack) else _NULL for stack in stacks]
            start, _, kept = spans.get(key, (begin, end, values))
            spans[key] = (start, end, kept)
    for start, end, values in spans.values():
        given = dict(zip(layer.features, values, strict=False))
        label = given.get("label", given.get("value", _NULL))
        note = given.get("value", _NULL) if "label" in given else _NULL
        event = given.get("event", "")
        yield Mark(
            from_utf16(text, start),
            from_utf16(text, end),
            canonical(_unescape(label)),
            int(event) if event.isdecimal() else 0,
            _value(_unescape(note), file) if note != _NULL else None,
            str(file),
        )


def _split(cell: str) -> list[str]:
    return re.split(r"(?<!\\)\|", cell)


def _bare(value: str) -> str:
    return re.sub(r"(?<!\\)\[\d+\]\Z", "", value)


def _value(text: str, file: Path) -> Any:
    if not text.startswith("{"):
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{file}: a value is not JSON: {error.msg}") from error


def _escape(text: str) -> str:
    escaped = _RESERVED.sub(lambda m: "\\" + m[0], text)
    return escaped.replace("\\\n", "\\n").replace("\\\t", "\\t")


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), text)


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write a folder of ``.tsv`` files; the texts are kept beside them, in ``articles.jsonl``."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for article, marks in documents:
        file = folder / sidecar.file_name(article, ".tsv")
        file.write_text(_document(article.text, marks), encoding="utf-8", newline="")
    sidecar.write_facts((article for article, _ in documents), folder, text=True)


def _document(text: str, marks: Sequence[Mark]) -> str:
    lines = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={LAYER}|{'|'.join(FEATURES)}", "", ""]
    number = 0
    for sentence in re.finditer(r"[^\n]+", text):
        tokens = list(_TOKEN.finditer(text, sentence.start(), sentence.end()))
        if not tokens:
            continue
        number += 1
        lines.append(f"#Text={_escape_text(sentence.group())}")
        for index, token in enumerate(tokens, start=1):
            lines += _token_lines(text, marks, token, f"{number}-{index}")
        lines.append("")
    return "\n".join(lines)


def _escape_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")


def _token_lines(
    text: str, marks: Sequence[Mark], token: re.Match[str], name: str
) -> Iterator[str]:
    """The token with the marks that cover it, then each part of it that a mark cuts out."""
    whole, parts = [], []
    for number, mark in enumerate(marks, start=1):
        start, end = max(mark.start, token.start()), min(mark.end, token.end())
        if (start, end) == token.span():
            whole.append((number, mark))
        elif start < end:
            parts.append((start, end, number, mark))
    yield _line(name, text, token.start(), token.end(), whole)
    for part, (start, end, number, mark) in enumerate(parts, start=1):
        yield _line(f"{name}.{part}", text, start, end, [(number, mark)])


def _line(name: str, text: str, start: int, end: int, marks: list[tuple[int, Mark]]) -> str:
    cells = [_NONE] * len(FEATURES)
    if marks:
        cells = ["|".join(f"{_cell(m, f)}[{n}]" for n, m in marks) for f in FEATURES]
    offsets = f"{to_utf16(text, start)}-{to_utf16(text, end)}"
    return "\t".join([name, offsets, text[start:end], *cells, ""])


def _cell(mark: Mark, feature: str) -> str:
    if feature == "label":
        return _escape(mark.label)
    if feature == "event":
        return str(mark.event) if mark.event else _NULL
    return _NULL if mark.value is None else _escape(json.dumps(mark.value, ensure_ascii=False))
