"""How the people of one sentence hang together: lists, totals with their parts, appositions.

"Two soldiers and a civilian" is a list; "40 people, including six children" a total with a part;
"Ali Hasanov, a shepherd" one person twice. A phrase with a verb of its own ("and 20 others were
injured") starts afresh.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.grammar.chunks import phrases
from mine_ie.grammar.people import Chunk, roots, top
from mine_ie.grammar.view import ADVERBS, AUXILIARIES, PREPOSITIONS, View, word_set

_SAYS = word_set("said says say told tells added confirmed announced reported stated claimed")
_INCLUDING = word_set(
    "including includes include included comprising namely mostly mainly notably incl incl."
)
#: Words in which the title of a speaker is told, and what ends it.
_SPEAKER = 12
_NO_SPEAKER = word_set(", ; : . and who which that were was when while after as ( ) \u2014 \u2013")
#: "among them", "of whom", "some of them": markers of two words.
_AMONG = frozenset(
    (a, b) for a in ("among", "amongst", "of") for b in ("them", "whom", "these", "those", "which")
)
_LINKS = word_set(
    ", and or & plus as well along together with but also / then nor ; beside besides"
)
_JOINS = word_set("and or & plus as along together with but nor besides")
_COMPANY = (("along", "with"), ("together", "with"), ("well", "as"), ("alongside",))
_SEVERITY = word_set(
    "seriously critically severely badly gravely slightly lightly serious critical fatally "
    "moderately"
)
_FILLERS = word_set("at least the being were are was is also only just : , ( – — - --")
_PAIR = 2
#: Words of "of the CRPF and the state".
_FORCES = 6
_OPENING = word_set("( : – — - --")
_CLOSING = word_set(") – — - --")


def chunks(view: View, sentence: Span) -> list[Chunk]:
    """Return the people named in the sentence, in order, strung into lists and parts."""
    found: list[Chunk] = []
    for chunk in phrases(view, sentence):
        if (found and _belongs(view, found[-1], chunk)) or _speaks(view, chunk):
            continue
        found.append(chunk)
    kept = [c for c in found if not c.possessor]
    for k, (left, right) in enumerate(pairwise(kept)):
        if not _starts_afresh(view, left, kept[k + 1 :]):
            _relate(view, left, right)
    dropped: set[int] = set()
    for chunk in kept:
        if chunk.previous is None and chunk.next is not None:
            dropped |= _settle(view, chunk)
    return [c for c in found if id(c) not in dropped]


def _speaks(view: View, chunk: Chunk) -> bool:
    """ "... wounding seven, Afghan officials said": who tells of it."""
    told = view.lower[chunk.end : chunk.end + 1]
    aside = chunk.start > 0 and view.lower[chunk.start - 1] in (",", "and", "\u201d", '"')
    if view.lower[max(chunk.start - 2, 0) : chunk.start] == ["according", "to"]:
        return chunk.named
    if not aside or _is_counted(view, chunk):
        return False
    return (bool(told) and told[0] in _SAYS) or _says_it_all(view, chunk)


def _is_counted(view: View, chunk: Chunk) -> bool:
    """ "Two policemen"; "an official" may speak as well as "officials"."""
    return chunk.number is not None and view.lower[chunk.start] not in ("a", "an")


def _says_it_all(view: View, chunk: Chunk) -> bool:
    """ "..., wounding six, **an official** in the Chechen administration **said**"."""
    if view.lower[chunk.start - 1] != ",":
        return False
    for k in range(chunk.end, min(chunk.end + _SPEAKER, len(view.doc))):
        word = view.lower[k]
        if word in _SAYS:
            return True
        if word in _NO_SPEAKER or harm_at(view, k) or view.doc[k].is_sent_start:
            return False
    return False


def harm_at(view: View, i: int) -> bool:
    """Whether a word of harm stands at token ``i``."""
    cue = view.cues.get(i)
    return cue is not None and cue.label_ == "HARM"


def own_verb(view: View, chunk: Chunk) -> bool:
    """Whether the chunk is the subject of a word of harm of its own: "another 29 were injured"."""
    passive = False
    for j in range(chunk.end, min(chunk.end + 5, len(view.doc))):
        word = view.lower[j]
        if word in AUXILIARIES:
            passive = True
        elif harm_at(view, j):
            ends = view.lower[j] in ("dead", "missing") or view.tag(j) != "VBD"
            return passive or chunk.more or (chunk.bare and not chunk.more) or ends
        elif word not in ADVERBS and not word.endswith("ly"):
            return False
    return False


def _starts_afresh(view: View, left: Chunk, rest: list[Chunk]) -> bool:
    """ "Killed ten men, **with** four boys and a girl **sustaining** wounds": a list of its own."""
    if "with" not in view.lower[left.end : rest[0].start]:
        return False
    last = rest[0]
    for chunk in rest[1:]:
        if not set(view.lower[last.end : chunk.start]) <= {",", "and"}:
            break
        last = chunk
    after = view.lower[last.end : last.end + 1]
    harmed = harm_at(view, last.end) if last.end < len(view.doc) else False
    return harmed and bool(after) and (after[0].endswith("ing") or last.more or rest[0].more)


def _belongs(view: View, before: Chunk, chunk: Chunk) -> bool:
    """Whether the phrase only says more of the people before it."""
    gap = view.lower[before.end : chunk.start]
    if before.partitive and gap == [","] and _apposed(view, before, chunk):
        # "One of them, a soldier, died"
        before.attributes = {**chunk.attributes, **before.attributes}
        before.end = chunk.end + 1
        return True
    if gap == ["of"] and not before.bare and not before.possessor:
        # "personnel of the reserve guard", "the wife of a policeman"
        before.end = chunk.end
        return True
    if _of_forces(view, before, chunk, gap):
        before.end = chunk.end
        return True
    if gap in ([","], [",", "and"], ["or"]) and chunk.bare and _only_high(chunk) and _low(before):
        # "at least three men, possibly as many as five"
        low = before.count.low if before.count else None
        before.count = counts.Bounds(low, None, chunk.count.high if chunk.count else None)
        before.end = chunk.end
        return True
    if gap in (["are"], ["were"], ["is"], ["was"], ["being"]) and before.bare:
        # "four of whom are policemen"
        before.attributes = {**chunk.attributes, **before.attributes}
        before.end = chunk.end
        return True
    return _is_age(view, before, chunk)


def _of_forces(view: View, before: Chunk, chunk: Chunk, gap: list[str]) -> bool:
    """ "Eleven personnel **of the CRPF and the police**": the forces that they are of."""
    if gap[:1] != ["of"] or len(gap) > _FORCES or before.number is None or chunk.number is not None:
        return False
    force = chunk.count is None and not chunk.named and not chunk.bare
    between = range(before.end, chunk.start)
    return force and not any(
        view.is_verb(k) or harm_at(view, k) or view.lower[k] in (",", ";") for k in between
    )


def _apposed(view: View, part: Chunk, chunk: Chunk) -> bool:
    closed = view.lower[chunk.end : chunk.end + 1] == [","]
    return closed and chunk.count == part.count and not (chunk.bare or chunk.more)


def _only_high(chunk: Chunk) -> bool:
    return chunk.count is not None and chunk.count.low is None and chunk.count.high is not None


def _low(chunk: Chunk) -> bool:
    return chunk.count is not None and chunk.count.low is not None and not chunk.bare


def _is_age(view: View, person: Chunk, chunk: Chunk) -> bool:
    """ "A woman, 34, and her son": a bare number set off behind one person is an age."""
    if not chunk.bare or chunk.more or chunk.number is None:
        return False
    best = chunk.count.best if chunk.count else None
    if best is not None and best < 110 and _after_age(view, chunk.start):
        return True
    if person.count != counts.ONE:
        return False
    before = view.lower[person.end : chunk.start]
    after = view.lower[chunk.end : chunk.end + 1]
    closed = after in ([","], [")"], ["."], [], [":"], [";"])
    return best is not None and best < 110 and before in ([","], ["("]) and closed


def _after_age(view: View, j: int) -> bool:
    """ "aged 8 and 10": the number at ``j`` goes on a list of ages."""
    n = view.numbers.get(j - 2)
    return (
        view.lower[j - 1] in ("and", ",")
        and n is not None
        and n.label == "AGE"
        and n.rule != "years_old"
    )


# -- two neighbours --------------------------------------------------------------------------
def _relate(view: View, left: Chunk, right: Chunk) -> None:
    """Make ``right`` a part of ``left``, or the next of its list, or neither."""
    gap = _gap(view, left, right)
    if left.pronoun and gap == ["and"] and not right.bare:
        _link(left, right, True)  # "he and his cousin"
        return
    if right.pronoun or (left.pronoun and not left.partitive):
        return
    if left.partitive and left.parent is None and gap == [","] and _smaller(left, right):
        left.parent = right  # "Two of them children, five people were hurt"
        return
    if left.parent is not None and len(gap) > 1 and gap[0] in _CLOSING:
        # "Three civilians - two of them children - and a guard"
        left, gap = roots(top(left))[-1], gap[1:]
    if right.partitive and right.whole_is is None and len(gap) < 14:
        if right.bare or right.whole is None or left.count == right.whole:
            right.parent = top(left)
        return
    if _partitive_frame(view, left, right, gap):
        right.parent = top(left)
        right.partitive = True
        return
    if _marked_part(gap) or _severity(view, right, gap):
        right.parent = top(left)
        # "including nine killed", "of whom two later died": the part has a fate of its own.
        right.partitive = right.bare and own_verb(view, right)
        return
    if right.named and (left.count is None or left.count.best != 1) and _named_as(gap):
        right.parent = top(left)
        return
    if own_verb(view, right) and _has_verb(view, left):
        return
    if right.bare and not right.more and own_verb(view, right):
        return
    if gap == [","] and _governed(view, left) and own_verb(view, right):
        return
    if gap and set(gap) <= _LINKS:
        if ";" in gap and not left.named:
            return
        if gap == [",", "and"] and _other_kind(left, right):
            # "Four civilians, including a mother, and one soldier"
            left = roots(top(left))[-1]
        _link(left, right, bool(set(gap) & _JOINS))
    elif gap and gap[0] in _OPENING and len(gap) == 1 and left.count and (left.count.low or 0) > 1:
        right.parent = top(left)
    elif _company(gap) and not own_verb(view, right):
        _link(roots(left)[-1], right, True)
    elif _phrase_between(view, left, right):
        _link(left, right, True)


def _gap(view: View, left: Chunk, right: Chunk) -> list[str]:
    """The words between, ages and spaces left out."""
    words = []
    for j in range(left.end, right.start):
        n = view.numbers.get(j)
        aged = n is not None and (
            n.label == "AGE" or (n.label == "COUNT" and left.count == counts.ONE)
        )
        if aged or view.doc[j].is_space or view.lower[j] in ("aged", "ages", "respectively"):
            continue
        words.append(view.lower[j])
    if "(" in words and ")" in words[words.index("(") :]:
        # "Vusal Aliyev (born 1991) and ..."
        opening = words.index("(")
        del words[opening : words.index(")", opening) + 1]
    if right.number is None and not right.named and right.start in view.people:
        # "three journalists and state officials": what describes the people without a number
        while words and words[-1] not in _LINKS and words[-1] in _described(view, right):
            words.pop()
    return [w for k, w in enumerate(words) if not (w == "," and k and words[k - 1] == ",")]


def _described(view: View, chunk: Chunk) -> set[str]:
    """The adjectives and nouns right before people told of without a number."""
    found: set[str] = set()
    for j in range(chunk.start - 1, max(chunk.start - 3, 0), -1):
        if view.pos(j) not in ("ADJ", "NOUN", "PROPN") or j in view.cues or j in view.people:
            break
        found.add(view.lower[j])
    return found


def _link(left: Chunk, right: Chunk, joined: bool) -> None:
    if left.parent is not None:
        right.parent = left.parent
        return
    left.next, right.previous, right.joined = right, left, joined


def _marked_part(gap: list[str]) -> bool:
    """Whether "including", "among them" ... stands before the right-hand people, no verb after."""
    for k in range(len(gap) - 1, -1, -1):
        pair = tuple(gap[k : k + 2])
        if gap[k] in _INCLUDING:
            rest = gap[k + 1 :]
        elif pair in _AMONG:
            rest = gap[k + 2 :]
        else:
            continue
        if ";" in rest:
            return False  # "eight, a child included; over 60 people were hurt"
        return set(rest) <= _FILLERS or (
            gap[k] in _INCLUDING and len(rest) <= 3 and not set(rest) & AUXILIARIES
        )
    return False


def _named_as(gap: list[str]) -> bool:
    """ "Two men, identified as Ali Khan and ..."."""
    return len(gap) < 8 and gap[-2:-1] in (["identified"], ["named"]) and gap[-1] == "as"


def _other_kind(part: Chunk, right: Chunk) -> bool:
    """Whether the people on the right are not of the kind that ``part`` is a part of."""
    kind = top(part).attributes.get("victims") if part.parent is not None else None
    return bool(kind) and right.attributes.get("victims", "") != kind


def _governed(view: View, chunk: Chunk) -> bool:
    """ "According to the mayor, two men died": a preposition governs the people on the left."""
    first = roots(chunk)[0]
    return first.start > 0 and view.lower[first.start - 1] in PREPOSITIONS


def _severity(view: View, right: Chunk, gap: list[str]) -> bool:
    """ "The blast wounded 5, two seriously": the two are of the five."""
    if not right.bare or gap not in ([","], ["("], ["\u2013"], ["\u2014"], [",", "and"]):
        return False
    after = view.lower[right.end : right.end + 2]
    if after[:1] and after[0] in _SEVERITY:
        return not (len(after) > 1 and harm_at(view, right.end + 1)) and not harm_at(
            view, right.end
        )
    return after == ["in", "critical"] or after == ["in", "serious"]


def _partitive_frame(view: View, left: Chunk, right: Chunk, gap: list[str]) -> bool:
    """ "Of the five men in the car, three were killed"."""
    k = left.start - 1
    opens = k >= 0 and view.lower[k] == "of" and (k == 0 or view.doc[k].is_sent_start)
    return bool(opens and right.bare and gap[-1:] == [","] and len(gap) < 12)


def _has_verb(view: View, left: Chunk) -> bool:
    """Whether the list that ``left`` ends is governed by a word of harm already."""
    first = roots(left)[0]
    for j in range(first.start - 1, max(0, first.start - 4) - 1, -1):
        # "Toll 4 soldiers and 2 guards dead" has its verb behind it.
        if harm_at(view, j) or (_is_toll(view, j) and (left.bare or j < first.start - 1)):
            return True
        if view.lower[j] in (",", ";", "and", ".", "while"):
            break
    # "72 were killed, including 29 children, and 200 others were injured"
    return any(harm_at(view, j) for j in range(first.end, left.start))


def _is_toll(view: View, i: int) -> bool:
    cue = view.cues.get(i)
    return cue is not None and cue.label_ == "TOLL"


def _company(gap: list[str]) -> bool:
    return any(tuple(gap[-len(words) :]) == words for words in _COMPANY) and len(gap) < 12


def _phrase_between(view: View, left: Chunk, right: Chunk) -> bool:
    """ "Two soldiers from the Third Brigade and a civilian": a short phrase without a verb."""
    if not 2 <= right.start - left.end <= 12:
        return False
    participle = view.tag(left.end) in ("VBG", "VBN")
    gap = _gap(view, left, right)
    opening = gap[1:2] if left.count == counts.ONE and gap[:1] == [","] else gap[:1]
    if not set(opening) & {"of", "from", "in", "at", "with", "on"} and not participle:
        return False
    if view.lower[right.start - 1] not in ("and", ",", "&"):
        return False
    return not any(
        (view.is_verb(j) and view.tag(j) not in ("VBG", "VBN"))
        or (j in view.cues and view.cues[j].label_ in ("HARM", "ACT", "BLAST"))
        or view.lower[j] in (";", "who", "when", "after")
        for j in range(left.end, right.start)
    )


# -- a whole list ----------------------------------------------------------------------------
def _settle(view: View, first: Chunk) -> set[int]:
    """Find appositions and totals in the list that ``first`` opens; return what to drop, by id."""
    dropped = _drop_appositions(view, first)
    rest = roots(first)[1:]
    if not rest or first.count is None:
        return dropped
    parts = [c.count.best for c in rest if c.count is not None and c.count.best is not None]
    adds_up = len(parts) == len(rest) and first.count.best == sum(parts) and first.count.best > 1
    alike = all(c.end - 1 in view.places for c in (first, *rest))  # "three Malians, two Danes ..."
    alike = alike or rest[0].joined  # "four women and two men and two boys"
    # "2 soldiers, 1 guard were hurt", but "nine policemen, an inspector among them".
    counted = not rest[0].bare and view.lower[rest[0].start] not in ("a", "an")
    listed = counted and bool(first.attributes.get("victims"))
    whole = adds_up and not alike and not (len(rest) == 1 and first.attributes.get("victims"))
    part = len(rest) == 1 and not (rest[0].joined or listed) and _smaller(rest[0], first)
    if whole or part:
        _make_parts(first, rest)
    return dropped


def _drop_appositions(view: View, first: Chunk) -> set[int]:
    """ "Ali Hasanov, a shepherd, was killed": the same person, described."""
    dropped: set[int] = set()
    members = roots(first)
    loose = not any(c.joined for c in members)
    for left, right in pairwise(members):
        if view.lower[right.start] in ("both", "all") and not right.joined and len(members) > _PAIR:
            left.next = right.next  # "Ali and Omar Khan, both pupils, died"
            if right.next is not None:
                right.next.previous = left
            dropped.add(id(right))
            break
        one = left.count == counts.ONE == right.count and not right.joined and not right.more
        pair = loose and len(members) == 2
        described = (
            not right.named
            and not right.possessive
            and (left.named or (pair and right.number is not None))
        )
        named = right.named and pair and not left.named
        if one and (described or named) and not left.bare and not right.bare:
            left.attributes = {**right.attributes, **left.attributes}
            dropped.add(id(right))
            if (more := right.next) is not None and _says_more(more):
                dropped.add(id(more))  # "Ali, a member of the guard and father of three"
                right = more
            left.next = right.next
            if right.next is not None:
                right.next.previous = left
            left.end = right.end
            break
    return dropped


def _says_more(chunk: Chunk) -> bool:
    """A bare singular that is joined: "and father of three"."""
    bare = chunk.number is None and not (chunk.named or chunk.possessive or chunk.definite)
    return bare and chunk.joined and chunk.count == counts.ONE


def _smaller(part: Chunk, whole: Chunk) -> bool:
    a = part.count.best if part.count else None
    b = whole.count.best if whole.count else None
    if a is None or b is None or part.more or not 1 <= a <= b or b == 1:
        return False
    theirs, ours = part.attributes.get("victims"), whole.attributes.get("victims")
    return not (theirs and ours and theirs != ours)


def _make_parts(first: Chunk, rest: list[Chunk]) -> None:
    first.next = None
    for chunk in rest:
        chunk.previous = chunk.next = None
        chunk.parent = first
