"""What the words before a name say of it: "on the outskirts of X", "rockets fell on X"."""

from __future__ import annotations

from mine_ie.gazetteer.beside import BARE_TYPES, PLAIN_TYPES, Beside
from mine_ie.gazetteer.people import People
from mine_ie.gazetteer.scan import ARTICLES, MIDDLING, Reading
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import word_list

_IN_TOWN = ("in", "near", "at", "of", "from", "outside", "into", "across", "around")
_KINDS = ("settlement", "district", "province")
_OFFICES = ("department", "departments", "agency", "state", "states", "community", "capital")
#: "Fell short into Wadajir", "fired on Shusha": after these a preposition leads to what was hit.
_ONTO = ("on", "into", "onto", "over", "at", "upon")
#: "Rebel-held", "Kurdish-populated".
_IN_HANDS = ("-held", "-controlled", "-occupied", "-run", "-ruled", "-populated", "-dominated",
             "-majority", "-infested")  # fmt: skip
#: "The Changula region", "at its Chulachula cantonment".
_DETERMINERS = ("the", "its", "their", "his", "her", "our")
#: "Location: Yingira market" in the notes of databases.
_LABELS = ("location", "place", "venue", "scene", "site")
#: A longer run after a label is a headline.
_LABELLED = 4
_DISTANCES = ("km", "kms", "kilometres", "kilometers", "miles", "metres", "meters", "away", "far")
#: Words back within which a list began: "in Ambia, Bolu and".
_LIST_REACH = 12
#: Words back to one of motion: "returned home safely to".
_MOTION_REACH = 3
#: "Left Karmadin for", where "left Samir with his mother" says nothing of places.
_AFTER_LEFT = ("for", "early", "yesterday", "when", "around", "shortly", "heading", "bound",
               "before", "after", "market", "airport", "station", "last", "about")  # fmt: skip


class Leads:
    """Names the frame that the words before a name open."""

    def __init__(self, store: Store, beside: Beside, people: People) -> None:
        self._store = store
        self._beside = beside
        self._people = people
        self._firm = word_list("firm")
        self._loose = word_list("loose")
        self._staff = word_list("staff")
        self._compass = word_list("compass")
        self._centres = word_list("centres_of")
        self._sites = word_list("sites_of")
        self._dwellers = word_list("dwellers")
        self._motion = word_list("motion")
        self._falls = word_list("falls")
        self._shells = word_list("shells")
        self._hits = word_list("hits")
        self._hitters = word_list("hitters")
        self._attacks = word_list("attacks_on")
        self._heads = word_list("name_heads")
        self._to_places = (
            self._firm
            | self._loose
            | word_list("before")
            | {"at", "by", "under", "behind", "opposite", "past", "beside", "beyond"}
        )
        self._named_so = beside.leading | BARE_TYPES.keys() | frozenset(PLAIN_TYPES)
        self._vague = (
            self._compass
            | beside.types.keys()
            | word_list("described")
            | {"nearby", "neighbouring"}
        )

    def of(self, r: Reading, i: int, size: int) -> str:
        """Name the frame before the name: firm, at, loose, typed, pair, the, owner or "".

        After "typed" only a type word proves the name, after "loose" the gazetteer does as well.
        """
        k = i
        while k > 0 and self._skips(r, k - 1) and r.joined(k):
            k -= 1
        word = r.before(k)
        if word in _DETERMINERS and r.joined(k):
            return "the" if r.before(k, 2) in self._to_places else ""
        if word in _LABELS and r.gap(k) == ": " and size < _LABELLED:
            return "firm"
        if r.gap(k) == ", " and r.after(i + size) == "and" and _capital(r, i + size + 1):
            return "pair" if self._listed(r, k - 1) else ""
        if not word or not r.joined(k):
            return self._owned(r, i)
        if word == "of":
            return self._of(r, k, i, size)
        if word in ("to", "and") and self._paired(r, k):
            return "pair"
        if word == "and" and self._listed(r, k - 2):
            return "pair"
        if word in ("from", "to") and self._travelled(r, k, i + size):
            return "firm"
        if word in ("on", "against"):
            return self._attacked(r, k, i, size)
        if word == "left" and r.after(i + size) in _AFTER_LEFT:
            return "firm"
        if word == "between" and r.after(i + size) == "and" and _capital(r, i + size + 1):
            return "firm"
        if word == "under":
            return "firm" if r.after(i + size) in ("police", "ps", "thana") else ""
        if word == "at":
            return "" if r.before(k, 2) in self._staff else "at"
        if self._opens(r, k) or (
            r.before(i) in self._named_so and self._beside.type_before(r, i) in _KINDS
        ):
            return "firm"
        return "loose" if word in self._loose else ""

    def heads(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether the name's own first word makes it a place after a preposition.

        "On Mount Ozren", "from Bir Shalfun".
        """
        if size < 2 or r.words[i].folded not in self._heads:
            return False
        k = i - 1 if r.before(i) == "the" else i
        return r.joined(i) and r.joined(k) and r.before(k) in self._to_places

    def _opens(self, r: Reading, k: int) -> bool:
        """Tell whether the words before ``k`` open a list of places, be it of one."""
        word, far = r.before(k), r.before(k, 2)
        if word in self._firm or word in self._shells:
            return True
        if word == "of":
            return self._beside.types.get(far) in _KINDS and far not in _OFFICES
        return (word in _ONTO and far in self._falls) or (
            word in self._hits and far in self._hitters
        )

    def _travelled(self, r: Reading, k: int, end: int) -> bool:
        """Judge "to", "from": "on the way to X", "4 km from X", "driving from X to Y"."""
        if r.before(k) == "from":
            if r.before(k, 2) in _DISTANCES or r.before(k, 2) in self._dwellers:
                return True
            if r.after(end) != "to" or not _capital(r, end + 1):
                return False
        for back in range(2, 2 + _MOTION_REACH):
            if r.before(k, back) in self._motion:
                return True
            if k < back or not r.joined(k - back + 1) or r.words[k - back].capital:
                return False
        return False

    def _attacked(self, r: Reading, k: int, i: int, size: int) -> str:
        """Judge "on": "rockets fell on X", "the attack on X" unless X is a person."""
        far = r.before(k, 2)
        if r.before(k) == "on" and (far in self._falls or far in self._hitters):
            return "firm"
        if far in self._attacks:
            return "" if size == 1 and self._people.person(r, i) else "firm"
        return "loose" if r.before(k) in self._loose else ""

    def _skips(self, r: Reading, k: int) -> bool:
        """Tell whether the word only describes the name: "northern", "rebel-held", "nearby"."""
        word = r.words[k]
        if word.capital:
            return False
        if word.folded in ARTICLES:
            return True
        return word.folded in self._vague or word.text.endswith(_IN_HANDS)

    def _of(self, r: Reading, k: int, i: int, size: int) -> str:
        """Judge "of": on the outskirts, in the area, on the road, at the base of X."""
        if r.gap(k - 1) == ", ":
            # "Abbas Haidar, of Zawtar, is one of them", "Abbas Haidar, 31, of Zawtar".
            return "at" if _capital(r, k - 2) and r.gap(i + size)[:1] in ",." else ""
        head = r.before(k, 2)
        if head in self._centres or head in self._compass:
            return "firm"
        if head in self._dwellers or head in self._sites:
            return "at"
        if head in _OFFICES:
            return ""
        return "firm" if self._beside.types.get(head) in _KINDS else "typed"

    def _paired(self, r: Reading, k: int) -> bool:
        """Tell whether "between X and", "from X to" stand before the ``k``-th word."""
        opener = "between" if r.before(k) == "and" else "from"
        for back in range(3, 7):
            if r.before(k, back) != opener:
                continue
            inside = r.words[k - back + 1 : k - 1]
            common = inside[0].folded in ("the", "a", "their", "his", "her")
            return all(w.capital for w in inside) or (
                opener == "between" and common and not any(w.capital for w in inside)
            )
        return False

    def _listed(self, r: Reading, last: int) -> bool:
        """Tell whether the ``last``-th word ends a list of places: "near X", "off X, Y"."""
        n = last
        while n > 0 and r.words[n].capital and last - n < _LIST_REACH:
            if r.joined(n) and not r.words[n - 1].capital:
                return self._opens(r, n)  # the words before it begin the list
            if not (r.joined(n) or r.gap(n) == ", "):
                return False
            n -= 1
        return False

    def in_a_town(self, r: Reading, i: int) -> bool:
        """Tell whether the owner is a town that something happened in: "in Bujumbura's"."""
        return r.before(i, 2) in _IN_TOWN and self._store.has(r.before(i)) > 1

    def _owned(self, r: Reading, i: int) -> str:
        """Tell whether the name of a place owns this one: "Kirkuk's X"."""
        if r.gap(i) not in ("'s ", "’s ", "' ", "’ ") or not r.words[i - 1].capital:
            return ""
        return "owner" if 0 < self._store.has(r.before(i)) <= MIDDLING else ""


def _capital(r: Reading, k: int) -> bool:
    return k < len(r.words) and r.words[k].capital
