"""Labelled corpora to and from the files of annotation tools.

>>> sorted(FORMATS)
['brat', 'docbin', 'doccano', 'inception', 'label-studio', 'webanno']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from mine_ie.annotators.marks import AnnotationError, Mark, from_marks, to_marks
from mine_ie.corpus import Corpus
from mine_ie.schema import Article

__all__ = ["FORMATS", "AnnotationError", "Imported", "export_corpus", "guess", "import_corpus"]

_Documents = list[tuple[Article, list[Mark]]]
#: Name of each format and the module that reads and writes it.
FORMATS = {
    "brat": "brat",
    "label-studio": "label_studio",
    "doccano": "doccano",
    "inception": "inception",
    "webanno": "webanno",
    "docbin": "docbin",
}
_SUFFIXES = {
    ".ann": "brat", ".txt": "brat", ".json": "label-studio", ".jsonl": "doccano",
    ".xmi": "inception", ".zip": "inception", ".tsv": "webanno", ".spacy": "docbin",
}  # fmt: skip


class Imported(NamedTuple):
    """A corpus read from annotations, and a line for each mark that could not be used."""

    corpus: Corpus
    warnings: list[str]


def guess(path: str | Path) -> str | None:
    """Name the format of a file, or of the files in a folder, by their suffixes.

    >>> guess("export.jsonl")
    'doccano'
    """
    path = Path(path)
    if not path.is_dir():
        return _SUFFIXES.get(path.suffix)
    suffixes = {file.suffix for file in path.iterdir()} - {".json", ".jsonl"}
    return next((name for suffix, name in _SUFFIXES.items() if suffix in suffixes), None)


def import_corpus(
    path: str | Path,
    format: str,
    *,
    name: str,
    scored: Sequence[str],
    exhaustive: bool = True,
) -> Imported:
    """Read annotations into a corpus; ``scored`` are the fields that annotators were to label.

    Raises:
        AnnotationError: a file cannot be read; the message names it and the place.
    """
    read: Callable[[Path], _Documents] = _module(format).read
    articles, gold, warnings = [], {}, []
    for article, marks in read(Path(path)):
        events, found = from_marks(article, marks, scored)
        if article.id in gold:
            raise AnnotationError(f"{path}: two documents with id '{article.id}'")
        articles.append(article)
        gold[str(article.id)] = tuple(events)
        warnings += found
    corpus = Corpus(
        name=name, articles=tuple(articles), gold=gold, scored=tuple(scored), exhaustive=exhaustive
    )
    return Imported(corpus, warnings)


def export_corpus(corpus: Corpus, path: str | Path, format: str) -> None:
    """Write a corpus as ``format``: one file, or a folder for brat, inception and webanno."""
    documents = [(a, to_marks(a, corpus.gold[str(a.id)])) for a in corpus.articles]
    write: Callable[[_Documents, Path], None] = _module(format).write
    write(documents, Path(path))


def _module(format: str) -> ModuleType:
    if format not in FORMATS:
        raise AnnotationError(f"unknown format '{format}'; known are {', '.join(FORMATS)}")
    return import_module(f"mine_ie.annotators.{FORMATS[format]}")
