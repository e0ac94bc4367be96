"""Totals from groups: nobody twice, later figures, contradictions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie import counts
from mine_ie.assemble.several import is_apart
from mine_ie.assemble.statements import PARTS
from mine_ie.assemble.totals import CONFLICT, Harmed, total, totals

COUNTS = st.sampled_from(["0", "1", "2", "5", "12", "7..", "..9", "~40", "3..6", "?"])


def group(sentence, count, start=0, **values):
    outcome = values.pop("outcome", "killed")
    bounds = None if count is None else counts.parse(count)
    return Harmed(sentence, start, start + 3, outcome, bounds, **values)


def of(*groups):
    found = total(groups)
    return None if found is None else (str(found.bounds), found.flags)


def test_nothing_stated_is_no_total():
    assert of() is None


def test_groups_of_a_sentence_add_up():
    assert of(group(0, "2"), group(0, "1", 9, victims="civilian")) == ("3", ())


def test_parts_are_not_counted_twice():
    assert of(group(0, "6"), group(0, "2", 9, part_of="0:3:killed")) == ("6", ())


def test_a_part_larger_than_its_whole_is_flagged():
    assert of(group(0, "2"), group(0, "6", 9, part_of="0:3:killed")) == ("2", (PARTS,))


def test_a_retelling_changes_nothing():
    assert of(group(0, "4"), group(1, "4", definite=True)) == ("4", ())


def test_others_are_added():
    assert of(group(0, "2"), group(1, "2", more=True)) == ("4", ())


def test_people_of_another_blast_are_added():
    assert of(group(0, "6"), group(1, "1", apart=True)) == ("7", ())


def test_the_latest_figure_stands():
    assert of(group(0, "5"), group(1, "7", toll=True, latest=True)) == ("7", ())


def test_a_figure_given_up_does_not_count():
    assert of(group(0, "6"), group(1, "7", former=True)) == ("6", ())


def test_figures_that_differ_span_a_range_and_are_flagged():
    found = total([group(0, "12"), group(1, "15")])
    assert found is not None
    assert (found.bounds, found.flags) == (counts.Bounds(12, 12, 15), (CONFLICT,))


def test_the_article_s_own_figure_goes_before_a_quoted_one():
    found = total([group(0, "12", speaker="rebels"), group(1, "15")])
    assert found is not None
    assert (found.bounds.best, found.flags) == (15, (CONFLICT,))


def test_an_exact_figure_refines_a_bound():
    assert of(group(0, "10.."), group(1, "12")) == ("12", ())


def test_attackers_count_only_where_nobody_else_was_hit():
    bomber = group(0, "1", agent=True)
    assert of(bomber, group(0, "3", 9)) == ("3", ())
    assert of(bomber) == ("1", ())


def test_a_headline_retells_the_body():
    assert of(group(0, "5", in_title=True), group(1, "6")) == ("6", ())


def test_nobody_hurt_is_nobody_killed_and_nobody_injured():
    found = totals([group(0, "0", outcome="unspecified")])
    assert {o: str(t.bounds) for o, t in found.items()} == {"killed": "0", "injured": "0"}


def test_those_who_died_of_their_wounds_leave_the_injured():
    found = totals(
        [group(0, "10", outcome="injured"), group(1, "1", taken_from="injured", definite=True)]
    )
    assert {o: str(t.bounds) for o, t in found.items()} == {"killed": "1", "injured": "9"}


@pytest.mark.parametrize(
    ("sentence", "apart"),
    [
        ("One hour later a bomber blew herself up.", True),
        ("A second explosion killed two.", True),
        ("Another bomb went off nearby.", True),
        ("The bomb killed another two people.", False),
    ],
)
def test_another_blast_is_told_apart(sentence, apart):
    assert is_apart(sentence) is apart


@given(
    st.lists(
        st.tuples(st.integers(0, 3), COUNTS, st.booleans(), st.booleans(), st.booleans()),
        max_size=8,
    )
)
def test_low_is_at_most_best_and_best_at_most_high(drawn):
    groups = [
        group(s, c, start=10 * k, more=more, definite=definite, toll=toll)
        for k, (s, c, more, definite, toll) in enumerate(drawn)
    ]
    found = total(groups)
    assert (found is None) == (not groups)
    if found is not None:
        low, best, high = found.bounds
        assert low is None or best is None or low <= best
        assert high is None or best is None or best <= high
        assert low is None or high is None or low <= high
