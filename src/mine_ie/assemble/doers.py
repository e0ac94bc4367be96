"""Phrases for those who act: "the bomb disposal team of the 42nd Rifles", "HALO", "rebels".

A phrase is found by its last noun (``data/en/doers.yaml``) or by a name in capitals, and grows to
the left over what describes it and to the right over what it is of. Whether it did anything is
asked elsewhere (:mod:`.operators`, :mod:`.perpetrators`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import srsly
from spacy.tokens import Token

from mine_ie.assemble.sentence import Sentence, once
from mine_ie.grammar.word_class import guess
from mine_ie.lexicon import data_path, plural

_DETERMINERS = frozenset(
    "the a an its their our his her some several these those two three".split()
)
_STOPS = frozenset('and or but nor , ; : . ( ) " \u201c \u201d \u2013 \u2014 -- ! ? /'.split())
_GOVERN = frozenset(
    "of in near for to from at with against on into inside outside among around behind targeting "
    "killing wounding injuring against between upon towards like including told".split()
)
_GOES_ON = frozenset(["of", "from", "with"])
_POSSESSIVE = frozenset(["'s", "\u2019s", "'", "\u2019"])
_OF_VERBS = ("VBD", "VBZ", "VBP", "VB", "MD", "IN", "WP", "WDT", "WRB", "PRP", "TO", "VBG")
_DESCRIBES = ("al", "ic", "an", "ese", "ish", "ary", "ive", "ent", "ern")
_MOST_LEFT = 8
_MOST_RIGHT = 9
_ACRONYM = range(3, 9)


@dataclass(frozen=True)
class Doer:
    """A phrase for a body of people; offsets are the Doc's, ``first`` and ``last`` tokens of it."""

    start: int
    end: int
    kind: str
    first: int
    last: int
    #: "by the army"
    agent: bool
    #: "of the army", "near the army": what the word before it says, no doer.
    governed: bool


#: The kinds of nouns, in the order in which a noun is looked for.
_KINDS = ("trade", "armed", "force", "body")


@cache
def _data() -> dict[str, frozenset[str]]:
    data = srsly.read_yaml(data_path("doers.yaml"))
    heads = {kind: [*data[kind], *map(plural, data[kind])] for kind in _KINDS}
    return {name: frozenset(words) for name, words in {**data, **heads}.items()}


@cache
def _kinds() -> dict[str, str]:
    """The kind of each noun."""
    return {word: kind for kind in reversed(_KINDS) for word in _data()[kind]}


@cache
def _described() -> frozenset[str]:
    """The nouns that a noun before them describes."""
    return _data()["things"].union(_kinds())


@cache
def _known() -> frozenset[str]:
    """All words of the table."""
    return frozenset().union(*_data().values())


@once
def doers(sentence: Sentence) -> list[Doer]:
    """Return the phrases of a sentence, in order; those joined by "and" are one."""
    found: list[Doer] = []
    taken = _taken(sentence)
    for doer in _phrases(list(sentence.span), taken):
        if found and doer.first <= found[-1].last + 1:
            found[-1] = replace(
                found[-1], end=max(found[-1].end, doer.end), last=max(found[-1].last, doer.last)
            )
        elif found and _joined(sentence, found[-1], doer):
            found[-1] = replace(found[-1], end=doer.end, last=doer.last)
        else:
            found.append(doer)
    return found


def _joined(sentence: Sentence, left: Doer, right: Doer) -> bool:
    return right.kind != "armed" and sentence.between(left.end, right.start) in (" and ", " & ")


def _taken(sentence: Sentence) -> frozenset[int]:
    """Offsets of the words that are ordnance or dates."""
    spans = (*sentence.ordnance, *sentence.dates)
    return frozenset(token.idx for span in spans for token in span)


def _phrases(tokens: list[Token], taken: frozenset[int]) -> Iterator[Doer]:
    i = 0
    while i < len(tokens):
        kind = _kind(tokens, i)
        if tokens[i].idx in taken and kind != "armed":
            kind = None  # "Anti-personnel mines", "the 3rd"; "warplanes" stand for bombs as well
        if kind is None:
            i += 1
            continue
        first, last = _left(tokens, i, taken), _right(tokens, i)
        if kind == "body" and any(t.lower_ in _data()["armed"] for t in tokens[first : last + 1]):
            kind = "armed"  # "the separatist organisation ETA"
        if kind in ("force", "body") and any(
            t.lower_ in _data()["trade_words"] for t in tokens[first:i]
        ):
            kind = "trade"
        before = tokens[first - 1].lower_ if first else ""
        end = tokens[last].idx + len(tokens[last])
        yield Doer(tokens[first].idx, end, kind, first, last, before == "by", before in _GOVERN)
        i = last + 1


def _kind(tokens: list[Token], i: int) -> str | None:
    """What the token is if it ends a phrase."""
    kind = _kinds().get(tokens[i].lower_)
    if kind is None and _is_acronym(tokens, i):
        kind = "name"
    if kind is None or i + 1 == len(tokens):
        return kind
    after = tokens[i + 1]
    return None if _modifies(tokens[i], after) or after.lower_ == "-" else kind


def _is_acronym(tokens: list[Token], i: int) -> bool:
    """ "ANAMA", "UNMAS"; no word of a heading in capitals."""
    token = tokens[i]
    if not (token.is_upper and token.is_alpha and len(token) in _ACRONYM):
        return False
    beside = [t for t in tokens[max(0, i - 1) : i + 2] if t is not token and t.is_alpha]
    shouted = not beside or any(t.is_upper and len(t) > 1 for t in beside)
    return token.lower_ not in _data()["no_names"] and not shouted


def _modifies(token: Token, after: Token) -> bool:
    """ "The police station", "team leader": the noun describes the one after it."""
    if after.lower_ in _POSSESSIVE:
        return True
    if not after.is_alpha or after.is_upper or not token.whitespace_:
        return False
    return after.lower_ in _described()


def _left(tokens: list[Token], head: int, taken: frozenset[int]) -> int:
    """Where the phrase begins."""
    first = head
    for k in range(head - 1, max(-1, head - 1 - _MOST_LEFT), -1):
        token, word = tokens[k], tokens[k].lower_
        if word in _DETERMINERS:
            return k
        if (
            token.is_space
            or (token.idx in taken and word not in _data()["trade_words"])
            or (word in _STOPS and word != "-")
        ):
            break
        if not _may_describe(token, tokens[k - 1].lower_ if k else "", k == 0):
            break
        first = k
    while first < head and tokens[first].lower_ in (*_POSSESSIVE, "-"):
        first += 1
    return first


def _may_describe(token: Token, before: str, opens: bool) -> bool:
    word = token.lower_
    if word in _data()["describe"] or word in _POSSESSIVE or word == "-" or token.like_num:
        return True
    tag = guess(token.text, before)
    if tag in _OF_VERBS:
        return False
    if token.text[:1].isupper():
        return not opens or tag not in ("RB", "DT")
    return word in _known() or word.endswith(_DESCRIBES)


def _right(tokens: list[Token], head: int) -> int:
    """Where the phrase ends, with what it is of and its name in brackets."""
    last = _bracket(tokens, head)
    goes_on = last + 1
    if goes_on + 1 >= len(tokens) or tokens[goes_on].lower_ not in _GOES_ON:
        return last
    for k in range(goes_on + 1, min(len(tokens), head + _MOST_RIGHT + 1)):
        token, word = tokens[k], tokens[k].lower_
        capital = token.text[:1].isupper() or token.like_num
        if not capital and not _may_follow(word, tokens[k - 1].lower_):
            break
        if capital or _kind(tokens, k) is not None:
            last = _bracket(tokens, k)
    return last


def _may_follow(word: str, before: str) -> bool:
    """ "Of **the** Royal Navy's **Northern** Diving Group": small words inside such a phrase."""
    inside = word in _DETERMINERS or word in _POSSESSIVE or word in ("of", "-", "and")
    described = word in _known() or word.endswith(_DESCRIBES)
    return (inside or described) and guess(word, before) not in ("VBD", "VBZ", "MD")


def _bracket(tokens: list[Token], k: int) -> int:
    """ "The Saharawi army (SPLA)"."""
    closes = tokens[k + 1 : k + 4]
    if len(closes) == 3 and closes[0].text == "(" and closes[2].text == ")" and closes[1].is_upper:
        return k + 3
    return k
