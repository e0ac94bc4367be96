"""Where grammar alone makes a name a place, whatever the model and the gazetteer think of it.

"in X", "on the outskirts of X", "between X and Y", "the X desert", "Diyala's X village",
"X, a hamlet near Y": models trained on American news take most village names for people or firms
there.
"""

from __future__ import annotations

import re

from mine_ie.gazetteer.beside import Beside
from mine_ie.gazetteer.leads import Leads
from mine_ie.gazetteer.names import fold
from mine_ie.gazetteer.people import People
from mine_ie.gazetteer.scan import BIG, NUMBERED, Name, Reading
from mine_ie.gazetteer.store import Store
from mine_ie.gazetteer.words import demonyms, homographs, word_list
from mine_ie.grammar.human_nouns import is_person
from mine_ie.grammar.word_class import guess

# What the model is seldom wrong about.
_NEVER_LABELS = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW")
_STOP = re.compile(r"\s*[,.;:)\]!?—–\n]|\s+[-—–(]|\s*\Z")
_NUMBER = re.compile(
    r" \d{1,3}\b"
    r"(?=\s*(?:[,.;:)]|on\b|in\b|and\b|\Z|(?:camp|quarter|village|neighbou?rhood|area)\b))"
)
#: "Friendship Bridge No. 2".
_NUMERO = re.compile(r"\.? ?\d{1,3}\b")
_DATED = re.compile(r",\s*\d")
#: Endings of English nouns that names hardly have.
_OF_NOUNS = (
    "ity",
    "ities",
    "ment",
    "ments",
    "tion",
    "tions",
    "sion",
    "ness",
    "ship",
    "ism",
    "ists",
)
#: "CITY" ends as "OPPORTUNITY" does.
_SHORT = 6
_INNER = re.compile(r"[a-z]{2}[A-Z]")
#: What towns own and people hardly do: "entered Mandararra's market".
_OF_TOWNS = frozenset(
    ("outskirts", "suburbs", "countryside", "market", "bazaar", "centre", "center", "port",
     "streets", "airport", "surroundings", "environs", "districts", "neighbourhoods",
     "neighborhoods", "old", "main", "central", "northern", "southern", "eastern",
     "western", "industrial")
)  # fmt: skip
_BLASTS = ("blast", "blasts", "explosion", "explosions", "bombing", "bombings")
_IS = ("is", "was", "lies", "sits")
#: Type words of other languages that may belong to a name: Ban Napia, Muang Khoun.
_NATIVE = ("ban", "phum", "thon", "khum", "muang", "mueang")
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
#: Closed classes and verbs: after a name they end its phrase.
_ENDS_PHRASE = frozenset(
    ("DT", "PDT", "PRP", "PRP$", "IN", "MD", "VBD", "VBZ", "VBN", "VBG", "RB", "WDT", "WP", "WRB",
     "TO", "CC", "EX")
)  # fmt: skip
#: What is said of several places at once: "on Hnan Kharra and Htet Hlawra villages".
_MANY = frozenset(
    ("villages", "towns", "townships", "districts", "communes", "municipalities", "settlements",
     "neighbourhoods", "neighborhoods", "localities", "provinces", "subdistricts", "sub-districts",
     "counties", "cantons", "hamlets", "wards", "areas", "regions", "quarters", "suburbs")
)  # fmt: skip
#: Words within which a list ends: "Ambia, Bolu and Certa villages".
_LIST_REACH = 12
#: Explaining a name: "Skra, a former army storage area".
_AREAS = ("area", "region", "valley", "district", "pass", "ravine", "enclave", "base", "crossing")


#: Words of "officer in Charge Inspector Panapio", which name no place.
_TITLED = 3


class Frames:
    """Judges whether a run of capitalised words stands where only a place can stand."""

    def __init__(self, store: Store, beside: Beside, people: People) -> None:
        self._leads = Leads(store, beside, people)
        self._store = store
        self._beside = beside
        self._firm = word_list("firm")
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
        self._shouted = word_list("shouted")
        self._heads = word_list("name_heads") | frozenset(_NATIVE)
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
        before, after = self._leads.of(r, i, size), self._tail(r, i + size)
        if self._typed_list(r, i + size):
            return True
        if before == "the":  # "in the Changooleh region", "near the Shalamcheh border crossing"
            return after == "type" and label != "NORP"
        if r.before(i) == "the" and after == "type":
            word = r.after(i + size)
            if word in _NATURAL or (
                (not known or known > BIG) and self._beside.is_spot(r, i + size)
            ):
                return label != "NORP"
        if (
            known
            and known <= BIG
            and r.gap(i) == ", "
            and _DATED.match(r.text, r.words[i + size - 1].end)
        ):
            return True  # "Inventory, Nikopol, 3 Feb. 2024"
        if known and not r.words[i].starts and self._names_event(r, i, i + size):
            return True
        if r.gap(i).endswith("(") and self._in_brackets(r, i + size):
            return True
        if self._leads.heads(r, i, size) and not self._beside.speaks(r, i + size):
            return True
        if before == "owner":  # "Idlib's Sarmin", "Chad's Tibesti", "in Bujumbura's Ngagara"
            if after == "type" or (after != "noun" and known > 0 and size == 1):
                return True
            return after != "noun" and self._leads.in_a_town(r, i)
        if after == "noun" and before in ("firm", "at"):
            spoken = self._beside.speaks(r, i + size) and r.before(i) in ("in", "near")
            # "Police in Kolangra said", "Near Kolangra women were wounded".
            return (spoken and size < _TITLED) or self._opens_sentence(r, i, i + size)
        if not after or after == "noun":
            return False
        if before == "typed":
            return after == "type"
        if before == "firm":
            return True
        if before == "at":
            return True
        if before == "loose":
            common = size == 1 and r.words[i].folded in self._homographs
            plain = known > 0 and label != "PERSON" and not common and after != "clause"
            return after == "type" or plain
        return before == "pair"

    def _names_event(self, r: Reading, i: int, k: int) -> bool:
        """Tell whether a blast is called after the place: "survive Libora explosion"."""
        if r.after(k) not in _BLASTS or not r.joined(k) or r.words[k].capital:
            return False
        before = r.words[i - 1]
        return not before.capital and before.folded not in ("a", "an", "another") and r.joined(i)

    def _opens_sentence(self, r: Reading, i: int, k: int) -> bool:
        """Tell whether a preposition begins the sentence: "In Bilokra women were wounded"."""
        if not i or not r.words[i - 1].starts or self._beside.is_thing(r, k):
            return False
        return r.joined(k) and k < len(r.words) and not r.words[k].capital

    def nameable(self, r: Reading, i: int, size: int, known: int, name: Name | None) -> bool:
        """Tell whether the words may be the name of a place at all."""
        inside = r.words[i : i + size]
        first = inside[0].folded
        if first in self.closed or not inside[0].capital or not inside[-1].capital:
            return False
        if self.shouts_english(r, i, size, known):
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
            and not (size > 1 and (first in self._heads or first in self._beside.leading))
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

    def shouts_english(self, r: Reading, i: int, size: int, known: int) -> bool:
        """Tell whether a word of a text in capitals is none of a name: "THE OPPORTUNITY"."""
        if not r.capitals or (known and size > 1):
            return False
        return any(self._is_english(w.folded) for w in r.words[i : i + size])

    def _is_english(self, word: str) -> bool:
        noun = len(word) > _SHORT and (word.endswith(_OF_NOUNS) or is_person(word))
        return noun or word in self._shouted

    def led(self, r: Reading, i: int, k: int) -> bool:
        """Tell whether a native type word leads the name at ``i`` and a phrase ends before ``k``.

        "In Barangay Metra, Datu Unsayra as the truck passed".
        """
        return r.before(i) in self._beside.leading and self._tail(r, k) in ("end", "link")

    def linear(self, r: Reading, k: int) -> bool:
        """Tell whether a word of roads or bridges follows: no town, whatever its name."""
        return r.joined(k) and r.after(k) in _LINEAR and not self._beside.is_spot(r, k + 1)

    def extent(self, r: Reading, k: int, end: int) -> int:
        """Return the end of an unknown name with what belongs to it.

        A number ("Kilómetro 15"), and the word of a small site, for of "the Gumista bridge" and
        "the Gao-Ansongo road" the rest alone names something else.
        """
        numero = _NUMERO if r.before(k) == "no" else _NUMBER
        match = numero.match(r.text, end)
        if match:
            return match.end()
        if self._beside.is_spot(r, k + 1):
            return end  # "Rueso railway station"
        if r.joined(k) and (r.after(k) in _SMALL_SITES or r.after(k) in _ROADS):
            return r.words[k].end
        return end

    def _in_brackets(self, r: Reading, k: int) -> bool:
        """Tell whether a known place and the bracket's end follow: "(Bibi Mahru, Kabul)"."""
        end = r.text.find(")", r.words[k - 1].end, r.words[k - 1].end + 40)
        if r.gap(k) != ", " or end < 0:
            return False
        known = self._store.has(fold(r.text[r.words[k].start : end]))
        return 0 < known <= BIG

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
