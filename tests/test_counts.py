"""The algebra of counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie.counts import UNKNOWN, Bounds, exactly, parse, total


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("5", Bounds(5, 5, 5)),
        ("0", Bounds(0, 0, 0)),
        ("370..", Bounds(370, 370, None)),
        ("0..", Bounds(0, 0, None)),
        ("..300", Bounds(None, 300, 300)),
        ("~40", Bounds(None, 40, None)),
        ("4..6", Bounds(4, None, 6)),
        ("3..9@4", Bounds(3, 4, 9)),
        ("?", UNKNOWN),
    ],
)
def test_the_string_form_reads_and_writes(text, bounds):
    assert parse(text) == bounds
    assert str(bounds) == text


@pytest.mark.parametrize("text", ["", "..", "five", "-3", "~", "3...5"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(ValueError, match="not a count"):
        parse(text)


def test_an_open_group_opens_the_sum():
    assert total([exactly(3), parse("2..")]) == Bounds(5, 5, None)


def test_an_unknown_group_leaves_a_lower_bound():
    assert total([exactly(3), UNKNOWN]) == Bounds(3, 3, None)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_exact_groups_add_up_exactly(numbers):
    assert total(exactly(n) for n in numbers) == exactly(sum(numbers))
