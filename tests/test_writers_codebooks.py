import csv
import json
from datetime import date
from pathlib import Path

import pytest

from mine_ie.countries import countries
from mine_ie.records import Row, read_rows
from mine_ie.schema import Count, Event, Place, When
from mine_ie.writers import acled, export, gtd, imsma, ucdp
from mine_ie.writers.base import context

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"


def written(tmp_path, format):
    out = tmp_path / "out.csv"
    loss = export(read_rows(EVENTS), out, format)
    with open(out, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream)), loss


def test_acled_columns_are_the_31_in_order(tmp_path):
    rows, _ = written(tmp_path, "acled")
    assert len(acled.COLUMNS) == 31
    assert list(rows[0]) == list(acled.COLUMNS)


def test_acled_rows_are_single_events_with_codes(tmp_path):
    rows, _ = written(tmp_path, "acled")
    assert [(r["sub_event_type"], r["time_precision"], r["geo_precision"]) for r in rows] == [
        ("Remote explosive/landmine/IED", "1", "1"),
        ("Suicide bomb", "1", "2"),
    ]
    assert [(r["iso"], r["region"], r["fatalities"]) for r in rows] == [
        ("31", "Caucasus and Central Asia", "0"),
        ("4", "Caucasus and Central Asia", "3"),
    ]


def test_acled_loss_report_counts_the_injured(tmp_path):
    _, loss = written(tmp_path, "acled")
    assert "ACLED: 1 injured moved to notes (2 events)" in loss.lines()
    assert loss.left_out["cumulative figures: ACLED records single events"] == 1


@pytest.mark.parametrize(
    ("count", "fatalities"),
    [
        (Count(low=None, best=None, high=None, text="dozens"), 12),
        (Count(low=4, best=None, high=6), 4),
        (Count(low=None, best=40, high=40), 40),
        (None, 0),
    ],
)
def test_acled_takes_the_conservative_figure(count, fatalities):
    event = Event(id="e", type="explosion", killed=count)
    assert acled.fatalities(event, context("ACLED", "acled")) == fatalities


def test_ucdp_columns_are_the_49_of_ged():
    assert len(ucdp.COLUMNS) == len(set(ucdp.COLUMNS)) == 49


def test_ucdp_keeps_only_deadly_events_and_splits_deaths(tmp_path):
    rows, loss = written(tmp_path, "ucdp")
    assert [(r["id"], r["deaths_civilians"], r["deaths_unknown"], r["best"]) for r in rows] == [
        ("af-1#e1", "1", "2", "3")
    ]
    assert (rows[0]["where_prec"], rows[0]["date_prec"]) == ("2", "1")
    assert loss.left_out["no death stated: GED needs at least one"] == 1


def test_ucdp_vague_deaths_follow_its_profile(tmp_path):
    event = Event(id="e", type="explosion", killed=Count(low=3, best=3, high=None))
    data = ucdp.ucdp_row(Row(event, article="a"), context("UCDP", "ucdp"))
    assert (data["low"], data["best"], data["high"]) == (3, 3, 3)


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (30, 4), (300, 5), (800, None)]
)
def test_ucdp_date_precision(days, code):
    start = date(2024, 1, 1)
    assert ucdp.date_prec(start, date.fromordinal(start.toordinal() + days - 1)) == code


def test_gtd_leaves_unknown_counts_blank(tmp_path):
    rows, _ = written(tmp_path, "gtd")
    assert [(r["nkill"], r["nwound"]) for r in rows] == [("", "1"), ("3", "")]
    assert (rows[1]["weapsubtype1"], rows[1]["suicide"]) == ("13", "1")
    assert (rows[1]["iyear"], rows[1]["imonth"], rows[1]["iday"]) == ("2024", "5", "6")


@pytest.mark.parametrize(
    ("kind", "code"),
    [("mine.ap", 8), ("grenade", 7), ("mortar", 11), ("ordnance", 16), ("explosive", 28)],
)
def test_gtd_weapon_subtype_follows_the_tree(kind, code):
    event = Event(id="e", type="explosion", ordnance=({"kind": kind},))
    assert gtd.weapon_subtype(event)[0] == code


def test_gtd_month_alone_has_day_zero(tmp_path):
    when = When(start="2024-02", end="2024-02", precision="month", text="in February")
    out = tmp_path / "o.csv"
    export([Row(Event(id="e", type="explosion", when=when), article="a")], out, "gtd")
    with open(out, newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["imonth"], row["iday"], row["approxdate"]) == ("2", "0", "in February")


def test_plover_is_json_lines_with_sizes(tmp_path):
    out = tmp_path / "out.jsonl"
    export(read_rows(EVENTS), out, "plover")
    events = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(e["event"], e["mode"], e["size"]) for e in events] == [
        ("ASSAULT", "explosives", {"injured": 1}),
        ("ASSAULT", "suicide-attack", {"dead": 3}),
    ]


def test_imsma_accident_uses_the_form_names(tmp_path):
    rows, _ = written(tmp_path, "imsma-accident")
    first = rows[0]
    assert (first["ac_date"], first["ac_community"], first["injured"], first["ac_cause"]) == (
        "2024-08-24", "Zargar", "1", "Stored ammunition"
    )  # fmt: skip
    assert (first["ac_gps_accuracy"], rows[1]["ac_cause"]) == ("2000", "IED")


def test_imsma_release_puts_areas_by_action(tmp_path):
    rows, _ = written(tmp_path, "imsma-release")
    (row,) = rows
    assert (row["cleared_area"], row["cancelled_area"]) == ("11840000", "")
    assert (row["eo_quantity"], row["activity_type"]) == ("16363", "Clearance")


def test_imsma_hazard_takes_contamination(tmp_path):
    rows, _ = written(tmp_path, "imsma-hazard")
    assert [(r["hazard_area"], r["eo_erw_type"]) for r in rows] == [("2000000", "submunition")]


@pytest.mark.parametrize(
    ("kind", "uncertainty", "code"),
    [("settlement", 2, 1), ("site", 20, 2), ("district", 20, 2), ("country", 300, 3)],
)
def test_acled_geo_precision(kind, uncertainty, code):
    place = Place(text="x", name="x", kind=kind, uncertainty_km=uncertainty)
    assert acled.geo_precision(place) == code


def test_country_codes_are_unique():
    table = countries().values()
    assert len({c.alpha3 for c in table}) == len(table) == 250
    numbers = [c.numeric for c in table if c.numeric is not None]
    assert len(set(numbers)) == len(numbers)


def test_demining_accident_is_told_by_activity():
    event = Event(
        id="e", type="explosion", casualties=({"outcome": "injured", "activity": "demining"},)
    )
    assert imsma.cause(event) == "Demining accident"
