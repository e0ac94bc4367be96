"""INCEpTION as UIMA CAS XMI: ``.xmi`` files in a folder, or a ``.zip`` export, with type system.

The marks are annotations of one custom layer, ``webanno.custom.MineAction``, with the string
features ``label``, ``event`` (a number) and ``value`` (JSON); import ``TypeSystem.xml`` into the
project to have the layer. Needs the extra ``annotators`` (dkpro-cassis).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from mine_ie.annotators import sidecar
from mine_ie.annotators.marks import AnnotationError, Mark, canonical
from mine_ie.schema import Article

LAYER = "webanno.custom.MineAction"
FEATURES = ("label", "event", "value")
#: INCEpTION's own layer for names, read as loose marks where ours is not in use.
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_TYPES = "TypeSystem.xml"


def _cassis() -> Any:
    try:
        return import_module("cassis")
    except ImportError as error:
        raise AnnotationError(
            "UIMA CAS XMI needs dkpro-cassis: pip install 'mine-ie[annotators]'"
        ) from error


def type_system() -> Any:
    """The cassis type system with the layer for marks."""
    types = _cassis().TypeSystem()
    layer = types.create_type(LAYER, supertypeName="uima.tcas.Annotation")
    for feature in FEATURES:
        types.create_feature(layer, feature, "uima.cas.String")
    return types


def read(path: Path) -> list[tuple[Article, list[Mark]]]:
    """Read ``.xmi`` files or a ``.zip`` with one, the type system beside it.

    Raises:
        AnnotationError: a file is no CAS XMI, or the extra is missing.
    """
    path = Path(path)
    if path.suffix == ".zip":
        return _read_zip(path)

    def one(file: Path, facts: dict[str, Any]) -> tuple[Article, list[Mark]]:
        beside = file.parent / _TYPES
        types = beside.read_bytes() if beside.exists() else None
        return _document(_load(file.read_bytes(), types, str(file)), facts, str(file))

    return sidecar.read_folder(path, ".xmi", one)


def _read_zip(path: Path) -> list[tuple[Article, list[Mark]]]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        found = [n for n in names if n.endswith(_TYPES)]
        types = archive.read(found[0]) if found else None
        documents = []
        for name in sorted(n for n in names if n.endswith(".xmi")):
            where = f"{path}:{name}"
            facts = {"id": sidecar.article_id(Path(name))}
            documents.append(_document(_load(archive.read(name), types, where), facts, where))
    if not documents:
        raise AnnotationError(f"{path}: holds no .xmi file; export as UIMA CAS XMI")
    return documents


def _load(data: bytes, types: bytes | None, where: str) -> Any:
    cassis = _cassis()
    syntax_error: type[Exception] = import_module("lxml.etree").XMLSyntaxError
    try:
        system = cassis.load_typesystem(io.BytesIO(types)) if types else type_system()
        return cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=system, lenient=True)
    except syntax_error as error:
        raise AnnotationError(f"{where}: not XML: {error}") from error


def _document(cas: Any, facts: dict[str, Any], where: str) -> tuple[Article, list[Mark]]:
    if not cas.sofa_string:
        raise AnnotationError(f"{where}: holds no text")
    article = Article.from_dict({**facts, "text": cas.sofa_string})
    marks = []
    if cas.typesystem.contains_type(LAYER):
        for item in cas.select(LAYER):
            if item.label:
                event = int(item.event) if str(item.event or "").isdecimal() else 0
                marks.append(
                    Mark(item.begin, item.end, canonical(item.label), event,
                         _value(item.value, where), where)
                )  # fmt: skip
    if not marks and cas.typesystem.contains_type(NAMED_ENTITY):
        marks = [
            Mark(item.begin, item.end, canonical(item.value), 0, None, where)
            for item in cas.select(NAMED_ENTITY)
            if item.value
        ]
    return article, marks


def _value(text: str | None, where: str) -> Any:
    if not text or not text.startswith("{"):
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{where}: a value is not JSON: {error.msg}") from error


def write(documents: Sequence[tuple[Article, list[Mark]]], path: Path) -> None:
    """Write a folder of ``.xmi`` files with ``TypeSystem.xml``."""
    cassis = _cassis()
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    types = type_system()
    layer = types.get_type(LAYER)
    types.to_xml(folder / _TYPES)
    for article, marks in documents:
        cas = cassis.Cas(typesystem=types)
        cas.sofa_string = article.text
        cas.sofa_mime = "text/plain"
        for mark in marks:
            value = None if mark.value is None else json.dumps(mark.value, ensure_ascii=False)
            event = str(mark.event) if mark.event else None
            cas.add(layer(begin=mark.start, end=mark.end, label=mark.label, event=event,
                          value=value))  # fmt: skip
        cas.to_xmi(folder / sidecar.file_name(article, ".xmi"))
    sidecar.write_facts((article for article, _ in documents), folder, text=False)
