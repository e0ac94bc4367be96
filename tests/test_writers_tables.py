import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_ie.records import Row, read_rows
from mine_ie.schema import Count, Event
from mine_ie.writers import FORMATS, ExportError, export
from mine_ie.writers.base import cell

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"


def written(tmp_path, format, **options):
    out = tmp_path / ("out" + FORMATS[format].suffix)
    loss = export(read_rows(EVENTS), out, format, **options)
    return out, loss


def table(path):
    with open(path, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_jsonl_reads_back_as_the_same_events(tmp_path):
    out, _ = written(tmp_path, "jsonl")
    assert [(r.id, r.event, r.source, r.published) for r in read_rows(out)] == [
        (r.id, r.event, r.source, r.published) for r in read_rows(EVENTS)
    ]


def test_csv_has_one_row_an_event_with_bounds_apart(tmp_path):
    out, _ = written(tmp_path, "csv")
    rows = table(out)
    assert [r["id"] for r in rows][:2] == ["az-1#e1", "az-1#e2"]
    toll = rows[1]
    assert (toll["casualties_low"], toll["casualties"], toll["casualties_high"]) == (
        "370",
        "370",
        "",
    )
    assert (rows[0]["killed"], rows[0]["injured_civilian"]) == ("", "1")


def test_csv_disarms_formulas_and_leaves_numbers(tmp_path):
    out, _ = written(tmp_path, "csv")
    row = table(out)[3]
    assert row["title"] == '\'=HYPERLINK("http://evil.example")'
    assert row["claimant"] == "'-Taliban"
    assert cell(-70.45) == -70.45


@given(st.text())
def test_no_text_cell_starts_a_formula(text):
    value = cell(text)
    assert not str(value).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_profile_reads_vague_words(tmp_path):
    event = Event(
        id="e", type="explosion", killed=Count(low=None, best=None, high=None, text="dozens")
    )
    for profile, killed in (("none", ""), ("acled", "12")):
        out = tmp_path / f"{profile}.csv"
        export([Row(event, article="a")], out, "csv", profile)
        assert table(out)[0]["killed"] == killed


def test_sqlite_tables_join_on_event_id(tmp_path):
    out, _ = written(tmp_path, "sqlite")
    with closing(sqlite3.connect(out)) as db:
        found = db.execute(
            "SELECT e.country, sum(o.best) FROM events e JOIN ordnance o ON o.event_id = e.id "
            "WHERE o.action = 'destroyed' GROUP BY e.country"
        ).fetchall()
    assert found == [("AZ", 16363)]


def test_duckdb_holds_the_same_rows_as_sqlite(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    first, _ = written(tmp_path, "sqlite")
    second, _ = written(tmp_path, "duckdb")
    query = 'SELECT event_id, position, kind, action, best, "of" FROM ordnance ORDER BY 1, 2'
    with closing(sqlite3.connect(first)) as a, closing(duckdb.connect(str(second))) as b:
        assert a.execute(query).fetchall() == b.execute(query).fetchall()
        assert b.execute("SELECT count(*) FROM events").fetchone() == (5,)


def test_parquet_is_nested_and_typed(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    out, _ = written(tmp_path, "parquet")
    rows = pq.read_table(out).to_pylist()
    assert rows[2]["areas"][0]["m2"]["low"] == 11_840_000
    assert rows[0]["evidence"] == [{"start": 0, "end": 116, "title": False}]
    assert rows[0]["places"][0]["lat"] == 39.61
    assert rows[3]["injured"] == {
        "low": None, "best": None, "high": None, "text": "dozens", "evidence": None
    }  # fmt: skip


def test_loss_report_says_what_a_flat_row_drops(tmp_path):
    _, loss = written(tmp_path, "csv")
    assert loss.lines()[0] == "CSV: 5 of 5 events written"
    assert "CSV: evidence offsets (3 events)" in loss.lines()
    json.dumps(loss.to_dict())


def test_failed_export_leaves_the_old_file_and_no_temporary_one(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("old")

    def rows():
        yield from read_rows(EVENTS)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        export(rows(), out, "csv")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(ExportError, match="use one of jsonl, csv"):
        export([], tmp_path / "x", "xlsx")


def test_binary_format_needs_a_file():
    with pytest.raises(ExportError, match="name a file with -o"):
        export([], "-", "parquet")
