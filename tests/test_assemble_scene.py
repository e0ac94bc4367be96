"""Which date and which place of a text an event gets."""

from __future__ import annotations

import pytest

import mine_ie

CLOCK = "2024-08-26"


def read(nlp, text, **options):
    """The events of a text published on a Monday."""
    return mine_ie.extract(mine_ie.Article(text=text, published=CLOCK), nlp, **options)


def span(event):
    return event.when and (event.when.start, event.when.end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # The day, not the year beside it.
        ("A man died on Wednesday when a mine exploded near Gao, the third such blast this year.",
         "2024-08-21"),
        # The day of the telling gives way to the day told in the next sentence.
        ("A mine killed a man near Gao, police said on Monday. The blast took place on Friday.",
         "2024-08-23"),
        # The day of the telling gives way to any told after it.
        ("A mine hurt two men near Gao, an official said on Monday. They were taken to Bamako. It "
         "went off at 4pm on Saturday.", "2024-08-24"),
        # Not when something was agreed.
        ("On 2 August a mine hurt a man near Gao, returned under an agreement reached on 19 April "
         "2024.", "2024-08-02"),
        # Not when the victim was born.
        ("On 20 July a farmer (born in 1959) was killed by a mine near Gao.", "2024-07-20"),
        # What happened on Tuesday, not what was said.
        ("The army said its troops on Tuesday defused a bomb near Gao.", "2024-08-20"),
        # Later than the event, and no other event's.
        ("On 3 August a mine hurt two men near Gao. One of them died the next day. "
         "A second mine was destroyed in place.", "2024-08-03"),
        ("On Friday a bomb hurt two men in Gao. A second device was defused two hours later.",
         "2024-08-23"),
    ],
)  # fmt: skip
def test_incident_is_of_the_day_told(nlp, text, start):
    assert {e.when.start for e in read(nlp, text)} == {start}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Mines killed 80 people in Mali from 2019 till the end of 2021.",
         ("2019-01-01", "2021-12-31")),
        ("Sappers destroyed 2,500 mines near Gao in June and July.", ("2024-06-01", "2024-07-31")),
        ("So far this year teams have destroyed 456 mines in Mali.", ("2024-01-01", None)),
        ("Mali finished destroying its stocks of 7,000 mines on 5 May 2020.", (None, "2020-05-05")),
        ("Teams removed 90 mines in Mali between 2013 and 2023, a general told parliament on "
         "Thursday.", ("2013-01-01", "2023-12-31")),
    ],
)  # fmt: skip
def test_statistic_is_of_its_stretch_of_time(nlp, text, when):
    assert [span(e) for e in read(nlp, text)] == [when]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A mine hurt two in the Kume district of Naha on Friday.", ["Kume", "Naha"]),
        ("A mine killed a farmer from Timbuktu near Gao on Friday.", ["Gao"]),
        ("A mine killed a man near Gao on Friday and the wounded were taken to Bamako.", ["Gao"]),
        ("A bomb killed two in Mahmudiya, 30 km south of Baghdad, on Friday.", ["Mahmudiya"]),
        ("Mines killed 40 people in Gao, Mopti and Kidal in 2023.", ["Gao", "Mopti", "Kidal"]),
        ("A mine killed a man near Ansongo, officials told reporters in Bamako.", ["Ansongo"]),
        ("Sappers removed 312 mines from Gao on Friday.", ["Gao"]),
        # Where they went, came from, stood, were treated, live or were taught.
        ("Two died on Friday when a minibus heading for Bamako hit a mine near Gao.", ["Gao"]),
        (
            "A bus travelling from Bamako to Gao hit a mine near Douentza on Friday, killing two.",
            ["Douentza"],
        ),
        (
            "Troops stationed in Kidal were hit by a roadside bomb in Gao on Friday; two died.",
            ["Gao"],
        ),
        (
            "Private Anton Koval, 24, of Lutsk, was killed by a mine near Robotyne on Friday.",
            ["Robotyne"],
        ),
        ("Two men wounded by a mine in Gao on Friday died at the Mopti hospital.", ["Gao"]),
        ("On Friday a shell hit the Mopti hospital in Mali, killing two.", ["Mopti"]),
        ("A member of the Zintan tribe was killed by a mine in Mizda on Friday.", ["Mizda"]),
        ("A mine killed two in Tigray on Friday; the road to Adwa is shut.", ["Tigray"]),
        ("A mine killed two on the road to Adwa on Friday.", ["Adwa"]),
        (
            "A convoy heading to the capital, Bamako, hit a mine near Gao on Friday; two died.",
            ["Gao"],
        ),
        (
            "A mine hit two men on Friday in Aranpur police station area, India, hurting both.",
            ["Aranpur"],
        ),
        ("Sappers trained in Manta destroyed 12 mines in El Oro on Friday.", ["El Oro"]),
    ],
)
def test_scene_leads(nlp, text, names):
    (event,) = read(nlp, text)
    assert [p.name for p in event.places][: len(names)] == names


@pytest.mark.parametrize(
    "stranger",
    [
        "On 3 March 2011 the champions beat Valparaíso by two goals to one before a full house.",
        "Rice prices in Antananarivo rose for the third week in a row, traders said on Friday.",
    ],
)
def test_paragraph_about_something_else_lends_neither_day_nor_place(nlp, stranger):
    text = "Two men died in Gao on 20 August.\n\n{}A landmine exploded under a cart."
    alone, among = (read(nlp, text.format(between)) for between in ("", stranger + "\n\n"))
    assert [(span(e), [p.name for p in e.places]) for e in alone] == [
        (span(e), [p.name for p in e.places]) for e in among
    ]


def test_paragraph_that_goes_on_about_the_event_lends_its_day(nlp):
    text = (
        "KIDAL. A mine killed six people on the road to Gao.\n\n"
        "That was on August 6, the very day on which the talks began in Algiers.\n\n"
        "The army has not commented."
    )
    (event,) = read(nlp, text)
    assert span(event) == ("2024-08-06", "2024-08-06")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb killed two in Kirkuk on Friday. The device was planted in the Wasiti "
         "neighbourhood.", "Wasiti"),
        ("Three children died when a shell exploded in Aleppo province on Friday. They found it in "
         "a field near Maskanah.", "Maskanah"),
        ("Two men were killed by a mine in Helmand on Friday. The blast happened in the village of "
         "Zargra in Nad Ali district.", "Zargra"),
        ("Bombs killed four in two attacks in Rafah, Egypt, on Friday. The first went off in the "
         "village of Mattalra.", "Mattalra"),
        ("A soldier was hurt by an IED in Dantewada district, India, on Friday. The incident took "
         "place between Nayanra and Gatamra villages.", "Nayanra"),
        ("A mine hurt a man in Aghdam district, Azerbaijan, on Friday. The incident occurred on "
         "the territory of Sarijalra village.", "Sarijalra"),
        # Somebody's home, and what is told of another matter.
        ("A mine killed a boy in Benghazi on Friday. He was from Tobruk.", "Benghazi"),
        ("A bomb killed two in Kirkuk on Friday. The minister lives in Dibis.", "Kirkuk"),
    ],
)  # fmt: skip
def test_later_sentence_names_the_village(nlp, text, name):
    assert [e.places[0].name for e in read(nlp, text)] == [name]


def test_a_namesake_lies_in_the_province_that_the_text_names(nlp):
    text = "Two men were killed by a mine in Antioquia on Friday, in Guayabal."
    (event,) = read(nlp, text)
    assert [(p.name, p.admin1) for p in event.places][:1] == [("Guayabal", "Antioquia")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A part of what is counted lies there, not all of it.
        ("Sappers destroyed 14 mines in Chechnya on Friday, five of them in Grozny.", "Chechnya"),
        ("In 2022 Sudan had 33 square kilometres of mined land left, nearly all in Darfur.",
         "Sudan"),
        # Where somebody spoke.
        ("Some 79,000 mines remain in Bosnia and Herzegovina, a session held in Sarajevo heard.",
         "Bosnia and Herzegovina"),
        # A state by its full name.
        ("Mines killed 29 people in the Republic of Angola in 2020.", "Angola"),
        # What was named before, what the article names most.
        ("Sappers worked near Kharkiv oblast. Mines have killed 40 in the region since 2022.",
         "Kharkiv"),
        ("IEDs killed 64 men in the division in 2022. Bastar district has bad roads.", "Bastar"),
        # The town stands beside the scene, or only heads the line.
        ("At Kozluk near Zvornik a mine killed a man on Friday.", "Kozluk"),
        ("Maymana: Friday's blast in Faryab's Qaisar district killed ten people.", "Qaisar"),
        ("On Friday in the Sudzha district, in the village of Loknra, a mine killed a man.",
         "Loknra"),
    ],
)  # fmt: skip
def test_the_whole_and_its_parts(nlp, text, name):
    assert read(nlp, text)[0].places[0].name == name


def test_a_figure_of_the_same_time_has_the_dates_of_the_one_before(nlp):
    text = (
        "Since 3 March 2022 sappers have destroyed 400 mines in Gao. "
        "During the same time mines killed 12 people."
    )
    assert [span(e) for e in read(nlp, text)] == [("2022-03-03", None), ("2022-03-03", None)]
