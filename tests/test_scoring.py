import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mine_ie.corpus import Corpus
from mine_ie.diagnostics import confusion, reliability
from mine_ie.labels import from_event, to_event
from mine_ie.schema import Article, Event
from mine_ie.scoring import align, score_article, score_corpus

SCORED = ("type", "when", "killed", "injured")


def n(value):
    return None if value is None else {"low": value, "best": value, "high": value}


def event(type="explosion", day=None, killed=None, injured=None, **more):
    when = day and {"start": day, "end": day}
    return {"type": type, "when": when, "killed": n(killed), "injured": n(injured), **more}


def corpus(gold, exhaustive=True, scored=SCORED):
    articles = tuple(Article(id=id, text="x") for id in gold)
    labels = {id: tuple(events) for id, events in gold.items()}
    return Corpus("c", articles, labels, scored, exhaustive)


def parts(figure):
    return figure["tp"], figure["fp"], figure["fn"]


def test_events_are_aligned_by_what_they_agree_in_and_not_by_order():
    gold = [event(day="2024-01-01", killed=1), event(day="2024-02-02", killed=2)]
    assert align(gold, gold[::-1], SCORED) == [(0, 1), (1, 0)]


def test_events_of_different_types_are_never_aligned():
    assert align([event("use")], [event("explosion")], SCORED) == []


def test_labels_without_a_type_take_the_best_event_of_any_type():
    gold = {"killed": n(5), "injured": n(2)}
    given = [event("use", killed=1), event("casualty_toll", killed=5, injured=2)]
    assert align([gold], given, SCORED) == [(0, 1)]


def test_equal_events_are_aligned_in_the_order_of_the_text():
    gold = [event(killed=1)] * 3
    assert align(gold, gold, SCORED) == [(0, 0), (1, 1), (2, 2)]


def test_a_record_that_is_wholly_right_is_aligned_before_one_that_shares_more_silence():
    gold = [event(killed=3)]
    given = [event(killed=4), event(day="2024-01-01", killed=3)]
    assert align(gold, given, SCORED) == [(0, 1)]


def test_the_seven_figures_of_a_small_corpus():
    gold = {
        "right": [event(day="2024-01-01", killed=2)],
        "wrong": [event(day="2024-01-01", killed=2, injured=1)],
        "missed": [event(killed=7)],
        "none": [],
    }
    predicted = {
        "right": [event(day="2024-01-01", killed=2)],
        "wrong": [event(day="2024-01-01", killed=3)],
        "none": [event("use", day="2024-01-01")],
    }
    score = score_corpus(corpus(gold), predicted, samples=0)
    assert parts(score.figure("events")) == (2, 1, 1)
    assert parts(score.figure("record_right")) == (1, 2, 2)
    assert parts(score.figure("when")) == (2, 1, 0)
    assert parts(score.figure("killed")) == (1, 1, 2)
    assert parts(score.figure("injured")) == (0, 0, 1)
    assert score.figure("killed")["pairs"] == {"right": 1, "n": 2, "accuracy": 0.5}
    assert score.to_dict()["articles_right"] == {"right": 1, "n": 4, "share": 0.25}


def test_events_too_many_are_no_error_where_labels_are_partial():
    gold, predicted = {"a": [event(killed=1)]}, {"a": [event(killed=1), event(killed=9)]}
    score = score_corpus(corpus(gold, exhaustive=False), predicted, samples=0)
    assert parts(score.figure("events")) == (1, 0, 0)
    assert parts(score.figure("killed")) == (1, 0, 0)


def test_only_scored_fields_decide_whether_a_record_is_right():
    gold, predicted = {"a": [event(killed=1, injured=2)]}, {"a": [event(killed=1, injured=3)]}
    strict = score_corpus(corpus(gold), predicted, samples=0)
    loose = score_corpus(corpus(gold, scored=("killed",)), predicted, samples=0)
    assert parts(strict.figure("record_right")) == (0, 1, 1)
    assert parts(loose.figure("record_right")) == (1, 0, 0)
    assert loose.metrics == ("killed",)


def test_a_looser_reading_never_makes_a_record_wrong():
    gold = [event(places=[{"name": "Zargar", "country": "AZ"}])]
    given = [event(places=[{"name": "Zargar", "country": None}])]
    case = score_article("a", gold, given, ("places",)).cases[0]
    assert (case.right, case.wrong) == (True, ("country",))


def test_planned_and_denied_events_are_left_out_on_both_sides():
    gold = {"a": [event(killed=1), event(killed=2, status="planned")]}
    predicted = {"a": [event(killed=1), event(killed=3, status="denied")]}
    assert parts(score_corpus(corpus(gold), predicted, samples=0).figure("events")) == (1, 0, 0)


def test_figures_by_type_add_up():
    gold = {"a": [event(), event("use")]}
    score = score_corpus(corpus(gold), {"a": [event(), event("clearance")]}, samples=0)
    assert {t: parts(score.figure("events", t)) for t in score.types} == {
        "clearance": (0, 1, 0),
        "explosion": (1, 0, 0),
        "use": (0, 0, 1),
    }


def test_a_value_in_place_of_another_is_told_from_missed_and_groundless_ones():
    gold = {"a": [event(killed=1)], "b": [event(killed=1)], "c": [event()]}
    predicted = {"a": [event(killed=2)], "b": [event()], "c": [event(killed=3)]}
    figure = score_corpus(corpus(gold), predicted, samples=0).figure("killed")
    assert (*parts(figure), figure["replaced"]) == (0, 2, 2, 1)


def test_errors_of_counts_and_coverage_of_ranges():
    gold = {"a": [event(killed=10)], "b": [event(killed=10)], "c": [event(killed=10)]}
    ranges = {"a": (8, 8, None), "b": (4, None, 6), "c": None}
    predicted = {
        id: [{**event(), "killed": r and dict(zip(("low", "best", "high"), r, strict=True))}]
        for id, r in ranges.items()
    }
    figure = score_corpus(corpus(gold), predicted, samples=0).figure("killed")
    assert (figure["mae"], figure["mae_n"]) == (4.0, 2)
    assert (figure["coverage"], figure["coverage_n"]) == (0.5, 2)


def test_distances_are_in_kilometres():
    place = {"name": "x", "lat": 0.0, "lon": 0.0}
    gold = {"a": [event(places=[place])]}
    predicted = {"a": [event(places=[{**place, "lon": 1.0}])]}
    score = score_corpus(corpus(gold, scored=("places",)), predicted, samples=0)
    assert score.figure("places")["distance"] == {"median_km": 111.2, "mean_km": 111.2, "n": 1}


def test_intervals_are_the_same_each_time_and_hold_the_figure():
    rng = random.Random(7)
    gold = {str(i): [event(killed=1)] for i in range(40)}
    predicted = {id: [event(killed=rng.choice([1, 1, 2]))] for id in gold}
    first, second = (score_corpus(corpus(gold), predicted).figure("killed") for _ in range(2))
    assert first == second
    low, high = first["interval"]["f1"]
    assert low < first["f1"] < high


def test_an_empty_corpus_has_no_figures():
    score = score_corpus(corpus({"a": []}), {})
    assert score.figure("events")["f1"] is None
    assert score.figure("events")["n"] == 0


def test_types_that_were_confused_are_paired_by_what_they_share():
    gold = {"a": [event("casualty_toll", killed=5), event("use", day="2024-01-01")], "b": []}
    predicted = {"a": [event("explosion", killed=5)], "b": [event("use")]}
    assert confusion(score_corpus(corpus(gold), predicted, samples=0)) == {
        "casualty_toll": {"explosion": 1},
        "extra": {"use": 1},
        "use": {"missed": 1},
    }


def test_reliability_compares_confidence_with_events_that_the_labels_hold():
    gold = {"a": [event(killed=1)], "b": []}
    predicted = {
        "a": [event(killed=1, confidence=0.9)],
        "b": [event(killed=2, confidence=0.9)],
    }
    curve = reliability(score_corpus(corpus(gold), predicted, samples=0))
    assert curve["bins"] == [{"from": 0.9, "to": 1.0, "n": 2, "confidence": 0.9, "right": 0.5}]
    assert (curve["brier"], curve["calibration_error"]) == (0.41, 0.4)


def test_events_and_labels_turn_into_each_other():
    labels = event(killed=3, places=[{"name": "Zargar", "country": "AZ"}], victims=["civilian"])
    back = from_event(to_event(labels, "1"))
    assert back["killed"]["best"] == 3
    assert back["places"][0]["name"] == "Zargar"
    assert from_event(Event(id="1", type="use"))["victims"] == []


counts = st.one_of(st.none(), st.integers(0, 4))
events = st.builds(
    event,
    st.sampled_from(["explosion", "use"]),
    st.sampled_from([None, "2024-01-01", "2024-01-02"]),
    counts,
    counts,
)
lists = st.lists(events, max_size=4)


@settings(max_examples=60, deadline=None)
@given(lists, lists)
def test_no_event_is_used_twice_and_sums_hold(gold, predicted):
    article = score_article("a", gold, predicted, SCORED)
    found = [c for c in article.cases if c.predicted is not None]
    assert len(article.cases) == len(gold)
    assert len(found) + len(article.extra) == len(predicted)


@settings(max_examples=60, deadline=None)
@given(lists)
def test_labels_score_perfectly_against_themselves(gold):
    shuffled = random.Random(0).sample(gold, len(gold))
    score = score_corpus(corpus({"a": gold}), {"a": shuffled}, samples=0)
    assert score.figure("record_right")["f1"] in (1.0, None)


@pytest.mark.parametrize("scored", [("type",), SCORED])
def test_nothing_predicted_misses_everything(scored):
    score = score_corpus(corpus({"a": [event(killed=1)]}, scored=scored), {}, samples=0)
    assert parts(score.figure("record_right")) == (0, 0, 1)
