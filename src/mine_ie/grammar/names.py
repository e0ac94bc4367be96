"""Names of people in running text: where one starts, and how far it goes after a title."""

from __future__ import annotations

from mine_ie.grammar.victims import LABEL
from mine_ie.grammar.view import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, View, word_set

_MAX_WORDS = 5
_PARTICLES = word_set("al el bin ibn ul ur de da del la van von abu den der y e i")
_KIN = frozenset(["his", "her"])
#: Words that introduce names: "the dead were identified as ...".
_NAMED_AS = (("identified", "as"), ("named", "as"), ("names", "as"))
_NEVER = AUXILIARIES | PREPOSITIONS - {"al"} | CONJUNCTIONS


def name_at(view: View, i: int, stop: int, after_name: bool) -> int | None:
    """Return where the name of a person that starts at ``i`` ends; ``None`` if none starts here.

    The entity recogniser is believed unless a place or a word of the lexicons stands there; else a
    run of capitalised words is a name if an age or somebody's kin follows, or a list of names goes
    on (``after_name``).
    """
    entity = view.names.get(i)
    if entity is not None and entity.label_ == LABEL:
        return min(entity.end, stop) if entity.start == i else None
    if entity is not None and entity.start <= i and i not in view.people:
        end = min(entity.end, stop)
        if entity.start == i and not _known(view, i) and not _inside_name(view, i):
            return max(end, i + 1)
    end = _run(view, i, stop, places=True)
    if end == i or _inside_name(view, i):
        return None
    if _age_follows(view, end) or _kin_follows(view, end, stop) or _introduced(view, i):
        return end
    end = _run(view, i, stop)
    if after_name and end - i > 1 and _in_list(view, i):
        return end
    return None


def name_end(view: View, i: int, stop: int) -> int:
    """Return where a name in apposition to the title that ends before ``i`` ends ("driver Ali")."""
    if i < stop and i in view.names:
        return min(view.names[i].end, stop)
    shouting = i > 0 and view.doc[i - 1].is_upper and len(view.doc[i - 1]) > 1
    end = _shouted(view, i, stop) if shouting else _run(view, i, stop)
    return end


def _run(view: View, i: int, stop: int, *, places: bool = False) -> int:
    """The end of a run of capitalised words, with particles between them."""
    end = j = i
    while j < min(stop, i + _MAX_WORDS):
        token = view.doc[j]
        plain = token.text[:1].isupper() and token.is_alpha and not token.is_upper
        if (plain and not _known(view, j, places)) or (j > i and _goes_on(view, j)):
            end = j = j + 1
        elif j > i and (token.lower_ in _PARTICLES or token.text in ("-", "'", "\u2019")):
            j += 1
        elif j > i and token.is_upper and len(token) == 1 and not _known(view, j):
            end = j = j + 1
        else:
            break
    return end


def _goes_on(view: View, i: int) -> bool:
    """The initial of "Farida N.", the end of "Soon-hee"."""
    text = view.doc[i].text
    if len(text) == 2 and text[0].isupper() and text[1] == ".":
        return True
    joined = view.doc[i - 1].text == "-" and not view.doc[i - 1].whitespace_
    return joined and view.doc[i].is_alpha and not view.doc[i - 2].whitespace_


def _shouted(view: View, i: int, stop: int) -> int:
    """In text all in capitals a name is what follows a title and is no word that we know."""
    j = i
    while j < min(stop, i + _MAX_WORDS):
        token = view.doc[j]
        noun = view.pos(j) in ("PROPN", "NOUN", "X", "ADJ")
        if not token.is_alpha or not noun or _known(view, j) or token.lower_ in _NEVER:
            break
        j += 1
    return j


def _known(view: View, i: int, places: bool = False) -> bool:
    """Whether the word means something else; with ``places`` a place's name may be a person's."""
    if view.lower[i] in _NEVER or (i in view.places and not places):
        return True
    others = (view.people, view.cues, view.ordnance, view.dates, view.numbers)
    return any(i in layer for layer in others)


def _inside_name(view: View, i: int) -> bool:
    """A word before it is capitalised too, or governs it as a place: "in Noor and his ..."."""
    if i == 0:
        return False
    before = view.doc[i - 1]
    in_place = before.lower_ in ("in", "near", "at", "from", "outside", "inside", "towards")
    return in_place or (
        before.text[:1].isupper()
        and before.is_alpha
        and not before.is_sent_start
        and i - 1 not in view.people
    )


def _age_follows(view: View, end: int) -> bool:
    lower = view.lower
    for j in (end, end + 1):
        n = view.numbers.get(j)
        if n is not None and n.label == "AGE" and n.start == j:
            return j == end or lower[end] in (",", "(")
    return False


def _kin_follows(view: View, end: int, stop: int) -> bool:
    words = view.lower[end : min(end + 3, stop)]
    if len(words) < 2:
        return False
    if words[0] in ("and", ",", "with") and words[1] in _KIN:
        return end + 2 in view.people or words[0] == "and"
    return False


def _introduced(view: View, i: int) -> bool:
    return i >= 2 and tuple(view.lower[i - 2 : i]) in _NAMED_AS


def _in_list(view: View, i: int) -> bool:
    return i > 0 and view.lower[i - 1] in (",", "and", ";", "&")
