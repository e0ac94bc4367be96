"""What an annotation format has no place for: facts about articles, in ``articles.jsonl``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from mine_ie.annotators.marks import AnnotationError, Mark
from mine_ie.schema import Article

NAME = "articles.jsonl"


def read_facts(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what is known of each article by id, in file order; nothing without the file."""
    path = folder / NAME
    if not path.exists():
        return {}
    facts = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            facts[str(row["id"])] = {k: row[k] for k in Article.model_fields if k in row}
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise AnnotationError(f"{path}:{number}: not an article with an id") from error
    return facts


def write_facts(articles: Iterable[Article], folder: Path, *, text: bool) -> None:
    """Write what is known of each article; ``text`` keeps the text as well."""
    left_out = set() if text else {"text"}
    rows = (a.model_dump(mode="json", exclude=left_out, exclude_none=True) for a in articles)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / NAME).write_text(lines, encoding="utf-8")


def file_name(article: Article, suffix: str) -> str:
    """A file's name for an article, whatever characters its id has."""
    return quote(str(article.id), safe=" ") + suffix


def article_id(path: Path) -> str:
    """The article's id that :func:`file_name` wrote."""
    return unquote(path.stem)


def read_folder(
    folder: Path,
    suffix: str,
    read_file: Callable[[Path, dict[str, Any]], tuple[Article, list[Mark]]],
) -> list[tuple[Article, list[Mark]]]:
    """Read every file of a folder (or the one file given), in the order of ``articles.jsonl``."""
    path = Path(folder)
    files = [path] if path.is_file() else sorted(path.glob(f"*{suffix}"))
    if not files:
        raise AnnotationError(f"{path}: no {suffix} files")
    facts = read_facts(path.parent if path.is_file() else path)
    order = {id: index for index, id in enumerate(facts)}
    files.sort(key=lambda file: order.get(article_id(file), len(order)))
    return [read_file(f, {**facts.get(article_id(f), {}), "id": article_id(f)}) for f in files]
