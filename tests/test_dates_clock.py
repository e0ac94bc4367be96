import pytest

from mine_ie.dates import clock, find


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("San Salvador, 5 Dec 88 -- [Text] A bomb", "1988-12-05"),
        ("   BOGOTA, 30 MAY 89 (DPA) -- [EXCERPTS] IT HAS BEEN", "1989-05-30"),
        ("   CARACAS (VENEZUELA), 27 OCT 89 (DPA) -- [TEXT] THE", "1989-10-27"),
        ("KABUL, Afghanistan (Oct. 22, 2011) — An Afghan", "2011-10-22"),
        ("2011-10-S-044\nISAF\n\nKABUL, Afghanistan (Oct. 22, 2011) — An", "2011-10-22"),
        ("KABUL, Afghanistan (Dec. 7, 2012) During an operation", "2012-12-07"),
        ("IJC Operational Update, July 16, 2010\nKABUL", "2010-07-16"),
        ("May 20, 2011\nA bomb exploded", "2011-05-20"),
        ("Title\nPublished on 24 August 2024\nA bomb", "2024-08-24"),
        ("Published: 2024-08-24\nA bomb", "2024-08-24"),
        ("KABUL, May 15 (Xinhua) -- A bomb", None),
        ("A bomb exploded on 24 August 2024.", None),
    ],
)
def test_text_dates_itself(text, day):
    assert clock(text) == day


def test_publication_date_comes_first():
    assert clock("San Salvador, 5 Dec 88 -- [Text]", "1990-01-01") == "1990-01-01"


def test_dateline_takes_its_year_from_the_clock():
    (mention,) = find("KABUL, May 15 (Xinhua) -- A bomb", "2010-05-16")
    assert (mention.text, mention.rule, mention.value) == ("May 15", "dateline", "2010-05-15")


def test_dateline_sets_the_clock():
    found = find("BOGOTA, 30 MAY 89 (DPA) -- A BOMB EXPLODED LAST NIGHT.")
    assert [(m.rule, m.value) for m in found] == [
        ("dateline", "1989-05-30"),
        ("part_of_day", "1989-05-29TNI"),
    ]


def test_dateline_without_a_year_is_a_partial_clock():
    found = find("KABUL, May 1 (Xinhua) -- It exploded yesterday.")
    assert [m.value for m in found] == ["--05-01", "--04-30"]


def test_published_line_has_its_rule():
    found = find("Published on 24 August 2024\nIt exploded on Friday.")
    assert [(m.rule, m.value) for m in found] == [
        ("published", "2024-08-24"),
        ("weekday", "2024-08-23"),
    ]
