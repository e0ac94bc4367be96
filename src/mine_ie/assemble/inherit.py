"""People told of in sentences without a blast of their own, and the blast they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from mine_ie import counts, dates
from mine_ie.assemble import recalls
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.fact import Fact, incident
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import event_dates, overlap, scope, times_well
from mine_ie.assemble.totals import Harmed, Total, totals

#: Sentences after a toll in which its dead and injured may be told.
_NEXT = 2
#: So few people may come up twice.
_FEW = 3
#: So many people are of no one blast.
_MANY = 50
#: So many are a war's.
_OF_A_WAR = 1_000
#: So many entries with blasts make a list of them.
_SEVERAL = 2


#: "A similar incident claimed three lives in Qara Bagh last week".
_SIMILAR = re.compile(
    r"\b(?:a|another|in a)\s(?:similar|like)\s(?:incident|accident|blast|explosion|attack|case)\b",
    re.I,
)


def give_casualties(clusters: list[Cluster], article: list[Sentence]) -> None:
    """Give people in sentences without a blast of their own to the blast told of there.

    "A bomb went off in the market. Two people died." Changes the facts of ``clusters``, and adds
    a cluster where people were hurt on another day by "another" device.
    """
    owned = {f.sentence for c in clusters for f in c.facts if f.harmed}
    known = _known(clusters)
    for sentence in article:
        if not sentence.harmed or sentence.index in owned or recalls.apart(sentence):
            continue
        if _is_sum_of(known, sentence):
            continue
        home = _toll_of_parts(clusters, sentence)
        if home is None and not _of_what_came_before(sentence, article, owned):
            home = _home(clusters, sentence, article)
        if home is None:
            continue
        if home.type == "explosion" and sentence.somebody_harmed and _is_another(home, sentence):
            clusters.append(Cluster([_another(home, sentence)]))
        elif home.type != "explosion" or not _turns_away(sentence):
            nearest_fact = min(home.facts, key=lambda f: abs(f.sentence - sentence.index))
            nearest_fact.harmed = nearest_fact.harmed + sentence.harmed


def _known(clusters: list[Cluster]) -> list[Mapping[str, Total]]:
    """The totals of each blast that tells of people harmed itself."""
    blasts = [c for c in clusters if c.type == "explosion" and c.scope == "incident" and c.harmed]
    return [totals(c.harmed) for c in blasts] if len(blasts) > 1 else []


def _is_sum_of(known: list[Mapping[str, Total]], sentence: Sentence) -> bool:
    """ "Two died and five were hurt in the attacks": of all the blasts together, told in sum."""
    if not known or any(_retold(h) for h in sentence.harmed):
        return False
    ours = totals(sentence.harmed)
    figures = {o: t.bounds.best for o, t in ours.items() if t.bounds.best}
    if sum(n or 0 for n in figures.values()) <= _FEW or len(figures) < len(ours):
        return False
    sums = {o: [t[o].bounds.best or 0 for t in known if o in t] for o in figures}
    several = any(len(told) > 1 for told in sums.values())
    return several and all(sum(sums[o]) == n for o, n in figures.items())


def _toll_of_parts(clusters: list[Cluster], sentence: Sentence) -> Cluster | None:
    """The toll told just before, of which the sentence gives the dead and the injured.

    "Mines claimed 71 victims this year. Eleven died, 47 were injured and 13 lost limbs."
    """
    if event_dates(sentence) or not sentence.somebody_harmed:
        return None
    for toll in clusters:
        last = toll.facts[-1].sentence
        apart = sentence.index - last
        told_before = toll.type == "casualty_toll" and 0 < apart <= _NEXT
        if told_before and _completes(toll, sentence, apart):
            return toll
    return None


def _completes(toll: Cluster, sentence: Sentence, apart: int) -> bool:
    ours = [h for h in sentence.harmed if h.part_of is None and h.count is not None]
    figures = [h.count.best for h in ours if h.count is not None and h.count.best]
    wholes = [h.count.best for h in toll.harmed if h.outcome == "unspecified" and h.count]
    if len(figures) > 1 and sum(figures) in wholes:
        return True
    told = {h.outcome for h in toll.harmed}
    new = bool(figures) and told.isdisjoint(h.outcome for h in ours)
    if not new or apart > 1:
        return False
    if "unspecified" in told:
        most = max((n for n in wholes if n is not None), default=0)
        return sum(figures) <= most and sentence.begins("breakdown")
    return min(figures) >= _MANY


def _home(clusters: list[Cluster], sentence: Sentence, article: list[Sentence]) -> Cluster | None:
    """The blast that a sentence about casualties goes on about."""
    blasts = _of_entry([c for c in clusters if c.type == "explosion"], sentence, article)
    if sentence.somebody_harmed:
        if _sums_up(sentence, article):
            return None
        if (
            sentence.says("harm_of_others")
            or recalls.looks_back(sentence)
            or _is_statistic(sentence)
            or _of_no_blast(sentence)
            or (scope(sentence) != "incident" and sentence.says("other_harm"))
        ):
            return None
        return nearest([c for c in blasts if c.scope == "incident"], sentence.index)
    # "No one was hurt": nor by what was found or fired.
    handled = [c for c in clusters if c.scope == "incident" and c.type in ("clearance", "use")]
    return nearest(blasts, sentence.index) or nearest(handled, sentence.index)


def _sums_up(sentence: Sentence, article: list[Sentence]) -> bool:
    """ "At least 75 were killed and 46 wounded:", over the incidents of a digest."""
    if not sentence.text.rstrip().endswith(":") or sentence.items:
        return False
    blasts = [s for s in article if s.index > sentence.index and s.items and s.somebody_harmed]
    return len(blasts) >= _SEVERAL and "\n" in sentence.text[len(sentence.text.rstrip()) :]


def _of_entry(blasts: list[Cluster], sentence: Sentence, article: list[Sentence]) -> list[Cluster]:
    """Of blasts that a list tells one by one, those of the entry that the sentence stands in."""
    told = {f.entry for c in blasts for f in c.facts} - {0}
    alone = sentence.listed.under is None and len(told) < _SEVERAL
    if not sentence.entry or (alone and not _elsewhere(blasts, sentence, article)):
        return blasts
    return [c for c in blasts if any(f.entry == sentence.entry for f in c.facts)]


def _of_no_blast(sentence: Sentence) -> bool:
    """ "The group has killed more than 40,000", "two died in separate attacks"; no known figure."""
    most = max((h.count.low or h.count.best or 0 for h in sentence.harmed if h.count), default=0)
    vague = all(
        h.outcome == "unspecified" and h.count in (None, counts.UNKNOWN) for h in sentence.harmed
    )
    return most >= _OF_A_WAR or vague or sentence.says("roundup")


def _turns_away(sentence: Sentence) -> bool:
    """ "Meanwhile, five officers were killed in an attack on a post in Kunar": by no blast told."""
    if not sentence.says("new_event") or sentence.items or sentence.family("BLAST"):
        return False
    fresh = any(not (_retold(h) or h.others) for h in sentence.harmed)
    return fresh and any(
        p.label_ in ("settlement", "district", "province") for p in sentence.places
    )


def _of_what_came_before(sentence: Sentence, article: list[Sentence], owned: set[int]) -> bool:
    """Whether it goes on about people whom no blast harmed."""
    before = article[sentence.index - 1] if sentence.index else None
    if before is None or before.index in owned:
        return False
    return _of_the_statistic_before(sentence, before) or (
        _of_another_attack(sentence, before)
        if not before.harmed
        else _of_the_shot_before(sentence, before)
    )


def _of_another_attack(sentence: Sentence, before: Sentence) -> bool:
    """ "On Friday they carried out an attack in Kabul. At least 16 were killed": by no bomb."""
    blast = before.items or before.family("BLAST")
    told = before.says("another_attack") and (before.places or event_dates(before))
    return bool(told) and not blast and not _is_placed(sentence)


def _is_placed(sentence: Sentence) -> bool:
    """Whether it names a device, a blast, a place or a day of its own."""
    named = sentence.items or sentence.family("BLAST") or sentence.places
    return bool(named or event_dates(sentence))


def _of_the_shot_before(sentence: Sentence, before: Sentence) -> bool:
    """ "Gunmen killed a driver near Babylon. Three others in the car were hurt": by them too."""
    shot = before.says("harm_of_others") or before.says("harm_otherwise")
    more = all(h.others or h.more for h in sentence.harmed)
    return shot and before.somebody_harmed and more and not _is_placed(sentence)


def _of_the_statistic_before(sentence: Sentence, before: Sentence) -> bool:
    """ "... 30,000 have died since 1989. Separatists put the toll at 80,000": no blast's people."""
    if not _is_statistic(before):
        return False
    told = event_dates(sentence) or sentence.places or sentence.family("BLAST")
    return not told and any(h.toll for h in sentence.harmed)


def _elsewhere(blasts: list[Cluster], sentence: Sentence, article: list[Sentence]) -> bool:
    """Whether the entry names a device of its own, and tells of none of the blasts."""
    if any(f.entry == sentence.entry for c in blasts for f in c.facts):
        return False
    items = (i for s in article if s.entry == sentence.entry for i in s.items)
    return any(i.count is not None and not i.retold for i in items)


def _is_statistic(sentence: Sentence) -> bool:
    """ "13 people have been maimed here since January": of many blasts, not of the one told of."""
    if any(h.toll for h in sentence.harmed) and not event_dates(sentence):
        return False  # "The number of dead so far has reached 3"
    figures = [h for h in sentence.harmed if h.count is not None and (h.count.low or 0) > 1]
    return bool(figures) and (scope(sentence) == "cumulative" or sentence.says("yearly"))


def nearest(clusters: list[Cluster], sentence: int) -> Cluster | None:
    """The cluster told last before ``sentence``, else the first told after it."""
    told = [(f, c) for c in clusters for f in c.facts]
    before = [(f.sentence, c) for f, c in told if f.sentence <= sentence and not f.in_title]
    if before:
        return max(reversed(before), key=lambda pair: pair[0])[1]
    return min(told, key=lambda pair: pair[0].sentence)[1] if told else None


def _is_another(blast: Cluster, sentence: Sentence) -> bool:
    """Whether the sentence tells of people hurt on another day, by another device of that kind."""
    known = [h for h in sentence.harmed if h.count not in (None, counts.ZERO, counts.UNKNOWN)]
    if known and _SIMILAR.search(sentence.text) and (sentence.places or event_dates(sentence)):
        return True
    if all(_retold(h) or h.died == "hospital" for h in known):
        return False
    theirs = [i for i in blast.intervals() if i.start and i.end]
    trigger = (known[0].start, known[0].end)
    days = [
        dates.interval(d.kb_id_) for d in event_dates(sentence) if times_well(sentence, d, trigger)
    ]
    return bool(theirs) and any(_is_other_day(day, theirs) for day in days)


def _retold(harmed: Harmed) -> bool:
    """ "Three more", "two of them", "the wounded", "the toll rose to five": the same blast's."""
    return bool(harmed.more or harmed.part_of or harmed.definite or harmed.latest or harmed.toll)


def _is_other_day(day: dates.Interval, theirs: list[dates.Interval]) -> bool:
    known = day.precision == "day" and day.start is not None
    return known and not any(overlap(day, other) for other in theirs)


def _another(blast: Cluster, sentence: Sentence) -> Fact:
    """The fact of a further blast, its device of the kind of the one before."""
    first = sentence.harmed[0]
    items = [replace(i, count=counts.ONE) for i in blast.items[:1]]
    return incident(sentence, "another of the kind", (first.start, first.end), items)
