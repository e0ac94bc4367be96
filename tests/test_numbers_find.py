"""The number grammar: one meaning, many phrasings."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie.counts import parse
from mine_ie.layers import unpack
from mine_ie.numbers import find

LABELS = {
    "COUNT", "AGE", "CALIBRE", "MODEL", "DATE", "TIME", "MONEY", "PERCENT", "DISTANCE", "ROAD",
    "UNIT", "LAW", "PHONE", "ORDINAL", "MASS", "AREA", "DIMENSION", "SPEED", "OTHER",
}  # fmt: skip


def said(text: str, *, articles: bool = False) -> list[tuple[str, str, str]]:
    return [
        (text[m.start : m.end], m.label, m.value)
        for m in find(text)
        if articles or m.rule != "article"
    ]


def counts(text: str) -> list[str]:
    return [value for _, label, value in said(text) if label == "COUNT"]


COUNTS = {
    "13045": ["13,045 mines", "13 045 mines", "13\u00a0045 mines", "13\u202f045 mines",
              "13'045 mines", "13.045 mines"],
    "206": ["two hundred and six people", "two hundred six people", "206 people",
            "TWO HUNDRED AND SIX PEOPLE"],
    "4200000": ["4.2 million mines", "4,2 million mines", "4.2m mines", "4.2mn mines"],
    "10000": ["10k people", "ten thousand people", "10 thousand people", "10,000 people"],
    "1500000": ["1.5m people", "one and a half million people", "a million and a half people",
                "1.5 million people"],
    "6": ["half a dozen men", "half-a-dozen men", "six men", "6 men", "half dozen men"],
    "12": ["a dozen mines", "one dozen mines", "twelve mines", "12mines"],
    "24": ["two dozen shells", "2 dozen shells", "two dozens of shells"],
    "17500": ["17 thousand 500 mines", "17,500 mines", "17.500 mines", "17.5 thousand mines"],
    "100000": ["1 lakh mines", "one lakh mines", "a hundred thousand mines"],
    "370..": ["at least 370 people", "over 370 people", "more than 370 people",
              "370 or more people",
              "no fewer than 370 people", "370+ people", "not less than 370 people",
              "upwards of 370 people", "a minimum of 370 people", "in excess of 370 people"],
    "12..": ["at least a dozen people", "more than a dozen people", "well over a dozen people"],
    "100..": ["more than a hundred people", "over one hundred people", "over 100 people"],
    "..300": ["up to 300 mines", "nearly 300 mines", "almost 300 mines", "fewer than 300 mines",
              "less than 300 mines", "as many as 300 mines", "no more than 300 mines",
              "at most 300 mines", "300 or fewer mines", "just under 300 mines"],
    "~40": ["about 40 mines", "some 40 mines", "around 40 mines", "approximately 40 mines",
            "an estimated 40 mines", "40 or so mines", "40-odd mines", "roughly forty mines"],
    "4000000..6000000": ["between 4 and 6 million mines", "4-6 million mines",
                         "4 to 6 million mines",
                         "from 4 to 6 million mines", "four to six million mines",
                         "4 million to 6 million mines"],
    "18..25": ["18 to 25 people", "18-25 people", "18–25 people", "between 18 and 25 people"],
    "2..3": ["two or three men", "2-3 men", "two to three men"],
    "0": ["no casualties", "nobody was hurt", "no one died", "none died", "zero casualties",
          "not one died", "not a single house"],
    "2": ["a couple of mines", "a pair of shells", "twin blasts", "both men"],
    "?": ["dozens of mines", "scores of mines", "several mines", "many mines", "a number of mines",
          "hundreds of thousands of mines", "a few mines", "several hundred mines",
          "numerous mines", "tens of mines", "100s of mines", "an unknown number of mines",
          "twice that number", "a handful of mines"],
}  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [(v, t) for v, ts in COUNTS.items() for t in ts])
def test_a_count_is_read_however_it_is_written(value: str, text: str) -> None:
    assert counts(text) == [value]


@pytest.mark.parametrize(("value", "text"), [(v, t) for v, ts in COUNTS.items() for t in ts])
def test_upper_case_text_gives_the_same_count(value: str, text: str) -> None:
    assert counts(text.upper()) == [value]


LABELLED = [
    ("a 12-year-old boy", [("12-year-old", "AGE", "low=12;high=12")]),
    ("men aged 18 to 25", [("aged 18 to 25", "AGE", "low=18;high=25")]),
    ("Ali Hasanov, 33, a shepherd", [("33", "AGE", "low=33;high=33")]),
    ("Ali Hasanov (33)", [("33", "AGE", "low=33;high=33")]),
    ("Farida N., 41, lost a hand", [("41", "AGE", "low=41;high=41")]),
    ("Lee Myung-hee, 79, lost a leg", [("79", "AGE", "low=79;high=79")]),
    ("Rosa Quispe, also 11 at the time, ", [("11", "AGE", "low=11;high=11")]),
    ("Routes 5, now 7, are shut", [("5", "ROAD", ""), ("7", "COUNT", "7")]),
    ("a man in his 30s", [("30s", "AGE", "low=30;high=39")]),
    ("children under 18", [("under 18", "AGE", "high=18")]),
    ("aged 5, 7 and 9.", [("aged 5", "AGE", "low=5;high=5"), ("7", "AGE", "low=7;high=7"),
                          ("9", "AGE", "low=9;high=9")]),
    ("122-mm shells", [("122-mm", "CALIBRE", "122")]),
    ("7.62 rounds", [("7.62", "CALIBRE", "7.62")]),
    ("a .50 calibre gun", [(".50 calibre", "CALIBRE", ".50")]),
    ("5 122-mm rockets", [("5", "COUNT", "5"), ("122-mm", "CALIBRE", "122")]),
    ("PMN-2, TM-62M and OZM-72", [("PMN-2", "MODEL", ""), ("TM-62M", "MODEL", ""),
                                  ("OZM-72", "MODEL", "")]),
    ("M14 mines", [("M14", "MODEL", "")]),
    ("S-5 rockets", [("S-5", "MODEL", "")]),
    ("9M133 missiles", [("9M133", "MODEL", "")]),
    ("on August 24, 2020", [("24, 2020", "DATE", "")]),
    ("on 24 August 300 people", [("24 August", "DATE", ""), ("300", "COUNT", "300")]),
    ("in 2020", [("2020", "DATE", "")]),
    ("2020 mines", [("2020", "COUNT", "2020")]),
    ("over 2000 people", [("over 2000", "COUNT", "2000..")]),
    ("in the 1990s", [("1990s", "DATE", "")]),
    ("24.08.2024", [("24.08.2024", "DATE", "")]),
    ("at 3:30 pm", [("3:30 pm", "TIME", "")]),
    ("$5 million", [("$5 million", "MONEY", "value=5000000;low=5000000;high=5000000")]),
    ("12 per cent", [("12 per cent", "PERCENT", "value=12;low=12;high=12")]),
    ("25 km away", [("25 km", "DISTANCE", "m=25000;low=25000;high=25000")]),
    ("10m from the road", [("10m", "DISTANCE", "m=10;low=10;high=10")]),
    ("10m landmines", [("10m", "COUNT", "10000000")]),
    ("60 km/h", [("60 km/h", "SPEED", "m_s=16.666667;low=16.666667;high=16.666667")]),
    ("Route 80", [("80", "ROAD", "")]),
    ("the 3rd Brigade", [("3rd", "UNIT", "")]),
    ("the 82nd Airborne Division", [("82nd", "UNIT", "")]),
    ("Article 5", [("5", "LAW", "")]),
    ("Resolution 1701", [("1701", "LAW", "")]),
    ("call +994 12 555 12 34", [("+994 12 555 12 34", "PHONE", "")]),
    ("the 619th casualty", [("619th", "ORDINAL", "619")]),
    ("over 50 kg of TNT", [("over 50 kg", "MASS", "kg=50;low=50")]),
    ("between 3 and 4 tons", [("between 3 and 4 tons", "MASS", "low=3000;high=4000")]),
    ("a third of the area", [("a third", "OTHER", "0.333333")]),
    ("half of the villages", [("half", "OTHER", "0.5")]),
    ("3 metres deep", [("3 metres", "DIMENSION", "m=3;low=3;high=3")]),
    ("1. Clear the road", [("1", "OTHER", "")]),
    ("three days ago", [("three days", "DATE", "days=3")]),
    ("nineteen ninety-two", [("nineteen ninety-two", "DATE", "")]),
    ("a total of 12 mines", [("12", "COUNT", "12")]),
    ("rose from 5 to 7", [("5", "COUNT", "5"), ("7", "COUNT", "7")]),
    ("killed five, at least two of them children",
     [("five", "COUNT", "5"), ("at least two", "COUNT", "2..")]),
    ("10people,5injured", [("10", "COUNT", "10"), ("5", "COUNT", "5")]),
    ("sixty-five (65) mines", [("sixty-five", "COUNT", "65"), ("65", "OTHER", "")]),
    ("12 500-pound bombs", [("12", "COUNT", "12"),
                            ("500-pound", "MASS", "kg=226.796185;low=226.796185;high=226.796185")]),
    ("two daughters (6 and 4) were", [("two", "COUNT", "2"), ("6", "AGE", "low=6;high=6"),
                                      ("4", "AGE", "low=4;high=4")]),
    ("her mother, 25, was", [("25", "AGE", "low=25;high=25")]),
    ("the 1992-95 war", [("1992-95", "DATE", "")]),
    ("82 mm x 40", [("82 mm", "CALIBRE", "82"), ("40", "COUNT", "40")]),
    ("Forty 6 people", [("Forty 6", "COUNT", "46")]),
    ("a boy of 12.", [("12", "AGE", "low=12;high=12")]),
    ("several days", [("several days", "DATE", "")]),
    ("handed over 5 mines", [("5", "COUNT", "5")]),
    ("5 may have died", [("5", "COUNT", "5")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), LABELLED, ids=[text for text, _ in LABELLED])
def test_a_number_is_told_by_its_neighbours(text: str, want: list[tuple[str, str, str]]) -> None:
    assert said(text) == want


AREAS = {
    "11840000": ["11.84 million m2", "1,184 hectares", "1 184 ha", "11,840,000 m²", "11.84 km2",
                 "11.84 sq. km", "11.84 square kilometres", "1,184-hectare plot"],
    "9600": ["120 x 80 metres", "120 m x 80 m", "120 by 80 metres", "120×80 m"],
    "2000000": ["two square kilometres", "2 sq km", "2 million square meters", "two sq. km."],
    "25000": ["25.000 m2", "25 000 m²", "25,000 sqm", "25,000 sq m", "25,000 sq. m.",
              "25,000 square-metre area", "2.5 ha"],
    "300000": ["300 dunams", "300 dunums", "30 hectares"],
    "64000": ["40 rai"],
    "50410": ["12 feddans"],
    "1200000": ["600 jeribs", "600 jerib"],
    "404686": ["100 acres"],
    "11840000..": ["over 1,184 hectares", "at least 1,184 ha"],
    "20000000..25000000": ["between 20 and 25 million square metres", "20-25 km2"],
    "?": ["hundreds of hectares", "12 football pitches"],
}  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [(v, t) for v, ts in AREAS.items() for t in ts])
def test_an_area_is_square_metres_whatever_its_unit(value: str, text: str) -> None:
    assert [v for _, label, v in said(text) if label == "AREA"] == [value]


@pytest.mark.parametrize("text", ["cleared 25 km of road", "12 people", "3 m deep", "5 kg"])
def test_a_length_a_count_and_a_mass_are_no_area(text: str) -> None:
    assert [m for m in find(text) if m.label == "AREA"] == []


def test_articles_count_one() -> None:
    assert said("a farmer and an aide", articles=True) == [
        ("a", "COUNT", "1"),
        ("an", "COUNT", "1"),
    ]


@pytest.mark.parametrize("text", ["no longer", "one another", "No. 5", "the one that", "no doubt"])
def test_idioms_count_nothing(text: str) -> None:
    assert counts(text) == []


def test_a_single_dot_before_three_digits_is_a_fraction_of_a_measure() -> None:
    assert said("1.184 km2") == [("1.184 km2", "AREA", "1184000")]


def test_a_single_dot_groups_thousands_where_the_text_groups_by_dots() -> None:
    text = "1.200.000 m2 and 1.184 ha"
    assert [v for _, _, v in said(text)] == ["1200000", "11840000"]


@given(st.text(max_size=80))
def test_never_raises_and_offsets_match(text: str) -> None:
    for m in find(text):
        assert 0 <= m.start < m.end <= len(text)
        assert m.label in LABELS


_WORDS = st.sampled_from(
    [
        *("at", "least", "one", "two", "twenty", "hundred", "million", "and", "a", "half", "dozen"),
        *("dozens", "of", "no", "5", "1,184", "1.5", "12th", "2020", "-", "to", "between", "or"),
        *("more", "ha", "km", "122", "mm", "kg", "$", "%", "aged", "year", "old", "M14", "May"),
        *("24", ".", ",", "(", ")", "x", "80", "metres", "Route", "3rd", "Brigade", "several"),
        *("number", "an", "the", "m2", "k", "/", "½", "1/2", "+"),
    ]
)


@given(st.lists(_WORDS, max_size=14), st.sampled_from([" ", "", "-", "\n"]))
def test_mentions_are_ordered_apart_and_well_formed(words: list[str], glue: str) -> None:
    text = glue.join(words)
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for m in found:
        if m.label in ("COUNT", "ORDINAL", "AREA"):
            assert parse(m.value) == m.bounds
        known = [n for n in m.bounds if n is not None]
        assert known == sorted(known)
        if m.label == "MASS":
            assert set(unpack(m.value)) <= {"kg", "low", "high"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "1,", "([", "nine ", "1-", "a1", "one in ", "tens of "])
def test_time_grows_with_the_length_of_hostile_text(seed: str) -> None:
    def seconds(size: int) -> float:
        text = seed * (size // len(seed))
        start = time.process_time()
        find(text)
        return time.process_time() - start

    assert seconds(400_000) < 12 * max(seconds(100_000), 0.02)
