import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie.privacy import Privacy
from mine_ie.records import read_rows
from mine_ie.writers import export
from mine_ie.writers.lines import event_line

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"


def private():
    return list(Privacy(grid=0.5).apply(read_rows(EVENTS)))


def test_no_name_of_a_person_is_left():
    text = json.dumps([event_line(row) for row in private()])
    for name in ("Gul Bibi", "Ali Khan", "Taliban", "Zargar", "Ombudsman", "news.example"):
        assert name not in text


def test_figures_and_vague_words_stay():
    event = private()[3].event
    assert (event.killed.best, event.injured.text) == (3, "dozens")
    assert [g.age for g in event.casualties] == [None, "child", None]


def test_coordinates_move_to_the_grid_and_say_so():
    place = private()[0].event.places[0]
    assert (place.lat, place.lon, place.gazetteer_id) == (39.75, 47.25, None)
    assert place.uncertainty_km == pytest.approx(2 + 39.4, abs=0.1)


def test_settlement_is_named_by_its_division():
    assert [p.name for p in private()[0].event.places] == ["Fuzuli", "Fuzuli"]


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([0.01, 0.1, 0.25, 1.0]))
def test_grid_moves_a_point_by_half_a_cell_at_most(lat, lon, grid):
    new = Privacy(grid).point(lat, lon)
    assert abs(new[0] - lat) <= grid / 2 + 1e-6
    assert abs(new[1] - lon) <= grid / 2 + 1e-6
    assert -90 <= new[0] <= 90
    assert -180 <= new[1] <= 180


def test_neighbours_become_the_same_point():
    assert Privacy(0.5).point(39.61, 47.12) == Privacy(0.5).point(39.64, 47.02)


def test_grid_must_be_positive():
    with pytest.raises(ValueError, match="between 0 and 10"):
        Privacy(0)


def test_exports_of_private_rows_hold_no_name(tmp_path):
    for format in ("csv", "acled", "imsma-accident"):
        out = tmp_path / format
        export(Privacy().apply(read_rows(EVENTS)), out, format)
        assert "Ali Khan" not in out.read_text()
        assert "Zargar" not in out.read_text()
