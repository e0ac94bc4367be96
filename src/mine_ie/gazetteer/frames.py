"""Where grammar alone makes a name a place, whatever the model and the gazetteer think of it.

"in X", "on the outskirts of X", "between X and Y", "the X desert", "Diyala's X village",
"X, a hamlet near Y": models trained on American news take most village names for people or firms
there.
"""

from __future__ import annotations

import re

from mine_ie.gazetteer.beside import Beside
from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.scan import ARTICLES, BIG, MIDDLING, NUMBERED, Name, Reading
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import demonyms, homographs, word_list
from mine_ie.grammar.word_class import guess

# What the model is seldom wrong about.
_NEVER_LABELS = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW")
_STOP = re.compile(r"\s*[,.;:)\]!?—–\n]|\s+[-—–(]|\s*\Z")
_NUMBER = re.compile(
    r" \d{1,3}\b"
    r"(?=\s*(?:[,.;:)]|on\b|in\b|and\b|\Z|(?:camp|quarter|village|neighbou?rhood|area)\b))"
)
_DATED = re.compile(r",\s*\d")
_INNER = re.compile(r"[a-z]{2}[A-Z]")
_IN_TOWN = ("in", "near", "at", "of", "from", "outside", "into", "across", "around")
#: What towns own and people hardly do: "entered Mandararra's market".
_OF_TOWNS = frozenset(
    ("outskirts", "suburbs", "countryside", "market", "bazaar", "centre", "center", "port",
     "streets", "airport", "surroundings", "environs", "districts", "neighbourhoods",
     "neighborhoods", "old", "main", "central", "northern", "southern", "eastern",
     "western", "industrial")
)  # fmt: skip
_IS = ("is", "was", "lies", "sits")
_KINDS = ("settlement", "district", "province")
#: Type words of other languages that may belong to a name: Ban Napia, Muang Khoun.
_NATIVE = ("ban", "phum", "thon", "khum", "muang", "mueang")
_OFFICES = ("department", "departments", "agency", "state", "states", "community", "capital")
_DWELLERS = ("residents", "inhabitants", "villagers", "people", "resident", "native", "natives")
_SITES_OF = ("base", "port", "airport", "bridge", "crossing", "valley", "river", "mountains",
             "desert", "plain", "market", "dam", "island", "coast", "camp", "forest",
             "pass", "hill", "hills", "foothills", "slopes", "heights", "shore", "shores", "banks",
             "woods", "fields", "streets", "suburbs", "countryside", "quarry", "cantonment",
             "checkpoint", "oasis", "reservoir", "mosque", "junction", "crossroads")  # fmt: skip
#: "the Kubaysah desert" names a place wherever it stands.
_NATURAL = ("desert", "valley", "mountains", "river", "island", "islands", "peninsula", "plateau",
            "marshes", "plain", "plains", "ravine", "gorge", "forest", "highlands",
             "canyon")  # fmt: skip
_SMALL_SITES = (
    "bridge",
    "ravine",
    "garage",
    "gorge",
    "roundabout",
    "dam",
    "tunnel",
    "canyon",
)
_ROADS = ("road", "highway", "track", "railway", "motorway", "route", "line", "axis")
#: After these the name is the road's or the bridge's, though a town has it as well.
_LINEAR = (*_ROADS, "bridge", "canyon")
#: "Fell short into Wadajir", "fired on Shusha": after these a preposition leads to what was hit.
_FALLS = frozenset(
    ("fell", "fall", "falls", "fallen", "falling", "landed", "landing", "crashed", "slammed",
     "rained", "raining", "fired", "firing", "dropped", "dropping", "lobbed", "hurled", "launched",
     "short", "impacted", "exploded", "poured")
)  # fmt: skip
_ONTO = ("on", "into", "onto", "over", "at", "upon")
#: What is done to places alone, by guns.
_SHELLS = frozenset(
    ("shelled", "shelling", "bombarded", "bombarding", "pounded", "pounding", "mortared")
)
#: What ordnance does to places as to others.
_HITS = frozenset(("hit", "hits", "hitting", "struck", "strikes", "rocked", "rocks", "rock",
                   "shook", "jolted", "targeted", "targeting", "pounded"))  # fmt: skip
_HITTERS = frozenset(
    ("mines", "rockets", "shells", "bombs", "missiles", "drones", "rounds", "grenades", "blast",
     "blasts", "explosion", "explosions", "bombing", "bombings", "shelling", "strike", "airstrike",
     "airstrikes", "uavs", "missile", "rocket", "shell", "mortars", "artillery", "bomb", "attacks",
     "raid", "raids", "salvo", "barrage")
)  # fmt: skip
#: "Rebel-held", "Kurdish-populated".
_IN_HANDS = ("-held", "-controlled", "-occupied", "-run", "-ruled", "-populated", "-dominated",
             "-majority", "-infested")  # fmt: skip
#: Closed classes and verbs: after a name they end its phrase.
_ENDS_PHRASE = frozenset(
    ("DT", "PDT", "PRP", "PRP$", "IN", "MD", "VBD", "VBZ", "VBN", "VBG", "RB", "WDT", "WP", "WRB",
     "TO", "CC", "EX")
)  # fmt: skip
#: "Close to Gugutra", "the road to El Montosra".
_NEAR_TO = ("close", "adjacent", "road", "highway", "track", "leading", "leads")
#: What is said of several places at once: "on Hnan Kharra and Htet Hlawra villages".
_MANY = frozenset(
    ("villages", "towns", "townships", "districts", "communes", "municipalities", "settlements",
     "neighbourhoods", "neighborhoods", "localities", "provinces", "subdistricts", "sub-districts",
     "counties", "cantons", "hamlets", "wards", "areas", "regions", "quarters", "suburbs")
)  # fmt: skip
#: Words back within which a list began: "in Ambia, Bolu and".
_LIST_REACH = 12
#: Explaining a name: "Skra, a former army storage area".
_AREAS = ("area", "region", "valley", "district", "pass", "ravine", "enclave", "base", "crossing")


class Frames:
    """Judges whether a run of capitalised words stands where only a place can stand."""

    def __init__(self, store: Store, beside: Beside) -> None:
        self._store = store
        self._beside = beside
        self._firm = word_list("firm")
        self._loose = word_list("loose")
        self._to_places = self._firm | self._loose | word_list("before") | {"under", "behind"}
        self._follow = word_list("follow")
        self._staff = word_list("staff")
        self._wars = word_list("no_place")
        self._never = word_list("never")
        self._bodies = word_list("organisations")
        self._titles = word_list("titles")
        self._compass = word_list("compass")
        self._vague = (
            self._compass
            | beside.types.keys()
            | word_list("described")
            | {"nearby", "neighbouring"}
        )
        self._demonyms = demonyms()
        self._homographs = homographs()
        #: Words that never begin the name of a place in a frame.
        self.closed = self._wars | self._demonyms.keys() | self._never | self._titles

    def holds(self, r: Reading, i: int, size: int, known: int, name: Name | None) -> bool:
        """Tell whether the words stand in a place's grammar.

        ``known`` is what :attr:`Store.has` says of them; a name that no gazetteer has needs a
        clearer frame than one that it has.
        """
        if not self.nameable(r, i, size, known, name):
            return False
        label = name.label if name else ""
        if self._appositive(r, i, size):
            return True
        before, after = self._lead(r, i, size), self._tail(r, i + size)
        if before == "the":  # "in the Changooleh region", "near the Shalamcheh border crossing"
            return after == "type" and label != "NORP"
        if r.before(i) == "the" and after == "type":
            word = r.after(i + size)
            if word in _NATURAL or (word in _SMALL_SITES and not known):
                return label != "NORP"
        if (
            known
            and known <= BIG
            and r.gap(i) == ", "
            and _DATED.match(r.text, r.words[i + size - 1].end)
        ):
            return True  # "Inventory, Nikopol, 3 Feb. 2024"
        if self._typed_list(r, i + size):
            return True
        if r.gap(i).endswith("(") and self._in_brackets(r, i + size):
            return True
        if before == "owner":  # "Idlib's Sarmin", "Chad's Tibesti", "in Bujumbura's Ngagara"
            if after == "type" or (after != "noun" and known > 0 and size == 1):
                return True
            return after != "noun" and self._in_a_town(r, i)
        if not after or after == "noun":
            return False
        if before == "firm":
            return True
        if before == "at":
            return True
        if before == "loose":
            common = size == 1 and r.words[i].folded in self._homographs
            plain = known > 0 and label != "PERSON" and not common and after != "clause"
            return after == "type" or plain
        return before == "pair"

    def nameable(self, r: Reading, i: int, size: int, known: int, name: Name | None) -> bool:
        """Tell whether the words may be the name of a place at all."""
        inside = r.words[i : i + size]
        first = inside[0].folded
        if first in self.closed or not inside[0].capital or not inside[-1].capital:
            return False
        text = r.cut(i, size)
        if _INNER.search(text):
            return False  # BitCoin
        if name is not None and name.label in _NEVER_LABELS:
            return False
        if size == 1 and ((first in self._homographs and not known) or len(first) < 3):
            return False
        if any(w.folded in self._wars or w.folded in self._demonyms for w in inside[1:]):
            return False
        if size == 1 and first in self._beside.leading and not known:
            return False  # "Brgys."
        if (
            first in self._vague
            and not known
            and not (size > 1 and (first in _NATIVE or first in self._beside.leading))
        ):
            return False
        if inside[-1].folded in self._bodies or any(
            w.folded in ("and", "of", "the", "in", "am", "an") for w in inside
        ):
            return False
        # UNMAS, MINUSCA; armies also shout the names of villages: "the general area of OMANTHAI".
        if text.isupper() and len(text) < (7 if known else 8) and not r.capitals:
            return False
        return not NUMBERED.match(r.text, inside[-1].end)

    def led(self, r: Reading, i: int, k: int) -> bool:
        """Tell whether a native type word leads the name at ``i`` and a phrase ends before ``k``.

        "In Barangay Metra, Datu Unsayra as the truck passed".
        """
        return r.before(i) in self._beside.leading and self._tail(r, k) in ("end", "link")

    def linear(self, r: Reading, k: int) -> bool:
        """Tell whether a word of roads or bridges follows: no town, whatever its name."""
        return r.joined(k) and r.after(k) in _LINEAR

    def extent(self, r: Reading, k: int, end: int) -> int:
        """Return the end of an unknown name with what belongs to it.

        A number ("Kilómetro 15"), and the word of a small site, for of "the Gumista bridge" and
        "the Gao-Ansongo road" the rest alone names something else.
        """
        match = _NUMBER.match(r.text, end)
        if match:
            return match.end()
        if r.joined(k) and (r.after(k) in _SMALL_SITES or r.after(k) in _ROADS):
            return r.words[k].end
        return end

    def _lead(self, r: Reading, i: int, size: int) -> str:
        """Name the frame that the words before open: firm, at, loose, pair, the, owner or ""."""
        k = i
        while k > 0 and self._skips(r, k - 1) and r.joined(k):
            k -= 1
        if r.before(k) == "the" and r.joined(k):
            return "the" if r.before(k, 2) in self._to_places else ""
        word = r.before(k)
        if r.gap(k) == ", " and r.after(i + size) == "and" and _capital(r, i + size + 1):
            return "pair" if self._listed(r, k - 1) else ""
        if not word or not r.joined(k):
            return self._owned(r, i)
        if word == "of":
            return self._of(r, k)
        if word == "from" and r.before(k, 2) in ("km", "kilometres", "kilometers", "miles", "away"):
            return "firm"
        if word in _ONTO and r.before(k, 2) in _FALLS:
            return "firm"
        if word == "under":
            return "firm" if r.after(i + size) in ("police", "ps", "thana") else ""
        if word == "at":
            return "" if r.before(k, 2) in self._staff else "at"
        if word in ("to", "and") and self._paired(r, k):
            return "pair"
        if word == "and" and self._listed(r, k - 2):
            return "pair"
        if word == "to" and r.before(k, 2) in _NEAR_TO:
            return "firm"
        if word == "between" and r.after(i + size) == "and" and _capital(r, i + size + 1):
            return "firm"
        if word in _SHELLS or (word in _HITS and r.before(k, 2) in _HITTERS):
            return "firm"
        if word in self._firm:
            return "firm"
        return "loose" if word in self._loose else ""

    def _skips(self, r: Reading, k: int) -> bool:
        """Tell whether the word only describes the name: "northern", "rebel-held", "nearby"."""
        word = r.words[k]
        if word.capital:
            return False
        if word.folded in ARTICLES:
            return True
        return word.folded in self._vague or word.text.endswith(_IN_HANDS)

    def _of(self, r: Reading, k: int) -> str:
        """Judge "of": on the outskirts, in the area, on the road, at the base of X."""
        head = r.before(k, 2)
        if head in (
            "outskirts",
            "vicinity",
            "area",
            "areas",
            "direction",
            "road",
            "centre",
            "center",
            "sector",
            "sectors",
            "garrison",
            "environs",
            "surroundings",
            "boundary",
            "boundaries",
            "limits",
            "entrance",
            "edge",
            "edges",
            "approaches",
        ):
            return "firm"
        if head in _DWELLERS:
            return "at"
        if head in _OFFICES:
            return ""
        if self._beside.types.get(head) in _KINDS or head in self._compass:
            return "firm"
        return "at" if head in _SITES_OF else ""

    def _in_brackets(self, r: Reading, k: int) -> bool:
        """Tell whether a known place and the bracket's end follow: "(Bibi Mahru, Kabul)"."""
        end = r.text.find(")", r.words[k - 1].end, r.words[k - 1].end + 40)
        if r.gap(k) != ", " or end < 0:
            return False
        known = self._store.has(fold(r.text[r.words[k].start : end]))
        return 0 < known <= BIG

    def _paired(self, r: Reading, k: int) -> bool:
        """Tell whether "between X and", "from X to" stand before the ``k``-th word."""
        opener = "between" if r.before(k) == "and" else "from"
        for back in range(3, 7):
            if r.before(k, back) == opener and all(
                w.capital for w in r.words[k - back + 1 : k - 1]
            ):
                return True
        return False

    def _listed(self, r: Reading, last: int) -> bool:
        """Tell whether the ``last``-th word ends a list of places: "near X", "off X, Y"."""
        n = last
        while n > 0 and r.words[n].capital and last - n < _LIST_REACH:
            if r.joined(n) and not r.words[n - 1].capital:
                # The words before it begin the list.
                opens = r.before(n) in self._firm or (
                    r.before(n) == "of" and self._beside.types.get(r.before(n, 2)) in _KINDS
                )
                return opens or (r.before(n) in _ONTO and r.before(n, 2) in _FALLS)
            if not (r.joined(n) or r.gap(n) == ", "):
                return False
            n -= 1
        return False

    def _in_a_town(self, r: Reading, i: int) -> bool:
        """Tell whether the owner is a town that something happened in: "in Bujumbura's"."""
        return r.before(i, 2) in _IN_TOWN and self._store.has(r.before(i)) > 1

    def _owned(self, r: Reading, i: int) -> str:
        """Tell whether the name of a place owns this one: "Kirkuk's X"."""
        if r.gap(i) not in ("'s ", "’s ", "' ", "’ ") or not r.words[i - 1].capital:
            return ""
        return "owner" if 0 < self._store.has(r.before(i)) <= MIDDLING else ""

    def _tail(self, r: Reading, k: int) -> str:
        """Say what follows: a type word, the end of the phrase, a function word, or a noun.

        "clause" is a word that only its form tells from a noun.
        """
        if k >= len(r.words) or _STOP.match(r.text, r.words[k - 1].end):
            return "end"
        if r.gap(k) in ("'s ", "’s ") and r.after(k) in _OF_TOWNS:
            return "type"
        if not r.joined(k):
            return "end" if r.gap(k)[:1] in '"”' or re.match(r"\s*\d", r.gap(k)) else "noun"
        if self._beside.speaks(r, k):
            return "noun"
        if r.words[k].capital and self._beside.unit_after(r, k):
            return "type"
        taken = 0 if r.words[k].capital else self._beside.type_after(r, k)[1]
        if taken:
            return "noun" if self._beside.body_after(r, k + taken) else "type"
        if self._beside.body_after(r, k) or self._beside.is_thing(r, k):
            return "noun"
        word = r.words[k]
        if word.folded in self._follow or word.start in r.plain:
            return "link"
        if not word.capital and guess(word.folded, r.before(k).capitalize()) in _ENDS_PHRASE:
            return "clause"
        if word.capital:
            return "link" if word.folded in self._wars else "noun"
        return "type" if self._typed_ahead(r, k + 1) else "noun"

    def _typed_ahead(self, r: Reading, k: int) -> bool:
        """Tell whether a type word ends the phrase: "Kutul security camp", "Baga fish market"."""
        for n in range(k, min(k + 2, len(r.words))):
            word = r.words[n]
            if not r.joined(n) or word.capital or word.folded in self._follow:
                return False
            if taken := self._beside.type_after(r, n)[1]:
                return not self._beside.body_after(r, n + taken)
            if guess(word.folded, r.before(n)) in _ENDS_PHRASE:
                return False
        return False

    def _typed_list(self, r: Reading, k: int) -> bool:
        """Tell whether a list goes on from ``k`` that ends in "villages", "towns"."""
        joined = False
        for n in range(k, min(k + _LIST_REACH, len(r.words))):
            word, gap = r.words[n], r.gap(n)
            if word.folded in ("and", "or") and not word.capital and gap == " ":
                joined = True
            elif word.capital and gap in (" ", ", ") and not (joined and gap == ", "):
                continue
            else:
                return joined and gap == " " and word.folded in _MANY and n > k + 1
        return False

    def _appositive(self, r: Reading, i: int, size: int) -> bool:
        """Tell whether the text explains the name: "X, a hamlet near Y", "X is one village"."""
        k = i + size
        gap = r.gap(k)
        comma = gap.strip() in (",", "(") and r.after(k) in ("a", "an", "the")
        if not comma and not (gap == " " and r.after(k) in _IS):
            return False
        if r.before(i) in self._titles:
            return False
        start = k + 1 if comma else k + 2
        if not comma and r.after(k + 1) not in ("a", "an", "the", "one"):
            return False
        for n in range(start, min(start + 5, len(r.words))):
            if r.words[n].capital or not r.joined(n):
                return False
            word = r.words[n].folded
            if self._beside.types.get(word) == "settlement" or word in _AREAS:
                return r.after(n + 1) not in self._bodies and r.after(n + 1) not in self._staff
        return False


def _capital(r: Reading, k: int) -> bool:
    return k < len(r.words) and r.words[k].capital
