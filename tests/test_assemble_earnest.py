"""What is told in earnest makes an event; what is general, made up or figurative does not."""

import pytest

import mine_ie


@pytest.fixture(scope="module")
def nlp():
    return mine_ie.load()


def types(nlp, text, **article):
    article = mine_ie.Article(text=text, published="2024-05-15", **article)
    return [event.type for event in mine_ie.extract(article, nlp)]


@pytest.mark.parametrize(
    "text",
    [
        "Anti-tank mines are laid in rows. Some are light enough to be set off by a child.",
        "The charge can pierce a hull. It detonates within a second, killing the crew of four.",
        "The plot is thin. In the third act a boiler house blows up, killing six singers.",
        "The film is long. Critics shrugged. He dies in an explosion before the credits roll.",
        "A cluster bomb is a cruel thing. It opens in the air and scatters 240 bomblets.",
        "Engineers follow a rule. When a shell is found, it is destroyed where it lies.",
    ],
)
def test_the_present_of_no_day_and_place_tells_of_nothing_done(nlp, text):
    assert types(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two deminers are in hospital after a mine detonates in a field near Izium. It is raining.",
        "Mali: a roadside bomb hits a convoy near Gao. Three soldiers are dead. Nobody claims it.",
        "The road is closed. On Tuesday a grenade explodes at the gate of the school in Bujumbura.",
        "Police say the mine is old. It exploded under a cart and killed a farmer near Huambo.",
    ],
)
def test_lists_leads_and_days_in_the_present_tell_of_an_event(nlp, text):
    assert types(nlp, text) == ["explosion"]


@pytest.mark.parametrize(
    "text",
    [
        "They argued over dinner. Bombing alone never won a war, she wrote to him.",
        "He opposed the bombing. American bombing of Cambodia had persuaded nobody.",
        "Cities had learned little from the bombing of Germany during the Second World War.",
        "Their bombing campaign in the 1940s had changed nothing, the historian wrote.",
        "The general had bombed the tribes in the 1920s, and it had cost him his name.",
    ],
)
def test_bombing_of_no_day_place_or_people_is_no_event(nlp, text):
    assert types(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bomb attack on the ministry on 6 December had been planned for months.",
        "The dead were buried. A double bombing of an army bus shook Homs.",
        "There was a car bombing in Baghdad.",
    ],
)
def test_one_attack_with_its_day_or_place_is_an_event(nlp, text):
    assert types(nlp, text) == ["explosion"]


@pytest.mark.parametrize(
    "text",
    [
        "They were jailed for planning a wave of coordinated suicide attacks on trains in 2016.",
        "Residents of Kherson lived with the prospect of another massive explosion.",
        "Thousands marched in Rome on Saturday to oppose further air strikes.",
        "Lawmakers debated a new round of bombing in Yemen.",
    ],
)
def test_what_is_planned_feared_or_argued_over_is_no_event(nlp, text):
    assert types(nlp, text) == []


def test_people_harmed_show_that_what_is_argued_over_took_place(nlp):
    text = "Thousands marched in Rome against the bombing that killed nine people on Saturday."
    assert types(nlp, text) == ["explosion"]


DRILL = (
    "An army exercise ended badly. A grenade exploded among recruits near Tapa on Tuesday, killing "
    "two of them. Five were taken to hospital."
)
PLAYED = (
    "The rescue board held an exercise near Tapa. On Tuesday a ship is to strike a mine and sink. "
    "Fifteen casualties, played by cadets, are to be pulled from the water."
)


def test_an_accident_in_a_drill_is_an_event_and_the_drill_is_none(nlp):
    assert types(nlp, DRILL) == ["explosion"]
    assert types(nlp, PLAYED) == []


def test_a_theatre_named_in_the_lead_does_not_hide_an_attack(nlp):
    text = (
        "A bomb exploded outside the national theatre in Mogadishu on Tuesday. Police said that "
        "four people were killed in the street. Nine others were treated at Madina hospital."
    )
    assert types(nlp, text) == ["explosion"]


def test_grenades_thrown_at_no_time_in_no_place_are_a_way_of_speaking(nlp):
    text = "He turned on his party. He lobbed a few grenades on his way out. Nobody was surprised."
    assert types(nlp, text) == []
    assert types(nlp, "Rebels fired three rockets at the airport of Bangui on Monday.") == ["use"]


def test_what_a_machine_is_made_to_do_is_no_clearance(nlp):
    text = "The army bought 40 robots in May to detect, mark and neutralise landmines."
    assert types(nlp, text) == []
    text = "Sappers managed to find, lift and destroy 40 landmines near Huambo in May."
    assert types(nlp, text) == ["clearance"]


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were killed when a mine exploded during a training exercise on Monday.",
        "In an army drill near Tapa on Thursday an anti-tank mine went off and hurt a sergeant.",
        "A suicide bomber killed 20 recruits at a field training camp in Kirkuk on Monday.",
        "Gunmen threw a grenade into a cinema showing an action film in Quetta on Friday, killing "
        "two.",
        "Floods carried mines down the Sava; one exploded near Doboj on Saturday and hurt a man.",
    ],
)
def test_who_is_hurt_in_training_or_beside_a_film_is_hurt_in_earnest(nlp, text):
    assert types(nlp, text) == ["explosion"]


@pytest.mark.parametrize(
    "text",
    [
        "The drill, in which 800 soldiers took part, presumed that a bomb had killed 30 fans.",
        "Umpires handed out nine casualty cards to the marines after a notional mortar strike in "
        "the exercise at Tapa on Monday.",
        "First came an explosion that people likened to a boom, a bomb or an earthquake. Two died. "
        "Residents had smelled gas.",
        "A gas explosion killed two men in Riga on Monday.",
        "He retired in the fourth quarter. The kicker shelled out 40 dollars for a new jersey.",
    ],
)
def test_what_is_played_likened_or_of_gas_makes_no_event(nlp, text):
    assert types(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile into the Sea of Japan on Monday. The missile landed in the "
        "sea off its east coast.",
        "A bag without an owner closed the station. Sappers set off a controlled explosion. With "
        "the explosion, papers flew about. In Riga last month 96 bags were exploded so.",
        "Deminers know the rule. Even if, for once, there was to be a bomb detonation at school, "
        "stay where you are.",
        "The plant near Dallas blew up on Monday and killed four. It was cleared to hold the "
        "nitrate used in the Oklahoma City bombing. The fertilizer plant had no permit.",
        "The minister was bombarded with questions in Paris on Monday.",
        "One contract in three has a land mine in it, and it is always buried around page 40.",
        "In the strongroom police found sixty jars of gunpowder, which turned out to be poppy "
        "seed.",
        "It began in 1940, when 300 bombers flew in over London in the first of 57 nights of "
        "bombing.",
        "The demining course in Kyiv in May included detecting and neutralising devices.",
        "A fire destroyed six rockets at a base near Moscow on Friday.",
        "Firework shells loaded into mortars were found after the accident in the warehouse.",
        "Miners at the gold mine in Obuasi placed explosives in the shaft on Monday; the pit caved "
        "in and ten miners died.",
        "A terror attack need not always involve an explosion, said the general. All 92 on board "
        "died in the crash on Sunday.",
        "Washington gave Kyiv the green light on Monday to use missiles on targets in Russia.",
        "Traces of explosives were found on the wreck of the plane on Friday.",
        "A driver mistook the shots for a bombing and called the sheriff on Saturday.",
        "Too much explosive had been loaded into 40 holes, the magistrate found on Tuesday.",
        "Some 10,000 shells had been held up in Poland until Monday.",
        "Nobody should ever again be killed by a bomb that lay in wait, she said on Monday.",
        "On Wednesday 61 objects were evacuated in Pskov after anonymous calls.",
        "Six missiles were shown in the parade in Pyongyang on Thursday.",
        "A rocket fell on a roof at a feast. On Sunday six shells were seized with fireworks.",
        "Explosives need a permit. With it already 61 airstrips are destroyed in the year.",
    ],
)
def test_tests_bags_suppositions_and_habits_make_no_event(nlp, text):
    assert types(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded outside a bank in Athens on Monday. Police blew up a suspicious bag in a "
        "controlled explosion nearby. Nobody was hurt.",
        "A missile that targets the port fell short and exploded in Odesa on Monday, killing two.",
        "Fire broke out after a shell hit a warehouse in Kherson on Friday, wounding two.",
        "Children mistook it for a ball, and the grenade exploded in Herat on Monday, killing two.",
        "A bomb tore through a league match in Potiskum on Sunday. The striker and four fans were "
        "killed.",
        "The missile struck oil depots in Belgorod on Friday and wounded two firefighters.",
        "The bomb went off to the north of the market in Baghdad on Sunday, killing two.",
        "A package was detonated by remote control near a patrol in Quetta on Monday.",
        "A rocket hit a house in Sderot on Monday; two rocket launches were heard. None were hurt.",
        "Rockets hit Kherson on New Year's Eve, killing three people.",
        "Rebels bombarded Kutum with rockets on Monday, killing three women.",
        "After three days of shelling in Donetsk, seven people were killed on Monday by a shell.",
        "The fertilizer plant near Dhaka was attacked on Monday: a bomb exploded at the gate and "
        "killed a guard.",
    ],
)
def test_what_is_like_them_in_earnest_is_an_event(nlp, text):
    assert "explosion" in types(nlp, text)
