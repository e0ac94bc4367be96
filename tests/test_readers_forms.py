"""Every form of input gives the same articles, in order, however it is packed."""

import csv
import gzip
import io
import json
import zipfile

import pytest

from mine_ie.readers import Options, ReadError, articles, find, index_of, rows_of
from mine_ie.readers.options import Failure

ROWS = [
    {
        "id": f"n{i}",
        "title": f"Title {i}",
        "text": f"Text, number {i}.\nTwo mines.",
        "date": "2024-08-26",
    }
    for i in range(1, 6)
]


def lines() -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)


def table(delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ROWS[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def page(i: int) -> bytes:
    body = " ".join(f"Sappers cleared {n} mines near the village on Monday." for n in range(9))
    return (
        f'<html><head><title>Title {i}</title><meta property="article:published_time" '
        f'content="2024-08-2{i}T10:00:00Z"></head><body><article><h1>Title {i}</h1>'
        f"<p>{body}</p><p>In all, {body}</p></article></body></html>"
    ).encode()


def warc(n: int = 4, packed: bool = False) -> bytes:
    out = []
    for i in range(1, n + 1):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(i)
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:0000000{i}-0000-0000-0000-000000000000>\r\n"
            f"WARC-Target-URI: http://news.example/{i}\r\nWARC-Date: 2024-09-01T10:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        record = head + http + b"\r\n\r\n"
        out.append(gzip.compress(record) if packed else record)
    return b"".join(out)


def read(*inputs, **options):
    return list(articles(*map(str, inputs), options=Options(**options)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines()),
        ("a.ndjson", lines()),
        ("a.json", json.dumps(ROWS).encode()),
        ("b.json", json.dumps({"articles": ROWS}).encode()),
        ("c.json", lines()),
        ("a.csv", table()),
        ("b.csv", table(";")),
        ("a.tsv", table("\t")),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_rows_become_articles(tmp_path, name, data, packed):
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(data) if packed else data)
    found = read(path)
    assert [a.id for a in found] == ["n1", "n2", "n3", "n4", "n5"]
    assert found[2].text == "Text, number 3.\nTwo mines."
    assert found[2].title == "Title 3"
    assert {a.published for a in found} == {"2024-08-26"}


@pytest.mark.parametrize("packed", [False, True])
def test_parquet(tmp_path, packed):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")

    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), out, row_group_size=2)
    path = tmp_path / ("a.parquet" + ".gz" * packed)
    path.write_bytes(gzip.compress(out.getvalue()) if packed else out.getvalue())
    (source,) = find([str(path)])
    assert [a.id for a in read(path)] == ["n1", "n2", "n3", "n4", "n5"]
    assert [row.item(Options()).article.id for row in rows_of(source, Options(), 3)] == ["n4", "n5"]
    assert index_of(source, Options(), 2)[0] == 5


@pytest.mark.parametrize("packed", [False, True])
def test_warc_pages_are_articles_named_by_url(tmp_path, packed):
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    path = tmp_path / ("a.warc" + ".gz" * packed)
    path.write_bytes(warc(packed=packed))
    found = read(path)
    assert [a.id for a in found] == [f"http://news.example/{i}" for i in range(1, 5)]
    assert [a.published for a in found] == [f"2024-08-2{i}" for i in range(1, 5)]
    assert found[0].title == "Title 1"
    assert found[0].text.count("Sappers cleared 3 mines") == 2


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_warc_gives_what_it_holds_and_says_so(tmp_path, packed):
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    path = tmp_path / ("a.warc" + ".gz" * packed)
    path.write_bytes(warc(packed=packed)[:-150])
    found = read(path)
    assert [a.id for a in found[:3]] == [f"http://news.example/{i}" for i in range(1, 4)]
    assert all(isinstance(f, Failure) and "cut short" in f.cause for f in found[3:])
    assert len(found) > 3


def test_a_cut_gzip_gives_what_it_holds_and_says_so(tmp_path):
    data = b"".join(
        json.dumps({"id": str(i), "text": "mine " * 50}).encode() + b"\n" for i in range(5000)
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(data, 0)[:400_000])
    found = read(path)
    assert [a.id for a in found[:-1]] == [str(i) for i in range(len(found) - 1)]
    assert len(found) > 100
    assert "EOFError" in found[-1].cause
    assert "cannot be read beyond row" in found[-1].cause


@pytest.mark.parametrize("mode", ["precise", "fast"])
def test_html_page(tmp_path, mode):
    pytest.importorskip("trafilatura" if mode == "precise" else "resiliparse")
    path = tmp_path / "a.html"
    path.write_bytes(page(3))
    (found,) = read(path, html=mode)
    assert found.text.count("Sappers cleared 3 mines") == 2
    assert (found.title, found.published, found.id) == ("Title 3", "2024-08-23", str(path))


def test_a_page_without_text_is_a_failure(tmp_path):
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(b"<html></html>")
    (found,) = read(tmp_path)
    assert found == Failure(str(tmp_path / "a.html"), str(tmp_path / "a.html"), found.cause)
    assert found.cause == "no article text was found in the page"


def test_zip_members_are_files(tmp_path):
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/b-2024-08-26.txt", "A mine.")
        archive.writestr("a.jsonl", lines())
        archive.writestr("photo.jpg", b"\0")
    found = read(path)
    assert [a.id for a in found] == ["n1", "n2", "n3", "n4", "n5", f"{path}!x/b-2024-08-26.txt"]
    assert found[-1].published == "2024-08-26"


def test_a_broken_zip_is_one_failure(tmp_path):
    (tmp_path / "old.zip").write_bytes(b"PK nonsense")
    (found,) = read(tmp_path)
    assert found.id == str(tmp_path / "old.zip")


def test_folders_are_read_recursively_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/.git/x.txt", ".hidden.txt", "c.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A mine.")
    assert [a.id for a in read(tmp_path)] == [str(tmp_path / "a/z.txt"), str(tmp_path / "b.txt")]


def test_globs_and_repeated_inputs_give_each_file_once(tmp_path):
    for name in ("b.txt", "a.txt", "c.jsonl"):
        (tmp_path / name).write_text('{"text": "x"}')
    found = read(tmp_path / "*.txt", tmp_path)
    assert [a.id.rpartition("/")[2] for a in found] == ["a.txt", "b.txt", "c.jsonl#1"]


def test_a_url_is_opened_by_fsspec(tmp_path):
    pytest.importorskip("fsspec")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines()))
    (tmp_path / "b.txt").write_text("A mine.")
    found = read(f"file://{tmp_path}")
    assert [a.id for a in found] == ["n1", "n2", "n3", "n4", "n5", f"file://{tmp_path}/b.txt"]


@pytest.mark.parametrize("name", ["absent.txt", "absent/*.txt", "a.pdf"])
def test_an_input_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "a.pdf").write_text("x")
    with pytest.raises(ReadError, match=name.replace("*", r"\*")):
        read(tmp_path / name)


@pytest.mark.parametrize("packed", [False, True])
def test_reading_starts_again_in_the_middle(tmp_path, packed):
    path = tmp_path / ("a.jsonl" + ".gz" * packed)
    data = lines().replace(b"\n", b"\n\n")  # blank lines are no rows
    path.write_bytes(gzip.compress(data) if packed else data)
    (source,) = find([str(path)])
    total, offsets = index_of(source, Options(), 2)
    assert total == 5
    for start, offset in zip((0, 2, 4), offsets, strict=True):
        found = [row.item(Options()) for row in rows_of(source, Options(), start, offset)]
        assert [i.article.id for i in found] == [f"n{n}" for n in range(start + 1, 6)]
        assert [i.origin for i in found] == [f"{path}#{n}" for n in range(start + 1, 6)]


def test_warc_starts_again_in_the_middle(tmp_path):
    pytest.importorskip("fastwarc")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(packed=True))
    (source,) = find([str(path)])
    total, offsets = index_of(source, Options(), 2)
    assert (total, len(offsets)) == (4, 2)
    assert [r.origin for r in rows_of(source, Options(), 2, offsets[1])] == [
        f"{path}#3",
        f"{path}#4",
    ]
