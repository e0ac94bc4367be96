"""Which people stand beside a word of harm: right before, right after, or as its far subject."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.grammar.people import Chunk, roots, top
from mine_ie.grammar.people_lists import harm_at
from mine_ie.grammar.view import ADVERBS, BE, View, word_set

_REFLEXIVE = word_set("himself herself themselves itself")
_GOVERNED = word_set("by from in at near with on for against of after over into to")
_RELATIVE = word_set("who that which whom")
_HAVE = word_set("have has had having")
_BEFORE_BE = _HAVE | word_set("could may might would there also")
_BECOME = word_set("became become becomes")
_HARM_WORDS = word_set("shot and hit not blown burned either or reported said")
_TOLD = word_set("reported confirmed")
_PASSED = word_set("only up off of : - – \" “ ” ‘ ’ '")
#: Words between two commas that say more of the people before them.
_ASIDE = 12
_CLOSING = word_set(", ) – — -")
_DASHES = word_set("– — - --")
#: Words that the names of a group may take up.
_NAMES = 50


class Reach:
    """The people of one sentence by where they stand."""

    def __init__(self, view: View, sentence: Span, chunks: list[Chunk]) -> None:
        self.view = view
        self.sentence = sentence
        self.chunks = [c for c in chunks if not c.possessor]
        self.possessors = [c for c in chunks if c.possessor]
        self.by_start = {c.start: c for c in self.chunks}

    # -- beside -------------------------------------------------------------------------------
    def after(self, j: int) -> Chunk | None:
        """The people that start at ``j``, adverbs and "himself and" apart."""
        lower = self.view.lower
        for _ in range(4):
            if j >= self.sentence.end:
                return None
            if j in self.by_start:
                return self.by_start[j]
            if (owned := self._owned(j)) is not None:
                return owned
            if lower[j : j + 3] == ["a", "total", "of"]:
                j += 3
                continue
            if lower[j] in _REFLEXIVE:
                return self._beside_self(j + 1)
            if lower[j] in ADVERBS or self.view.doc[j].is_space or lower[j] in _PASSED:
                j += 1
                continue
            return None
        return None

    def _owned(self, j: int) -> Chunk | None:
        """ "Killing the deputy's two guards", "wounded Ali's brother": those owned."""
        lower = self.view.lower
        for k in range(j + 1, min(j + 6, self.sentence.end - 1)):
            if lower[k] in ("'s", "\u2019s") or (
                lower[k] in ("'", "\u2019") and lower[k - 1][-1] == "s"
            ):
                owned = next((c for n in (1, 2, 3) if (c := self.by_start.get(k + n))), None)
                return owned if owned is not None and not owned.bare else None
            if not self.view.doc[k].is_alpha or lower[k] in _GOVERNED:
                return None
        return None

    def _beside_self(self, j: int) -> Chunk | None:
        """ "killing himself and three others": the others."""
        lower = self.view.lower
        start = j
        while j < self.sentence.end and lower[j] in (
            "and",
            "with",
            "well",
            "as",
            "along",
            ",",
            "together",
        ):
            j += 1
        return self.by_start.get(j) if j > start else None

    def before(self, j: int) -> Chunk | None:
        """Those who end right before ``j``, but for adverbs: "one soldier reported killed"."""
        k = self.skip_left(j, auxiliaries=False)
        k -= k > self.sentence.start + 1 and self.view.lower[k - 1] in _TOLD
        return self.ending_at(k)

    def skip_left(self, j: int, *, auxiliaries: bool = True) -> int:
        """Pass adverbs, and auxiliaries with "who", leftwards."""
        lower = self.view.lower
        ends = {c.end for c in self.chunks}
        while j > self.sentence.start and j not in ends:
            word = lower[j - 1]
            adverb = word in ADVERBS or word.endswith("ly")
            auxiliary = (
                word in BE or word in _HAVE or word in _RELATIVE or word in ("later", "not", "to")
            )
            if not (adverb or (auxiliaries and auxiliary)):
                break
            j -= 1
        return j

    def ending_at(self, j: int) -> Chunk | None:
        """The list whose last chunk ends at ``j``, spaces, an age and a closing comma apart."""
        lower = self.view.lower
        k = j
        while k > self.sentence.start and self.view.doc[k - 1].is_space:
            k -= 1
        k = self._past_brackets(k)
        for chunk in self.chunks:
            if chunk.end == k:
                return first_of(chunk)
        closing = k > self.sentence.start and lower[k - 1] in _CLOSING
        if closing and (group := self._before_names(k - 1)) is not None:
            return group
        for chunk in self.chunks:
            if closing and chunk.end == k - 1 and (chunk.named or chunk.parent is not None):
                # "six men, two of whom are guards, were ...": the six.
                return roots(top(chunk))[0]
            if self._age_between(chunk, k):
                return first_of(chunk)
        return self._before_aside(k) if closing and lower[k - 1] == "," else None

    def _before_names(self, k: int) -> Chunk | None:
        """ "The four others - Ali Khan, ... and Omar Din - were hurt": the four."""
        if not self._is_dash(k):
            return None
        opens = next((j for j in range(k - 1, max(k - _NAMES, 0), -1) if self._is_dash(j)), 0)
        group = next((c for c in self.chunks if c.end == opens and c.number), None)
        several = group is not None and group.count is not None and (group.count.low or 0) > 1
        return first_of(group) if group is not None and several else None

    def _is_dash(self, k: int) -> bool:
        """A dash between words, no hyphen within one."""
        apart = k > 0 and bool(self.view.doc[k - 1].whitespace_)
        return self.view.lower[k] in _DASHES and (apart or self.view.lower[k] != "-")

    def _before_aside(self, k: int) -> Chunk | None:
        """ "Six others, two in critical condition, were ...": those before the aside."""
        for chunk in reversed(self.chunks):
            if chunk.end >= k - 1 or chunk.parent is not None:
                continue
            own = [c for c in self.chunks if chunk.end < c.start < k and c.parent is None]
            told = any(harm_at(self.view, j) for j in range(chunk.start - 1, chunk.start))
            near = self.view.lower[chunk.end] == "," and k - chunk.end <= _ASIDE
            return first_of(chunk) if near and not own and not told else None
        return None

    def described(self, j: int) -> Chunk | None:
        """The people before the comma at ``j``, with "of kibbutz Nirim" behind them or without."""
        chunk = self.ending_at(j)
        if chunk is not None:
            return chunk
        last = max((c for c in self.chunks if c.end <= j), key=lambda c: c.end, default=None)
        if last is None or j - last.end > 5 or self.view.lower[last.end] not in ("of", "from"):
            return None
        return first_of(last)

    def _past_brackets(self, k: int) -> int:
        """ "10 people [not identified] were hurt": the position before the brackets."""
        if k <= self.sentence.start or self.view.lower[k - 1] not in ("]", ")"):
            return k
        for j in range(k - 1, max(k - 12, self.sentence.start), -1):
            if self.view.lower[j] in ("[", "("):
                numbered = any(i in self.view.numbers for i in range(j, k))
                return k if numbered else j
        return k

    def _age_between(self, chunk: Chunk, end: int) -> bool:
        """ "Ali Khan, 34, died": only commas, brackets and an age lie between."""
        if not 0 < end - chunk.end <= 10:
            return False
        aged = False
        for i in range(chunk.end, end):
            n = self.view.numbers.get(i)
            lone = chunk.count == counts.ONE and not chunk.bare
            age = n is not None and (n.label == "AGE" or (n.label == "COUNT" and lone))
            aged = aged or age
            if not age and self.view.lower[i] not in (",", "(", ")", "aged", "and", "both", "-"):
                return False
        return aged

    # -- the subject --------------------------------------------------------------------------
    def auxiliary(self, j: int) -> int | None:
        """The position of the form of "be" that makes the verb at ``j`` passive."""
        lower = self.view.lower
        k = j
        for _ in range(6):
            k -= 1
            if k < self.sentence.start:
                return None
            if lower[k] in BE or lower[k] in _BECOME:
                while (
                    k > self.sentence.start
                    and not self._ends_at(k)
                    and (
                        lower[k - 1] in BE or lower[k - 1] in _BEFORE_BE or lower[k - 1] in ADVERBS
                    )
                ):
                    k -= 1
                return k
            adverb = lower[k] in ADVERBS or lower[k].endswith("ly") or lower[k] in _HARM_WORDS
            # "were Sunday killed", "was on Monday hurt"
            adverb = adverb or k in self.view.dates or (lower[k] == "on" and k + 1 < j)
            if not (adverb or (harm_at(self.view, k) and lower[k].endswith("ed"))):
                return None
        return None

    def _ends_at(self, k: int) -> bool:
        """ "Both were wounded": what looks like an adverb may be the people."""
        return any(c.end == k for c in self.chunks)

    def subject(self, cue: Span, aux: int) -> Chunk | None:
        """The subject of a verb whose group of auxiliaries starts at ``aux``."""
        return self._left_of(aux) or self.parsed_subject(cue) or self.nearest_left(aux)

    def _left_of(self, j: int) -> Chunk | None:
        k = j
        passed = _RELATIVE | _HAVE | {"also", "reportedly", "there", "of"}
        while (
            k > self.sentence.start
            and self.view.lower[k - 1] in passed
            and self.ending_at(k) is None
        ):
            k -= 1
        return self.ending_at(k)

    def nearest_left(self, j: int) -> Chunk | None:
        """The last chunk before ``j`` that no preposition governs, within the clause."""
        lower = self.view.lower
        for chunk in reversed([c for c in self.chunks if c.end <= j and c.parent is None]):
            between = range(chunk.end, j)
            if j - chunk.end > 22 or any(
                lower[k] in (";", ":") or self._takes_people(k) for k in between
            ):
                return None
            first = roots(chunk)[0]
            lead = lower[first.start - 1] if first.start > self.sentence.start else ""
            if lead not in _GOVERNED:
                return first
        return None

    def _takes_people(self, k: int) -> bool:
        """Whether a word of harm stands there that has people of its own."""
        return harm_at(self.view, k) and self.view.cues[k].id_ != "blown_up"

    def parsed_subject(self, cue: Span) -> Chunk | None:
        """The subject by the parse, through coordination and relative clauses."""
        if not self.view.has_parse(cue.start):
            return None
        verb = cue.root
        for _ in range(4):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    relative = child.lower_ in _RELATIVE and verb.dep_ == "relcl"
                    return self.covering(verb.head.i if relative else child.i)
            if verb.dep_ in ("conj", "xcomp", "acomp", "attr", "advcl", "oprd"):
                verb = verb.head
            elif verb.dep_ == "acl":
                return self.covering(verb.head.i)
            else:
                return None
        return None

    def covering(self, i: int) -> Chunk | None:
        """The list in which token ``i`` stands."""
        for chunk in self.chunks:
            if chunk.start <= i < chunk.end:
                return first_of(chunk)
        return None


def first_of(chunk: Chunk) -> Chunk:
    """The head of the list, or the whole of which it is a part; "one of them" speaks for itself."""
    if chunk.partitive and chunk.parent is not None:
        return chunk
    return roots(chunk)[0] if chunk.parent is not None or chunk.previous is not None else chunk
