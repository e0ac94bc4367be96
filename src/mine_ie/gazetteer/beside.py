"""What stands beside a name: type words, bodies, nearness, speech, things called after places."""

from __future__ import annotations

import re

from mine_ie.gazetteer.scan import Reading
from mine_ie.gazetteer.words import (
    beginnings,
    endings,
    lower_types,
    nearness,
    type_words,
    word_list,
)

_DISTANCE = re.compile(
    r"(\d+(?:[.,]\d+)?|a few|several|some)[\s-]*"
    r"(km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
UNITS = ("settlement", "district", "province")
#: Type words that as often mean something else: "the Kabul community", "State Department".
_DOUBTFUL = frozenset(
    ("department", "agency", "state", "states", "community", "camp", "quarter", "capital")
)
_OF_NAME = ("department", "agency", "division", "community", "state")
#: After a comma these have another subject.
_INVERTED = ("said", "says", "stated", "added", "noted", "told")
PLAIN_TYPES = ("village", "town", "hamlet", "settlement")
#: As often these stand alone before a person's title or a body: "the district Governor".
BARE_TYPES = {
    "river": ("river", "region"),
    "lake": ("lake", "region"),
    "camp": ("refugee camp", "settlement"),
    "station": ("police station", "settlement"),
    "area": ("general area", "settlement"),
    "council": ("union council", "district"),
    **{word: (word, "district") for word in ("district", "distt", "tehsil", "commune", "thana")},
    **{word: (word, "settlement") for word in ("locality", "quarter", "neighbourhood")},
}


class Beside:
    """Reads the words on both sides of a name."""

    def __init__(self) -> None:
        self.types = type_words()
        self._lower = lower_types()
        self._type_heads = beginnings([*self.types, *self._lower])
        #: Type words of other languages that stand before a name: "barangay Kuloy".
        self.leading = word_list("leading")
        self._bodies = word_list("organisations")
        self._centres = word_list("centres")
        self._things = word_list("things")
        self._says = word_list("says")
        self._titles = word_list("titles") | word_list("offices")
        self._compass = word_list("compass")
        self._near = nearness()
        self._near_ends = endings(self._near)
        self._body_heads = beginnings(self._bodies)

    def type_after(self, r: Reading, k: int) -> tuple[str, int]:
        """Return the kind that a type word at ``k`` says, and how many words it takes."""
        if r.after(k) not in self._type_heads or not r.joined(k):
            return "", 0
        for size in (3, 2, 1):
            chunk = " ".join(w.folded for w in r.words[k : k + size])
            if chunk in self.types:
                return self.types[chunk], size
            if chunk in self._lower and not r.words[k].capital:
                return self._lower[chunk], size
        return "", 0

    def is_spot(self, r: Reading, k: int) -> bool:
        """Tell whether a site's or a landscape's word stands at ``k``: "the Sarang outpost"."""
        return self.type_after(r, k)[0] in ("site", "region")

    def is_lower(self, r: Reading, k: int, size: int) -> bool:
        """Tell whether the type words at ``k`` are such only in lower case: "hills"."""
        return " ".join(w.folded for w in r.words[k : k + size]) in self._lower

    def unit_after(self, r: Reading, k: int) -> bool:
        """Tell whether a unit's word with a capital ends the name: "Alishang District of X".

        It does not in "Orange County Sanitation District", nor in "the Kerala State Department".
        """
        kind, size = self.type_after(r, k)
        if kind not in ("district", "province") and r.after(k) != "village":
            return False
        if r.after(k) in _DOUBTFUL or self.body_after(r, k + size):
            return False
        return not (r.gap(k + size) == " " and r.words[k + size].capital)

    def type_before(self, r: Reading, i: int) -> str:
        """Return the kind said by "the village of X", "village X"."""
        k = i - 1
        if k > 0 and r.words[k].folded in ("of", "called", "named"):
            k -= 1
            if k and r.words[k - 1].capital and not r.words[k - 1].starts:
                return ""  # "Sai Buri district of Pattani": the type is the other name's
            kind = self.types.get(r.words[k].folded, "")
            return "" if r.words[k].folded == "sector" else kind  # "the private sector of Kabul"
        if k < 0:
            return ""
        word = r.words[k]
        if r.gap(i) == ") " and r.gap(k) == " (" and r.before(k) in self.leading:
            return self.types.get(r.before(k), "")  # "Barangay (village) Madra"
        if not r.joined(i) and not (r.gap(i) == ". " and word.folded in self.leading):
            return ""  # "Brgy. Osangra"
        if not word.capital and word.folded in PLAIN_TYPES:
            return "settlement"
        if word.folded in self.leading:
            return self.types.get(word.folded, "")
        return "" if word.capital else self._bare_type(r, k)

    def _bare_type(self, r: Reading, k: int) -> str:
        """Return the kind said by "at police station Kakra", "in general area Mir Alra"."""
        words, kind = BARE_TYPES.get(r.after(k), ("", ""))
        if not kind or r.after(k + 1) in self._titles or not r.joined(k):
            return ""
        return kind if r.after(k) == words or f"{r.before(k)} {r.after(k)}" == words else ""

    def proven(self, r: Reading, i: int, size: int) -> str:
        """Return the kind said by a type word beside the name, where it proves a place."""
        kind, _ = self.type_after(r, i + size)
        if kind in UNITS:
            after = r.words[i + size]
            proper = after.capital and not r.capitals
            if after.folded not in _DOUBTFUL and (not proper or self.unit_after(r, i + size)):
                return kind
        kind = self.type_before(r, i)
        if kind not in UNITS:
            return ""
        if r.before(i) not in ("of", "called", "named"):
            return kind
        word = r.words[i - 2 if i > 1 else 0]
        return "" if word.folded in _OF_NAME or (word.capital and not r.capitals) else kind

    def body_after(self, r: Reading, k: int, i: int = 0) -> bool:
        """Tell whether a body's or people's word stands at ``k``: "Kabul police".

        ``i`` is the name's first word: "the Geneva centre" is a body, "in Kabul centre" is not.
        """
        if r.after(k) not in self._body_heads and r.after(k) not in self._centres:
            return False
        gap = r.gap(k)
        if gap.strip() not in ("", "'s", "’s", "'", "’", "-") or "\n\n" in gap or len(gap) > 4:
            return False
        if (
            r.after(k) in ("agency", "department")
            and i
            and r.after(k + 1) != "of"
            and (r.before(i) in ("in", "from", "of") or r.gap(i) == ", ")
        ):
            # "In Kurram Agency", "Montañita, Caquetá Department" are districts, where "at the
            # Kurram Agency" is a body.
            return False
        if r.after(k) == "police" and r.after(k + 1) in ("station", "post", "limits"):
            return False  # "in Aranpur police station area"
        if r.after(k) in self._centres and i:
            return r.before(i) == "the" and r.before(i, 2) not in ("in", "at", "near", "of")
        return any(
            " ".join(w.folded for w in r.words[k : k + size]) in self._bodies for size in (2, 1)
        )

    def body_of(self, r: Reading, i: int) -> bool:
        """Tell whether a body is called after the place: "the University of Kabul"."""
        if r.before(i) == "the":
            i -= 1
        if r.before(i) != "of" or i < 2 or r.capitals:
            return False
        head = r.words[i - 2]
        return head.capital and head.folded in self._bodies and r.joined(i) and r.joined(i - 1)

    def is_thing(self, r: Reading, k: int) -> bool:
        """Tell whether the name is that of a virus, a treaty, a rifle: "Marburg virus"."""
        return r.gap(k) == " " and r.after(k) in self._things

    def speaks(self, r: Reading, k: int) -> bool:
        """Tell whether somebody of the name before ``k`` speaks.

        In "near Baidoa, said the police" somebody else does.
        """
        if r.after(k) not in self._says:
            return False
        return r.gap(k) != ", " or r.after(k) not in _INVERTED

    def near_km(self, r: Reading, i: int) -> float:
        """Return the uncertainty that "near", "5 km north of" add before the ``i``-th word."""
        words, k = r.words, i
        while k > 0 and words[k - 1].folded in ("the", "village", "town", "city", "of", "district"):
            if words[k - 1].folded == "of" and (
                r.before(k, 2) in self._compass or r.before(k, 2) in ("outskirts", "vicinity")
            ):
                break
            k -= 1
        for size in (4, 3, 2, 1) if r.before(k) in self._near_ends else ():
            if k >= size and " ".join(w.folded for w in words[k - size : k]) in self._near:
                phrase = " ".join(w.folded for w in words[k - size : k])
                start = words[k - size].start
                far = _DISTANCE.search(r.text[max(0, start - 40) : start])
                return max(_kilometres(far), 2.0) if far else self._near[phrase]
        if r.before(i) not in ("from", "of"):
            return 0.0
        far = _DISTANCE.search(r.text[max(0, words[i].start - 45) : words[i].start])
        return max(_kilometres(far), 1.0) if far else 0.0


def _kilometres(match: re.Match[str]) -> float:
    amount, unit = match[1].lower(), match[2].lower()
    value = 3.0 if not amount[0].isdigit() else float(amount.replace(",", "."))
    if unit.startswith("mi"):
        return value * 1.609
    return value if unit.startswith("k") else value / 1000
