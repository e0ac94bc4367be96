import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mine_ie.cli.gazetteer import app
from mine_ie.gazetteer.build import build
from mine_ie.gazetteer.store import GazetteerError, Store

ROWS = [
    "3|Testland|Testland||10.0|20.0|A|PCLI|ZZ||00||||900000||10|UTC|2024-01-01",
    "10|Northmark Province|Northmark Province||11.0|21.0|A|ADM1|ZZ||01||||5000||1|UTC|2024",
    "11|Kala District|Kala District|Qala|11.1|21.1|A|ADM2|ZZ||01|011|||900||1|UTC|2024-01-01",
    "12|Ağzar|Agzar|Aghzar,Агзар|11.2|21.2|P|PPL|ZZ||01|011|||0||1|UTC|2024-01-01",
    "13|Old Ağzar|Old Agzar||11.2|21.2|P|PPLH|ZZ||01|011|||0||1|UTC|2024-01-01",
    "14|Blue Lake|Blue Lake||11.2|21.2|H|LK|ZZ||01|011|||0||1|UTC|2024-01-01",
]


def dump(path: Path, rows: list[str] = ROWS) -> Path:
    path.write_text("\n".join(row.replace("|", "\t") for row in rows) + "\n", "utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "no-base.sqlite"


def test_a_dump_becomes_places_with_their_hierarchy(tmp_path: Path, empty: Path) -> None:
    out = tmp_path / "zz.sqlite"
    report = build([dump(tmp_path / "ZZ.txt")], out, base=empty)
    village = Store(out).exact("Aghzar")[0]
    assert (report.kept, report.skipped, report.damaged) == (4, 2, 0)
    assert (village.id, village.country, village.admin1, village.admin2) == (12, "ZZ", 10, 11)
    assert (village.lat, village.lon) == (11.2, 21.2)


def test_units_are_found_without_their_type_word(tmp_path: Path, empty: Path) -> None:
    out = tmp_path / "zz.sqlite"
    build([dump(tmp_path / "ZZ.txt")], out, base=empty)
    assert [e.id for e in Store(out).exact("Northmark")] == [10]


def test_zipped_dumps_are_read(tmp_path: Path, empty: Path) -> None:
    plain = dump(tmp_path / "ZZ.txt")
    packed = tmp_path / "ZZ.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "ZZ.txt")
    assert build([packed], tmp_path / "zz.sqlite", base=empty).kept == 4


def test_damaged_rows_are_counted_with_their_lines(tmp_path: Path, empty: Path) -> None:
    bad = [ROWS[0], "too|few", ROWS[3].replace("|11.2|", "|north|"), ROWS[1]]
    report = build([dump(tmp_path / "ZZ.txt", bad)], tmp_path / "zz.sqlite", base=empty)
    assert (report.kept, report.damaged) == (2, 2)
    assert report.lines == [
        "ZZ.txt:2: 2 columns, expected 19",
        "ZZ.txt:3: could not convert string to float: 'north'",
    ]


def test_a_failed_build_leaves_no_file(tmp_path: Path, empty: Path) -> None:
    out = tmp_path / "zz.sqlite"
    with pytest.raises(GazetteerError, match="no row could be read"):
        build([dump(tmp_path / "ZZ.txt", ["rubbish"])], out, base=empty)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ZZ.txt"]


def test_an_interrupted_build_keeps_the_file_that_was_there(tmp_path: Path, empty: Path) -> None:
    out = tmp_path / "zz.sqlite"
    build([dump(tmp_path / "ZZ.txt")], out, base=empty)
    before = out.read_bytes()

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    table = tmp_path / "more.csv"
    table.write_text("name,lat,lon,country\nNew,1,2,ZZ\n")
    with pytest.raises(KeyboardInterrupt):
        build([table], out, base=empty, progress=stop)
    assert out.read_bytes() == before
    assert not list(tmp_path.glob("*.part*"))


def test_a_csv_table_finds_its_units_in_the_base(tmp_path: Path, empty: Path) -> None:
    base, out = tmp_path / "zz.sqlite", tmp_path / "more.sqlite"
    build([dump(tmp_path / "ZZ.txt")], base, base=empty)
    table = tmp_path / "villages.csv"
    table.write_text(
        "ADM3_EN,ADM3_PCODE,ADM2_EN,ADM1_EN,lat,lon,alternates\n"
        "Tarji,ZZ0101,Kala,Northmark,11.3,21.3,Tarjay|Targi\n"
        "Nowhere,ZZ0102,Kala,Northmark,,,\n"
    )
    report = build([table], out, country="zz", base=base)
    found = Store(out).exact("Targi")[0]
    assert (found.name, found.admin1, found.admin2, found.country) == ("Tarji", 10, 11, "ZZ")
    assert report.lines == ["villages.csv:3: no coordinates for 'Nowhere'"]
    assert Store(out).exact("Aghzar")[0].id == 12


def test_a_table_without_names_is_refused(tmp_path: Path, empty: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("x,y\n1,2\n")
    with pytest.raises(GazetteerError, match=r"bad\.csv: no column 'name'"):
        build([table], tmp_path / "zz.sqlite", base=empty)


def test_two_builds_are_the_same_file(tmp_path: Path, empty: Path) -> None:
    source = dump(tmp_path / "ZZ.txt")
    for name in ("a.sqlite", "b.sqlite"):
        build([source], tmp_path / name, base=empty)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_lookup_shows_why_a_candidate_wins() -> None:
    result = CliRunner().invoke(
        app, ["lookup", "Kajaki", "--within", "Helmand"], env={"COLUMNS": "200"}
    )
    assert result.exit_code == 0
    assert "inside Helmand" in result.stdout


def test_lookup_of_an_unknown_name_fails_politely() -> None:
    result = CliRunner().invoke(app, ["lookup", "Qwertyville", "--country", "AF"])
    assert result.exit_code == 1
    assert "not in the gazetteer of AF" in result.stdout
