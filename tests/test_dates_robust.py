"""What must hold for any text, and what no text may cost."""

import itertools
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mine_ie.dates import find, interval
from mine_ie.dates.lexer import lower, tokens
from mine_ie.dates.lexicon import words
from mine_ie.dates.named import named_dates, named_events
from mine_ie.dates.rules import rules

NUMBERS = [
    "24",
    "1990",
    "'89",
    "24th",
    "2024-08-24",
    "10/12/2010",
    "9 p.m.",
    "FY10",
    "Q3",
    "99999999",
]
MARKS = [", ", "-", "–", "'s ", "/", "\n", "\n\n", " ", ". ", "(", "İ", "0", "$", "%"]
PIECES = st.sampled_from([*words().entries, *NUMBERS, *MARKS])
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31"]))
@example("Easter Monday", "0001-01-01")
def test_offsets_match_the_text_and_nothing_overlaps(text, published):
    found = find(text, published)
    for m in found:
        assert 0 <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        assert m.value
        interval(m.value)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text())
def test_lower_keeps_the_length(text):
    assert len(lower(text)) == len(text)


@given(TEXTS)
def test_one_code_an_item(text):
    lexed = tokens(text)
    assert len(lexed.codes) == len(lexed.items)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1", "1,", "1-1/", "(", " ", "\n", "[", "1990-", "Monday ", "KABUL, May 15 (", "the "]
)
def test_time_is_linear(piece):
    def seconds(n):
        text = piece * (n // len(piece))
        start = time.perf_counter()
        find(text, "2024-08-26")
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(240_000) < 12 * seconds(60_000) + 0.2


def test_result_does_not_depend_on_letter_case():
    text = "On Monday, 5 August 2024 and last night; since May 2010; 30 Aug. 2023"
    lowered = [m.value for m in find(text.upper(), "2024-08-26")]
    assert lowered == [m.value for m in find(text, "2024-08-26")]


def test_every_rule_has_its_own_reading():
    assert all(callable(rule.read) and rule.name for rule in rules())


def test_named_events_are_sourced_and_ordered():
    for event in named_events():
        assert event.source
        assert event.names
        assert event.end is None or interval(f"{event.start}/{event.end}").start


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("since the end of the second karabakh war", "2020-11/.."),
        ("following the 2020 second karabakh war", "2020-11/.."),
        ("the end of the bosnian war", "1995-12-14"),
        ("since russia's full-scale invasion began", "2022-02-24/.."),
        ("before the korean war", "../1950-06-25"),
        ("during the iran-iraq war", "1980-09-22/1988-08-20"),
    ],
)
def test_named_event_tells_a_date(text, value):
    assert [d.value for d in named_dates(text)] == [value]


def test_bare_name_tells_no_date():
    assert named_dates("veterans of the second karabakh war met") == []
