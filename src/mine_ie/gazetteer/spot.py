"""Finding names of places in a text: candidates by their form, judged by what stands around them.

A pure function of the text, of the base model's entities (when there are any) and of the
gazetteer. Nothing is resolved here: a :class:`Spot` is a name with what the text says about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import attrgetter

from mine_ie.gazetteer import datelines, roads
from mine_ie.gazetteer.beside import UNITS, Beside
from mine_ie.gazetteer.contained import contained
from mine_ie.gazetteer.frames import Frames
from mine_ie.gazetteer.hyphens import SUFFIXES, Hyphens, names_war
from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.neighbours import Neighbours
from mine_ie.gazetteer.people import People
from mine_ie.gazetteer.runs import Runs
from mine_ie.gazetteer.scan import (
    ARTICLES,
    BIG,
    MIDDLING,
    NUMBERED,
    Name,
    Reading,
    Spot,
    occurrences,
    words_of,
)
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import beginnings, demonyms, homographs, word_list

_PLACE_LABELS = ("GPE", "LOC", "FAC")
# Ranks above which a name is no country, and no province or city of a million.
_UNIT, _PROVINCE, _CITY = 5, 45, 48
# In capitals surnames are everywhere: without a preposition only what nobody can miss.
_UNMISSABLE = 58
#: Type words that belong to the name even in English: Gaza City, Sen Bazaar.
_KEPT_TYPES = frozenset(
    ("county", "islands", "island", "sea", "ocean", "city", "valley", "airport", "bazaar")
)
#: Words before a name that are no part of it.
_LEFT_OUT = ("the", "village", "province", "district")


class Finder:
    """Finds the spots of a text with one gazetteer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._beside = Beside()
        self._people = People(store)
        self._frames = Frames(store, self._beside, self._people)
        self._hyphens = Hyphens(store)
        self._runs = Runs(store, self._beside, self._people)
        self._neighbours = Neighbours(store, self._frames, self._runs)
        self._types = self._beside.types
        self._never = word_list("never")
        self._small = word_list("small")
        self._breaks = word_list("breaks")
        self._before = word_list("before")
        self._titles = word_list("titles")
        self._says = word_list("says")
        self._bodies = word_list("organisations")
        self._given = word_list("given")
        self._firm = word_list("firm")
        self._venues = word_list("venues")
        self._sides = word_list("compass") | self._types.keys()
        self._demonyms = demonyms()
        self._peoples = beginnings(self._demonyms)
        self._homographs = homographs()
        self._english = self._homographs | self._sides | self._never
        self._vague = self._sides | self._small | self._never | {"the"}

    def find(
        self,
        text: str,
        names: Sequence[Name] = (),
        unread: Sequence[Name] = (),
        plain: frozenset[int] = frozenset(),
    ) -> list[Spot]:
        """Return the spots of ``text`` in order.

        ``names`` are the model's entities, ``unread`` stretches of text that it has not read,
        ``plain`` the offsets of words that its tagger takes for no noun or adjective.
        """
        words = self._hyphens.words(text)
        reading = Reading.of(text, words, names, unread, plain)
        heads = {} if reading.capitals else dict(datelines.heads(text, self._store.has))
        between = {} if reading.capitals else dict(roads.find(text))
        spots: list[Spot] = []
        new: list[Spot] = []
        index = 0
        while index < len(words):
            word = words[index]
            if word.start in heads:
                end = heads[word.start]
                spots.append(self._head(reading, index, end))
                while index < len(words) and words[index].start < end:
                    index += 1
                continue
            if word.start in between:
                end = between[word.start]
                spots.append(roads.spot(text, word.start, end, self._store))
                while index < len(words) and words[index].start < end:
                    index += 1
                continue
            named = reading.names[index] is not None
            silent = word.start in plain or (reading.capitals and word.folded in self._breaks)
            if not word.capital or (silent and not named):
                index += 1
                continue
            step, spot, framed = self._at(reading, index)
            if spot:
                spots.append(spot)
                if framed:
                    new.append(spot)
            index += step
        beside = [self._spot(reading, i, n) for i, n in self._neighbours.find(reading, spots)]
        return self._again(reading, spots + beside, new + beside)

    def given(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Spot]:
        """Return a spot for each of ``spans``, found elsewhere, with what stands beside it."""
        words = words_of(text)
        reading = Reading.of(text, words)
        spots = []
        for start, end in sorted(spans):
            inside = [k for k, w in enumerate(words) if w.start < end and w.end > start]
            if inside:
                spot = self._spot(reading, inside[0], len(inside))
                spot.start, spot.end, spot.text = start, end, text[start:end]
                spots.append(spot)
            else:
                spots.append(Spot(start, end, text[start:end]))
        return spots

    # -- repetitions ----------------------------------------------------------------

    def _head(self, r: Reading, i: int, end: int) -> Spot:
        start = r.words[i].start
        name = r.text[start:end].rstrip(" .,")
        first, _, last = name.rpartition(" ")
        if self._types.get(last.lower()) in UNITS and first and not self._store.has(fold(name)):
            name = first
        return Spot(start, start + len(name), name, "dateline")

    def _again(self, r: Reading, spots: list[Spot], new: list[Spot]) -> list[Spot]:
        """Find a name that one frame has proven wherever else the text has it."""
        taken = bytearray(len(r.text))
        for s in spots:
            taken[s.start : s.end] = b"\1" * (s.end - s.start)
        for name in {s.text: s for s in new if len(s.text) > 3 and s.role == "place"}:
            for start, end in occurrences(name, r.text):
                if any(taken[start:end]):
                    continue
                first, last = r.at(start), r.at(end)
                if first == last or not self._stands_alone(r, first, last - first):
                    continue
                taken[start:end] = b"\1" * (end - start)
                spots.append(self._spot(r, first, last - first))
        return sorted(spots, key=lambda s: s.start)

    def _stands_alone(self, r: Reading, i: int, size: int) -> bool:
        after = i + size
        if r.gap(after) == " " and r.words[after].capital:
            return False
        before = r.words[i - 1] if i else None
        if before and before.folded in self._titles:
            return False
        follows = before is not None and before.capital and not before.starts
        return not (follows and r.gap(i) == " ") and not self._beside.speaks(r, after)

    # -- one name -----------------------------------------------------------------------------

    def _at(self, r: Reading, i: int) -> tuple[int, Spot | None, bool]:
        """Return how many words are dealt with, the spot found, and whether only a frame did."""
        site = 0 if r.capitals else self._runs.site(r, i)
        if site:
            start, end = r.words[i].start, r.words[i + site - 1].end
            kind = self._beside.type_after(r, i + site)[0]  # "through Khamba Fort area"
            return site, Spot(start, end, r.text[start:end], type=kind or "site"), False
        if r.words[i].folded in self._peoples:
            for size in (2, 1):
                found = self._demonym(r, i, size)
                if found and not self._goes_on(r, i, size):
                    return size, found, False
        return self._name(r, i)

    def _goes_on(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether a demonym only begins a name: "British Columbia", "Saudi Arabia"."""
        run = self._runs.length(r, i)
        return any(0 < self._store.has(r.folded(i, n)) <= BIG for n in range(size + 1, run + 1))

    def _name(self, r: Reading, i: int) -> tuple[int, Spot | None, bool]:
        run, name = self._runs.length(r, i), r.names[i]
        if names_war(r, i):
            return 1, self._war_spot(r, i), False
        if self._keeper(r, i):
            return 2, None, False
        if not r.capitals:
            step, spot, framed = self._framed(r, i, run)
            if spot:
                return step, spot, framed
        if not r.capitals and name is not None and name.label in _PLACE_LABELS:
            size = _size(r, i, name)
            whole = self._runs.trimmed(r.words, i, run)
            if whole > size and self._runs.typed(r, i, whole):
                return whole, self._spot(r, i, whole), False
            return *self._entity(r, i, size, run), False
        if r.capitals:
            size = self._shouted(r, i, run, name)
            if size:
                return size, self._spot(r, i, size), False
        trimmed = self._runs.trimmed(r.words, i, run)
        for size in range(run, 0, -1):
            last = r.words[i + size - 1]
            if last.folded in self._small and (r.capitals or not last.capital):
                continue
            folded = r.folded(i, size)
            known = 0 if folded in self._never else self._store.has(folded)
            # What the gazetteer lacks is at most the whole run, with its type word or without.
            if not known and size != run and size != trimmed:
                continue
            if self._accept(r, i, size, run, known, name):
                spot = self._spot(r, i, size)
                inside = name is not None and name.label == "ORG" and name.end > last.end + 2
                # "Donetsk's Leninskyi", "Gardez, Paktia" are no bodies, for all that models say.
                if inside and r.gap(i + size)[:1] not in ("'", "’", ","):
                    spot.role, spot.form = "source", "part"
                elif size < run and not r.capitals:
                    self._belongs(r, i, size, run, spot)
                return size, spot, False
        return 1, None, False

    def _belongs(self, r: Reading, i: int, size: int, run: int, spot: Spot) -> None:
        """Take a name before other capitals for a source: "U.S. Congressman", "China Daily"."""
        rest = list(takewhile(attrgetter("capital"), r.words[i + size : i + run]))
        kind, length = self._beside.type_after(r, i + size)
        unit = kind in UNITS and length == len(rest)
        placed = r.before(i) in self._firm or r.gap(i) == ", "  # "in Kurram Agency"
        if not rest or (unit and placed):
            return
        if any(w.folded in self._bodies for w in rest) and not self._people.office(r, i + size):
            spot.role, spot.form = "source", "part"
        elif not self._runs.whole(r, i, size, run):
            spot.role = "source"

    def _framed(self, r: Reading, i: int, run: int) -> tuple[int, Spot | None, bool]:
        """Take a name that stands in a place's grammar, if the model has not called it one."""
        name = r.names[i]
        if r.words[i].folded in self._frames.closed:
            return 1, None, False
        if name is not None and name.label in _PLACE_LABELS:
            return 1, None, False
        run = self._runs.first_of_pair(r, i, run)
        size = run if self._runs.keeps_type(r, i, run) else self._runs.trimmed(r.words, i, run)
        if not self._runs.whole(r, i, size, run):
            return 1, None, False
        known = self._store.has(r.folded(i, size))
        if not self._frames.holds(r, i, size, known, name):
            return 1, None, False
        spot = self._spot(r, i, size)
        if not known or self._frames.linear(r, i + size):
            spot.end = self._frames.extent(r, i + size, spot.end)
            spot.text = r.text[spot.start : spot.end]
        taken = sum(1 for w in r.words[i : i + run] if w.start < spot.end)
        return max(taken, 1), spot, spot.role == "place"

    def _keeper(self, r: Reading, i: int) -> bool:
        """Tell whether the name is that of who keeps a house: "Conway's Bar"."""
        k = i + 1
        owns = r.gap(k) in ("'s ", "’s ") and r.words[k].capital
        return owns and r.after(k) in self._venues

    def _war_spot(self, r: Reading, i: int) -> Spot | None:
        word = r.words[i]
        if 0 < self._store.has(word.folded) < MIDDLING:
            return Spot(word.start, word.end, word.text, "source")
        return None

    def _shouted(self, r: Reading, i: int, run: int, name: Name | None) -> int:
        """Return the words of a name in capitals that the gazetteer lacks as a whole, or 0.

        What the model calls a place after a preposition, and "SAN MIGUEL DE MERCEDES", of which
        the gazetteer knows the first half.
        """
        words = r.words
        if name is not None and name.label in ("GPE", "LOC") and name.start == words[i].start:
            size = sum(1 for k in range(i, min(i + 6, len(words))) if words[k].start < name.end)
            if self._runs.may_name(r, i, size):
                return size
        for size in range(3, min(run, 5) + 1):
            if words[i + size - 2].folded not in ("de", "del", "la", "las", "los"):
                continue
            if self._runs.may_name(r, i, size) and self._store.has(r.folded(i, size - 2)):
                return size
        return 0

    def _demonym(self, r: Reading, i: int, size: int) -> Spot | None:
        if i + size > len(r.words):
            return None
        folded = r.folded(i, size)
        code = self._demonyms.get(folded)
        # "Philippines" is a country before it is more than one Philippine.
        if not code or (self._store.has(folded) == 1 and folded.endswith("s")):
            return None
        start, end = r.words[i].start, r.words[i + size - 1].end
        return Spot(start, end, r.text[start:end], "source", "demonym", country=code)

    def _entity(self, r: Reading, i: int, size: int, run: int) -> tuple[int, Spot | None]:
        """Take what the model calls a place, trimmed to the name."""
        start, whole, words = i, size, r.words
        while (
            size > 1
            and words[i].folded in self._vague
            and not self._store.has(r.folded(i, size))
            and not (words[i].capital and self._runs.keeps_type(r, i, size))
        ):
            i, size = i + 1, size - 1
        while size > 1 and not words[i + size - 1].capital:
            kind = self._types.get(words[i + size - 1].folded)
            if not kind or (kind not in UNITS and not self._store.has(r.folded(i, size - 1))):
                break
            size -= 1
        folded, name = r.folded(i, size), r.cut(i, size)
        known = self._store.has(folded)
        if size == 1 and (folded in self._never or folded in self._types or len(folded) < 2):
            return whole, None
        if folded in self._demonyms or not words[i].capital or self._beside.is_thing(r, i + size):
            return whole, None
        if not known and not self._may_be_new(r, i, size):
            return whole, None
        if known > BIG and size == 1 and name.isupper() and len(name) > 2:
            return whole, None  # ANAMA, MAG
        english = size == 1 and words[i].starts and folded in self._homographs
        if english and known > 1 and not self._beside.proven(r, i, size):
            return whole, None
        if size == 1 and self._beside.speaks(r, i + size) and known - 1 > BIG:
            return whole, None
        return i - start + size, self._spot(r, i, size)

    def _may_be_new(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether what the model calls a place and no gazetteer has may be one."""
        name, last = r.cut(i, size), r.words[i + size - 1]
        if (name.isupper() and len(name) < 6) or NUMBERED.match(r.text, last.end):
            return False
        if self._beside.speaks(r, i + size) or r.before(i) in self._titles | self._says:
            return False
        if self._beside.body_after(r, i + size, i):
            return False
        lone = size == 1 and r.words[i].starts and r.gap(i + size) == " "
        after = r.words[i + size] if i + size < len(r.words) else None
        if lone and after and not after.capital and after.start not in r.plain:
            return bool(self._beside.type_after(r, i + size)[0])
        return True

    def _accept(
        self, r: Reading, i: int, size: int, run: int, known: int, name: Name | None
    ) -> bool:
        word, last = r.words[i], r.words[i + size - 1]
        folded, capitals, model = r.folded(i, size), r.capitals, r.unread[i] is None
        if len(folded) < 2 or (size == 1 and (folded in self._never or folded in self._types)):
            return False
        if self._frames.shouts_english(r, i, size, known):
            return False
        before = r.before(i)
        if self._beside.proven(r, i, size) and not (
            size == 1 and capitals and folded in self._homographs
        ):
            if known:
                return True
            if size == self._runs.trimmed(r.words, i, run) and self._runs.may_name(r, i, size):
                return True
        if (
            not known
            and not capitals
            and size == run
            and (name is None or (name.start == word.start and name.end <= last.end + 2))
        ):
            return self._runs.is_site(r, i, size)
        if not known or self._beside.is_thing(r, i + size):
            return False
        prominent = known - 1
        if before in self._titles and prominent:
            return False
        shout = word.text.isupper() and size == 1 and not capitals
        if shout and prominent > (_PROVINCE if len(word.text) < 4 else BIG):
            return False  # INA, BA: agencies and people by their letters
        if NUMBERED.match(r.text, last.end):
            return False  # POM-3
        if r.text.startswith("$", last.end) or r.gap(i).endswith("$"):
            return False  # US$100
        if capitals and word.text == "US" and before != "the":
            return False  # us
        if word.folded == "the" and (
            folded[4:] in self._english or (capitals and not self._store.has(folded[4:]))
        ):
            return False  # "THE FIRST BOMB"; there is a The First in the gazetteer
        whole = self._runs.whole(r, i, size, run)
        if whole and not capitals and contained(self._store, r, i, size):
            return before not in self._titles
        if size == 1 and folded in self._homographs and (capitals or word.starts or not model):
            return False
        placed = before in self._before or (before == "the" and i > 1)
        if capitals:
            return prominent < (MIDDLING if placed else _UNMISSABLE)
        if name is not None:
            covers = name.start >= word.start - 4 and name.end <= last.end + 2
            if not covers:
                return name.label == "ORG" and prominent < BIG and whole
            if name.label == "ORG" and folded in ("eu", "european union"):
                return before == "in"
            return prominent < 45 or (placed and prominent < MIDDLING and name.label != "NORP")
        speaks = self._beside.speaks(r, i + size) and before not in ("in", "at", "near")
        if not whole or speaks:
            if prominent or word.folded in self._given:
                return prominent == 0 and whole
            return whole or self._runs.leads(r, i)
        if model:
            return prominent < BIG or (placed and not word.starts)
        if prominent > _UNIT and before not in self._firm and self._surname(r, i, size, prominent):
            return False
        return prominent < BIG or placed

    def _surname(self, r: Reading, i: int, size: int, prominent: int) -> bool:
        """Tell whether the name is somebody's; a city's only where a forename stands before it."""
        if size > 1:
            return False
        if prominent < _CITY:
            return self._people.after_forename(r, i)
        return self._people.person(r, i)

    def _led(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether a type word before a name is no part of it, as in Kampong Cham."""
        known = 0 < self._store.has(r.folded(i, size)) <= BIG
        return r.words[i].folded in self._beside.leading and not known

    def _spot(self, r: Reading, i: int, size: int) -> Spot:
        words = r.words
        while size > 1 and not self._runs.keeps_type(r, i, size):
            last = words[i + size - 1]
            kept = last.folded in _KEPT_TYPES and last.capital
            kept = kept or self._store.has(r.folded(i, size)) == 1  # the United States
            if kept or self._types.get(last.folded) not in UNITS:
                break
            size -= 1
        if size > 1 and (words[i].folded in _LEFT_OUT or self._led(r, i, size)):
            i, size = i + 1, size - 1
        if size > 1 and r.text[words[i].start - 1 : words[i].start].isdigit():
            i, size = i + 1, size - 1  # "34.5N Kabul"
        if self._types.get(r.after(i + size)) in UNITS and self._runs.keeps_type(r, i, size + 1):
            size += 1
        start, end = words[i].start, words[i + size - 1].end
        if r.before(i) in ARTICLES and r.gap(i) == " " and not words[i - 1].capital:
            start, i, size = words[i - 1].start, i - 1, size + 1
        after = i + size
        kind, taken = self._beside.type_after(r, after)
        kind = kind or self._beside.type_before(r, i)
        if size > 1 and self._runs.keeps_type(r, i, size):
            kind, taken = self._types[words[i + size - 1].folded], 0
        elif kind and self._store.has(fold(r.text[start:end])) == 1:
            kind, taken = "", 0  # "the U.S. Department", "Sudan region": a country stays one
        if (
            taken
            and self._beside.is_lower(r, after, taken)
            and self._store.has(fold(r.text[start:end]))
        ):
            kind, taken = "", 0  # "the Hama countryside" is around the city
        if kind == "site" and r.before(i) == "under":
            kind = "district"  # "under Tonto police station"
        if r.before(i) in self._beside.leading:
            end = self._frames.extent(r, after, end)  # "Barangay Labo-Labo 2"
        spot = Spot(start, end, r.text[start:end], type=kind)
        if self._people.office(r, after):
            spot.role = "source"
        if self._beside.body_after(r, after, i) or (
            taken and self._beside.body_after(r, after + taken)
        ):
            spot.role = "source"
        if r.gap(after) == "-" and r.after(after) in SUFFIXES:
            spot.role = "source"
        if self._beside.body_of(r, i):
            spot.role, spot.form = "source", "part"
        spot.near_km = self._beside.near_km(r, i)
        return spot


def _size(r: Reading, i: int, name: Name) -> int:
    """Count the words of an entity from the ``i``-th on, one at least."""
    ends = range(i, min(i + 10, len(r.words)))
    return max(sum(1 for k in ends if r.words[k].start < name.end), 1)
