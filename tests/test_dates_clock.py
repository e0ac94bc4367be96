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
        ("MAKHACHKALA, SEPT 1, 2010 /RIA/ - TWO POLICEMEN", "2010-09-01"),
        ("DUSHANBE. April 6, 2004. A resident of Sughd", "2004-04-06"),
        ("Sea mine sinks trawler off Odesa, 7 September 2022: one is dead.", None),
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


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("12 March 2009: A mine hurt two.", None, "2009-03-12"),
        ("03/14/2008: A bomb hurt two.", None, "2008-03-14"),
        ("03/04/2008: A bomb hurt two.", None, "2008-03-04"),
        ("1993 Nov 8: Bomb in a holdall.", None, "1993-11-08"),
        ("17/01 – Qassam barrage, 11 launched.", "2008-01-18", "2008-01-17"),
        ("Centre-North. Sat 24/06: IED strike.", "2023-06-27", "2023-06-24"),
    ],
)
def test_date_at_the_head_of_an_entry_dates_what_it_tells(text, published, expected):
    (mention,) = find(text, published)
    assert mention.value == expected
    assert mention.rule not in ("dateline", "published")


def test_day_of_issue_is_no_event_date():
    (mention,) = find("Raipur, 28.05.2024\n\nA bomb was found.", "2024-05-28")
    assert mention.rule == "dateline"


def test_days_under_the_heading_of_a_month():
    found = find("March 2013\n3 – A bomber hurt nine.\n26 – Five people died.")
    assert [m.value for m in found] == ["2013-03", "2013-03-03", "2013-03-26"]


def test_text_without_a_clock_speaks_of_the_day_it_opens_with():
    found = find("On 9 January 2019, a mine hurt two. On 3 July another hurt one.")
    assert [m.value for m in found] == ["2019-01-09", "2019-07-03"]


def test_count_after_a_day_is_no_year():
    assert [m.value for m in find("On 5 July, 33 people were hurt.")] == ["--07-05"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("LIMA, 21 May 1992: A car bomb wrecks three banks.", "entry"),
        ("Quetta, March 3, 2011: A blast hurts two.", "entry"),
        ("SRINAGAR, 3 October 2011 (PTI): A blast hurt two.", "dateline"),
        ("LIMA, 21 May 1992 -- A car bomb wrecked three banks.", "dateline"),
    ],
)
def test_undated_note_of_a_chronicle_tells_of_its_day(text, rule):
    assert find(text)[0].rule == rule
    assert find(text, "1992-05-22")[0].rule == "dateline"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At the end of March, on the 31st, they burnt the last.", "2004-03-31"),
        ("On the 2nd and 3rd of March they burnt the last.", "2004-03-02"),
    ],
)
def test_day_alone_is_of_the_month_told(text, value):
    days = [m.value for m in find(text, "2004-04-06") if len(m.value) == 10]
    assert days[0] == value
