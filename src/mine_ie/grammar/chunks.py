"""Groups of people as the text names them: "at least 30 Iraqi soldiers", "a man and his two sons".

A :class:`Chunk` is one noun phrase for people with its count and what it says of them; chunks
that share a verb are strung into one :class:`Group`, with "including" and "of whom" making some
of them parts of others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.counts import Bounds
from mine_ie.grammar.view import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, View

_DEFINITE = frozenset(["the", "these", "those", "this", "that", "both", "all", "its", "their", "our"])
_SINGLE = frozenset(["his", "her", "another", "my", "the", "this", "that"])
_MORE = frozenset(["more", "other", "others", "another", "further", "additional"])
_STOP = (
    frozenset("who whom which that when while where because if than then".split())
    | CONJUNCTIONS
    | AUXILIARIES
    | PREPOSITIONS
    | frozenset(["the", "a", "an", "no", "not"])
)
_AGENTS = re.compile(r"\b(?:bombers?|attackers?|assailants?|perpetrators?|gunm[ae]n|hijackers?|suicide attackers?|assassins?)\b", re.I)
_MAX_MODIFIERS = 6
_PARTS = re.compile(
    r"[\s,(\u2013\u2014:-]*\b(?:including|includes|included|include|among them|among whom|among these|amongst them|of them|of whom|of which|among the dead|most of them|"
    r"comprising|consisting of|namely|at least \w+ of them|as well as among them|mostly|mainly|with)\b[\s,:]*(?:at least|the|being|were|are|was|being)?\s*\Z",
    re.I,
)
_APPOSITION = re.compile(r"\s*(?:[:\u2013\u2014(]|-{1,2})\s*\Z")
_LIST = re.compile(r"(?:\s*[,;/]\s*|\s+)(?:and|or|&|plus|as well as|along with|together with|with|but also|and also|and at least|,)?\s*(?:also\s+)?\Z", re.I)
_AGE_GAP = re.compile(r"\s*,?\s*\(?\s*(?:aged?|ages?|both|all|then)?\s*[\d\s,and-]*(?:years?\sold|years?\sof\sage|-year-olds?)?\s*\)?\s*", re.I)


@dataclass(eq=False)
class Chunk:
    """One noun phrase for people over tokens ``[start, end)``."""

    start: int
    end: int
    count: Bounds | None
    attributes: dict[str, str] = field(default_factory=dict)
    definite: bool = False
    more: bool = False
    partitive: bool = False
    bare: bool = False
    agent: bool = False
    number: tuple[int, int] | None = None
    parent: Chunk | None = None
    next: Chunk | None = None
    previous: Chunk | None = None


def chunks(view: View, sentence: Span) -> list[Chunk]:
    """Return the people named in the sentence, in order, strung into lists and parts."""
    found: list[Chunk] = []
    i = sentence.start
    while i < sentence.end:
        chunk = _chunk_at(view, i, sentence.end)
        if chunk is None:
            i += 1
            continue
        i = chunk.end
        if not (found and _is_age(view, found[-1], chunk)):
            found.append(chunk)
    for left, right in zip(found, found[1:], strict=False):
        _relate(view, left, right)
    for chunk in found:
        if chunk.previous is None and chunk.parent is None and chunk.next is not None:
            _split_total(chunk)
    return found


def _is_age(view: View, person: Chunk, chunk: Chunk) -> bool:
    """ "A woman, 34, and her son": a bare number set off behind one person is an age."""
    if not chunk.bare or chunk.more or chunk.number is None or person.count != counts.ONE:
        return False
    best = chunk.count.best if chunk.count else None
    before = view.lower[person.end : chunk.start]
    after = view.lower[chunk.end : chunk.end + 1]
    return best is not None and best < 110 and before in ([","], ["("]) and after in ([","], [")"], ["."], [])


def _split_total(first: Chunk) -> None:
    """ "40 people, 6 guards and 34 civilians": a total, then the parts that add up to it."""
    rest = roots(first)[1:]
    parts = [c.count.best for c in rest if c.count is not None and c.count.best is not None]
    if (
        first.count is None
        or len(parts) != len(rest)
        or first.count.best != sum(parts)
        or (len(rest) == 1 and first.attributes.get("victims"))
        or first.count.best == 1
    ):
        return
    first.next = None
    for chunk in rest:
        chunk.previous = chunk.next = None
        chunk.parent = first


def roots(chunk: Chunk) -> list[Chunk]:
    """Return the whole list that ``chunk`` stands in, parts left out, in text order."""
    while chunk.parent is not None:
        chunk = chunk.parent
    first = chunk
    while first.previous is not None:
        first = first.previous
    members = [first]
    while members[-1].next is not None:
        members.append(members[-1].next)
    return members


def _chunk_at(view: View, i: int, stop: int) -> Chunk | None:
    start, definite, more, single = i, False, False, False
    lower = view.lower
    word = lower[i]
    number = view.numbers.get(i)
    if number and (number.start != i or number.label not in ("COUNT", "ORDINAL")):
        number = None
    if number is None and i not in view.people and i not in view.names:
        if _unknown_name(view, i, stop):
            return Chunk(i, i + 1, counts.ONE, {"named": "1"})
        if word not in _DEFINITE and word not in _SINGLE and word not in _MORE:
            return None
        definite = word in _DEFINITE
        more = word in _MORE
        single = word in _SINGLE
        i += 1
        if i >= stop:
            return _both(start, i) if word in ("both", "another") else None
        number = view.numbers.get(i)
        if number and (number.start != i or number.label != "COUNT" or number.rule == "article"):
            number = None
        if number is None and word == "another" and (i not in view.people):
            pass
    count: Bounds | None = None
    span: tuple[int, int] | None = None
    if number:
        if number.label == "ORDINAL":
            return None
        count, span = number.bounds, (number.start, number.end)
        more = more or lower[number.start] in _MORE or lower[number.end - 1] in _MORE
        i = number.end
    # "two of the victims", "one of them"
    partitive = False
    if i < stop and number and lower[i] == "of" and i + 1 < stop:
        after = i + 1
        if lower[after] in ("the", "these", "those", "his", "her", "their", "its"):
            inner = _head(view, after + 1, stop)
            if inner is not None:
                return _finish(view, Chunk(start, inner[1], count, _attributes(view, *inner), True, partitive=True, number=span))
        if lower[after] in ("them", "whom", "which"):
            return Chunk(start, after + 1, count, {}, True, partitive=True, bare=True, number=span)
        inner = _head(view, after, stop)
        if inner is not None:
            return _finish(view, Chunk(start, inner[1], count, _attributes(view, *inner), number=span))
        return None
    while i < stop and lower[i] in _MORE:
        more = True
        i += 1
    if more and i < stop and number is None and (n := view.numbers.get(i)) and n.start == i and n.label == "COUNT" and n.rule != "article":
        number, count, span, i = n, n.bounds, (n.start, n.end), n.end
    head = _head(view, i, stop)
    if head is not None:
        first, end = head
        attributes = _attributes(view, first, end)
        if count is None:
            # Without a number, a singular ("her son", "soldier") is one; a bare plural is unknown.
            count = counts.ONE if _singular(view, end - 1) else None
            if "group" in attributes and attributes["group"]:
                count = counts.parse(attributes["group"])
            if word == "both" and definite:
                count = counts.exactly(2)
        elif number and number.rule == "article" and attributes.get("group"):
            count = counts.parse(attributes["group"])
        chunk = Chunk(start, end, count, attributes, definite and not single or (single and word in ("the", "this", "that")), more, number=span)
        return _finish(view, chunk)
    if family := _family(view, i, stop):
        return Chunk(start, family[0], family[1], {}, False, more, number=family[2])
    if number and number.rule == "negation" and lower[i - 1] in ("nobody", "none", "noone", "one"):
        return Chunk(start, i, counts.ZERO, {}, bare=True, number=span)
    if more and (number or lower[i - 1] in ("others", "another")):
        if number is None and lower[i - 1] == "another" and not _ends_phrase(view, i, stop):
            return None
        count = count if number else (None if lower[i - 1] == "others" else counts.ONE)
        if i >= stop or _ends_phrase(view, i, stop):
            return Chunk(start, i, count, {}, definite, True, bare=True, number=span)
        return None
    if number and number.rule != "article" and number.rule != "negation" and _ends_phrase(view, i, stop):
        return Chunk(start, i, count, {}, definite, more, bare=True, number=span)
    if number is None and _unknown_name(view, start, stop):
        return Chunk(start, start + 1, counts.ONE, {"named": "1"})
    if start in view.names and start not in view.people:
        ent = view.names[start]
        if ent.start <= start:
            return Chunk(start, ent.end, counts.ONE, {"named": "1"})
    return None


def _unknown_name(view: View, i: int, stop: int) -> bool:
    """ "Noor and his guard": a capitalised word beside somebody's kin or staff is a person."""
    if i + 2 >= stop or view.lower[i + 1] != "and" or view.lower[i + 2] not in ("his", "her"):
        return False
    token = view.doc[i]
    return token.text[:1].isupper() and (not view.has_pos or token.pos_ == "PROPN") and i not in view.places


def _both(start: int, end: int) -> Chunk:
    return Chunk(start, end, counts.exactly(2), {}, True, bare=True)


def _finish(view: View, chunk: Chunk) -> Chunk:
    """Take in a name that stands in apposition to a title ("driver Ali Hassan")."""
    text = view.doc[chunk.start : chunk.end].text
    chunk.agent = bool(_AGENTS.search(text))
    end = chunk.end
    if end < len(view.doc) and end in view.names and chunk.count == counts.ONE:
        chunk.end = view.names[end].end
    return chunk


def _head(view: View, i: int, stop: int) -> tuple[int, int] | None:
    """Find the noun for people that heads the phrase at ``i``; ``(first, end)`` of its words."""
    limit = min(stop, i + _MAX_MODIFIERS + 1)
    j = i
    while j < limit:
        if j in view.people:
            end = view.people[j].end
            while end < stop and (end in view.people or view.lower[end] == "-" and end + 1 in view.people):
                end = view.people[end].end if end in view.people else view.people[end + 1].end
            return (j, end) if not _is_possessor(view, end) else None
        n = view.numbers.get(j)
        if n is not None and n.label == "AGE":
            j = n.end
            continue
        if not _may_modify(view, j):
            return None
        j += 1
    return None


def _is_possessor(view: View, end: int) -> bool:
    """ "The soldier's house" is no soldier."""
    return end < len(view.lower) and view.lower[end] in ("'s", "\u2019s", "'", "\u2019")


def _may_modify(view: View, j: int) -> bool:
    word = view.lower[j]
    token = view.doc[j]
    if word in _STOP or token.is_space:
        return False
    if j in view.ordnance and view.ordnance[j].start == j and view.ordnance[j].id_ != "ied":
        return False
    n = view.numbers.get(j)
    if n is not None:
        return n.label in ("AGE", "ORDINAL", "UNIT", "MODEL", "OTHER")
    if token.is_punct:
        return word in ("-", "\u2013", '"', "'", "\u2019", "/", ".")
    cue = view.cues.get(j)
    if cue is not None and cue.label_ == "HARM":
        return word in ("injured", "wounded", "dead", "missing", "killed", "hurt", "maimed", "fatal", "burned", "burnt")
    if view.has_pos and token.pos_ in ("VERB", "ADP", "SCONJ", "PRON"):
        return token.tag_ in ("VBN", "VBG", "PRP$") or token.text[:1].isupper()
    return True


def _singular(view: View, last: int) -> bool:
    span = view.people.get(last)
    form = layers.unpack(span.kb_id_).get("form") if span is not None else None
    if form == "as-is":
        return view.lower[last] in ("couple",)
    return form == "singular"


def _attributes(view: View, first: int, end: int) -> dict[str, str]:
    merged: dict[str, str] = {}
    for j in range(first, end):
        span = view.people.get(j)
        if span is None:
            continue
        for key, value in layers.unpack(span.kb_id_).items():
            if key in ("victims", "age", "sex", "group") and value and key not in merged:
                merged[key] = value
    return merged


def _ends_phrase(view: View, i: int, stop: int) -> bool:
    """Whether a bare number may stand for people here: nothing countable follows it."""
    if i >= stop:
        return True
    token, word = view.doc[i], view.lower[i]
    if token.is_space:
        return _ends_phrase(view, i + 1, stop)
    if token.is_punct:
        return word not in ("-", "%", "/", "\u00b0", ":") or i + 1 >= stop
    cue = view.cues.get(i)
    if cue is not None and cue.label_ in ("HARM", "TOLL"):
        return True
    if word in CONJUNCTIONS or word in AUXILIARIES or word in ("in", "at", "by", "during", "near", "on", "when", "after", "as", "outside", "inside", "while", "who", "including", "seriously", "critically", "severely", "badly", "slightly", "there", "from", "have", "reported", "reportedly", "lightly", "so", "later", "with", "across", "others", "today", "yesterday", "overnight", "since"):
        return True
    return i in view.dates


def _family(view: View, i: int, stop: int) -> tuple[int, Bounds, tuple[int, int]] | None:
    """ "A family of five", "the group of six", "a party of ten"."""
    for j in range(i, min(i + 3, stop - 2)):
        if view.lower[j] in ("family", "group", "team", "crew", "party") and view.lower[j + 1] == "of":
            n = view.numbers.get(j + 2)
            if n is not None and n.label == "COUNT" and n.start == j + 2:
                inner = _head(view, n.end, stop)
                return (inner[1] if inner else n.end), n.bounds, (n.start, n.end)
            return None
        if not _may_modify(view, j):
            return None
    return None


def _relate(view: View, left: Chunk, right: Chunk) -> None:
    """Make ``right`` a part of ``left``, or the next of its list, or neither."""
    doc = view.doc
    if _own_verb(view, right) and _is_object(view, left):
        return
    gap = doc.text[doc[left.end - 1].idx + len(doc[left.end - 1]) : doc[right.start].idx]
    top = left
    while top.parent is not None:
        top = top.parent
    if right.partitive and len(gap) < 60:
        # "five wounded, two of them children": the gap may hold the verb.
        right.parent = top
        return
    if _PARTS.fullmatch(gap) and gap.strip().lower() != "with":
        right.parent = top
        return
    age = _AGE_GAP.match(gap)
    rest = gap[age.end() :] if age else gap
    joined = _LIST.fullmatch(gap) or (age and age.end() > 1 and _LIST.fullmatch(rest))
    if joined and gap.strip():
        if left.parent is not None:
            right.parent = left.parent
        else:
            left.next, right.previous = right, left
        return
    if _APPOSITION.fullmatch(gap) and gap.strip() and left.count is not None and left.count.low and left.count.low > 1:
        right.parent = top
        return
    if _phrase_between(view, left, right):
        if left.parent is not None:
            right.parent = left.parent
        else:
            left.next, right.previous = right, left


def _own_verb(view: View, chunk: Chunk) -> bool:
    """Whether the chunk is the subject of a word of harm of its own: "another 29 were injured"."""
    passive = False
    for j in range(chunk.end, min(chunk.end + 4, len(view.doc))):
        word = view.lower[j]
        if word in AUXILIARIES:
            passive = True
        elif j in view.cues and view.cues[j].label_ == "HARM":
            return passive or chunk.more
        elif word not in ("also", "reportedly", "seriously", "critically") and not word.endswith("ly"):
            return False
    return False


def _is_object(view: View, chunk: Chunk) -> bool:
    """Whether a word of harm stands right before the list of ``chunk``, or its total's."""
    first = chunk
    while first.parent is not None:
        first = first.parent
    while first.previous is not None:
        first = first.previous
    before = range(max(0, first.start - 2), first.start)
    if any(j in view.cues and view.cues[j].label_ == "HARM" for j in before):
        return True
    # "72 were killed, including 29 children, and 200 others were injured"
    return chunk.parent is not None


def _phrase_between(view: View, left: Chunk, right: Chunk) -> bool:
    """ "Two soldiers from the Third Brigade and a civilian": a short phrase without a verb."""
    if right.start - left.end > 12 or right.start - left.end < 2:
        return False
    gap = range(left.end, right.start)
    participle = view.has_pos and view.doc[left.end].tag_ in ("VBG", "VBN")
    if view.lower[left.end] not in ("of", "from", "in", "at", "with", "on") and not participle:
        return False
    last = view.lower[right.start - 1]
    if last not in ("and", ",", "&"):
        return False
    return not any(
        view.is_verb(j)
        and view.doc[j].tag_ not in ("VBG", "VBN")
        or j in view.cues
        and view.cues[j].label_ in ("HARM", "ACT", "BLAST")
        for j in gap
    )
