"""Victims that no lexicon lists, told by what befell them: names, and nouns for people.

What died or was killed is a person, whatever the word: "a chambermaid died", "two Romanians were
hurt", "Gul Zamin and Shah Wali lost their lives". From each word of harm the list of those it
befell is walked, to the left of passive and intransitive verbs, to the right of active ones.
"""

from __future__ import annotations

from functools import cache

import srsly
from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.view import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    PREPOSITIONS,
    Number,
    View,
    word_set,
)
from mine_ie.lexicon import data_path, plural

#: The label of a name that this module found.
LABEL = "HARMED"
_PARTICLES = word_set("al el bin ibn ul ur de da del la van von abu den der y e i")
_RELATIVE = word_set("who that which whom")
_DETERMINERS = word_set("a an the his her their another one")
_AFTER_PARTICIPLE = word_set(
    "by in when while after as on during near at outside , . ; : and following with )"
)
_LOST = word_set("lost lose loses losing")
_LEFT_ROLES = frozenset(["subject", "predicate", "lives", "unhurt", "hospital", "body"])
_MAX_MEMBERS = 8
_MAX_NAME = 5
_MAX_ASIDE = 14


@cache
def _no_victims() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns of animals and things, and words that show a name to be an organisation's."""
    data = srsly.read_yaml(data_path("human_nouns.yaml"))
    things = {w for group in (*data["exceptions"], *data["no_victims"]) for w in group}
    return (
        frozenset(things | {plural(w) for w in things}),
        frozenset(data["organisations"]),
    )


def is_no_victim(noun: str) -> bool:
    """Whether a lower-case noun is an animal or a thing: "eight sheep also perished".

    >>> is_no_victim("sheep"), is_no_victim("chambermaid")
    (True, False)
    """
    return noun in _no_victims()[0]


def mark(view: View, sentence: Span) -> None:
    """Add the people and names that words of harm show to ``view.people`` and ``view.names``."""
    i = sentence.start
    while i < sentence.end:
        cue = view.cues.get(i)
        if cue is None:
            i += 1
            continue
        i = max(cue.end, i + 1)
        if cue.label_ == "HARM":
            _Walk(view, sentence).from_cue(cue)


class _Walk:
    """A walk along the list of those that one word of harm befell."""

    def __init__(self, view: View, sentence: Span) -> None:
        self.view = view
        self.lower = view.lower
        self.start = sentence.start
        self.stop = sentence.end

    def from_cue(self, cue: Span) -> None:
        role = layers.unpack(cue.kb_id_).get("role")
        k, passive = self._skip_left(cue.start)
        if role == "object" and not passive:
            if self.lower[cue.end - 1] in ("of", "killed", "wounded", "injured", "hurt") or (
                cue.text.endswith(("s", "ing"))
            ):
                self._rightwards(cue.end)
            closed = cue.end >= self.stop or self.lower[cue.end] in _AFTER_PARTICIPLE
            if not closed or cue.text.endswith("ing"):
                return
        elif role != "object" and role not in _LEFT_ROLES:
            return
        if role == "lives" and self.lower[cue.start] not in _LOST:
            return
        self._leftwards(k)

    def _skip_left(self, k: int) -> tuple[int, bool]:
        passive = False
        while k > self.start:
            word = self.lower[k - 1]
            if word in BE or word in ("became", "become", "left"):
                passive = True
            elif not (
                word in ADVERBS or word in AUXILIARIES or word in _RELATIVE or word.endswith("ly")
            ):
                break
            k -= 1
        return k, passive

    # -- to the left --------------------------------------------------------------------------
    def _leftwards(self, k: int) -> None:
        names: list[tuple[int, int]] = []
        sure = False
        for n in range(_MAX_MEMBERS):
            end = self._before_aside(k)
            sure = sure or end < k
            first = self._name_before(end)
            if first is not None and not self._counted(first):
                names.append((first, end))
            else:
                first = self._noun_before(end)
            if first is None or first <= self.start:
                break
            link = self.lower[first - 1]
            if link in CONJUNCTIONS:
                k = first - 1
                k -= self.lower[k - 1] == ","
            elif link == "," and n > 0:
                k = first - 1
            else:
                break
        self._keep(names, sure)

    def _before_aside(self, k: int) -> int:
        """Where the person ends of whom "(34)", ", 34," or ", who sold fruit," says more."""
        if k <= self.start + 1:
            return k
        closing = self.lower[k - 1]
        if closing not in (",", ")"):
            return k
        opening = "(" if closing == ")" else ","
        for j in range(k - 2, max(k - _MAX_ASIDE, self.start) - 1, -1):
            if self.lower[j] == opening:
                return j
        return k

    def _name_before(self, end: int) -> int | None:
        """Where the run of capitalised words starts that ends at ``end``."""
        first = k = end
        while k > max(self.start, end - _MAX_NAME):
            token = self.view.doc[k - 1]
            if self._of_name(k - 1):
                k -= 1
                first = k
            elif token.lower_ in _PARTICLES or token.text in ("-", "'", "\u2019", "."):
                k -= 1
            else:
                break
        return first if first < end else None

    def _of_name(self, i: int) -> bool:
        token = self.view.doc[i]
        initial = len(token) == 2 and token.text[1] == "."
        if not token.text[:1].isupper() or not (token.is_alpha or initial):
            return False
        if token.is_upper and len(token) > 1:
            return False
        word = self.lower[i]
        if word in AUXILIARIES or word in PREPOSITIONS - {"al"} or word in CONJUNCTIONS:
            return False
        if i == self.start and (word in _DETERMINERS or word in ADVERBS or word.endswith("ly")):
            return False
        v = self.view
        return not any(i in layer for layer in (v.people, v.cues, v.ordnance, v.dates, v.numbers))

    def _counted(self, i: int) -> bool:
        """ "A Burkinabe", "two Danes": a noun for people, no name."""
        return i > self.start and (
            self._number(i - 1) is not None or self.lower[i - 1] in ("a", "an", "another")
        )

    def _noun_before(self, end: int) -> int | None:
        """Where the phrase for people starts that ends at ``end``; its noun is made known."""
        i = end - 1
        if i < self.start:
            return None
        known = i in self.view.people
        if not known and not self._may_be_person(i):
            return None
        for j in range(i - 1, max(i - 4, self.start) - 1, -1):
            n = self._number(j)
            if n is not None or self.lower[j] in _DETERMINERS:
                first = j if n is None else n.start
                governed = self._governed(first)
                place = i in self.view.places and not (
                    j == i - 1 and (n is not None or self.lower[j] in ("a", "an"))
                )
                if not known and (governed or place):
                    return None
                if not known:
                    self._make_person(i)
                return first
            if not self._may_describe(j):
                return None
        return None

    def _governed(self, i: int) -> bool:
        """ "Passengers of a minibus", "people from this one district"."""
        before = self.lower[max(i - 3, self.start) : i]
        while before and (before[-1] in _DETERMINERS or before[-1] in ("this", "at", "least")):
            before = before[:-1]
        return bool(before) and before[-1] in PREPOSITIONS

    def _may_be_person(self, i: int) -> bool:
        v, token = self.view, self.view.doc[i]
        word = self.lower[i]
        if not token.is_alpha or len(token) < 3 or word in _no_victims()[0] or word in AUXILIARIES:
            return False
        layers_ = (v.people, v.cues, v.ordnance, v.dates, v.numbers)
        return not any(i in layer for layer in layers_) and v.pos(i) in ("NOUN", "PROPN")

    def _may_describe(self, j: int) -> bool:
        word = self.lower[j]
        plain = j not in self.view.cues and j not in self.view.dates
        return (
            plain
            and word not in PREPOSITIONS
            and word not in CONJUNCTIONS
            and (self.view.doc[j].is_alpha or word == "-")
        )

    def _number(self, j: int) -> Number | None:
        n = self.view.numbers.get(j)
        counted = n is not None and n.label == "COUNT" and n.rule not in ("article", "negation")
        return n if counted else None

    def _make_person(self, i: int) -> None:
        several = self.lower[i].endswith(("s", "men", "people", "folk"))
        form = "plural" if several else "singular"
        self.view.people[i] = Span(
            self.view.doc,
            i,
            i + 1,
            label="PERSON",
            kb_id=f"form={form};presumed=civilian",
            span_id="unlisted",
        )

    # -- to the right -------------------------------------------------------------------------
    def _rightwards(self, i: int) -> None:
        names: list[tuple[int, int]] = []
        for _ in range(_MAX_MEMBERS):
            if i >= self.stop:
                break
            end = self._name_after(i)
            if end is not None:
                names.append((i, end))
            else:
                end = self._noun_after(i)
            if end is None:
                break
            i = end
            if i < self.stop and self.lower[i] == ",":
                i += 1
            if i < self.stop and self.lower[i] in CONJUNCTIONS:
                i += 1
            elif i == end:
                break
        self._keep(names, sure=False)

    def _name_after(self, i: int) -> int | None:
        j = i
        while j < min(self.stop, i + _MAX_NAME) and (self._of_name(j) or self._joins(i, j)):
            j += 1
        owner = j < self.stop and (
            j in self.view.people or self.lower[j] in ("'s", "\u2019s", "'", "\u2019")
        )
        return j if j > i and not owner else None

    def _joins(self, first: int, j: int) -> bool:
        """The hyphen of "Yod-iad", or what stands behind it."""
        doc = self.view.doc
        if doc[j].text == "-":
            return j > first and not (doc[j - 1].whitespace_ or doc[j].whitespace_)
        return (
            j - 1 > first
            and doc[j - 1].text == "-"
            and doc[j].is_alpha
            and self._joins(first, j - 1)
        )

    def _noun_after(self, i: int) -> int | None:
        n = self._number(i)
        if n is None and self.lower[i] not in _DETERMINERS - {"the", "one"}:
            return None
        j = n.end if n is not None else i + 1
        last = None
        for k in range(j, min(j + 4, self.stop)):
            if k in self.view.people:
                last = self.view.people[k].end - 1
            elif self._may_be_person(k):
                last = k
            elif not (self._may_describe(k) and self.view.pos(k) == "ADJ"):
                break
        if last is None:
            return None
        if last not in self.view.people:
            self._make_person(last)
        return last + 1

    # -- names --------------------------------------------------------------------------------
    def _keep(self, names: list[tuple[int, int]], sure: bool) -> None:
        """Keep the names, unless they are too short to tell or name places or organisations."""
        organisations = _no_victims()[1]
        for first, end in names:
            words = self.lower[first:end]
            if set(words) & organisations or all(i in self.view.places for i in range(first, end)):
                continue
            titled = first > self.start and first - 1 in self.view.people
            if titled or (end - first < 2 and not (sure and len(names) == 1) and len(names) < 2):
                continue
            span = Span(self.view.doc, first, end, label=LABEL)
            for i in range(first, end):
                self.view.names[i] = span
