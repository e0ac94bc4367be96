"""Who was killed, injured or went missing: words of harm tied to the people they befell.

Where the victims stand depends on the word's role (see ``data/en/cues.yaml``) and on the voice:
"killed **two men**", "**two men** were killed", "**two men** died", "left **two** dead", "**two**
deaths", "the death of **two men**", "the toll rose to **two**". Adjacent phrases decide where there
are any, as they hold in headlines and capitals too; the parse finds the subjects that stand far
from their verb.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.counts import Bounds
from mine_ie.grammar import figures, limbs
from mine_ie.grammar.harm_roles import Harm, Roles
from mine_ie.grammar.harm_words import Word
from mine_ie.grammar.harm_words import words as harm_words
from mine_ie.grammar.irrealis import is_real
from mine_ie.grammar.people import Chunk, roots
from mine_ie.grammar.people_lists import harm_at, own_verb
from mine_ie.grammar.view import PREPOSITIONS, View, word_set

#: "In hospital" says where people died as well as that they are hurt: read last.
_LATE = "in_hospital"
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

_ANYONE = word_set("anyone anybody people persons civilians")
_BRINGS_ABOUT = word_set("led leading lead resulted resulting result caused causing to in")
_AS_WERE = frozenset(
    (a, b) for a in ("as", "so", "also") for b in ("was", "were", "did", "are", "is")
)
#: What follows on the figure of those who came to the same harm at another place or hour.
_ELSEWHERE = word_set("in at on elsewhere near later yesterday today overnight this last")
_LISTS = word_set(", and ; & plus")
_EVERYONE = word_set("all everyone everybody")
_NOT = word_set("not n't without never neither nor")
_POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our"])


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
            and not reader.denied(word)
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


class _Reader(Roles):
    """Reads the words of one sentence one after the other."""

    def holds(self, word: Word) -> bool:
        """Whether the word is but an attribute: "37 injured people", "two of the wounded"."""
        return any(c.start <= word.start < c.end for c in self.chunks)

    # -- the roles ----------------------------------------------------------------------------
    def read(self, word: Word) -> None:
        """Read one word of harm by its role."""
        if word.role == "toll":
            n = figures.toll(self.view, self.sentence, word.cue)
            if n is not None and not self._befallen(n.start):
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

    def _befallen(self, start: int) -> bool:
        """ "Toll 4 soldiers and 2 police dead": another word takes the people that start here."""
        chunk = self.reach.by_start.get(start)
        if chunk is None or chunk.bare or chunk.next is None:
            return False
        cue = self.view.cues.get(roots(chunk)[-1].end)
        return cue is not None and cue.label_ == "HARM"

    def _verb(self, word: Word) -> None:
        if (n := figures.number_of(self.view, self.sentence, word.start, word.end)) is not None:
            self._count(word, n.bounds, n.start, toll=True)
            return
        if self._listed(word):
            return
        if (n := figures.numbered(self.view, self.sentence, word.end)) is not None:
            self._count(word, n.bounds, n.start)
            return
        find = {"object": self._object, "subject": self._subject, "predicate": self._predicate}
        chunk = find[word.role](word)
        if chunk is None:
            chunk = self._inverted(word)
        if chunk is None and limbs.own(self.view, self.sentence, word.end):
            self._count(word, counts.ONE, word.end)  # "severely injuring his arm"
        elif chunk is None:
            self._labelled(word)
        else:
            self._add(word, chunk)

    def _listed(self, word: Word) -> bool:
        """ "Killed: 3", "Dead: four Turks, their interpreter"."""
        n = figures.labelled(self.view, self.sentence, word.start, word.end)
        if n is None:
            return False
        chunk = self.reach.by_start.get(n.start)
        if chunk is None or chunk.bare:
            self._count(word, n.bounds, n.start)
            return True
        self._add(word, chunk)
        self._set_side_by_side(chunk)
        return True

    def _set_side_by_side(self, first: Chunk) -> None:
        """ "Hurt: eleven Turks, six passers-by": what stands in such a list is no part of it."""
        end = first.end
        for k, harm in enumerate(self.harms):
            other = harm.chunk
            if harm.part_of is not first or other is None or other.partitive:
                continue
            between = set(self.view.lower[end : other.start])
            if between <= _LISTS:
                self.harms[k] = replace(harm, part_of=None)
                end = other.end

    def denied(self, word: Word) -> bool:
        """ "Did not hurt anyone", "without harming anybody", "no harm to people"."""
        if word.role != "object":
            return False
        lower = self.view.lower
        before = lower[max(word.start - 5, self.sentence.start) : word.start]
        anyone = lower[word.end : word.end + 1] and lower[word.end] in _ANYONE
        if not (anyone and _NOT & set(before)) and before[-1:] != ["no"]:
            return False
        if not anyone and lower[word.start] != "harm":
            return False
        hurt = set(lower[word.start : word.end]) & _HURT
        word = replace(word, outcome="unspecified") if hurt else word
        self._count(word, counts.ZERO, word.start)
        return True

    def _noun(self, word: Word) -> None:
        """ "five deaths", "no casualties", "the death of six", "injuries to two guards"."""
        view, lower = self.view, self.view.lower
        if (n := figures.number_of(view, self.sentence, word.start, word.end)) is not None:
            self._count(word, n.bounds, n.start, toll=True)
            return
        if (n := figures.come_to(view, self.sentence, word.start, word.end)) is not None:
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
        if chunk is not None and chunk.count is not None and figures.in_all(view, word.end):
            self._count(word, chunk.count, chunk.start, toll=True)
            return
        if (
            chunk is not None
            and chunk.number
            and self._free(chunk)
            and lower[word.end - 1] not in ("injuries", "injury")
        ):
            self._add(word, chunk)
            return
        if lower[word.start - 1] in ("his", "her") and _BRINGS_ABOUT & set(
            lower[max(word.start - 5, 0) : word.start]
        ):
            self._count(word, counts.ONE, word.start - 1)  # "led to his death"
            return
        if (n := figures.numbered(view, self.sentence, word.end)) is not None:
            self._count(word, n.bounds, n.start)
            return
        number = figures.before(view, self.sentence, word.start)
        if number is not None and lower[word.end - 1] != "injury":
            if not self._told(word, number.start):
                self._count(word, number.bounds, number.start)
            return
        if word.end < self.sentence.end and lower[word.end] in ("of", "to", "among", "for"):
            chunk = self.reach.after(word.end + 1)
            close = lower[word.end] in ("of", "to")
            if chunk is not None and self._free(chunk) and (close or chunk.number):
                self._add(word, chunk)
                return
        self._labelled(word)

    def _told(self, word: Word, at: int) -> bool:
        """ "168 injuries, including 33 amputations", "the death of 16 victims": told already."""
        if word.outcome == "unspecified" and any(h.start <= at < h.end for h in self.harms):
            return True
        part = self.view.lower[at - 1] in ("including", "with") and bool(self.harms)
        return part and self.harms[-1].outcome == word.outcome

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
        lead = self.view.lower[max(word.start - 6, self.sentence.start) : word.start]
        if chunk is None and _EVERYONE & set(lead):
            self._count(word, counts.ZERO, word.start)  # "All on board escaped unhurt"
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

    def _labelled(self, word: Word) -> None:
        """ "Killed: 3", "put the dead at five" and "among the dead were two guards"."""
        lower = self.view.lower
        n = figures.labelled(self.view, self.sentence, word.start, word.end)
        if n is not None:
            self._count(word, n.bounds, n.start)
            return
        the = "the" in (lower[word.start], *lower[max(word.start - 1, 0) : word.start])
        if not the or word.end + 1 >= self.sentence.end:
            return
        verb = lower[word.end]
        if verb == ",":
            self._apposed(word)
            return
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
                among = {"among", "amongst", "of"} & set(lower[max(word.start - 2, 0) : word.start])
                whole = named is not None or (word.outcome != "unspecified" and not among)
                self._add(word, chunk, part=not whole or verb.startswith("includ"))

    def _apposed(self, word: Word) -> None:
        """ "The wounded, three guards, were flown out"."""
        chunk = self.reach.by_start.get(word.end + 1)
        if chunk is None or word.outcome not in ("killed", "injured"):
            return
        lead = self.view.lower[max(word.start - 2, self.sentence.start) : word.start]
        end = roots(chunk)[-1].end
        if not (PREPOSITIONS & set(lead)) and self.view.lower[end : end + 1] == [","]:
            self._add(word, chunk)

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
            lead = tuple(lower[max(right.start - 2, 0) : right.start])
            if harm is not None and lead in _AS_WERE and self._free(right):
                self._harm_of(harm.cue, harm.outcome, right)  # "killed, as were two of his men"
                continue
            told = right.number is not None or right.more
            if harm is None or not right.bare or not told or not self._free(right):
                continue
            place = lower[right.end : right.end + 2]
            placed = place[:1] != [] and place[0] in _ELSEWHERE
            if place == ["in", "hospital"] and harm.cue.id_ != "die":
                continue
            gap = lower[left.end : right.start]
            apart = gap[-1:] == ["and"] and right.parent is None
            if apart and place[:1] and place[0].endswith("ly"):
                # "one was seriously injured, and three others lightly"
                self._harm_of(harm.cue, harm.outcome, right)
                continue
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
    def _add(self, word: Word, first: Chunk, *, part: bool = False) -> None:
        members = roots(first) if first.parent is None else [first]
        for chunk in members:
            before = self.taken.get(chunk.start)
            if before is not None and chunk.count == counts.ZERO:
                self._take(word, chunk, part)  # "no one died or was wounded"
                continue
            said_more = before is not None and (
                (word.role == "subject" and before.outcome == "injured")
                # "607 casualties, of whom 204 people were killed"
                or (before.outcome == "unspecified" != word.outcome and chunk.partitive)
                # "was blown up by a mine and hurt"
                or (before.cue.id_ == "blown_up" and word.outcome != "unspecified")
            )
            if before is not None and not said_more:
                # "killed and wounded N": the nearer word keeps them.
                continue
            if before is not None:
                # "was injured and later died"
                self.harms.remove(before)
            self._take(word, chunk, part)

    def _take(self, word: Word, chunk: Chunk, part: bool) -> None:
        outcome = word.outcome
        if chunk.count is None and figures.is_of_a_number(self.view, chunk.start):
            return  # "That brought to 147 the number of troops killed": a sum that is not theirs.
        if chunk.count == counts.ZERO:
            if chunk.attributes.get("victims"):
                return  # "no civilians were harmed" says nothing of others
            if set(self.view.lower[word.start : word.end]) & _HURT:
                outcome = "unspecified"
        if chunk.pronoun and any(h.outcome == outcome for h in self.harms):
            return  # "he" is one of those already told of
        if chunk.pronoun:
            # "A man was blown up; he died": his fate is told now.
            self.harms = [
                h for h in self.harms if h.outcome != "unspecified" or h.count != counts.ONE
            ]
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
        parent = parent or self._with_some(chunk, outcome)
        self._harm_of(word.cue, outcome, chunk, part_of=parent or (chunk if part else None))
        if (
            chunk.whole is not None
            and chunk.whole_is
            and OUTCOME_OF.get(chunk.whole_is) == "injured"
            and outcome == "killed"
        ):
            self._rest(word, chunk)
        for other in self.chunks:
            own = harm_at(self.view, other.start - 1)  # "killing four and injuring three of them"
            if other.parent is chunk and self._free(other) and not (own or self._dies_apart(other)):
                self._harm_of(word.cue, outcome, other, part_of=chunk)

    def _with_some(self, chunk: Chunk, outcome: str) -> Chunk | None:
        """ "29 were injured (**with nine** requiring amputations)": nine of the 29."""
        lead = self.view.lower[max(chunk.start - 2, self.sentence.start) : chunk.start]
        if lead not in (["(", "with"], [",", "with"]) or not self.harms or chunk.count is None:
            return None
        last = self.harms[-1]
        if last.outcome != outcome or last.chunk is None or last.count is None:
            return None
        return last.chunk if (last.count.best or 0) > (chunk.count.best or 0) else None

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
        harm = Harm(word.outcome, word.cue, None, bounds, low, high, toll=toll)
        if start in self.reach.by_start and not toll:
            self.taken.setdefault(start, harm)
        self.harms.append(harm)


def _bare(word: Word, chunk: Chunk) -> Harm:
    return Harm(word.outcome, word.cue, chunk, chunk.count, chunk.start, chunk.end)


def _minus(whole: Bounds, gone: int) -> Bounds:
    """Take ``gone`` people away; never below nobody."""
    low, best, high = (None if n is None else max(n - gone, 0) for n in whole)
    return Bounds(low, best, high)
