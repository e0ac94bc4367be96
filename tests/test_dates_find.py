"""One meaning, many phrasings; the clock is fixed."""

import pytest
import srsly

from mine_ie.dates import find
from mine_ie.lexicon import data_path

PUBLISHED = "2024-08-26"  # a Monday

MEANINGS = {
    "2024-08-24": [
        "on 24 August 2024",
        "on August 24, 2024",
        "on Aug. 24",
        "ON 24 AUG 2024",
        "ON 24 AUG 24.",
        "the 24th of August 2024",
        "24-Aug-2024",
        "2024-08-24",
        "24.08.2024",
        "24/08/2024",
        "08/24/2024",
        "on Saturday",
        "ON SATURDAY",
        "last Saturday",
        "last August 24",
        "was hit Sat. when it",
        "Saturday, 24 August",
        "two days ago",
        "the day before yesterday",
    ],
    "2024-08-26": ["today", "TODAY", "on Monday, police said"],
    "2024-08-25": ["yesterday", "on Sunday"],
    "2024-08-25TNI": ["last night", "LAST\nNIGHT", "yesterday night", "Sunday night"],
    "2024-08-26TMO": ["this morning", "Monday at dawn", "the morning of 26 August"],
    "2024-08-19TEV": ["on the evening of 19 August", "on 19 August in the evening"][:1],
    "2024-W34": ["last week", "earlier last week"],
    "2024-08-20": ["last Tuesday", "this past Tuesday", "He was killed Tue when a shell fell."],
    "2024-01-01": ["on New Year's Day", "New Year’s Day 2024"][:1],
    "2023-12-31": ["on New Year's Eve"],
    "2023-12-25": ["on Christmas Day"],
    "2024-08-19/2024-08-23": ["from Monday 19 to Friday 23 August", "19 to 23 August"],
    "2024-W35": ["this week", "earlier this week"],
    "2024-W34-WE": ["last weekend", "over the weekend"],
    "2024-07": ["last month", "in July", "in July 2024", "in JUL 2024"],
    "2024-05": ["in May", "the May offensive", "IN MAY", "early May 2024", "mid-May"],
    "2023": ["last year", "in 2023", "late 2023", "a year ago", "the year 2023"],
    "2023-Q3": ["the third quarter of 2023", "Q3 2023", "last year's third quarter"],
    "2023-H1": ["the first half of 2023", "the first half of last year", "in H1 2023"],
    "2023-SU": ["last summer", "in the summer of 2023", "summer 2023"],
    "2012/2013": ["the 2012/13 season", "in 2012-13"],
    "2024-05-12": ["in the early hours of 12 May", "the May 12 attack"],
    "199X": ["in the 1990s", "the late '90s", "the nineties"],
    "19XX": ["the 20th century", "in the twentieth century"],
    "2020-11/..": ["since November 2020", "since the end of the second Karabakh war"],
    "2016/2020": ["between 2016 and 2020", "from 2016 to 2020", "2016-2020", "2016-20"],
    "2016-12-08/2016-12-14": [
        "8 to 14 December 2016",
        "between 8 and 14 December 2016",
        "December 8-14, 2016",
        "from 8 December to 14 December 2016",
    ],
    "2024-05/..": ["from May until now"],
    "2006/2013": ["Between 2006 and 2013 teams", "from 2006 to 2013 sappers"],
    "2021/..": ["since the 2021 coup"],
    "2024-08-20/2024-08-21": ["in the night to Wednesday", "on the night of Tuesday to Wednesday"],
    "2024-01-01/2024-07-31": ["in the first seven months, according to police"],
    "2024-Q2": ["in Q2"],
    "2024-07-23": ["on the 23rd of last month"],
    "../2024-08-26": ["to date"],
    "../2025": ["until 2025", "by the end of 2025"],
    "2024-01-01/2024-08-26": ["so far this year", "the year to date"],
    "2024-01-01/2024-06-30": [
        "the first six months of this year",
        "from 1 January to 30 June 2024",
    ],
    "2024-08-25/2024-08-26": ["in the past 24 hours", "overnight"],
    "2023-04-01/2024-03-31": [
        "the year ended 31 March",
        "the fiscal year ending on 31 March 2024",
        "year that ended on March 31",
        "the 12 months to March",
    ],
    "2024-08-12/2024-08-18": ["the week ending 18 August", "the seven days to 18 August"],
    "2024-04-01/2024-06-30": ["the quarter ended 30 June", "the three months to end-June"],
    "2024-01-01/2024-05-31": ["in five months of this year", "for 5 months of 2024"][:1],
    "2024-01/2024-05": ["Jan-May", "from January to May", "January-May this year"],
    "2023-04": ["last year in the month of April", "in April last year"],
    "2024-08-22": ["last week on Thursday", "last week Thursday", "Thursday of last week"],
    "2024-08-23/2024-08-24": ["overnight Friday", "overnight on Friday"],
    "2024-03-29": ["on Good Friday"],
    "2019-04-21": ["Easter Sunday 2019"],
    "2004/..": ["since 2004 mine action teams", "Since 2004 mines have killed 30."],
    "2024-06-12": ["On June 12 mines killed three.", "On 12 June hospital staff said"],
    "2014-08-26/2024-08-26": ["over the past decade", "over the past 10 years"],
    "2024-08-05/2024-08-26": ["over the past three weeks", "during the last 3 weeks"],
}


@pytest.mark.parametrize(
    ("phrase", "value"), [(p, value) for value, phrases in MEANINGS.items() for p in phrases]
)
def test_phrase_has_value(phrase, value):
    assert [m.value for m in find(phrase, PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("for nearly three decades", "P30Y"),
        ("a two-day operation", "P2D"),
        ("for three weeks", "P3W"),
        ("two and a half years", "P2.5Y"),
        ("for several months", "PXM"),
        ("a day after 10 people died", "P1D"),
        ("24 hours before the vote", "PT24H"),
        ("within 48 hours", "PT48H"),
        ("at least 30 days", "P30D"),
    ],
)
def test_duration_is_told_from_date(phrase, value):
    assert [(m.label, m.value) for m in find(phrase, PUBLISHED)] == [("DURATION", value)]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [("every Friday", "XXXX-WXX-5"), ("Mondays", "XXXX-WXX-1"), ("every two years", "P2Y")],
)
def test_repeated_time_is_a_set(phrase, value):
    assert [(m.label, m.value) for m in find(phrase, PUBLISHED)] == [("SET", value)]


@pytest.mark.parametrize(
    "text",
    [
        "A 39-year-old man",
        "girls aged 12 years",
        "a child 5 years old",
        "works 24/7",
        "the Boeing 747",
        "won 3-2 and voted 12-4",
        "PMN-2 and TM-62 mines",
        "122 mm rockets",
        "call 555-1234 or +1 202 555 0143",
        "2011-10-S-044",
        "2010-12-S-122",
        "1,990 people",
        "1990 people were displaced",
        "some 2010 items",
        "2024 mines were found",
        "2000 anti-tank mines",
        "resolution 1701",
        "the '9 May' People’s Liberation Forces",
        "on 1 May Avenue",
        'the "9 May" proclamation was read',
        "near the 14 July Bridge",
        "the 19 April Movement",
        "the second Karabakh war",
        "may explode, may have died",
        "UP TO 15 MAY HAVE DIED",
        "he sat in the sun",
        "THEY SAT IN THE SUN",
        "troops march 15 kilometers",
        "TROOPS MARCH 15 KILOMETERS",
        "Theresa May visited",
        "Jan Egeland spoke",
        "three-quarters of the land",
        "a second device",
        "$2000 was paid",
        "7.62mm rounds",
        "an area of 1998 hectares",
        "a man in his 20s",
        "the March of the Living",
    ],
)
def test_is_no_date(text):
    assert find(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 8 and 14 December 2016", ["2016-12-08", "2016-12-14"]),
        ("on 3, 4 and 5 May 2010", ["2010-05-03", "2010-05-04", "2010-05-05"]),
        ("on July 22 and 23.", ["2024-07-22", "2024-07-23"]),
        ("in 2004, 2005 and 2006", ["2004", "2005", "2006"]),
    ],
)
def test_list_gives_each_day(text, values):
    assert [m.value for m in find(text, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 12 May it blew up. A week later, two died.", ["2024-05-12", "2024-W20"]),
        ("On 12 May it blew up. The following day two died.", ["2024-05-12", "2024-05-13"]),
        ("On 12 May it blew up. Two days earlier", ["2024-05-12", "2024-05-10"]),
        ("On 12 May it blew up. On the same day", ["2024-05-12", "2024-05-12"]),
        ("In 2010 it began. The following year it ended.", ["2010", "2011"]),
        ("three days after 12 May", ["2024-05-15"]),
        (
            "On 3 May, a week after the vote, it fell. Two days earlier",
            ["2024-05-03", "P1W", "2024-05-01"],
        ),
        ("between 2100 on 4 December and 0500", ["2023-12-04"]),
        ("by Wednesday's blast", ["2024-08-21"]),
        ("at 2350 on 16 January", ["2024-01-16T23:50"]),
        ("at 10:30 a.m. on Sunday", ["2024-08-25T10:30"]),
    ],
)
def test_reckons_from_the_date_before(text, values):
    assert [m.value for m in find(text, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A bomb went off on Monday.", "2024-08-26"),
        ("A bomb went off last Monday.", "2024-08-19"),
        ("Talks will resume on Monday.", "2024-09-02"),
        ("The charges were set off by radio on Tuesday.", "2024-08-20"),
        ("They blew up a mine ahead of the Mankra post on Friday.", "2024-08-23"),
        ("Police are on alert ahead of the local elections on Friday.", "2024-08-30"),
        ("Talks will resume next Monday.", "2024-09-02"),
        ("They must leave by Friday.", "2024-08-30"),
        ("Police said on Friday it would be cleared.", "2024-08-23"),
        ("The work will begin in October.", "2024-10"),
        ("The work began in October.", "2023-10"),
        ("The road will open in two weeks.", "2024-W37"),
        ("Ten people died in two weeks.", "P2W"),
        ("It exploded on Tuesday the 13th.", "2024-08-13"),
        ("It exploded the week before last.", "2024-W33"),
    ],
)
def test_tense_chooses_the_side(text, value):
    assert next(m.value for m in find(text, PUBLISHED)).removeprefix("../") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 24 August", "--08-24"),
        ("in August", "--08"),
        ("on Monday", "XXXX-WXX-1"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last year", "XXXX"),
        ("in 2010", "2010"),
        ("05/06/2024", "2024"),
    ],
)
def test_without_a_clock_stays_partial(text, value):
    assert [m.value for m in find(text)] == [value]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("30 MAY 89.", "1990-01-01", "1989-05-30"),
        ("30 May 31.", "2024-01-01", "2031-05-30"),
        ("30 May 35.", "2024-01-01", "1935-05-30"),
        ("30 May 88.", None, "1988-05-30"),
    ],
)
def test_two_digit_year(text, published, value):
    assert [m.value for m in find(text, published)] == [value]


def test_composed_mention_keeps_its_parts():
    (mention,) = find("from May 2010 to July 2011", PUBLISHED)
    assert [(p.text, p.value) for p in mention.parts] == [
        ("May 2010", "2010-05"),
        ("July 2011", "2011-07"),
    ]


def test_stretch_states_its_length():
    (mention,) = find("over the past three weeks", PUBLISHED)
    assert mention.extent == "P3W"


def test_leap_day_of_a_common_year_is_no_date():
    assert find("on 29 February 2023.", PUBLISHED)[:1] == [] or all(
        m.value != "2023-02-29" for m in find("on 29 February 2023.", PUBLISHED)
    )


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("28 in the first nine months of 2015, 36 in the same period of 2014", "2014-09-30"),
        ("28 in the first half of 2021, 36 in the corresponding period of 2020", "2020-06-30"),
        ("28 from January to February 2023, 36 in the same period a year earlier", "2023-02-28"),
    ],
)
def test_same_period_of_another_year(text, last):
    found = find(text, PUBLISHED)
    assert found[-1].value.split("/")[1] == last


def test_same_period_is_the_one_told_before():
    found = find("They cleared it between 1 May and 9 May. Two died in the same period.", PUBLISHED)
    assert [m.value for m in found] == ["2024-05-01/2024-05-09"] * 2


def test_following_day_follows_the_day_told():
    found = find("On 12 May it blew up. Two died the next morning.", PUBLISHED)
    assert found[-1].value == "2024-05-13TMO"
    assert [m.value for m in find("Two died the next morning.", PUBLISHED)] == ["XXXX-XX-XX"]


def test_day_told_stays_in_view_past_a_year():
    found = find("On 20 July Mr Ty (born in 1959) died. On the same day 63 fell.", PUBLISHED)
    assert found[-1].value == "2024-07-20"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A bomb was set off by radio under a truck at 10.40 am on Monday.", "2012-11-12T10:40"),
        ("They detonated a mine ahead of the front line on Wednesday.", "2012-11-07"),
    ],
)
def test_what_was_set_off_is_past(text, value):
    assert [m.value for m in find(text, "2012-11-13")] == [value]


def test_a_weekday_is_no_town_of_a_dateline():
    (mention,) = find("Sat 6 Nov 1976 - Car bomb outside a bar: two killed.")
    assert (mention.value, mention.rule != "dateline") == ("1976-11-06", True)


CALLED = srsly.read_yaml(data_path("called_after_days.yaml"))


@pytest.mark.parametrize("text", CALLED["examples"])
def test_a_day_that_something_is_called_after_dates_nothing(text):
    assert find(text) == []


@pytest.mark.parametrize("text", CALLED["not"])
def test_a_day_before_other_words_is_a_date(text):
    assert len(find(text)) == 1


def test_days_after_the_incident_reckon_from_the_day_told():
    text = "It exploded on Friday. Two days after the incident, a rebel led soldiers to a cache."
    assert [m.value for m in find(text, PUBLISHED)] == ["2024-08-23", "2024-08-25"]


def test_reporting_month_is_a_month():
    text = "January 2024: roads were shut since early December. In the reporting month 51 died."
    assert find(text, "2024-02-10")[-1].value == "2024-01"


def test_hour_is_of_no_day_in_a_name():
    found = find("The '9 May' forces struck. It went off at 11:30 p.m.", PUBLISHED)
    assert [m.value for m in found] == ["XXXX-XX-XXT23:30"]
