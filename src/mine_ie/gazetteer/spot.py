"""Finding names of places in a text: candidates by their form, judged by what stands around them.

A pure function of the text, of the base model's entities (when there are any) and of the
gazetteer. Nothing is resolved here: a :class:`Spot` is a name with what the text says about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import demonyms, homographs, nearness, type_words, word_list

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’`ʻʿ-][^\W\d_]+)*\.?(?<=\bSt\.|\bMt\.|\bFt\.)"
    r"|[^\W\d_]+(?:['’`ʻʿ-][^\W\d_]+)*"
)
_ENDS = re.compile('[.!?:"“]')
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_GAP = re.compile(r"[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3}")
_DISTANCE = re.compile(
    r"(\d+(?:[.,]\d+)?|a few|several|some)[\s-]*"
    r"(km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_LONGEST = 6
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_ROAD = re.compile(
    r"\s*(?:road|highway|border|route|line|railway|motorway|corridor)", re.IGNORECASE
)
# Ranks of the index (see ``writer.rank``): a country is 0, a city of a million about 48.
BIG, MIDDLING = 76, 96
_AT = frozenset(("in", "near", "at", "from", "outside", "around"))
# In capitals surnames are everywhere: without a preposition only what nobody can miss.
_UNMISSABLE = 58


@dataclass(slots=True)
class Spot:
    """A name found at ``[start, end)`` and what the text says of it.

    ``type`` is the kind its type word says, "" without one; ``near_km`` what "near", "5 km north
    of" add; ``parent`` the index of the spot named as containing it, ``firm`` whether grammar
    (rather than a comma alone) says so; ``form`` is name, demonym or part (of an organisation's).
    """

    start: int
    end: int
    text: str
    role: str = "place"
    form: str = "name"
    type: str = ""
    near_km: float = 0.0
    parent: int = -1
    firm: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    starts: bool  # the first of its sentence


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the base model."""

    start: int
    end: int
    label: str


def words_of(text: str) -> list[Word]:
    """Split a text into words with offsets; possessive endings are left out."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0]
        end = match.end()
        cut = None if word.isalpha() else _POSSESSIVE.search(word)
        if cut and len(word) > 2:
            word, end = word[: cut.start()], match.start() + cut.start()
        between = text[last : match.start()]
        starts = not found or (
            between != " " and ("\n\n" in between or _ENDS.search(between) is not None)
        )
        folded = word.lower() if word.isascii() and word.isalpha() else fold(word)
        found.append(Word(match.start(), end, word, folded, _capital(word), starts))
        last = match.end()
    return found


def _capital(word: str) -> bool:
    if word[0].isupper() or "-" not in word:
        return word[0].isupper()
    return (
        word[:3].lower() in ("al-", "el-", "ar-", "as-", "ad-", "at-", "an-", "az-", "ul-")
        and len(word) > 3
        and word[3].isupper()
    )


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals, so that case says nothing.

    >>> is_capitals("A BOMB EXPLODED IN LIMA"), is_capitals("A bomb exploded in Lima")
    (True, False)
    """
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper > 3 * lower and upper > 8


class Finder:
    """Finds the spots of a text with one gazetteer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._types = type_words()
        self._never = word_list("never")
        self._small = word_list("small")
        self._before = word_list("before")
        self._bodies = word_list("organisations")
        self._titles = word_list("titles")
        self._compass = word_list("compass")
        self._sides = self._compass | self._types.keys()
        self._near = nearness()
        self._demonyms = demonyms()
        self._homographs = homographs()
        self._says = word_list("says")
        self._things = word_list("things")
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
        words = [part for word in words_of(text) for part in self._parts(word)]
        at = _by_word(words, names)
        dark = _by_word(words, unread)
        spots: list[Spot] = []
        index = 0
        shouting = is_capitals(text)
        while index < len(words):
            if not words[index].capital or (words[index].start in plain and at[index] is None):
                index += 1
                continue
            step, spot = self._at(text, words, index, at, shouting, dark[index] is None)
            if spot:
                spots.append(spot)
            index += step
        return spots

    def _parts(self, word: Word) -> list[Word]:
        """Take "Kandahar-Herat" apart where it names two places and none itself."""
        left, dash, right = word.text.partition("-")
        if not dash or "-" in right or not (left[:1].isupper() and right[:1].isupper()):
            return [word]
        if self._store.has(word.folded):
            return [word]
        halves = (fold(left), fold(right))
        if any(not 0 < self._store.has(h) < MIDDLING or len(h) < 4 for h in halves):
            return [word]
        cut = word.start + len(left)
        return [
            Word(word.start, cut, left, halves[0], True, word.starts),
            Word(cut + 1, word.end, right, halves[1], True, False),
        ]

    def given(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Spot]:
        """Return a spot for each of ``spans``, found elsewhere, with what stands beside it."""
        words = words_of(text)
        spots = []
        for start, end in sorted(spans):
            inside = [k for k, w in enumerate(words) if w.start < end and w.end > start]
            if inside:
                spot = self._spot(text, words, inside[0], len(inside))
                spot.start, spot.end, spot.text = start, end, text[start:end]
                spots.append(spot)
            else:
                spots.append(Spot(start, end, text[start:end]))
        return spots

    # -- one name ---------------------------------------------------------------------------

    def _at(
        self, text: str, words: list[Word], i: int, names: list[Name | None], capitals: bool,
        model: bool,
    ) -> tuple[int, Spot | None]:  # fmt: skip
        word = words[i]
        if not word.capital:
            return 1, None
        for size in (2, 1):
            found = self._demonym(text, words, i, size)
            if found:
                return size, found
        run = self._run(text, words, i)
        name = names[i]
        if not capitals and name is not None and name.label in _PLACE_LABELS:
            size = sum(1 for k in range(i, min(i + 10, len(words))) if words[k].start < name.end)
            whole = self._trim(words, i, run)
            if whole > size and self._typed_run(text, words, i, whole):
                return whole, self._spot(text, words, i, whole)
            return self._entity(text, words, i, max(size, 1), run)
        if capitals:
            size = self._shouted(text, words, i, run, name)
            if size:
                return size, self._spot(text, words, i, size)
        for size in range(run, 0, -1):
            last = words[i + size - 1]
            if last.folded in self._small:
                continue
            folded = fold(text[word.start : last.end])
            known = 0 if folded in self._never else self._store.has(folded)
            if self._accept(text, words, i, size, run, known, name, capitals, model):
                spot = self._spot(text, words, i, size)
                if name is not None and name.label == "ORG" and name.end > last.end + 2:
                    spot.role, spot.form = "source", "part"
                return size, spot
        return 1, None

    def _shouted(self, text: str, words: list[Word], i: int, run: int, name: Name | None) -> int:
        """Return the words of a name in capitals that the gazetteer lacks as a whole, or 0.

        What the model calls a place after a preposition, and "SAN MIGUEL DE MERCEDES", of which
        the gazetteer knows the first half.
        """
        if name is not None and name.label in ("GPE", "LOC") and name.start == words[i].start:
            size = sum(1 for k in range(i, min(i + 6, len(words))) if words[k].start < name.end)
            if self._new_name(text, words, i, size, True):
                return size
        for size in range(3, min(run, 5) + 1):
            if words[i + size - 2].folded not in ("de", "del", "la", "las", "los"):
                continue
            if self._new_name(text, words, i, size, True) and self._store.has(
                fold(text[words[i].start : words[i + size - 3].end])
            ):
                return size
        return 0

    def _run(self, text: str, words: list[Word], i: int) -> int:
        """Count the words of the longest name that could begin at ``i``."""
        size = 1
        while size < _LONGEST and i + size < len(words):
            gap = text[words[i + size - 1].end : words[i + size].start]
            nxt = words[i + size]
            if not _GAP.fullmatch(gap) or not (nxt.capital or nxt.folded in self._small):
                break
            size += 1
        while size > 1 and not words[i + size - 1].capital:
            size -= 1
        return size

    def _demonym(self, text: str, words: list[Word], i: int, size: int) -> Spot | None:
        if i + size > len(words):
            return None
        start, end = words[i].start, words[i + size - 1].end
        folded = fold(text[start:end])
        code = self._demonyms.get(folded)
        # "Philippines" is a country before it is more than one Philippine.
        if not code or (self._store.has(folded) == 1 and folded.endswith("s")):
            return None
        return Spot(start, end, text[start:end], "source", "demonym", country=code)

    def _entity(
        self, text: str, words: list[Word], i: int, size: int, run: int
    ) -> tuple[int, Spot | None]:
        """Take what the model calls a place, trimmed to the name."""
        start, whole = i, size
        while (
            size > 1
            and words[i].folded in self._vague
            and not (self._store.has(fold(text[words[i].start : words[i + size - 1].end])))
        ):
            i, size = i + 1, size - 1
        folded = fold(text[words[i].start : words[i + size - 1].end])
        name = text[words[i].start : words[i + size - 1].end]
        known = self._store.has(folded)
        if size == 1 and (folded in self._never or folded in self._types or len(folded) < 2):
            return whole, None
        if (
            folded in self._demonyms
            or not words[i].capital
            or self._is_thing(text, words, i + size)
        ):
            return whole, None
        if not known and (
            (name.isupper() and len(name) < 6)
            or text[words[i + size - 1].end :][:1].isdigit()
            or self._speaks(words, i + size)
        ):
            return whole, None
        if size == 1 and self._speaks(words, i + size) and known - 1 > BIG:
            return whole, None
        return i - start + size, self._spot(text, words, i, size)

    def _speaks(self, words: list[Word], k: int) -> bool:
        return k < len(words) and words[k].folded in self._says

    def _is_thing(self, text: str, words: list[Word], k: int) -> bool:
        """Tell whether the name is that of a virus, a treaty, a rifle: "Marburg virus"."""
        if k >= len(words) or k == 0:
            return False
        return text[words[k - 1].end : words[k].start] == " " and words[k].folded in self._things

    def _accept(
        self, text: str, words: list[Word], i: int, size: int, run: int, known: int,
        name: Name | None, capitals: bool, model: bool,
    ) -> bool:  # fmt: skip
        word, last = words[i], words[i + size - 1]
        folded = fold(text[word.start : last.end])
        if len(folded) < 2 or (size == 1 and (folded in self._never or folded in self._types)):
            return False
        before = words[i - 1].folded if i else ""
        if self._typed(text, words, i, size, capitals) and not (
            size == 1 and capitals and folded in self._homographs
        ):
            if known:
                return True
            if size == self._trim(words, i, run) and self._new_name(text, words, i, size, capitals):
                return True
        if (
            not known
            and not capitals
            and size == run
            and (name is None or (name.start == word.start and name.end <= last.end + 2))
        ):
            return self._set_in(text, words, i, size) or self._is_site(words, i, size)
        if not known or self._is_thing(text, words, i + size):
            return False
        prominent = known - 1
        if before in self._titles and prominent:
            return False
        if size == 1 and folded in self._homographs and (capitals or word.starts or not model):
            return False
        whole = self._whole(text, words, i, size, run, capitals)
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
        if not whole or self._speaks(words, i + size):
            return prominent == 0 and whole
        if model:
            return prominent < BIG or (placed and not word.starts)
        return prominent < BIG or placed

    def _set_in(self, text: str, words: list[Word], i: int, size: int) -> bool:
        """Tell whether an unknown name stands as "in X, Diyala" or "near X in Diyala" does."""
        k = i + size
        if (
            not i
            or words[i - 1].folded not in _AT
            or not self._new_name(text, words, i, size, False)
        ):
            return False
        gap = text[words[k - 1].end : words[k].start] if k < len(words) else "."
        if gap == " " and words[k].folded == "in" and k + 1 < len(words):
            k += 1
            gap = text[words[k - 1].end : words[k].start]
        elif gap.strip() != ",":
            return False
        if len(gap) > 2 or not words[k].capital:
            return False
        run = self._run(text, words, k)
        if self._type_after(text, words, k + run)[0] in ("district", "province"):
            return True
        return any(
            0 < self._store.has(fold(text[words[k].start : words[k + n - 1].end])) <= BIG
            for n in range(run, 0, -1)
        )

    def _is_site(self, words: list[Word], i: int, size: int) -> bool:
        """Tell whether a name is a site called after a place: "at Herat Airport"."""
        last = words[i + size - 1]
        return (
            size > 1
            and last.capital
            and self._types.get(last.folded) == "site"
            and i > 0
            and (words[i - 1].folded in _AT or words[i - 1].folded == "the")
            and 0 < self._store.has(words[i].folded) <= BIG
        )

    def _typed_run(self, text: str, words: list[Word], i: int, size: int) -> bool:
        """Tell whether a type word makes one name of a run that the model cut in two."""
        kind, _ = self._type_after(text, words, i + size)
        return (
            kind in ("settlement", "district", "province")
            and not words[i + size].capital
            and self._new_name(text, words, i, size, False)
        )

    def _new_name(self, text: str, words: list[Word], i: int, size: int, capitals: bool) -> bool:
        """Tell whether words may be the name of a place that the gazetteer lacks."""
        inside = words[i : i + size]
        if inside[0].folded in self._vague or any(
            w.folded in ("and", "of", "the", "in", "am", "an") for w in inside
        ):
            return False
        if not capitals:
            return True
        before = words[i - 1].folded if i else ""
        return before in self._before | {"the"} and not any(
            w.folded in self._homographs or w.folded in self._never for w in inside
        )

    def _typed(self, text: str, words: list[Word], i: int, size: int, capitals: bool) -> str:
        """Return the kind said by a type word beside the name, where it proves a place."""
        kind, _ = self._type_after(text, words, i + size)
        if kind in ("settlement", "district", "province"):
            after = words[i + size]
            proper = after.capital and not capitals
            if not proper and after.folded not in (
                "department",
                "agency",
                "state",
                "states",
                "community",
                "camp",
                "quarter",
                "capital",
            ):
                return kind
        kind = self._type_before(words, i)
        if kind in ("settlement", "district", "province"):
            k = i - 2 if i > 1 else 0
            if words[k].folded in ("department", "agency", "division", "community", "state") or (
                words[k].capital and not capitals
            ):
                return ""
            return kind
        return ""

    def _whole(
        self, text: str, words: list[Word], i: int, size: int, run: int, capitals: bool
    ) -> bool:
        """Tell whether the name is all of a run of capitalised words, but for types and sides."""
        for k in range(i + size, i + run):
            if words[k].folded in ("and", "or", "y", "e") and not words[k].capital:
                break
            if words[k].folded not in self._types and words[k].folded not in self._bodies:
                return False
        if i and words[i - 1].capital and not capitals and not words[i - 1].starts:
            gap = text[words[i - 1].end : words[i].start]
            return gap != " " or words[i - 1].folded in self._sides
        return True

    def _trim(self, words: list[Word], i: int, run: int) -> int:
        """Leave capitalised type words at the end of a run out of the name."""
        while run > 1 and words[i + run - 1].folded in self._types:
            run -= 1
        return run

    # -- what stands beside it ----------------------------------------------------------------

    def _type_after(self, text: str, words: list[Word], k: int) -> tuple[str, int]:
        """Return the kind that a type word after the name says, and how many words it takes."""
        if k >= len(words) or k == 0 or not _GAP.fullmatch(text[words[k - 1].end : words[k].start]):
            return "", 0
        for size in (3, 2, 1):
            chunk = " ".join(w.folded for w in words[k : k + size])
            if chunk in self._types:
                return self._types[chunk], size
        return "", 0

    def _type_before(self, words: list[Word], i: int) -> str:
        """Return the kind said by "the village of X", "village X"."""
        k = i - 1
        if k > 0 and words[k].folded in ("of", "called", "named"):
            k -= 1
            if k and words[k - 1].capital and not words[k - 1].starts:
                return ""  # "Sai Buri district of Pattani": the type is the other name's
            return self._types.get(words[k].folded, "")
        if (
            k >= 0
            and not words[k].capital
            and words[k].folded in ("village", "town", "hamlet", "settlement", "kibbutz")
        ):
            return "settlement"
        return ""

    def _spot(self, text: str, words: list[Word], i: int, size: int) -> Spot:
        while (
            size > 1
            and words[i + size - 1].folded in self._types
            and (
                words[i + size - 1].folded
                not in (
                    "county",
                    "islands",
                    "island",
                    "sea",
                    "ocean",
                    "city",
                    "valley",
                    "airport",
                    "bazaar",
                )
                and self._types[words[i + size - 1].folded]
                in ("settlement", "district", "province")
            )
        ):
            size -= 1
        if size > 1 and words[i].folded in ("the", "village", "province", "district"):
            i, size = i + 1, size - 1
        start, end = words[i].start, words[i + size - 1].end
        kind, taken = self._type_after(text, words, i + size)
        kind = kind or self._type_before(words, i)
        if kind and self._store.has(fold(text[start:end])) == 1:
            kind, taken = "", 0  # "the U.S. Department", "Sudan region": a country stays one
        spot = Spot(start, end, text[start:end], type=kind)
        after = i + size + taken
        if self._body_after(text, words, i + size) or (
            taken and self._body_after(text, words, after)
        ):
            spot.role = "source"
        spot.near_km = self._nearness(text, words, i)
        return spot

    def _body_after(self, text: str, words: list[Word], k: int) -> bool:
        if k >= len(words) or k == 0:
            return False
        gap = text[words[k - 1].end : words[k].start]
        if gap.strip() not in ("", "'s", "’s", "'", "’", "-") or "\n\n" in gap or len(gap) > 4:
            return False
        return any(
            " ".join(w.folded for w in words[k : k + size]) in self._bodies for size in (2, 1)
        )

    def _nearness(self, text: str, words: list[Word], i: int) -> float:
        k = i
        while k > 0 and words[k - 1].folded in ("the", "village", "town", "city", "of", "district"):
            if words[k - 1].folded == "of" and k > 1 and words[k - 2].folded in self._compass:
                break
            if (
                words[k - 1].folded == "of"
                and k > 1
                and words[k - 2].folded in ("outskirts", "vicinity")
            ):
                break
            k -= 1
        for size in (4, 3, 2, 1):
            if k >= size:
                phrase = " ".join(w.folded for w in words[k - size : k])
                if phrase in self._near:
                    start = words[k - size].start
                    far = _DISTANCE.search(text[max(0, start - 40) : start])
                    return max(_kilometres(far), 2.0) if far else self._near[phrase]
        far = _DISTANCE.search(text[max(0, words[i].start - 45) : words[i].start])
        if far and i and words[i - 1].folded in ("from", "of"):
            return max(_kilometres(far), 1.0)
        return 0.0


def _kilometres(match: re.Match[str]) -> float:
    amount, unit = match[1].lower(), match[2].lower()
    value = 3.0 if not amount[0].isdigit() else float(amount.replace(",", "."))
    if unit.startswith("mi"):
        return value * 1.609
    return value if unit.startswith("k") else value / 1000


def _by_word(words: list[Word], names: Sequence[Name]) -> list[Name | None]:
    """Say for each word in which entity it lies."""
    found: list[Name | None] = [None] * len(words)
    queue = iter(sorted(names, key=lambda n: n.start))
    name = next(queue, None)
    for k, word in enumerate(words):
        while name is not None and name.end <= word.start:
            name = next(queue, None)
        if name is not None and name.start < word.end:
            found[k] = name
    return found


def pairs(spots: Sequence[Spot]) -> Iterator[tuple[int, Spot, Spot]]:
    """Yield neighbouring spots with the index of the first."""
    for k in range(len(spots) - 1):
        yield k, spots[k], spots[k + 1]
