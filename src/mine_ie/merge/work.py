"""The work file of a merge: SQLite on disk, so that memory does not grow with the collection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from mine_ie.merge.cluster import Window
from mine_ie.merge.features import Telling, telling
from mine_ie.merge.incident import build, in_order
from mine_ie.merge.ledger import is_ledger, ledger, measures, programme, statement
from mine_ie.merge.model import Change, Incident, Ledger, Policy
from mine_ie.merge.reprints import sketch
from mine_ie.records import Row, open_text
from mine_ie.schema import Event
from mine_ie.writers.facts import count_text

_TABLES = """
CREATE TABLE telling (seq INTEGER PRIMARY KEY, start INTEGER, key TEXT, line TEXT);
CREATE TABLE statement (programme TEXT, measure TEXT, head TEXT, line TEXT);
CREATE TABLE known (id TEXT PRIMARY KEY, anchor TEXT, line TEXT, used INTEGER DEFAULT 0);
CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE member (telling TEXT, id TEXT);
"""
_BATCH = 5000
_COMPARED = ("killed", "injured", "missing", "unspecified", "type", "status", "when", "places")


@dataclass(frozen=True)
class Known:
    """An incident of an earlier run."""

    id: str
    anchor: str
    line: str


class Work:
    """Collects events, then yields incidents and ledgers; use it as a context manager."""

    def __init__(self, policy: Policy = "latest") -> None:
        self.policy = policy
        self._folder = TemporaryDirectory(prefix="mine-ie-merge-")
        self._db = sqlite3.connect(Path(self._folder.name) / "work.sqlite")
        self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        self._has_known = False
        self.events = 0

    def __enter__(self) -> Work:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, rows: Iterable[Row]) -> None:
        """Take events in, any number of times; planned ones are left out.

        An event that comes again (one article in two files) counts once.
        """
        pending: list[tuple[int, int | None, str, str]] = []
        for row in rows:
            if row.event.status == "planned" or self._repeated(row):
                continue
            self.events += 1
            if is_ledger(row):
                self._state(row)
                continue
            told = telling(row, self.events, sketch(row.text))
            pending.append((told.seq, told.start, told.key, _line(row, told.sketch)))
            if len(pending) >= _BATCH:
                self._db.executemany("INSERT INTO telling VALUES (?, ?, ?, ?)", pending)
                pending.clear()
        self._db.executemany("INSERT INTO telling VALUES (?, ?, ?, ?)", pending)

    def _repeated(self, row: Row) -> bool:
        if row.article is None:
            return False
        return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (row.id,)).rowcount == 0

    def _state(self, row: Row) -> None:
        head = programme(row)
        told = telling(row)
        self._db.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?)",
            [
                (head["programme"], measure, json.dumps(head), json.dumps(statement(told, count)))
                for measure, count in measures(row)
            ],
        )

    def know(self, path: Path) -> None:
        """Read the incidents of an earlier run: their ids are kept.

        Raises:
            ValueError: the file holds something else than incidents.
        """
        with open_text(path) as stream:
            for number, line in enumerate(stream, 1):
                data = json.loads(line)
                if not {"id", "anchor", "sources"} <= data.keys():
                    raise ValueError(
                        f"{path}:{number}: not an incident: give the output of an earlier merge"
                    )
                self._db.execute(
                    "INSERT OR REPLACE INTO known (id, anchor, line) VALUES (?, ?, ?)",
                    (data["id"], data["anchor"], line),
                )
                self._db.executemany(
                    "INSERT INTO member VALUES (?, ?)",
                    [(f"{s['article']}#{s['event']}", data["id"]) for s in data["sources"]],
                )
        self._db.executescript(
            "CREATE INDEX member_telling ON member (telling);"
            "CREATE INDEX known_anchor ON known (anchor);"
        )
        self._has_known = True

    def incidents(self) -> Iterator[tuple[Incident, Change | None]]:
        """Yield incidents by day, each with what changed (``None``: nothing)."""
        self._db.execute("CREATE INDEX IF NOT EXISTS telling_start ON telling (start, key)")
        if self._has_known:
            self._db.execute("CREATE INDEX IF NOT EXISTS telling_key ON telling (key)")
        for group in Window().groups(self._tellings()):
            known, absorbed = self._known(group)
            made = build(group, self.policy, (known.id, known.anchor) if known else None)
            yield made, self._change(made, known, absorbed)

    def gone(self) -> Iterator[Change]:
        """Earlier incidents of which nothing is left, to be asked for last."""
        for (id,) in self._db.execute("SELECT id FROM known WHERE used = 0 ORDER BY id"):
            yield Change(id=id, change="gone")

    def ledgers(self) -> Iterator[Ledger]:
        """Yield one ledger a programme and measure."""
        rows = self._db.execute(
            "SELECT programme, measure, head, line FROM statement ORDER BY 1, 2, rowid"
        )
        for (_, measure), group in groupby(rows, key=lambda r: (r[0], r[1])):
            found = list(group)
            yield ledger(json.loads(found[0][2]), measure, (json.loads(r[3]) for r in found))

    def _tellings(self) -> Iterator[Telling]:
        for seq, line in self._db.execute("SELECT seq, line FROM telling ORDER BY start, key"):
            yield _telling(line, seq)

    def _known(self, group: list[Telling]) -> tuple[Known | None, tuple[str, ...]]:
        """The earlier incident that this one continues, and the others that it takes in.

        The incident that holds an id's anchor keeps the id; if the anchor itself is gone, the one
        that holds most of its tellings.
        """
        if not self._has_known:
            return None, ()
        keys = [t.key for t in in_order(group)]
        shares: dict[str, int] = {}
        for key in keys:
            for (id,) in self._db.execute("SELECT id FROM member WHERE telling = ?", (key,)):
                shares[id] = shares.get(id, 0) + 1
        held = [k for id in shares if (k := self._one(id)) and k.anchor in keys]
        orphans = [
            k for id in shares
            if (k := self._one(id)) and k not in held and self._is_orphan(k)
        ]  # fmt: skip
        candidates = held or orphans
        for k in (*held, *orphans):
            self._db.execute("UPDATE known SET used = 1 WHERE id = ?", (k.id,))
        if not candidates:
            return None, ()
        chosen = max(candidates, key=lambda k: (shares[k.id], k.anchor == keys[0], k.id))
        absorbed = tuple(sorted(k.id for k in (*held, *orphans) if k.id != chosen.id))
        return chosen, absorbed

    def _one(self, id: str) -> Known | None:
        found = self._db.execute(
            "SELECT id, anchor, line FROM known WHERE id = ? AND used = 0", (id,)
        ).fetchone()
        return Known(*found) if found else None

    def _is_orphan(self, known: Known) -> bool:
        """Whether no event of this run is the anchor of an earlier incident."""
        found = self._db.execute(
            "SELECT 1 FROM telling WHERE key = ? LIMIT 1", (known.anchor,)
        ).fetchone()
        return found is None

    def _change(
        self, made: Incident, known: Known | None, absorbed: tuple[str, ...]
    ) -> Change | None:
        if not self._has_known:
            return None
        if known is None:
            return Change(id=made.id, change="new")
        fields = differences(json.loads(known.line), made.to_dict())
        if absorbed:
            return Change(id=made.id, change="merged", absorbed=absorbed, differs=fields)
        return Change(id=made.id, change="updated", differs=fields) if fields else None


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Fields of an incident that differ, as text for a person: ``{"killed": ("3", "5")}``."""
    out: dict[str, tuple[str, str]] = {}
    for name in (*_COMPARED, "independent"):
        old, new = _text(name, before.get(name)), _text(name, after.get(name))
        if old != new:
            out[name] = (old, new)
    sources = [len(record.get("sources") or ()) for record in (before, after)]
    if sources[0] != sources[1]:
        out["sources"] = (str(sources[0]), str(sources[1]))
    return out


def _text(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name == "when":
        return " to ".join(dict.fromkeys(filter(None, (value.get("start"), value.get("end")))))
    if name == "places":
        return ", ".join(place["name"] for place in value)
    if isinstance(value, dict):
        from mine_ie.schema import Count

        return count_text(Count.from_dict(value))
    return str(value)


def _line(row: Row, sketched: tuple[int, ...]) -> str:
    about = (row.article, row.title, row.published, row.source, row.url)
    data = {
        "article": row.article or row.event.id,
        "about": about,
        "words": len(row.text or ""),
        "sketch": sketched,
        "event": row.event.to_dict(),
    }
    return json.dumps(data, ensure_ascii=False)


def _telling(line: str, seq: int) -> Telling:
    data = json.loads(line)
    article, title, published, source, url = data["about"]
    row = Row(Event.model_validate(data["event"]), article, title, published, source, url)
    made = telling(replace(row, article=data["article"]), seq, tuple(data["sketch"]))
    made.length = data["words"]
    return made
