"""Events of a Doc: facts by sentence, clustered by event, filled field by field."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.assemble.actions import in_earnest
from mine_ie.assemble.carry import carry_on
from mine_ie.assemble.cluster import cluster, without_finds_that_exploded, without_roundups
from mine_ie.assemble.compared_clearance import compared_clearance
from mine_ie.assemble.compared_tolls import compared_tolls
from mine_ie.assemble.context import Context, context, reread
from mine_ie.assemble.counted_incidents import of_incidents_counted
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.facts import facts
from mine_ie.assemble.finds import lead_up
from mine_ie.assemble.fired import hit
from mine_ie.assemble.inherit import give_casualties
from mine_ie.assemble.latest_cases import latest_cases
from mine_ie.assemble.lists import heads, under_heads
from mine_ie.assemble.ordinal_tolls import ordinal_tolls
from mine_ie.assemble.others_defused import others_defused
from mine_ie.assemble.records import records
from mine_ie.assemble.reports import in_the_time_reported
from mine_ie.assemble.running_totals import totals
from mine_ie.assemble.sections import under_sections
from mine_ie.assemble.sentence import Sentence, sentences
from mine_ie.assemble.strangers import set_apart
from mine_ie.schema import Event

_NOT_DONE = ("planned", "denied")
_ID_LENGTH = 12


def events(doc: Doc, *, planned: bool = False, threshold: float = 0.0) -> list[Event]:
    """Return the events that ``doc``'s layers tell of, in the order of their first telling.

    Args:
        doc: a Doc from :func:`mine_ie.annotate`, or any Doc that holds all the layers.
        planned: keep events that are only planned or denied; they carry that ``status``.
        threshold: leave out events with a lower confidence.

    Raises:
        mine_ie.layers.MissingLayer: a layer is missing; the message names the component.
    """
    article = sentences(doc)
    around = context(article)
    article = [in_earnest(sentence, around) for sentence in article]
    around = reread(around, article)
    article = set_apart(article)
    told = _by_sentence(article, around)
    told = _in_order(told, _beside(told, article))
    clusters = without_finds_that_exploded(cluster(told))
    give_casualties(clusters, article)
    clusters = without_roundups(clusters)
    told_of = records(doc, clusters, article)
    kept = [e for e in told_of if planned or e.status not in _NOT_DONE]
    return _with_ids(doc, [e for e in kept if (e.confidence or 0) >= threshold])


def _by_sentence(article: list[Sentence], around: Context) -> list[Fact]:
    """What each sentence tells, with what the lists, sections and sentences around it lend it."""
    told = [fact for sentence in article for fact in facts(sentence, around)]
    told = of_incidents_counted(told, article)
    under_heads(told, heads(article))
    under_sections(told, article)
    lead_up(told, article)
    in_the_time_reported(told, article)
    hit(told, article)
    carry_on(told, article)
    return told


def _beside(told: list[Fact], article: list[Sentence]) -> list[Fact]:
    """What is told only beside ``told``: by an ordinal, as the other of two, for comparison."""
    more = [*ordinal_tolls(told, article), *others_defused(told, article)]
    more += latest_cases([*told, *more], article)
    more += compared_tolls([*told, *more], article)
    known = [*told, *more]
    return [*more, *compared_clearance(known, article), *totals(known, article)]


def _in_order(told: list[Fact], more: list[Fact]) -> list[Fact]:
    """Facts in text order, those of one sentence as they were told."""
    return sorted([*told, *more], key=lambda f: f.sentence) if more else told


def _with_ids(doc: Doc, found: Iterable[Event]) -> list[Event]:
    """Give each event an id from its type and its evidence: the same in any batch."""
    seen: Counter[str] = Counter()
    result = []
    for event in found:
        digest = _digest(doc, event)
        seen[digest] += 1
        n = seen[digest]
        result.append(event.model_copy(update={"id": digest if n == 1 else f"{digest}-{n}"}))
    return result


def _digest(doc: Doc, event: Event) -> str:
    shift = layers.title_length(doc)
    words: list[str] = [event.type, event.scope, event.status]
    for e in event.evidence:
        start, end = (e[0], e[1]) if len(e) == 3 else (e[0] + shift, e[1] + shift)
        words.append(layers.text(doc)[start:end])
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:_ID_LENGTH]
