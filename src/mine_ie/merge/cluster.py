"""Group tellings into incidents, in one pass over tellings sorted by their first day.

Only tellings that share a block (a cell of the map, a place name, a division with a figure) and
whose days touch are compared; the rest is never looked at. What has fallen out of the window of
days is finished and handed on, so memory holds the window and not the collection.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator

from mine_ie.merge.features import Telling
from mine_ie.merge.score import APART_DAYS, NEVER, THRESHOLD, score

#: Degrees; a telling is looked up in its cell and the eight around it.
_CELL = 0.5
#: Days between clean-ups of the window.
_SWEEP = 3
#: Components larger than this are cut at stronger links instead of by average linkage.
_LARGEST = 400
_STRONG = 2.0
#: From this figure on, equal figures in one country are worth a comparison.
_RARE = 5


class Window:
    """The tellings whose incident may still get another member."""

    def __init__(self) -> None:
        self._blocks: dict[Hashable, list[Telling]] = {}
        self._seen: dict[Hashable, Telling] = {}
        self._parent: dict[int, int] = {}
        self._alive: dict[int, Telling] = {}
        self._edges: dict[int, list[tuple[int, int, float]]] = {}
        self._swept: int | None = None

    def groups(self, tellings: Iterable[Telling]) -> Iterator[list[Telling]]:
        """Yield groups of tellings of one incident. Input must be sorted by ``start``.

        Tellings without any date (``start`` is ``None``) stay alone.
        """
        for new in tellings:
            if new.start is None:
                yield [new]
                continue
            if self._swept is None or new.start >= self._swept + _SWEEP:
                yield from self._sweep(new.start)
            self._add(new)
        yield from self._sweep(None)

    def _add(self, new: Telling) -> None:
        signature = new.signature()
        twin = self._seen.get(signature)
        # Two events of one article are two things, however alike.
        if twin is not None and all(t.article != new.article for t in (twin, *twin.same)):
            twin.same.append(new)
            return
        self._seen.setdefault(signature, new)
        self._alive[new.seq] = new
        self._parent[new.seq] = new.seq
        compared: set[int] = set()
        own, looked_up = block_keys(new)
        for block in looked_up:
            for old in self._current(block, new):
                if old.seq not in compared:
                    compared.add(old.seq)
                    self._compare(old, new)
        for block in own:
            self._blocks.setdefault(block, []).append(new)

    def _current(self, block: Hashable, new: Telling) -> list[Telling]:
        members = self._blocks.get(block)
        if not members:
            return []
        assert new.start is not None
        kept = [old for old in members if (old.end or 0) + APART_DAYS >= new.start]
        self._blocks[block] = kept
        return kept

    def _compare(self, old: Telling, new: Telling) -> None:
        found = score(old, new)
        if found < THRESHOLD:
            return
        a, b = self._root(old.seq), self._root(new.seq)
        if a != b:
            self._parent[b] = a
            self._edges.setdefault(a, []).extend(self._edges.pop(b, []))
        self._edges.setdefault(a, []).append((old.seq, new.seq, found))

    def _root(self, seq: int) -> int:
        while self._parent[seq] != seq:
            self._parent[seq] = self._parent[self._parent[seq]]
            seq = self._parent[seq]
        return seq

    def _sweep(self, day: int | None) -> Iterator[list[Telling]]:
        """Hand on the components that no telling from ``day`` on can join."""
        self._swept = day
        components: dict[int, list[Telling]] = {}
        for one in self._alive.values():
            components.setdefault(self._root(one.seq), []).append(one)
        gone: set[int] = set()
        for root, members in components.items():
            latest = max(member.end or 0 for member in members)
            if day is not None and latest + APART_DAYS >= day:
                continue
            edges = self._edges.pop(root, [])
            gone.update(member.seq for member in members)
            for group in split(members, edges):
                yield [t for member in group for t in (member, *member.same)]
        for seq in gone:
            del self._alive[seq], self._parent[seq]
        self._seen = {k: t for k, t in self._seen.items() if t.seq not in gone}
        blocks = {k: [t for t in b if t.seq not in gone] for k, b in self._blocks.items()}
        self._blocks = {k: b for k, b in blocks.items() if b}


def block_keys(telling: Telling) -> tuple[set[Hashable], set[Hashable]]:
    """The blocks a telling is filed under, and those it is looked up in."""
    family = "blast" if telling.row.event.type in ("explosion", "use") else telling.row.event.type
    own: set[Hashable] = {(family, "name", name) for name in telling.names}
    looked: set[Hashable] = set(own)
    if telling.point and (telling.fine or telling.radius <= 30):
        row, column = (math.floor(axis / _CELL) for axis in telling.point)
        own.add((family, "cell", row, column))
        looked |= {(family, "cell", row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    # A village in one report is a district in another: "Kuito" meets "Kuito district".
    looked |= {(family, "wide", name) for name in telling.wider | telling.names}
    if telling.fine:
        own |= {(family, "wide of fine", name) for name in telling.wider | telling.names}
        looked |= {(family, "unplaced", name) for name in telling.wider}
    else:
        own |= {(family, "wide", name) for name in telling.wider}
    if not telling.fine or telling.point is None:
        looked |= {(family, "wide of fine", name) for name in telling.wider}
    if telling.fine and telling.point is None:
        own |= {(family, "unplaced", name) for name in telling.wider}
    _add_coarse(telling, family, own, looked)
    return own, looked


def _add_coarse(telling: Telling, family: str, own: set[Hashable], looked: set[Hashable]) -> None:
    """Blocks for reports that give no village: they meet others by their day or their figures."""
    coarse = not telling.fine
    if telling.dated and telling.start == telling.end and telling.country:
        day = (telling.country, telling.start)
        own.add((family, "day", *day))
        looked.add((family, "coarse day", *day))
        if coarse:
            own.add((family, "coarse day", *day))
            looked.add((family, "day", *day))
    bare = coarse and not telling.wider
    for figures in _figure_keys(telling):
        for where in {telling.country, None}:
            own.add((family, "figures", where, figures))
            looked.add((family, "bare", where, figures))
        if bare:
            own.add((family, "bare", telling.country, figures))
            looked.add((family, "figures", telling.country, figures))


def _figure_keys(telling: Telling) -> set[Hashable]:
    """Figures rare enough to look tellings up by: the pair, and each of five or more."""
    killed = telling.killed.best if telling.killed else None
    injured = telling.injured.best if telling.injured else None
    out: set[Hashable] = {(killed, injured)} if killed or injured else set()
    for name, figure in (("killed", killed), ("injured", injured), *telling.counts.items()):
        if figure is not None and figure >= _RARE:
            out.add((name, figure))
    return out


def split(members: list[Telling], edges: list[tuple[int, int, float]]) -> Iterator[list[Telling]]:
    """Cut a chain of links into incidents: average linkage, vetoes kept."""
    if len(members) <= 1:
        yield members
        return
    if len(members) > _LARGEST:
        yield from _by_strong_links(members, edges)
        return
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    size = len(members)
    distances = np.empty(size * (size - 1) // 2)
    place = 0
    for i in range(size):
        for j in range(i + 1, size):
            found = score(members[i], members[j])
            # Beyond ten points more evidence says nothing new; a veto outweighs any average.
            distances[place] = 1e6 if found <= NEVER else 10.0 - min(found, 10.0)
            place += 1
    labels = fcluster(linkage(distances, "average"), 10.0 - THRESHOLD, criterion="distance")
    groups: dict[int, list[Telling]] = {}
    for member, label in zip(members, labels, strict=True):
        groups.setdefault(int(label), []).append(member)
    yield from groups.values()


def _by_strong_links(
    members: list[Telling], edges: list[tuple[int, int, float]]
) -> Iterator[list[Telling]]:
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    index = {member.seq: n for n, member in enumerate(members)}
    strong = [(index[a], index[b]) for a, b, s in edges if s >= THRESHOLD + _STRONG]
    rows, columns = zip(*strong, strict=True) if strong else ((), ())
    size = len(members)
    graph = coo_matrix((np.ones(len(strong)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, list[Telling]] = {}
    for member, label in zip(members, labels, strict=True):
        groups.setdefault(int(label), []).append(member)
    yield from groups.values()
