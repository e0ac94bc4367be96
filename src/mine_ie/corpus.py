"""Labelled corpora: a folder of ``corpus.toml``, ``articles.jsonl`` and ``gold.jsonl``.

See ``docs/evaluation.md`` for the form. Reading checks everything and names file and line;
:func:`check_corpus` gives the whole list of what is wrong instead of stopping at the first.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from mine_ie import labels as label_checks
from mine_ie.labels import Labels
from mine_ie.schema import Article

#: Fields that a corpus may ask to have scored.
SCORABLE = (
    "type", "scope", "status", "when", "places", "country", "killed", "injured", "missing",
    "unspecified", "victims", "ordnance", "areas", "actors", "source",
)  # fmt: skip
GOLD, SECOND = "gold.jsonl", "gold-second.jsonl"
FILES = ("corpus.toml", "articles.jsonl", GOLD)
_ARTICLE_KEYS = tuple(Article.model_fields)


class Problem(NamedTuple):
    """Something wrong with a corpus: file, line (from 1; 0 for the whole file) and what."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.message}"
            if self.line
            else (f"{self.file}: {self.message}")
        )


class CorpusError(ValueError):
    """A corpus cannot be read; ``problems`` is the list of what is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        more = f" (and {len(problems) - 1} more: mine-ie corpus check)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = problems


@dataclass(frozen=True)
class Corpus:
    """Articles with the events that annotators found in them.

    ``gold`` maps an article's id to its events' labels (:data:`mine_ie.labels.Labels`); ``notes``
    maps it to whatever else its line said ("difficulty"). ``exhaustive`` says that every event
    of every text is labelled; ``scored`` are the fields that count.
    """

    name: str
    articles: tuple[Article, ...]
    gold: Mapping[str, tuple[Labels, ...]]
    scored: tuple[str, ...]
    exhaustive: bool = True
    description: str = ""
    licence: str = ""
    notes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of texts, labels and settings, whatever the formatting of the files."""
        content = {
            "articles": [a.model_dump(mode="json") for a in self.articles],
            "gold": {a.id: list(self.gold[str(a.id)]) for a in self.articles},
            "scored": sorted(self.scored),
            "exhaustive": self.exhaustive,
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def read_corpus(path: str | Path, labels: str = GOLD) -> Corpus:
    """Read and check the corpus in folder ``path``.

    ``labels`` is the file with the labels, such as ``gold-second.jsonl`` for those of a second
    annotator.

    Raises:
        CorpusError: a file is missing or wrong; the message names file, line, cause and remedy.
    """
    corpus, problems = _load(Path(path), labels)
    if problems or corpus is None:
        raise CorpusError(problems)
    return corpus


def check_corpus(path: str | Path) -> list[Problem]:
    """Return everything that is wrong with the corpus in folder ``path``, in file order.

    A second annotator's ``gold-second.jsonl`` is checked as well, if there is one.
    """
    folder = Path(path)
    problems = _load(folder)[1]
    if (folder / SECOND).is_file():
        problems += [p for p in _load(folder, SECOND)[1] if p not in problems]
    return problems


def write_corpus(corpus: Corpus, path: str | Path) -> None:
    """Write ``corpus`` to folder ``path``, made if needed; files of the same names are replaced."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "name": corpus.name,
        "description": corpus.description,
        "licence": corpus.licence,
        "exhaustive": corpus.exhaustive,
        "scored": list(corpus.scored),
    }
    # JSON strings, booleans and arrays of strings are TOML as they stand.
    toml = "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in settings.items())
    (folder / "corpus.toml").write_text(toml, encoding="utf-8")
    rows = [
        {
            **a.model_dump(mode="json", include={"id", "title", "text", "published", "source"}),
            **({"url": a.url} if a.url else {}),
            **corpus.notes.get(str(a.id), {}),
        }
        for a in corpus.articles
    ]
    _write_lines(folder / "articles.jsonl", rows)
    gold = [{"id": a.id, "events": list(corpus.gold[str(a.id)])} for a in corpus.articles]
    _write_lines(folder / "gold.jsonl", gold)


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def _load(folder: Path, labels: str = GOLD) -> tuple[Corpus | None, list[Problem]]:
    files = (*FILES[:2], labels)
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        return None, [
            Problem(
                str(folder / name), 0, "no such file; a corpus is a folder with " + ", ".join(FILES)
            )
            for name in missing
        ]
    settings, problems = _settings(folder / "corpus.toml")
    articles, notes, found = _articles(folder / "articles.jsonl")
    problems += found
    gold, found = _gold(folder / labels, {str(a.id): len(a.text) for a in articles})
    problems += found
    if problems:
        return None, problems
    return Corpus(
        name=settings.get("name", folder.name),
        articles=tuple(articles),
        gold=gold,
        scored=tuple(settings["scored"]),
        exhaustive=settings["exhaustive"],
        description=settings.get("description", ""),
        licence=settings.get("licence", ""),
        notes=notes,
    ), []


def _settings(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [Problem(str(path), 0, f"not TOML: {error}")]
    wrong = []
    if not isinstance(settings.get("exhaustive"), bool):
        wrong.append("'exhaustive' must be true (every event is labelled) or false")
    scored = settings.get("scored")
    if not isinstance(scored, list) or not scored:
        wrong.append("'scored' must list the fields that count, such as " + ", ".join(SCORABLE[:5]))
    else:
        unknown = [str(name) for name in scored if name not in SCORABLE]
        if unknown:
            wrong.append(f"'scored' names {', '.join(unknown)}; known are {', '.join(SCORABLE)}")
    for key in ("name", "description", "licence"):
        if not isinstance(settings.get(key, ""), str):
            wrong.append(f"'{key}' must be a string")
    return settings, [Problem(str(path), 0, message) for message in wrong]


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """Each line that is not blank: its number, its object, or ``None`` and what is wrong."""
    with path.open(encoding="utf-8", newline="\n", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                yield number, None, f"not JSON: {error.msg} at column {error.colno}"
                continue
            if not isinstance(row, dict):
                yield number, None, "each line must be an object"
            elif not isinstance(row.get("id"), str) or not row["id"]:
                yield number, None, "'id' must be a string that tells articles apart"
            else:
                yield number, row, ""


def _articles(path: Path) -> tuple[list[Article], dict[str, dict[str, Any]], list[Problem]]:
    articles: dict[str, Article] = {}
    notes: dict[str, dict[str, Any]] = {}
    problems = []
    for number, row, wrong in _lines(path):
        if row is None:
            problems.append(Problem(str(path), number, wrong))
            continue
        known = {key: row[key] for key in _ARTICLE_KEYS if key in row}
        if row["id"] in articles:
            problems.append(Problem(str(path), number, f"a second article with id '{row['id']}'"))
            continue
        try:
            articles[row["id"]] = Article.from_dict(known)
        except ValidationError as error:
            problems += [
                Problem(
                    str(path),
                    number,
                    f"article '{row['id']}': {'.'.join(map(str, e['loc']))}: {e['msg']}",
                )
                for e in error.errors(include_url=False)
            ]
            continue
        extra = {key: value for key, value in row.items() if key not in _ARTICLE_KEYS}
        if extra:
            notes[row["id"]] = extra
    return list(articles.values()), notes, problems


def _gold(
    path: Path, lengths: Mapping[str, int]
) -> tuple[dict[str, tuple[Labels, ...]], list[Problem]]:
    gold: dict[str, tuple[Labels, ...]] = {}
    problems = []
    for number, row, wrong in _lines(path):
        messages = [wrong] if row is None else list(_gold_problems(row, gold, lengths))
        problems += [Problem(str(path), number, message) for message in messages]
        if row is not None and isinstance(row.get("events"), list):
            gold.setdefault(row["id"], tuple(row["events"]))
    problems += [
        Problem(str(path), 0, f"no line for article '{id}'; write \"events\": [] if it has none")
        for id in lengths
        if id not in gold
    ]
    return gold, problems


def _gold_problems(
    row: dict[str, Any], gold: Mapping[str, object], lengths: Mapping[str, int]
) -> Iterator[str]:
    if row["id"] in gold:
        yield f"a second line for article '{row['id']}'"
    if row["id"] not in lengths:
        yield f"article '{row['id']}' is not in articles.jsonl"
    if set(row) - {"id", "events"}:
        yield f"unknown keys {', '.join(sorted(set(row) - {'id', 'events'}))}"
    if not isinstance(row.get("events"), list):
        yield "'events' must be a list, empty when the text has none"
        return
    for index, event in enumerate(row["events"], start=1):
        for message in label_checks.problems(event, lengths.get(row["id"])):
            yield f"article '{row['id']}', event {index}: {message}"
