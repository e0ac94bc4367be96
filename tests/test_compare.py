from dataclasses import replace
from pathlib import Path

import pytest

from mine_ie.compare import (
    CompareError,
    compare,
    country_code,
    differences,
    read_coded,
    read_mapping,
)
from mine_ie.records import read_rows
from mine_ie.writers import export

EVENTS = Path(__file__).parent / "data" / "results" / "events.jsonl"


def table(tmp_path, *lines):
    path = tmp_path / "coded.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def acled(tmp_path, *rows):
    header = (
        "event_id_cnty,event_date,sub_event_type,country,admin1,location,"
        "latitude,longitude,fatalities"
    )
    return table(tmp_path, header, *rows)


@pytest.mark.parametrize("format", ["acled", "gtd", "ucdp"])
def test_own_export_agrees_with_itself(tmp_path, format):
    out = tmp_path / "own.csv"
    export(read_rows(EVENTS), out, format)
    result = compare(read_rows(EVENTS), read_coded(out))
    assert result.missing == []
    assert [dict(pair.differs) for pair in result.pairs] == [{}] * len(result.pairs)


def test_missing_extra_and_differing_are_told_apart(tmp_path):
    path = acled(
        tmp_path,
        "AFG1,06 May 2024,Suicide bomb,Afghanistan,Nangarhar,Jalalabad,34.43,70.45,5",
        "AFG2,2024-05-06,Suicide bomb,Afghanistan,Herat,Herat,34.35,62.2,2",
    )
    result = compare(read_rows(EVENTS), read_coded(path))
    assert [(p.coded.event.id, p.extracted.id, p.differs) for p in result.pairs] == [
        ("AFG1", "af-1#e1", {"killed": ("5", "3")})
    ]
    assert [row.event.id for row in result.missing] == ["AFG2"]
    assert [row.id for row in result.extra] == ["az-1#e1"]
    assert result.lines()[0].startswith("2 coded rows: 1 matched, 1 missing; 1 extracted")
    assert [row["outcome"] for row in differences(result)] == ["differs", "missing", "extra"]


def test_period_figures_match_no_coded_row(tmp_path):
    result = compare(read_rows(EVENTS), read_coded(acled(tmp_path)))
    assert (result.ledger, len(result.extra)) == (3, 2)


def test_own_columns_are_read_by_a_mapping(tmp_path):
    mapping = tmp_path / "map.yaml"
    mapping.write_text("id: nr\ndate: tag\nplace: ort\ncountry: land\nkilled: tote\n")
    path = table(tmp_path, "nr,tag,ort,land,tote", "7,2024-05-06,Jalalabad,AFG,3")
    result = compare(read_rows(EVENTS), read_coded(path, read_mapping(mapping)))
    assert [(p.coded.event.id, p.differs) for p in result.pairs] == [("7", {})]


def test_gtd_zero_month_is_unknown(tmp_path):
    path = table(tmp_path, "eventid,iyear,imonth,iday,country_txt,nkill", "1,2024,0,0,Iraq,")
    (row,) = read_coded(path)
    assert (row.event.when.start, row.event.killed) == ("2024", None)


def test_second_article_on_a_matched_row_is_a_retelling(tmp_path):
    rows = list(read_rows(EVENTS))
    again = [*rows, *(r for r in rows if r.article == "af-1")]
    path = acled(tmp_path, "A,2024-05-06,x,Afghanistan,Nangarhar,Jalalabad,34.43,70.45,3")
    again[-1] = replace(again[-1], article="af-2")
    result = compare(again, read_coded(path))
    assert (len(result.pairs), result.retold) == (1, 1)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["a,b", "1,2"], "give a mapping file"),
        (["event_id_cnty,event_date", "A,yesterday"], "coded.csv:2: cannot be read: the date"),
        (["event_id_cnty,event_date,fatalities", "A,2024-01-01,many"], "coded.csv:2"),
    ],
)
def test_bad_table_names_row_cause_and_remedy(tmp_path, lines, says):
    with pytest.raises(CompareError) as error:
        list(read_coded(table(tmp_path, *lines)))
    assert says in str(error.value)


def test_mapping_with_unknown_field_is_refused(tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text("deaths: tote\n")
    with pytest.raises(CompareError, match="unknown fields"):
        read_mapping(path)


def test_countries_are_found_by_any_code_or_name():
    assert [country_code(c) for c in ("Laos", "LAO", "418", "la", None)] == [
        "LA", "LA", "LA", "LA", None
    ]  # fmt: skip
