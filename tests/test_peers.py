"""The pure parts of the comparison with peers: protocol, scores, table."""

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks" / "peers"


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.syspath_prepend(str(FOLDER / "workers"))
    monkeypatch.setattr(sys, "path", [*sys.path])


def date(start: int, end: int, value: str, type: str = "DATE") -> dict:
    return {"start": start, "end": end, "type": type, "value": value}


def test_pieces_of_a_text_are_found_in_their_order_and_the_missing_left_out():
    from protocol import in_turn

    assert list(in_turn("Kabul, Kabul", ["Kabul", "Herat", "Kabul"])) == [(0, 5), (7, 12)]


def test_dates_are_scored_by_span_by_touch_and_by_value():
    from scores import date_figures

    gold = [[date(0, 5, "2024-08-24"), date(10, 20, "2024-08"), date(30, 34, "P2D", "DURATION")]]
    found = [[date(0, 5, "2024-08-24"), date(12, 20, "2024"), date(30, 34, "P2D", "DURATION")]]
    assert date_figures(gold, found) == {"span": 0.5, "span_touching": 1.0, "value": 0.5}


def test_a_place_without_coordinates_is_found_but_not_placed():
    from scores import place_figures

    gold = [[{"start": 0, "end": 5, "lat": 34.5, "lon": 69.2}]]
    assert place_figures(gold, [[{"start": 0, "end": 5}]]) == {"span": 1.0, "span_touching": 1.0}


def test_a_place_counts_as_placed_within_a_hundred_miles():
    from scores import place_figures

    gold = [[{"start": 0, "end": 5, "lat": 34.5, "lon": 69.2}] * 2]
    near, far = {"lat": 35.0, "lon": 69.2}, {"lat": 39.0, "lon": 69.2}
    span = {"start": 0, "end": 5}
    assert place_figures(gold, [[span | near]])["within_161_km"] == 1.0
    assert place_figures(gold, [[span | far]])["within_161_km"] == 0.0


def test_nothing_found_scores_zero_and_divides_by_nothing():
    from scores import date_figures, f1

    assert f1(0, 0, 0, 0) == 0.0
    assert set(date_figures([[date(0, 5, "2024")]], [[]]).values()) == {0.0}


def test_an_environment_is_another_for_other_requirements():
    from environments import Peer

    one = Peer("a", ("with_a.py",), ("a==1",), ("dates",))
    other = Peer("a", ("with_a.py",), ("a==2",), ("dates",))
    assert one.folder != other.folder
    assert one.folder.startswith("with_a-")


def test_a_missing_program_is_the_reason_that_a_peer_is_skipped(tmp_path: Path):
    from environments import Peer, Unavailable, run

    peer = Peer("a", ("with_a.py",), (), ("dates",), ("no-such-program",))
    with pytest.raises(Unavailable) as problem:
        run(peer, {"corpora": {}}, tmp_path, 1)
    assert str(problem.value) == "'no-such-program' is not on the path"


def test_the_table_marks_the_best_of_each_corpus_and_says_who_was_not_run():
    from table import markdown

    def row(peer: str, value: float) -> dict:
        times = {"seconds": 1.0, "cpu_seconds": 0.5}
        return {"peer": peer, "corpus": "timebank", "figures": {"value": value}, **times}

    page = markdown(
        {
            "corpora": {
                "timebank": {"task": "dates", "articles": 2, "words": 1000, "measure": "F1"}
            },
            "rows": [row("ours", 0.75), row("theirs", 0.5)],
            "peers": {"ours": {"requirements": [], "start_up": 2.0}},
            "skipped": {"HeidelTime": "'java' is not on the path"},
        }
    )
    assert "| timebank (2 texts, 1,000 words; F1) | ours | **0.750** | 1.0 | 0.5 |" in page
    assert "|  | theirs | 0.500 | 1.0 | 0.5 |" in page
    assert "- HeidelTime: 'java' is not on the path" in page
