"""Runs of capitalised words: how far a name may reach, and which type words belong to it."""

from __future__ import annotations

from mine_ie.gazetteer.beside import UNITS, Beside
from mine_ie.gazetteer.people import People
from mine_ie.gazetteer.scan import BIG, Reading, Word
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import homographs, word_list

_LONGEST = 6
_OWN_TYPES = ("town", "camp", "colony", "fort")
#: Articles and saints that begin a name: La Motosa, San Victorino.
_ARTICLES = ("el", "la", "los", "las", "le", "les", "san", "al")
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_STREETS = ("road", "street", "avenue", "lane", "square", "drive", "boulevard", "bazaar")
_POLICE, _POST = ("police", "army", "check"), ("station", "post", "limits")
_IN_NO_NAME = ("and", "of", "the", "in", "am", "an")


class Runs:
    """Measures runs of words that may be names."""

    def __init__(self, store: Store, beside: Beside, people: People) -> None:
        self._store = store
        self._people = people
        self._beside = beside
        self._types = beside.types
        self._small = word_list("small")
        self._before = word_list("before")
        self._never = word_list("never")
        self._breaks = word_list("breaks")
        self._bodies = word_list("organisations")
        self._compass = word_list("compass")
        self._sides = self._compass | self._types.keys()
        self._vague = self._sides | self._small | self._never | {"the"}
        self._homographs = homographs()
        self._sites = word_list("sites")
        self._described = word_list("described") | self._compass | {"the", "nearby"}
        self._at_sites = word_list("before") | {"on", "along"}

    def length(self, r: Reading, i: int) -> int:
        """Count the words of the longest name that could begin at ``i``."""
        size = 1
        while size < _LONGEST and i + size < len(r.words):
            nxt = r.words[i + size]
            if not (nxt.capital or nxt.folded in self._small):
                break
            if not r.joined(i + size) and not self._owned(r, i, size):
                break
            if r.capitals and nxt.folded in self._breaks:
                break
            if nxt.folded in _DAYS:
                break  # "at Assab Sunday"
            if nxt.text == "the" and r.words[i + size - 1].folded not in ("of", "and", "on"):
                break  # "in the forest of Farakolo the FAMa found ..."
            if nxt.folded == "of" and size > 1 and self._beside.unit_after(r, i + size - 1):
                break  # "Alishang District of Laghman Province"
            size += 1
        while size > 1 and not r.words[i + size - 1].capital:
            size -= 1
        return size

    def _owned(self, r: Reading, i: int, size: int) -> bool:
        """ "Cox's Bazar": a name with a possessive inside that the gazetteer has."""
        gap = r.gap(i + size)
        return gap in ("'s ", "’s ") and self._store.has(r.folded(i, size + 1)) > 0

    def first_of_pair(self, r: Reading, i: int, run: int) -> int:
        """Cut "Mannar and Vavuniya" after the first name, unless the whole is one."""
        for k in range(1, run):
            if r.words[i + k].folded in ("and", "or") and not r.words[i + k].capital:
                return run if self._store.has(r.folded(i, run)) else k
            if r.words[i + k].folded == "of" and (
                self._store.has(r.folded(i, k)) or self._beside.type_before(r, i)
            ):
                # "Murom of Shebekino okrug", "in general area Hill Kakra of Surankote", where
                # "Bay of Bengal" is one name.
                return run if self._store.has(r.folded(i, run)) else k
        return run

    def trimmed(self, words: list[Word], i: int, run: int) -> int:
        """Leave capitalised type words at the end of a run out of the name."""
        while run > 1 and words[i + run - 1].folded in self._types:
            run -= 1
        if run > 2 and words[i + run - 1].folded in _POST and words[i + run - 2].folded in _POLICE:
            run -= 2  # "under Tonto Police Station"
        return run

    def whole(self, r: Reading, i: int, size: int, run: int) -> bool:
        """Tell whether the name is all of a run of capitalised words, but for types and sides."""
        for k in range(i + size, i + run):
            word = r.words[k]
            if word.folded in ("and", "or", "y", "e") and not word.capital:
                break
            if self._people.office(r, k):
                break
            if word.folded not in self._types and word.folded not in self._bodies:
                return False
        return self.leads(r, i)

    def leads(self, r: Reading, i: int) -> bool:
        """Tell whether nothing before the ``i``-th word belongs to its name, but for a side."""
        if not i or r.capitals or r.words[i].starts:
            return True
        before = r.words[i - 1]
        if not before.capital or before.starts or r.gap(i) not in (" ", ". "):
            return True
        return before.folded in self._sides

    def may_name(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether words may be the name of a place that the gazetteer lacks."""
        inside = r.words[i : i + size]
        if len(inside[0].text) < 2:
            return False  # "34.5N Kabul district"
        opens = size > 1 and inside[0].folded in _ARTICLES
        if (inside[0].folded in self._vague and not opens) or any(
            w.folded in _IN_NO_NAME for w in inside
        ):
            return False
        if not r.capitals:
            return True
        return r.before(i) in self._before | {"the"} and not any(
            w.folded in self._homographs or w.folded in self._never for w in inside
        )

    def typed(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether a type word makes one name of a run that the model cut in two."""
        kind, _ = self._beside.type_after(r, i + size)
        return kind in UNITS and not r.words[i + size].capital and self.may_name(r, i, size)

    def keeps_type(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether the capitalised type word belongs: Northern Province, Satellite Town.

        It does where nothing would remain that names a place: a side, an English word, or, of a
        town, a name that the gazetteer has neither way.
        """
        last = r.words[i + size - 1]
        if size < 2 or not last.capital or r.capitals or last.folded not in self._types:
            return False
        bare = [w.folded for w in r.words[i : i + size - 1]]
        if all(w in self._compass or w in self._homographs for w in bare):
            return True
        if last.folded not in _OWN_TYPES:
            return False
        return not self._store.has(" ".join(bare))

    def site(self, r: Reading, i: int) -> int:
        """Count the words of a street, mosque or bazaar after a preposition, 0 if there is none.

        "on Holderness Road", "near the Nasiri Mosque", "Baghdad's Tayaran Square": the last word
        says it.
        """
        k = i
        while k and r.joined(k) and not r.words[k - 1].capital and r.before(k) in self._described:
            k -= 1
        listed = r.gap(i) == ", " and not r.words[i - 1].starts
        placed = listed or (r.before(k) in self._at_sites and r.joined(k))
        if not (placed or self._of_a_town(r, i)) or not self.leads(r, i):
            return 0
        size = 1
        while size < _LONGEST and i + size < len(r.words):
            if r.gap(i + size) != " " and not self._owns_street(r, i, size):
                break
            word = r.words[i + size]
            if not word.capital and word.folded not in ("de", "del", "e", "i", "ul"):
                break
            size += 1
        last = r.words[i + size - 1]
        found = size > 1 and last.capital and last.folded in self._sites
        if listed and not (last.folded in _STREETS and r.gap(i + size)[:1] in ",.;"):
            return 0  # "in a phone box, Charing Cross Road, ..."
        return size if found and not self._store.has(r.folded(i, size)) else 0

    def _owns_street(self, r: Reading, i: int, size: int) -> bool:
        """ "Queen's Head Road", where "Baghdad's Tayaran Square" is a town's."""
        return r.gap(i + size) in ("'s ", "’s ") and not self._store.has(r.folded(i, size))

    def _of_a_town(self, r: Reading, i: int) -> bool:
        """Tell whether a town's name owns it: "Baghdad's Tayaran Square"."""
        if r.gap(i) not in ("'s ", "’s ") or not r.words[i - 1].capital:
            return False
        return 1 < self._store.has(r.before(i)) <= BIG

    def is_site(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether a name is a site called after a place: "at Herat Airport"."""
        last = r.words[i + size - 1]
        return (
            size > 1
            and last.capital
            and self._types.get(last.folded) == "site"
            and r.before(i) in ("in", "near", "at", "from", "outside", "around", "the")
            and 0 < self._store.has(r.words[i].folded) <= BIG
        )
