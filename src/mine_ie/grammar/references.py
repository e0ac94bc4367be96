"""What later words say of ordnance: "**they** were destroyed", "**the device** blew up".

Pronouns, definite mentions and words for a whole find ("the cache", "the weapons") go back to the
items before them, so that grenades found in one sentence and destroyed in the next are destroyed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.grammar import acts, blasts, fates
from mine_ie.grammar.item_counts import Item, best, is_counted_noun
from mine_ie.grammar.view import ADVERBS, BE, View

_PRONOUNS = frozenset("them it they these those all everything both which itself".split())
_WHOLES = frozenset(
    "weapons weapon items item materials material cache caches devices device munitions "
    "contents arms haul finds objects object articles arsenal stockpile weaponry ordnance "
    "explosives contraband stash ammunition lot pieces equipment hoard depot whole rest "
    "remainder".split()
)
#: A definite word of these kinds may go back to any of those.
_LOOSE = {
    "ordnance": ("ied", "mine", "booby_trap", "uxo", "bomb", "grenade", "projectile", "mortar",
                 "rocket", "missile", "submunition", "erw", "axo", "ordnance"),
    "ied": ("ied", "ordnance", "mine.improvised", "booby_trap", "bomb", "uxo"),
    "explosive": ("explosive", "ied"),
    "projectile": ("projectile", "mortar", "uxo", "rocket"),
    "mortar": ("mortar", "uxo"),
    "rocket": ("rocket", "grenade", "uxo", "missile"),
    "missile": ("missile", "rocket"),
    "bomb": ("bomb", "ied", "uxo", "submunition"),
    "mine": ("mine", "ied"),
    "uxo": ("uxo", "erw", "mortar", "projectile", "rocket", "bomb", "grenade", "ordnance"),
}  # fmt: skip
#: Kinds of totals that are told again by their parts, and the least of them.
_TOTALS = frozenset("ordnance uxo erw mine explosive submunition".split())
_FEWEST_OF_A_TOTAL = 3
_COMPRISES = frozenset(
    "include includes included comprise comprised comprises consist consisted were are".split()
)
_DISPOSALS = frozenset(["seized", "removed", "defused", "destroyed"])
_OPEN = frozenset(["remaining", "found", "seized", "removed", "defused", None])
_OBJECTS = frozenset(["them", "it", "everything", "all", "both"])
_DETERMINERS = frozenset("the all this their that these those".split())
_LOOK_BACK = 4
_PREPOSITIONS = frozenset("with from in on for at by to like beside near".split())
#: Words of "all of the items destroyed".
_NOTE = 4
#: Characters of such a line.
_LINE = 90
#: Lines of a list to which "all" may go back.
_LINES = 20
_KEEPS = frozenset(["exception", "except", "apart", "excluding"])


def resolved(view: View, groups: Sequence[Sequence[Item]]) -> list[Item]:
    """Return the items of the text with what later mentions say of them."""
    reader = _Reader(view, [item for group in groups for item in group])
    reader.mark_definite(groups)
    reader.break_down()
    reader.apply_disposals()
    reader.apply_blasts()
    return sorted(reader.items, key=lambda i: (i.mention.start, i.start))


class _Reader:
    """Items of one text, with the sentences they stand in."""

    def __init__(self, view: View, items: list[Item]) -> None:
        self.view = view
        self.items = items
        self.sentences = list(view.sentences())
        self._starts = [s.start for s in self.sentences]

    def sentence(self, token: int) -> int:
        """Index of the sentence that holds a token."""
        return bisect_right(self._starts, token) - 1

    # -- definite mentions --------------------------------------------------------------------

    def mark_definite(self, groups: Sequence[Sequence[Item]]) -> None:
        """Tie "the mines" to the mines before; a first "the mine" is one like "a mine"."""
        sharing = {
            item.mention.start: bool(group) and group[0].definite and group[0].count is None
            for group in groups
            for item in group
        }
        for k, item in enumerate(self.items):
            shared = sharing[item.mention.start] and item.form == "plural" and item.count is None
            if not (item.definite or shared) or item.mass_kg is not None:
                continue
            if item.definite and (self._names_blast(item) or self._is_restricted(item)):
                self.items[k] = self._first(item)
                continue
            earlier = self.referents(item)
            if item.count is not None:
                earlier = [e for e in earlier if self.items[e].count == item.count]
            if not earlier:
                self.items[k] = self._first(item)
                continue
            last = self.items[earlier[-1]]
            bare = item.definite and (
                item.kind in ("ordnance", "ied")
                or _is_the_explosive(item)
                or self._head(item) == self._head(last)
            )
            loose = last.kind if bare and not last.kind.startswith(item.kind) else None
            item = replace(
                item, definite=True, ref=last.mention.start, as_kind=loose or item.as_kind
            )
            if last.planned and item.action is not None and not item.planned:
                # "An operation to defuse a bomb ... they defused the device": told here alone.
                item = replace(item, definite=False, count=item.count or last.count)
            self.items[k] = item
            if item.count is None or item.count == last.count:
                self._carry(k, earlier)

    def referents(self, item: Item) -> list[int]:
        """Indexes of the items before that a definite mention may go back to."""
        kinds = (item.kind, *_LOOSE.get(item.kind, ()))
        if _is_the_explosive(item):
            kinds = (*kinds, "bomb", "uxo", "mine", "projectile", "grenade", "mortar")
        here = self.sentence(item.mention.start)
        found = [
            k
            for k, other in enumerate(self.items)
            if other.mention.start < item.mention.start
            and not (other.definite and other.ref is None)
            and any(other.kind == kind or other.kind.startswith(kind + ".") for kind in kinds)
            and "implied" not in layers.unpack(other.mention.kb_id_)
            and here - self.sentence(other.mention.start) <= 2 * _LOOK_BACK
        ]
        head = self._head(item)
        exact = [
            k for k in found
            if self.items[k].kind == item.kind or self._head(self.items[k]) == head
        ]  # fmt: skip
        return exact or found

    def _first(self, item: Item) -> Item:
        if item.count is None and is_counted_noun(self.view, item):
            return replace(item, definite=False, count=counts.ONE)
        return replace(item, definite=False)

    def _is_restricted(self, item: Item) -> bool:
        """ "The mines **sown by** France": told apart by what follows, so not spoken of before."""
        following = acts.act(self.view, item.mention.end)
        laid = following is not None and layers.unpack(following.kb_id_)["action"] == "laid"
        return laid and item.form == "plural"

    def _names_blast(self, item: Item) -> bool:
        """ "The bomb blast in May": it is the blast that is the one spoken of."""
        cue = self.view.cues.get(item.mention.end - 1) or self.view.cues.get(item.mention.end)
        following = self.view.cues.get(item.mention.end)
        cue = following if following is not None else cue
        return cue is not None and cue.id_ == "blast" and cue.end > item.mention.end

    def _carry(self, k: int, earlier: Sequence[int]) -> None:
        """What is done with "the mines" was done with those spoken of before."""
        item = self.items[k]
        if item.action not in _DISPOSALS or item.planned:
            return
        singular = item.form == "singular"
        for e in earlier[-1:] if singular else earlier:
            self._upgrade(e, item.action)

    def _upgrade(self, k: int, action: str) -> None:
        before = self.items[k]
        if before.planned or before.action not in _OPEN:
            return
        if before.action is None or fates.ORDER.index(action) > fates.ORDER.index(before.action):
            self.items[k] = replace(before, action=action)

    # -- totals broken down in the next sentence ----------------------------------------------

    def break_down(self) -> None:
        """ "1,023 items were lifted. The haul was made up of 3 mines and 1,020 shells"."""
        for k, total in enumerate(self.items):
            if best(total) < _FEWEST_OF_A_TOTAL or total.action is None or total.part:
                continue
            if total.kind not in _TOTALS:
                continue
            here = self.sentence(total.mention.start)
            parts = [
                p for p in range(k + 1, len(self.items))
                if self.sentence(self.items[p].mention.start) == here + 1
                and self.items[p].count is not None
            ]  # fmt: skip
            whole = sum(best(self.items[p]) for p in parts)
            adds_up = len(parts) > 1 and whole == best(total)
            if not adds_up and not (0 < whole <= best(total) and self._breaks_down(here + 1)):
                continue
            self.items[k] = replace(total, total=adds_up, definite=False)
            for p in parts:
                self.items[p] = self._part_of(total, self.items[p])

    def _breaks_down(self, sentence: int) -> bool:
        """ "Of these, ...", "They comprised ...", "These included ..."."""
        if sentence >= len(self.sentences):
            return False
        first, *rest = self.view.lower[self._starts[sentence] : self._starts[sentence] + 3]
        if first in ("of", "among"):
            return rest[:1] in (["these"], ["them"], ["those"], ["this"], ["which"])
        return first in ("these", "they", "those") and bool(rest) and rest[0] in _COMPRISES

    def _part_of(self, total: Item, part: Item) -> Item:
        own = part.action if part.action not in (None, "remaining") and not part.contents else None
        action = own or total.action
        return replace(part, action=action, planned=total.planned, part=True)

    # -- "they were destroyed" ----------------------------------------------------------------

    def apply_disposals(self) -> None:
        """Let "they", "the cache", "everything" carry what was done back to the finds."""
        seen: set[int] = set()
        for k in sorted(self.view.cues):
            cue = self.view.cues[k]
            if cue.start in seen:
                continue
            seen.add(cue.start)
            sentence = self.sentences[self.sentence(cue.start)]
            action = self._disposal(sentence, cue)
            if action is None or _is_order(sentence, cue) or _denied(self.view, sentence, cue):
                continue
            word = self._object(sentence, cue) or self._subject(sentence, cue)
            if word is not None:
                for target in self._targets(word, cue.start, sentence):
                    self._upgrade(target, action)

    def _disposal(self, sentence: Span, cue: Span) -> str | None:
        """What a verb says was done with a find: "destroyed", "blew up" said of those who clear."""
        if acts.act(self.view, cue.start) is not None:
            fate = fates.read(self.view, sentence, cue)
            return fate.action if fate.action in _DISPOSALS and not fate.planned else None
        return "destroyed" if blasts.on_purpose(self.view, sentence, cue) else None

    def _object(self, sentence: Span, cue: Span) -> str | None:
        """The pronoun or word for the whole right of an active verb."""
        words = self.view.lower
        k = cue.end
        for word in words[cue.start + 1 : k]:
            if word in _OBJECTS:
                return word
        while k < sentence.end and (words[k] in ADVERBS or words[k] in ("safely", "of", "up")):
            whole = words[k] in ("all", "both")
            if whole and words[k + 1 : k + 3] in (["of", "it"], ["of", "them"], ["of", "these"]):
                return words[k]
            if whole and not self._determines(k + 1, sentence):
                return words[k]
            k += 1
        if k >= sentence.end:
            return None
        if words[k] in _OBJECTS:
            return words[k]
        return self._whole(k, sentence) if words[k] in _DETERMINERS else None

    def _determines(self, k: int, sentence: Span) -> bool:
        """ "Both **the** jackets", "all **of the** rounds"."""
        return k < sentence.end and self.view.lower[k] in ("the", "these", "those", "of", "their")

    def _whole(self, determiner: int, sentence: Span) -> str | None:
        """The word for a whole find, or for the head of an item, that a determiner opens."""
        words = self.view.lower
        for j in range(determiner + 1, min(determiner + 5, sentence.end)):
            if words[j] in _WHOLES and j not in self.view.numbers:
                return words[j]
            if j not in self.view.ordnance and singular(words[j]) in self._heads(j):
                return words[j]
            if self.view.doc[j].is_punct or words[j] in ("of", "in", "and"):
                break
        return None

    def _heads(self, before: int) -> set[str]:
        """The last words of the items named before a token: "jacket", "round"."""
        return {self._head(i) for i in self.items if i.mention.end <= before}

    def _head(self, item: Item) -> str:
        return singular(self.view.lower[item.mention.end - 1])

    def _subject(self, sentence: Span, cue: Span) -> str | None:
        """The pronoun or word for the whole left of a passive verb."""
        words = self.view.lower
        if (word := self._elliptic(sentence, cue)) is not None:
            return word
        k = cue.start if words[cue.start] in BE else cue.start - 1
        low = max(sentence.start, cue.start - 7)
        while k > low and words[k] not in BE:
            if words[k] in (";", ":") or (k in self.view.ordnance and words[k] not in _WHOLES):
                return None
            k -= 1
        if words[k] not in BE:
            return None
        if k > sentence.start and words[k - 1] in _PRONOUNS:
            return words[k - 1]
        head = range(max(sentence.start, k - 22), k)
        if any(i.count is not None and not i.definite for i in self._within(head)):
            return None
        for j in reversed(head):
            if words[j - 1] == "the" and self._is_head(j):
                return words[j]
            if words[j] in _PRONOUNS and words[j - 1] in _PREPOSITIONS:
                continue  # "With it, 61 airstrips are destroyed."
            if words[j] in _PRONOUNS or words[j] in _WHOLES:
                start = j == sentence.start or j == head[0]
                the = any(
                    w in ("the", "all", "these", "those", "its") for w in words[max(0, j - 14) : j]
                )
                if words[j] in _PRONOUNS or start or the:
                    return words[j]
            if words[j] in (";", "."):
                return None
        return None

    def _elliptic(self, sentence: Span, cue: Span) -> str | None:
        """ "All items destroyed.", "(All destroyed)": a note without its verb."""
        words = self.view.lower
        k = sentence.start
        while k < cue.start and self.view.doc[k].is_punct:
            k += 1
        lead = words[k : cue.start]
        noted = lead[:1] in (["all"], ["both"], ["everything"]) and len(lead) <= _NOTE
        ends = cue.end >= sentence.end or not self.view.doc[cue.end].is_alpha
        if not noted or not ends or words[cue.start] in BE:
            return None
        return lead[-1] if lead[-1] in _WHOLES else "all"

    def _is_head(self, j: int) -> bool:
        word = singular(self.view.lower[j])
        return j not in self.view.ordnance and word in self._heads(j)

    def _within(self, tokens: range) -> Iterator[Item]:
        return (i for i in self.items if i.mention.start in tokens)

    def _targets(self, word: str, before: int, sentence: Span) -> Iterable[int]:
        """The items that a pronoun or a word for the whole goes back to."""
        eligible = [
            k for k, i in enumerate(self.items)
            if i.mention.end <= before and not i.planned and i.action in _OPEN
            and (i.cue is None or i.cue.start != before)
            and "implied" not in layers.unpack(i.mention.kb_id_)
        ]  # fmt: skip
        if not eligible:
            return []
        here = self.sentence(before)
        nearest = self.sentence(self.items[eligible[-1]].mention.start)
        if here - nearest > _LOOK_BACK + 2:
            return []
        run = [k for k in eligible if self._runs_to(k, nearest)]
        run = sorted({*run, *self._listed_with(run, eligible)})
        if any(w in _KEEPS for w in self.view.lower[sentence.start : sentence.end]):
            excepted = {i.kind for i in self._within(range(before, sentence.end)) if i.definite}
            run = [k for k in run if self.items[k].kind not in excepted]
        if word not in _PRONOUNS and word not in _WHOLES:
            return [k for k in run if self._head(self.items[k]) == singular(word)]
        if word in ("it", "device", "object", "item", "weapon"):
            return run[-1:]
        if word in ("devices", "explosives", "ammunition", "ordnance", "munitions"):
            return [k for k in run if self.items[k].kind != "component"] or run
        return run

    def _listed_with(self, run: list[int], eligible: list[int]) -> list[int]:
        """The items that stand in lines under the same heading as those of the run."""
        headings = {i.cue.start for k in run if (i := self.items[k]).cue and self._is_under(i)}
        return [k for k in eligible if (c := self.items[k].cue) and c.start in headings]

    def _is_under(self, item: Item) -> bool:
        """Whether the verb that governs an item stands in an earlier sentence: its heading."""
        cue = item.cue
        return cue is not None and self.sentence(cue.start) < self.sentence(item.mention.start)

    def _runs_to(self, k: int, nearest: int) -> bool:
        """Whether item ``k`` belongs to the run of finds that ends in sentence ``nearest``."""
        item = self.items[k]
        here = self.sentence(item.mention.start)
        if here == nearest or self._are_lines(here, nearest):
            return True
        if item.action not in ("found", "seized") or nearest - here > 2:
            return False
        between = self.view.doc[item.end : self.sentences[nearest].start].text
        return "\n" not in between.strip(" ")

    def _are_lines(self, here: int, nearest: int) -> bool:
        """Whether short lines without a blank one between lead from one sentence to another."""
        if not 0 < nearest - here <= _LINES:
            return False
        lines = [s.text for s in self.sentences[here:nearest]]
        between = self.view.doc[self._starts[here] : self._starts[nearest]].text
        return (
            all(len(s) <= _LINE for s in lines)
            and all("\n" in s[-2:] and "." not in s.rstrip()[-1:] for s in lines)
            and "\n\n" not in between
        )

    # -- "it blew up" -------------------------------------------------------------------------

    def apply_blasts(self) -> None:
        """Let "it exploded" and "another wounded two" go back to what was named."""
        new: list[Item] = []
        for k, cue in sorted(self.view.cues.items()):
            if cue.start != k or cue.label_ not in ("BLAST", "HARM"):
                continue
            sentence = self.sentences[self.sentence(k)]
            spot = self._anaphor(sentence, cue)
            if spot is None or any(i.start <= spot < i.end for i in (*self.items, *new)):
                continue
            referent = self._referent(spot)
            if referent is None:
                continue
            word = self.view.lower[spot]
            same = word in ("it", "they")
            base = self.items[referent]
            if same and base.action in ("detonated", "destroyed", "seized", "removed", "defused"):
                continue
            if base.action == "found" and self.view.lower[spot - 1] == "before":
                continue  # "Police found a bomb before it exploded"
            new.append(self._again(base, spot, cue, same))
            if same:
                self.items[referent] = replace(base, action=None, cue=None)
        self.items += new

    def _again(self, base: Item, spot: int, cue: Span, same: bool) -> Item:
        mention = base.mention
        span = Span(
            self.view.doc, spot, spot + 1, mention.label_, kb_id=mention.kb_id_, span_id=mention.id_
        )
        count = base.count if same else counts.ONE
        return Item(spot, spot + 1, span, count, action="detonated", cue=cue, ref=mention.start)

    def _anaphor(self, sentence: Span, cue: Span) -> int | None:
        """The token that stands for a device: subject of "exploded", object of "stepped on"."""
        words = self.view.lower
        values = layers.unpack(cue.kb_id_)
        if cue.label_ == "BLAST" and values.get("role") == "contact":
            after = words[cue.end] if cue.end < sentence.end else ""
            return (
                cue.end if after in ("one", "another") and cue.end not in self.view.people else None
            )
        if cue.id_ != "explode" and cue.label_ != "HARM":
            return None
        k = cue.start - 1
        while k > sentence.start and (words[k] in ADVERBS or words[k] in ("has", "had", "then")):
            k -= 1
        if cue.id_ == "explode" and words[k] == "it":
            return k
        if words[k] in ("another", "second", "third") and k not in self.view.people:
            return k
        return None

    def _referent(self, spot: int) -> int | None:
        here = self.sentence(spot)
        found = [
            k for k, i in enumerate(self.items)
            if i.mention.end <= spot and here - self.sentence(i.mention.start) <= 1
            and i.form == "singular" and "implied" not in layers.unpack(i.mention.kb_id_)
            and i.kind not in ("component", "explosive", "ammunition")
        ]  # fmt: skip
        return found[-1] if found else None


def _is_the_explosive(item: Item) -> bool:
    """ "Two experts defused **the explosive**": the bomb told of before."""
    return item.kind == "explosive" and item.form == "singular" and item.mass_kg is None


def singular(word: str) -> str:
    """Return a noun without its plural ending, which is enough to compare two.

    >>> singular("jackets")
    'jacket'
    """
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_order(sentence: Span, cue: Span) -> bool:
    """ "Lift it and it kills you": a bare verb that opens a sentence was not done."""
    form = layers.unpack(cue.kb_id_).get("form")
    return cue.start == sentence.start and form == "base"


def _denied(view: View, sentence: Span, cue: Span) -> bool:
    before = view.lower[max(sentence.start, cue.start - 4) : cue.start]
    return any(
        w in ("not", "n't", "never", "could", "may", "might", "cannot", "if") for w in before
    )
