"""Which facts tell of one event: a blast retold ten times is one, last week's blast another."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from mine_ie import counts, dates, layers
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import Item

#: Actions in the order in which they are done to one item; the last one done is reported.
_LATER = ("found", "seized", "removed", "defused", "destroyed")


@dataclass
class Cluster:
    """The facts of one event, in text order."""

    facts: list[Fact] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The event type."""
        return self.facts[0].type

    @property
    def scope(self) -> str:
        """The scope."""
        return self.facts[0].scope

    def intervals(self) -> list[dates.Interval]:
        """The dates that its facts state, those of the events themselves where there are any."""
        well = [f.date for f in self.facts if f.date is not None and f.dated_well]
        rest = [f.date for f in self.facts if f.date is not None]
        return [dates.interval(d.kb_id_) for d in well or rest]


def cluster(facts: list[Fact]) -> list[Cluster]:
    """Group the facts of an article by event, in the order of their first telling."""
    clusters: list[Cluster] = []
    _carry_scope(facts)
    titles = [f for f in facts if f.in_title]
    for fact in (f for f in facts if not f.in_title):
        home = _home(fact, clusters)
        if home is not None:
            _join(home, fact)
        elif not fact.anaphoric:
            clusters.append(Cluster([fact]))
    for fact in titles:
        # A headline retells the body; only a body that says nothing of it leaves it standing.
        home = next((c for c in clusters if c.type == fact.type), None)
        if home is not None:
            home.facts.insert(0, fact)
        elif not fact.anaphoric:
            clusters.insert(0, Cluster([fact]))
    return clusters


def _carry_scope(facts: list[Fact]) -> None:
    """ "To date they have cleared 39 ha. They have also destroyed 300 mines": the scope carries on."""
    for before, fact in itertools.pairwise(facts):
        if (
            fact.type == before.type
            and fact.scope == "incident" != before.scope
            and 0 <= fact.sentence - before.sentence <= 1
            and not fact.dates
            and not fact.new
            and fact.carries
        ):
            fact.scope = before.scope


def _home(fact: Fact, clusters: list[Cluster]) -> Cluster | None:
    same = [c for c in clusters if c.type == fact.type and c.facts[0].status == fact.status]
    if fact.type == "casualty_toll" or fact.scope != "incident":
        return next((c for c in reversed(same) if _same_statistic(c, fact)), None)
    if fact.anaphoric:
        return (
            clusters_of(same, "incident")[-1]
            if clusters_of(same, "incident")
            else (same[-1] if same else None)
        )
    for candidate in reversed(clusters_of(same, "incident")):
        if _same_incident(candidate, fact):
            return candidate
    return None


def clusters_of(clusters: list[Cluster], scope: str) -> list[Cluster]:
    """The clusters of one scope."""
    return [c for c in clusters if c.scope == scope]


def _same_statistic(cluster: Cluster, fact: Fact) -> bool:
    """A retold statistic gives the same figures; another figure is another statistic."""
    if cluster.scope != fact.scope:
        return False
    other = cluster.facts[0]
    if fact.type == "casualty_toll":
        figures = {(h.outcome, h.count) for h in fact.harmed if h.part_of is None}
        return bool(figures) and figures <= {
            (h.outcome, h.count) for f in cluster.facts for h in f.harmed if h.part_of is None
        }
    if fact.anaphoric:
        return fact.sentence - cluster.facts[-1].sentence <= 2
    if not _dates_agree(cluster, fact):
        return False
    near = fact.sentence - cluster.facts[-1].sentence <= 2
    if fact.areas and any(f.areas for f in cluster.facts):
        return {a.m2 for a in fact.areas} <= {a.m2 for f in cluster.facts for a in f.areas}
    counted = {(i.kind, i.count) for i in fact.items if i.count is not None}
    if counted and counted <= {(i.kind, i.count) for f in cluster.facts for i in f.items}:
        return True
    return near and not (fact.dates and fact.dates != other.dates and other.dates)


def _dates_agree(cluster: Cluster, fact: Fact) -> bool:
    """No day of the fact lies outside every date of the cluster."""
    if fact.date is None or not fact.dated_well:
        return True
    ours = [i for i in [dates.interval(fact.date.kb_id_)] if i.start and i.end]
    theirs = [i for i in cluster.intervals() if i.start and i.end]
    if not ours or not theirs:
        return True
    return any(overlap(a, b) for a in ours for b in theirs)


def overlap(a: dates.Interval, b: dates.Interval) -> bool:
    """Whether two intervals share a day, as far as either is known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    if a.start.startswith("--") != b.start.startswith("--"):
        return a.start[-5:] == b.start[-5:]
    return a.start <= b.end and b.start <= a.end


def place_keys(fact: Fact) -> set[str]:
    """The names of the settlements, sites and districts that the fact names."""
    return {
        layers.unpack(p.kb_id_).get("name", p.text).casefold()
        for p in fact.places
        if p.label_ in ("site", "settlement", "district", "province")
    }


def _same_incident(cluster: Cluster, fact: Fact) -> bool:
    if not _dates_agree(cluster, fact):
        return False
    if fact.definite and not fact.new:
        return True
    ours = place_keys(fact)
    theirs = {k for f in cluster.facts for k in place_keys(f)}
    apart = bool(ours) and bool(theirs) and not ours & theirs
    if fact.new:
        return not (apart or not fact.definite)
    if apart and fact.dates:
        return False
    if fact.type == "explosion" and apart:
        return _figures(fact) <= {n for f in cluster.facts for n in _figures(f)}
    return True


def _figures(fact: Fact) -> set[tuple[str, counts.Bounds]]:
    return {(h.outcome, h.count) for h in fact.harmed if h.count is not None}


def without_finds_that_exploded(clusters: list[Cluster]) -> list[Cluster]:
    """Children who found a grenade that then went off cleared nothing: the find is the blast's device."""
    kept = list(clusters)
    for find in clusters:
        if find.type != "clearance" or find.scope != "incident" or any(f.areas for f in find.facts):
            continue
        items = [i for f in find.facts for i in f.items]
        if (
            len(items) != 1
            or items[0].action != "found"
            or items[0].count not in (None, counts.ONE)
        ):
            continue
        for blast in clusters:
            told = [f for f in blast.facts if 0 <= f.sentence - find.facts[-1].sentence <= 1]
            if blast.type == "explosion" and told and not any(f.items for f in blast.facts):
                told[0].items = [replace(items[0], action="detonated")]
                kept.remove(find)
                break
    return kept


def _join(cluster: Cluster, fact: Fact) -> None:
    cluster.facts.append(fact)
    if not fact.anaphoric:
        return
    # "The explosives were destroyed on site": the fate of what was found before.
    actions = [i.action for i in fact.items if i.action in _LATER]
    if not actions or any("planned" in i.values for i in fact.items):
        return
    last = max(actions, key=_LATER.index)
    for earlier in cluster.facts[:-1]:
        earlier.items = [_upgraded(i, last) for i in earlier.items]
    fact.items = []


def _upgraded(item: Item, action: str) -> Item:
    if item.action in _LATER and _LATER.index(item.action) < _LATER.index(action):
        return replace(item, action=action)
    return item
