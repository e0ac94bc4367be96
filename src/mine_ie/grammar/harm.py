"""Who was killed, injured or went missing: words of harm tied to the people they befell.

Where the victims stand depends on the word's role (see ``data/en/cues.yaml``) and on the voice:
"killed **two men**", "**two men** were killed", "**two men** died", "left **two** dead", "**two**
deaths", "the death of **two men**", "the toll rose to **two**". Adjacent phrases decide where there
are any, as they hold in headlines and capitals too; the parse finds the subjects that stand far
from their verb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.counts import Bounds
from mine_ie.grammar import figures, limbs
from mine_ie.grammar.harm_words import Word
from mine_ie.grammar.harm_words import words as harm_words
from mine_ie.grammar.irrealis import is_real
from mine_ie.grammar.people import Chunk, roots
from mine_ie.grammar.people_lists import own_verb
from mine_ie.grammar.reach import Reach
from mine_ie.grammar.view import ADVERBS, AUXILIARIES, View, word_set

#: Words that are past, participle and base at once.
#: "In hospital" says where people died as well as that they are hurt: read last.
_LATE = "in_hospital"
_INVARIABLE = frozenset(["hurt"])
_HEADLINE = word_set("injured wounded dead hurt killed")
#: Words between two verbs of harm with one subject.
_SHARED_REACH = 10
_ACTIVE = ("base", "s", "ing")
_HURT = word_set("hurt hurts hurting harmed harming harm affected")
#: Words for the harmed themselves, and what befell them.
OUTCOME_OF = {
    "dead": "killed", "killed": "killed", "deceased": "killed", "fatalities": "killed",
    "injured": "injured", "wounded": "injured",
    "hospitalised": "injured", "hospitalized": "injured",
    "missing": "missing",
    "victims": "unspecified", "victim": "unspecified",
    "casualties": "unspecified", "casualty": "unspecified",
}  # fmt: skip

_POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our"])


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
    words = harm_words(view, sentence)
    inside = [w for w in words if w.cue.label_ == "HARM" and reader.holds(w)]
    late = [w for w in words if w.cue.id_ == _LATE and w not in inside]
    for word in words:
        if (
            word not in inside
            and word not in late
            and is_real(view, sentence, word.start, word.form)
        ):
            reader.read(word)
    for word in inside:
        reader.attributive(word)
    reader.ellipsis()
    for word in late:
        reader.read(word)
    reader.settle()
    return sorted(reader.harms, key=lambda h: (h.start, h.end))


class _Reader:
    """The state of one sentence: which chunks a word has already taken."""

    def __init__(self, view: View, sentence: Span, found: list[Chunk]) -> None:
        self.view = view
        self.sentence = sentence
        self.reach = Reach(view, sentence, found)
        self.chunks = self.reach.chunks
        self.taken: dict[int, Harm] = {}
        self.harms: list[Harm] = []

    def holds(self, word: Word) -> bool:
        """Whether the word is but an attribute: "37 injured people", "two of the wounded"."""
        return any(c.start <= word.start < c.end for c in self.chunks)

    # -- the roles ----------------------------------------------------------------------------
    def read(self, word: Word) -> None:
        """Read one word of harm by its role."""
        if word.role == "toll":
            n = figures.toll(self.view, self.sentence, word.cue)
            if n is not None:
                self._count(word, n.bounds, n.start, toll=True)
        elif word.role == "count":
            self._noun(word)
        elif word.role in ("lives", "body"):
            self._limbs(word)
        elif word.role == "hospital":
            self._hospital(word)
        elif word.role == "unhurt":
            self._unhurt(word)
        elif word.role == "survive":
            self._survive(word)
        else:
            self._verb(word)

    def _verb(self, word: Word) -> None:
        if (n := figures.number_of(self.view, self.sentence, word.start, word.end)) is not None:
            self._count(word, n.bounds, n.start, toll=True)
            return
        if (n := figures.labelled(self.view, self.sentence, word.start, word.end)) is not None:
            self._count(word, n.bounds, n.start)
            return
        find = {"object": self._object, "subject": self._subject, "predicate": self._predicate}
        chunk = find[word.role](word)
        if chunk is None:
            chunk = self._inverted(word)
        if chunk is None:
            self._labelled(word)
        else:
            self._add(word, chunk)

    def _object(self, word: Word) -> Chunk | None:
        """Voice by what stands around the verb."""
        reach = self.reach
        before, after = reach.before(word.start), reach.after(word.end)
        aux = reach.auxiliary(word.start)
        if aux is not None:
            return reach.subject(word.cue, aux)
        invariable = self.view.lower[word.start] in _INVARIABLE
        if word.form in _ACTIVE and not (invariable and after is None):
            return after
        if word.form == "as-is" and self.view.lower[word.end - 1] == "of":
            return after
        reduced = before is not None and self._free(before)
        if (whom := self._whom(word)) is not None:
            return whom
        if after is not None and not (
            reduced and before is not None and self._headline(word, before, after)
        ):
            return after
        if before is not None:
            return before
        if self.view.lower[word.start - 1 : word.start] == [","]:
            # "Two policemen, killed in the blast, were buried"
            return reach.described(word.start - 1)
        participle = self.view.tag(word.start) == "VBN"
        return reach.parsed_subject(word.cue) if participle else None

    def _whom(self, word: Word) -> Chunk | None:
        """ "The sergeant, whom a landmine killed"."""
        for k in range(max(word.start - 6, self.sentence.start + 1), word.start):
            if self.view.lower[k] == "whom":
                return self.reach.ending_at(k) or self.reach.ending_at(k - 1)
        return None

    def _headline(self, word: Word, before: Chunk, after: Chunk) -> bool:
        """ "2 dead 3 injured": with a bare count on either side, the one before belongs here."""
        last = self.view.lower[word.end - 1]
        counted = before.bare and before.number is not None
        return (
            last in _HEADLINE
            and counted
            and (own_verb(self.view, after) or last in ("dead", "hurt"))
        )

    def _subject(self, word: Word) -> Chunk | None:
        start = self.reach.skip_left(word.start)
        chunk = self.reach.ending_at(start)
        if chunk is None and self.view.lower[start - 1 : start] == ["of"]:
            chunk = self.reach.ending_at(start - 1)
        return (
            chunk
            or self.reach.parsed_subject(word.cue)
            or self._shared(word)
            or self.reach.nearest_left(start)
        )

    def _shared(self, word: Word) -> Chunk | None:
        """ "A civilian sustained an injury and died": those of the word of harm before."""
        told = [h for h in self.harms if h.cue.end <= word.start and h.chunk is not None]
        last = max(told, key=lambda h: h.cue.end, default=None)
        if last is None or last.chunk is None or word.start - last.cue.end > _SHARED_REACH:
            return None
        lower = self.view.lower
        joints = [k for k in range(last.cue.end, word.start) if lower[k] in ("and", "but")]
        if not joints or last.chunk.end > last.cue.start:
            return None
        verb = lower[joints[-1] + 1 : word.start]
        one = all(w in ADVERBS or w in AUXILIARIES or w.endswith("ly") for w in verb)
        return last.chunk if one else None

    def _predicate(self, word: Word) -> Chunk | None:
        before = self.reach.before(word.start)
        if before is not None:
            return before
        if word.start > self.sentence.start and self.view.lower[word.start - 1] == "the":
            return None  # "the dead": read with "among"
        aux = self.reach.auxiliary(word.start)
        return self.reach.subject(word.cue, aux) if aux is not None else None

    def _noun(self, word: Word) -> None:
        """ "five deaths", "no casualties", "the death of six", "injuries to two guards"."""
        view, lower = self.view, self.view.lower
        if (n := figures.number_of(view, self.sentence, word.start, word.end)) is not None:
            self._count(word, n.bounds, n.start, toll=True)
            return
        zero = figures.nothing(view, self.sentence, word.start)
        if zero is not None:
            if zero:
                self._count(word, counts.ZERO, word.start)
            return
        nth = figures.ordinal(view, self.sentence, word.start)
        if nth is not None and word.outcome == "unspecified":
            self._count(word, nth, word.start)
            return
        chunk = self.reach.before(word.start)
        if (
            chunk is not None
            and chunk.number
            and self._free(chunk)
            and lower[word.end - 1] not in ("injuries", "injury")
        ):
            self._add(word, chunk)
            return
        number = figures.before(view, self.sentence, word.start)
        if number is not None and lower[word.end - 1] != "injury":
            self._count(word, number.bounds, number.start)
            return
        if word.end < self.sentence.end and lower[word.end] in ("of", "to", "among", "for"):
            chunk = self.reach.after(word.end + 1)
            close = lower[word.end] in ("of", "to")
            if chunk is not None and self._free(chunk) and (close or chunk.number):
                self._add(word, chunk)
                return
        self._labelled(word)

    def _limbs(self, word: Word) -> None:
        found = limbs.read(self.view, self.sentence, self.reach, word.start, word.end, word.role)
        if found is None:
            return
        outcome, victim = found
        word = replace(word, outcome=outcome)
        if isinstance(victim, Chunk):
            self._add(word, victim)
        else:
            self._count(word, victim.bounds, victim.start)

    def _hospital(self, word: Word) -> None:
        """ "Another nine were taken to the National Hospital"."""
        chunk = self._object(word) if word.form == "as-is" else None
        if chunk is not None and self._free(chunk):
            self._add(word, chunk)

    def _unhurt(self, word: Word) -> None:
        chunk = self._predicate(word) or self._subject(word)
        if chunk is None or not self._free(chunk) or chunk.count == counts.ZERO:
            return
        if self.view.lower[chunk.start] in _POSSESSIVES:
            return  # "His nephew escaped unhurt" leaves the fate of him open.
        self._harm(word, replace(_bare(word, chunk), count=counts.ZERO))

    def _survive(self, word: Word) -> None:
        """ "None of the four crew survived"."""
        chunk = self._subject(word)
        if chunk is not None and chunk.count == counts.ZERO and chunk.whole is not None:
            self._harm(word, replace(_bare(word, chunk), count=chunk.whole))

    def _inverted(self, word: Word) -> Chunk | None:
        """ "Killed by the device were two sweepers"."""
        opens = word.start <= self.sentence.start + 2 and self.view.lower[
            word.start - 1 : word.start
        ] != ["the"]
        if word.form not in ("ed", "as-is") or not opens:
            return None
        for j in range(word.end, min(word.end + 16, self.sentence.end - 1)):
            if self.view.lower[j] in ("were", "was", "are"):
                return self.reach.by_start.get(j + 1)
        return None

    def _labelled(self, word: Word) -> None:
        """ "Killed: 3", "put the dead at five" and "among the dead were two guards"."""
        lower = self.view.lower
        n = figures.labelled(self.view, self.sentence, word.start, word.end)
        if n is not None:
            self._count(word, n.bounds, n.start)
            return
        if lower[word.start - 1 : word.start] != ["the"] or word.end + 1 >= self.sentence.end:
            return
        verb = lower[word.end]
        if verb in ("were", "are", "was", "is", "include", "includes", "included", "have", "has"):
            named = next(
                (
                    k
                    for k in range(word.end, min(word.end + 5, self.sentence.end))
                    if lower[k] == "as"
                ),
                None,
            )
            chunk = self.reach.after(word.end + 1 if named is None else named + 1)
            if chunk is not None:
                self._add(word, chunk, part=named is None)

    def attributive(self, word: Word) -> None:
        """ "The wounded deminer was flown out", "hospitals took in 37 injured people"."""
        chunk = next(c for c in self.chunks if c.start <= word.start < c.end)
        if not self._free(chunk) or chunk.partitive or chunk.whole_is:
            return
        if is_real(self.view, self.sentence, word.start, word.form):
            self._add(word, chunk)

    def ellipsis(self) -> None:
        """ "Ten people were killed in the first blast, five in the second"."""
        lower = self.view.lower
        for left, right in zip(self.chunks, self.chunks[1:], strict=False):
            harm = self.taken.get(left.start)
            if harm is None or not right.bare or right.number is None or not self._free(right):
                continue
            place = lower[right.end : right.end + 2]
            placed = place[:1] in (["in"], ["at"], ["on"], ["elsewhere"], ["near"])
            if place == ["in", "hospital"] and harm.cue.id_ != "die":
                continue
            gap = lower[left.end : right.start]
            joined = gap[-1:] in ([","], ["and"], [";"]) and harm.cue.start < right.start
            if placed and right.parent is None and len(gap) < 12 and joined:
                self._placed(harm, left, self._bare_from(right))

    def _bare_from(self, first: Chunk) -> list[Chunk]:
        """The bare figures that go on from ``first``: "nine on the spot and three in hospital"."""
        lower, found = self.view.lower, [first]
        for chunk in self.chunks:
            near = chunk.start - found[-1].end < 8 and lower[chunk.start - 1] in (",", "and")
            if (
                chunk.start > first.start
                and chunk.bare
                and chunk.number
                and near
                and self._free(chunk)
            ):
                found.append(chunk)
        return found

    def _placed(self, harm: Harm, left: Chunk, others: list[Chunk]) -> None:
        """ "Twelve died, nine on the spot and three in hospital": parts if they add up."""
        figures_ = [
            c.count.best for c in others if c.count is not None and c.count.best is not None
        ]
        parts = left.count is not None and sum(figures_) == left.count.best and len(others) > 1
        for other in others:
            if self._free(other):
                self._harm_of(harm.cue, harm.outcome, other, part_of=left if parts else None)

    def settle(self) -> None:
        """Tie parts to wholes read after them: "six others, two in critical condition"."""
        for k, harm in enumerate(self.harms):
            parent = harm.chunk.parent if harm.chunk is not None and harm.chunk.partitive else None
            whole = self.taken.get(parent.start) if parent is not None else None
            if harm.part_of is None and whole is not None and whole.outcome == harm.outcome:
                self.harms[k] = replace(harm, part_of=parent)

    # -- what comes of it ---------------------------------------------------------------------
    def _free(self, chunk: Chunk) -> bool:
        return chunk.start not in self.taken

    def _add(self, word: Word, first: Chunk, *, part: bool = False) -> None:
        members = roots(first) if first.parent is None else [first]
        for chunk in members:
            before = self.taken.get(chunk.start)
            if before is not None and not (word.role == "subject" and before.outcome == "injured"):
                # "killed and wounded N": the nearer word keeps them.
                continue
            if before is not None:
                # "was injured and later died"
                self.harms.remove(before)
            self._take(word, chunk, part)

    def _take(self, word: Word, chunk: Chunk, part: bool) -> None:
        outcome = word.outcome
        if chunk.count == counts.ZERO:
            if chunk.attributes.get("victims"):
                return  # "no civilians were harmed" says nothing of others
            if set(self.view.lower[word.start : word.end]) & _HURT:
                outcome = "unspecified"
        if chunk.pronoun and any(h.outcome == outcome for h in self.harms):
            return  # "he" is one of those already told of
        if chunk.whole is not None and chunk.whole_is and OUTCOME_OF.get(chunk.whole_is) == outcome:
            # "Four of the 12 injured are in serious condition": twelve are injured.
            self.harms.append(
                replace(_bare(word, chunk), outcome=outcome, count=chunk.whole, chunk=None)
            )
            self._harm_of(word.cue, outcome, chunk, part_of=chunk)
            return
        before = chunk.parent if chunk.partitive else None
        whole = self.taken.get(before.start) if before is not None else None
        if whole is not None and outcome == "killed" and whole.outcome == "injured":
            # "Nine were wounded, of whom two died": seven stay wounded.
            self._less(whole, chunk.count)
            self._harm_of(word.cue, outcome, chunk)
            return
        parent = before if whole is not None and whole.outcome == outcome else None
        self._harm_of(word.cue, outcome, chunk, part_of=parent or (chunk if part else None))
        if (
            chunk.whole is not None
            and chunk.whole_is
            and OUTCOME_OF.get(chunk.whole_is) == "injured"
            and outcome == "killed"
        ):
            self._rest(word, chunk)
        for other in self.chunks:
            if other.parent is chunk and self._free(other) and not self._dies_apart(other):
                self._harm_of(word.cue, outcome, other, part_of=chunk)

    def _dies_apart(self, part: Chunk) -> bool:
        """A part with a verb of its own: "..., two of whom died"."""
        return part.partitive and own_verb(self.view, part)

    def _less(self, whole: Harm, gone: Bounds | None) -> None:
        if whole.count is None or gone is None or gone.best is None:
            return
        rest = _minus(whole.count, gone.best)
        self.harms[self.harms.index(whole)] = replace(whole, count=rest)

    def _rest(self, word: Word, chunk: Chunk) -> None:
        """ "One of the four injured has died": three stay injured."""
        if chunk.whole is not None and chunk.count is not None and chunk.count.best is not None:
            rest = _minus(chunk.whole, chunk.count.best)
            self.harms.append(
                replace(_bare(word, chunk), outcome="injured", count=rest, chunk=None)
            )

    def _harm_of(self, cue: Span, outcome: str, chunk: Chunk, part_of: Chunk | None = None) -> None:
        harm = Harm(outcome, cue, chunk, chunk.count, chunk.start, chunk.end, part_of)
        self.taken[chunk.start] = harm
        self.harms.append(harm)

    def _harm(self, word: Word, harm: Harm) -> None:
        if harm.chunk is not None:
            self.taken[harm.chunk.start] = harm
        self.harms.append(replace(harm, outcome=word.outcome))

    def _count(self, word: Word, bounds: Bounds, start: int, *, toll: bool = False) -> None:
        low, high = min(start, word.start), max(word.end, start + 1)
        self.harms.append(Harm(word.outcome, word.cue, None, bounds, low, high, toll=toll))


def _bare(word: Word, chunk: Chunk) -> Harm:
    return Harm(word.outcome, word.cue, chunk, chunk.count, chunk.start, chunk.end)


def _minus(whole: Bounds, gone: int) -> Bounds:
    """Take ``gone`` people away; never below nobody."""
    low, best, high = (None if n is None else max(n - gone, 0) for n in whole)
    return Bounds(low, best, high)
