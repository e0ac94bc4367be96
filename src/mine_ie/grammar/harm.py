"""Who was killed, injured or went missing: words of harm tied to the people they befell.

Where the victims stand depends on the word's role (see ``data/en/cues.yaml``) and on the voice:
"killed **two men**", "**two men** were killed", "**two men** died", "left **two** dead", "**two** deaths", "the
death of **two men**", "the toll rose to **two**". Adjacent phrases decide where there are any, as they hold in
headlines and capitals too; the parse finds the subjects that stand far from their verb.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.counts import Bounds
from mine_ie.grammar.chunks import Chunk, roots
from mine_ie.grammar.view import ADVERBS, BE, PREPOSITIONS, View

_BEFORE_TOLL = frozenset("to at of is was : as reached hit passed stood reaching topped surpassed exceeded".split())
_REFLEXIVE = frozenset(["himself", "herself", "themselves", "itself"])
_NOT_LEFT_OF = frozenset(["by", "from", "in", "at", "near", "with", "on", "for", "against", "of", "after", "over", "into", "to"])
_BODY = frozenset("injuries injury wounds burns hospital hospitalized trauma".split())


@dataclass(frozen=True, eq=False)
class Harm:
    """One reading: these people came to this harm, for the word ``cue`` says so."""

    outcome: str
    cue: Span
    chunk: Chunk | None
    count: Bounds | None
    start: int
    end: int
    part_of: Chunk | None = None
    toll: bool = False


def read(view: View, sentence: Span, found: list[Chunk]) -> list[Harm]:
    """Return what the sentence says of harm to people, in text order."""
    reader = _Reader(view, sentence, found)
    cues = [
        span
        for i in range(sentence.start, sentence.end)
        if (span := view.cues.get(i)) is not None
        and span.start == i
        and span.label_ in ("HARM", "TOLL")
    ]
    for cue in cues:
        reader.read(cue)
    return sorted(reader.harms, key=lambda h: (h.start, h.end))


class _Reader:
    """The state of one sentence: which chunks a cue has already taken."""

    def __init__(self, view: View, sentence: Span, found: list[Chunk]) -> None:
        self.view = view
        self.sentence = sentence
        self.chunks = found
        self.by_start = {c.start: c for c in found}
        self.taken: dict[int, str] = {}
        self.harms: list[Harm] = []

    # -- the roles ------------------------------------------------------------------------------
    def read(self, cue: Span) -> None:
        values = layers.unpack(cue.kb_id_)
        role, outcome = values["role"], values["outcome"]
        form = values.get("form", "")
        if role == "object":
            chunk = self._object(cue, form)
        elif role == "subject":
            chunk = self._subject(cue)
        elif role == "predicate":
            chunk = self._predicate(cue)
        elif role == "lives":
            self._lives(cue, outcome)
            return
        elif role == "toll":
            self._toll(cue, outcome)
            return
        else:
            self._noun(cue, outcome)
            return
        if chunk is None:
            self._labelled(cue, outcome)
            return
        self._add(cue, outcome, chunk)

    def _object(self, cue: Span, form: str) -> Chunk | None:
        """Voice by what stands around the verb."""
        lower = self.view.lower
        before = self._before(cue.start)
        after = self._after(cue.end)
        passive = self._auxiliary(cue.start)
        if form in ("base", "s", "ing") and not passive:
            return after
        if passive is not None:
            subject = self._left_of(passive)
            return subject or self._parsed_subject(cue) or self._nearest_left(passive)
        if form == "as-is" and lower[cue.end - 1] == "of":
            return after
        if after is not None and not (before is not None and self._free(before) and self._headline(cue, after)):
            return after
        if before is not None:
            return before
        return self._parsed_subject(cue) if self._looks_passive(cue) else None

    def _headline(self, cue: Span, after: Chunk) -> bool:
        """ "2 dead 3 injured": with a count on either side, the one before belongs here."""
        last = self.view.lower[cue.end - 1]
        return last in ("injured", "wounded", "dead", "hurt") and after.start == cue.end

    def _looks_passive(self, cue: Span) -> bool:
        return self.view.has_pos and self.view.doc[cue.start].tag_ == "VBN"

    def _subject(self, cue: Span) -> Chunk | None:
        start = self._skip_left(cue.start)
        chunk = self._ending_at(start)
        return chunk or self._parsed_subject(cue) or self._nearest_left(start)

    def _predicate(self, cue: Span) -> Chunk | None:
        lower = self.view.lower
        before = self._before(cue.start)
        if before is not None:
            return before
        if cue.start > self.sentence.start and lower[cue.start - 1] == "the":
            return None  # "the dead": read with "among"
        aux = self._auxiliary(cue.start)
        if aux is not None:
            return self._left_of(aux) or self._parsed_subject(cue) or self._nearest_left(aux)
        return None

    def _noun(self, cue: Span, outcome: str) -> None:
        """ "five deaths", "no casualties", "the death of six", "injuries to two guards"."""
        lower = self.view.lower
        chunk = self._before(cue.start)
        if chunk is not None and chunk.number and self._free(chunk):
            self._add(cue, outcome, chunk)
            return
        n = self._number_before(cue.start)
        if n is not None and not (lower[cue.end - 1] in ("injuries", "injury") and n.rule != "negation"):
            self._count(cue, outcome, n.bounds, n.start)
            return
        if cue.end < self.sentence.end and lower[cue.end] in ("of", "to", "among", "for"):
            chunk = self._after(cue.end + 1)
            if chunk is not None and self._free(chunk) and (lower[cue.end] in ("of", "to") or chunk.number):
                self._add(cue, outcome, chunk)
                return
        if lower[cue.start - 1 : cue.start] == ["without"] and outcome in ("unspecified", "injured", "killed"):
            self._count(cue, outcome, counts.ZERO, cue.start)
            return
        self._labelled(cue, outcome)

    def _lives(self, cue: Span, outcome: str) -> None:
        """ "claimed 12 lives", "took the lives of two": a number or people, then "lives"."""
        stop = min(cue.end + 8, self.sentence.end)
        for j in range(cue.end, stop):
            if self.view.lower[j] in ("lives", "life"):
                n = next(
                    (self.view.numbers[k] for k in range(cue.end, j) if k in self.view.numbers), None
                )
                if n is not None and n.label == "COUNT" and n.rule != "article":
                    self._count(cue, outcome, n.bounds, n.start)
                return

    def _toll(self, cue: Span, outcome: str) -> None:
        """ "The toll rose from nine to 12": the number that the toll came to."""
        view = self.view
        stop = min(cue.end + 14, self.sentence.end)
        best = None
        for j in range(cue.end, stop):
            n = view.numbers.get(j)
            if n is None or n.start != j or n.label != "COUNT" or n.rule in ("article", "negation"):
                if view.lower[j] in ("while", "but", ";", "after"):
                    break
                continue
            lead = view.lower[j - 1]
            if lead in _BEFORE_TOLL or (best is None and lead in ("of", "to")):
                best = n
                if lead == "to" or lead in ("at", "is", "of", "stood"):
                    break
            elif lead != "from" and best is None:
                best = n
        if best is None:
            best = self._number_before(cue.start)
        if best is not None:
            self._count(cue, outcome, best.bounds, best.start, toll=True)

    def _labelled(self, cue: Span, outcome: str) -> None:
        """ "Killed: 3" and "among the dead were two guards"."""
        lower = self.view.lower
        j = cue.end
        if j < self.sentence.end - 1 and lower[j] in (":", "-", "\u2013", "\u2014", "="):
            n = self.view.numbers.get(j + 1)
            if n is not None and n.label == "COUNT" and n.start == j + 1:
                self._count(cue, outcome, n.bounds, n.start)
                return
        before = lower[max(cue.start - 2, self.sentence.start) : cue.start]
        if before[-1:] == ["the"] and j < self.sentence.end and lower[j] in ("were", "are", "was", "is", "include", "includes", "included"):
            skip = j + 1
            chunk = self._after(skip)
            if chunk is not None:
                self._add(cue, outcome, chunk, part=True)

    # -- what stands beside the cue ----------------------------------------------------------------
    def _after(self, j: int) -> Chunk | None:
        lower = self.view.lower
        for _ in range(3):
            if j >= self.sentence.end:
                return None
            if j in self.by_start:
                return self._past_self(self.by_start[j])
            if lower[j] in ("himself", "herself", "themselves"):
                if j + 1 < self.sentence.end and lower[j + 1] in ("and", ",", "along", "as"):
                    k = j + 2
                    while k < self.sentence.end and lower[k] in ("and", "with", "well", "as", "wounding"):
                        k += 1
                    return self.by_start.get(k)
                return None
            if lower[j] in ADVERBS or self.view.doc[j].is_space or lower[j] in ("only", "up", "off", "of"):
                j += 1
                continue
            return None
        return None

    def _past_self(self, chunk: Chunk) -> Chunk:
        return chunk

    def _before(self, j: int) -> Chunk | None:
        """The chunk that ends right before ``j``, but for adverbs and "who were"."""
        return self._ending_at(self._skip_left(j, auxiliaries=False))

    def _skip_left(self, j: int, auxiliaries: bool = True) -> int:
        lower = self.view.lower
        while j > self.sentence.start:
            word = lower[j - 1]
            is_adverb = word in ADVERBS or word.endswith("ly")
            if is_adverb and (j - 1) not in self.by_start or (
                auxiliaries
                and (word in BE or word in ("have", "has", "had", "who", "that", "later", "which", "not", "to"))
            ):
                j -= 1
                continue
            break
        return j

    def _ending_at(self, j: int) -> Chunk | None:
        """The list whose last chunk ends at token ``j``, spaces and a closing comma or bracket apart."""
        lower = self.view.lower
        k = j
        while k > self.sentence.start and (self.view.doc[k - 1].is_space):
            k -= 1
        closing = k > self.sentence.start and lower[k - 1] in (",", ")", "\u2013", "\u2014", "-")
        for chunk in self.chunks:
            if chunk.end == k:
                return self._root(chunk)
            if closing and chunk.parent is not None and chunk.end == k - 1:
                return self._root(chunk)
            if closing and self._age_between(chunk.end, k):
                return self._root(chunk)
        return None

    def _age_between(self, start: int, end: int) -> bool:
        """ "Ali Khan, 34, died": only commas, brackets and an age lie between."""
        if not 0 < end - start <= 8:
            return False
        numbers = [self.view.numbers.get(i) for i in range(start, end)]
        return all(
            n is not None and n.label in ("AGE", "COUNT") or self.view.lower[i] in (",", "(", ")", "aged", "age", "years", "old", "-")
            for i, n in zip(range(start, end), numbers, strict=True)
        ) and any(numbers)

    @staticmethod
    def _root(chunk: Chunk) -> Chunk:
        return roots(chunk)[0] if chunk.parent is not None or chunk.previous is not None else chunk

    def _auxiliary(self, j: int) -> int | None:
        """The position of the form of "be" that makes the verb at ``j`` passive."""
        lower = self.view.lower
        k = j
        for _ in range(5):
            k -= 1
            if k < self.sentence.start:
                return None
            if lower[k] in BE:
                while k > self.sentence.start and (lower[k - 1] in BE or lower[k - 1] in ("have", "has", "had", "could", "may", "might", "would") or lower[k - 1] in ADVERBS):
                    k -= 1
                return k
            if not (lower[k] in ADVERBS or lower[k].endswith("ly") or lower[k] in ("shot", "and", "hit", "not", "blown", "burned") or self._is_cue_verb(k)):
                return None
        return None

    def _is_cue_verb(self, k: int) -> bool:
        cue = self.view.cues.get(k)
        return cue is not None and cue.label_ == "HARM" and self.view.lower[k].endswith("ed")

    def _left_of(self, j: int) -> Chunk | None:
        k = j
        lower = self.view.lower
        while k > self.sentence.start and lower[k - 1] in ("who", "that", "which", "also", "reportedly", "have", "has", "had", "there"):
            k -= 1
        return self._ending_at(k)

    def _nearest_left(self, j: int) -> Chunk | None:
        """The last free chunk before ``j`` that no preposition governs, within the clause."""
        lower = self.view.lower
        candidates = [c for c in self.chunks if c.end <= j and c.parent is None]
        for chunk in reversed(candidates):
            between = range(chunk.end, j)
            if any(lower[k] in (";", ":") for k in between) or j - chunk.end > 22:
                return None
            if any(
                k in self.view.cues and self.view.cues[k].label_ == "HARM" for k in between
            ):
                return None
            first = roots(chunk)[0]
            lead = lower[first.start - 1] if first.start > self.sentence.start else ""
            if lead in _NOT_LEFT_OF or not self._free(chunk):
                continue
            return first
        return None

    def _parsed_subject(self, cue: Span) -> Chunk | None:
        """The subject by the parse, through coordination and relative clauses."""
        if not self.view.has_parse:
            return None
        verb = cue.root
        for _ in range(4):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    if child.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
                        return self._covering(verb.head.i)
                    return self._covering(child.i)
            if verb.dep_ in ("conj", "xcomp", "acomp", "attr", "advcl", "oprd"):
                verb = verb.head
                continue
            if verb.dep_ == "acl":
                return self._covering(verb.head.i)
            break
        return None

    def _covering(self, i: int) -> Chunk | None:
        if not self.sentence.start <= i < self.sentence.end:
            return None
        for chunk in self.chunks:
            if chunk.start <= i < chunk.end:
                return self._root(chunk)
        return None

    def _number_before(self, j: int) -> object | None:
        """A count that governs the noun at ``j`` through its adjectives: "five civilian deaths"."""
        for k in range(j - 1, max(j - 5, self.sentence.start - 1), -1):
            n = self.view.numbers.get(k)
            if n is not None:
                return n if n.label == "COUNT" and n.rule != "article" or n.rule == "negation" else None
            token = self.view.doc[k]
            if token.is_punct or self.view.is_verb(k) or self.view.lower[k] in PREPOSITIONS:
                return None
            if self.view.lower[k] in ("and", "or", ",") :
                return None
        return None

    # -- what comes of it --------------------------------------------------------------------------
    def _free(self, chunk: Chunk) -> bool:
        return chunk.start not in self.taken

    def _add(self, cue: Span, outcome: str, first: Chunk, part: bool = False) -> None:
        for chunk in roots(first) if first.parent is None else [first]:
            if not self._free(chunk) and self.taken[chunk.start] != outcome and not chunk.partitive:
                # "killed and wounded N": the nearer word keeps them.
                continue
            if self.taken.get(chunk.start) == outcome:
                continue
            self.taken[chunk.start] = outcome
            self.harms.append(self._harm(cue, outcome, chunk, part))
            for other in self.chunks:
                if other.parent is chunk and self._free(other):
                    self.taken[other.start] = outcome
                    self.harms.append(self._harm(cue, outcome, other, True, chunk))

    def _harm(self, cue: Span, outcome: str, chunk: Chunk, part: bool, parent: Chunk | None = None) -> Harm:
        return Harm(outcome, cue, chunk, chunk.count, chunk.start, chunk.end, parent or (chunk if part else None))

    def _count(self, cue: Span, outcome: str, bounds: Bounds, start: int, toll: bool = False) -> None:
        low, high = min(start, cue.start), max(cue.end, start + 1)
        self.harms.append(Harm(outcome, cue, None, bounds, low, high, toll=toll))
