"""Who stands where a word of harm looks for its people: object, subject, predicate, inverted.

By the voice of the verb and what stands beside it; the parse, where there is one, finds subjects
that stand far from their verb.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from mine_ie.counts import Bounds
from mine_ie.grammar.harm_words import Word
from mine_ie.grammar.people import Chunk
from mine_ie.grammar.people_lists import own_verb
from mine_ie.grammar.reach import Reach
from mine_ie.grammar.victims import is_no_victim
from mine_ie.grammar.view import ADVERBS, AUXILIARIES, BE, View, word_set

#: Words that are past, participle and base at once.
_INVARIABLE = frozenset(["hurt"])
_HEADLINE = word_set("injured wounded dead hurt killed")
#: Words between two verbs of harm with one subject.
_SHARED_REACH = 10
#: Words that "injured in the blast in ..." may take before its verb, and what ends the clause.
_CLAUSE = 18
_ENDS = word_set("; : . who which when while after before as")
_OWNS = ("'s", "\u2019s")
_ACTIVE = ("base", "s", "ing")
_JOINTS = word_set("and & but or nor")


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


class Roles:
    """The state of one sentence, and the people that the roles of its words ask for."""

    def __init__(self, view: View, sentence: Span, found: list[Chunk]) -> None:
        self.view = view
        self.sentence = sentence
        self.reach = Reach(view, sentence, found)
        self.chunks = self.reach.chunks
        #: The reading that has taken the chunk that starts at a token.
        self.taken: dict[int, Harm] = {}
        self.harms: list[Harm] = []

    def _free(self, chunk: Chunk) -> bool:
        return chunk.start not in self.taken

    def _object(self, word: Word) -> Chunk | None:
        """Voice by what stands around the verb."""
        reach = self.reach
        before, after = reach.before(word.start), reach.after(word.end)
        aux = reach.auxiliary(word.start)
        if aux is None and self.view.lower[word.start] in BE:
            aux = word.start  # "were blown up on"
        if aux is not None:
            return reach.subject(word.cue, aux) or self._shared(word)
        invariable = self.view.lower[word.start] in _INVARIABLE
        if word.form in _ACTIVE and not (invariable and after is None):
            return after
        if word.form == "as-is" and self.view.lower[word.end - 1] in ("of", "for", "to", "on"):
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
        chunk = chunk or self.reach.parsed_subject(word.cue) or self._shared(word)
        chunk = chunk or self._died_of_it(word)
        if chunk is not None:
            return chunk
        far = self.reach.nearest_left(start)
        beast = is_no_victim(self.view.lower[start - 1])
        # "while he followed his flock, and eight sheep perished"
        return None if far is not None and far.pronoun and beast else far

    def _died_of_it(self, word: Word) -> Chunk | None:
        """ "Seven people **injured in the blast** in Mastung succumbed": they who were hurt."""
        last = self.harms[-1] if self.harms else None
        if word.outcome != "killed" or last is None or last.chunk is None:
            return None
        near = last.cue.end <= word.start <= last.cue.end + _CLAUSE
        if last.outcome != "injured" or last.cue.start != last.chunk.end or not near:
            return None
        between = self.view.lower[last.cue.end : word.start]
        if any(w in _ENDS or (w in AUXILIARIES and w not in _OWNS) for w in between):
            return None
        last.chunk.whole_is = "injured"
        return last.chunk

    def _shared(self, word: Word) -> Chunk | None:
        """ "A civilian sustained an injury and died": those of the word of harm before."""
        told = [h for h in self.harms if h.cue.end <= word.start and h.chunk is not None]
        last = max(told, key=lambda h: h.cue.end, default=None)
        if last is None or last.chunk is None or word.start - last.cue.end > _SHARED_REACH:
            return None
        lower = self.view.lower
        joints = [k for k in range(last.cue.end, word.start) if lower[k] in _JOINTS]
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

    def _inverted(self, word: Word) -> Chunk | None:
        """ "Killed by the device were two sweepers"."""
        opens = word.start <= self.sentence.start + 2 and self.view.lower[
            word.start - 1 : word.start
        ] != ["the"]
        hurt = self.view.lower[word.start] in _INVARIABLE
        if not opens or not (hurt or word.form in ("ed", "as-is")):
            return None
        for j in range(word.end, min(word.end + 16, self.sentence.end - 1)):
            if self.view.lower[j] in ("were", "was", "are"):
                return self.reach.by_start.get(j + 1)
        return None
