"""Every fact of the Karaganda report of 2024 stands in the PDFs that the portal builds.

karaganda_2024.json restates the facts of the source. What it says in English, and names that differ
in Kazakh, are translated here by hand, fact by fact: nothing here is taken from the catalogues.
"""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.db import transaction

from mediacenter.reports.actions.freezing import freeze
from mediacenter.reports.composing import compose
from mediacenter.services.printing.pdf import print_pdf
from tests.loaded_demo import load_demo
from tests.services.printed import links, squeezed, text_of
from unions.models import Organization

# django_db tells pytest-django to make the database at all
pytestmark = [pytest.mark.django_db, pytest.mark.together]

FACTS = json.loads((Path(__file__).parent / "karaganda_2024.json").read_text())
LANGUAGES = ("ru", "kk")
ISSUED = dt.date(2025, 1, 15)

MATERIALS = {
    "ru": "Материалы, опубликованные на страницах в социальных сетях",
    "kk": "Әлеуметтік желілердегі парақшаларда жарияланған материалдар",
}
PUBLICATIONS = {
    "ru": "Публикации в газетах и журналах",
    "kk": "Газеттер мен журналдардағы жарияланымдар",
}
LEVELS = {
    "national": {"ru": "Республиканские", "kk": "Республикалық"},
    "regional": {"ru": "Областные", "kk": "Облыстық"},
    "district_and_city": {"ru": "Районные и городские", "kk": "Аудандық және қалалық"},
}
KINDS = {  # the word of an organization's name that tells its kind
    "regional": {"ru": "областная", "kk": "облыстық"},
    "district": {"ru": "районный", "kk": "аудандық"},
    "city": {"ru": "городской", "kk": "қалалық"},
    "local": {"ru": "локальный", "kk": "жергілікті"},
}
# What a fact says, and how the report says it, where that is not letter by letter the same.
SAID = {
    "2024-2029": {"ru": "на 2024–2029 годы", "kk": "2024–2029 жылдар"},
    "XV": {"ru": "решения XV съезда", "kk": "XV съезінің шешімдері"},
    "Карагандинская область": {"kk": "Қарағанды облысы"},
    "Казахстанский отраслевой профсоюз работников просвещения, науки и высшего образования": {
        "kk": "Қазақстандық оқу-ағарту, ғылым және жоғары білім қызметкерлерінің салалық кәсіподағы"
    },
    "no funding for a PR manager; every specialist of the office does information work": {
        "ru": [
            "Штатная единица PR-менеджера не предусмотрена ввиду отсутствия финансовой возможности",
            "каждый специалист аппарата",
        ],
        "kk": [
            "PR-менеджердің штат бірлігі қаржылық мүмкіндіктің болмауына байланысты көзделмеген",
            "әрбір маманы",
        ],
    },
    "regional organisation only": {
        "ru": "собственная страница организации",
        "kk": "ұйымның өз парақшасы",
    },
    "questions": {"ru": "Вопросы", "kk": "Сұрақтар"},
    "messages": {"ru": "Сообщения", "kk": "Хабарламалар"},
    "appeals": {"ru": "Обращения", "kk": "Өтініштер"},
    "Friday": {"ru": "каждую пятницу", "kk": "әр жұма сайын"},
    "be a follower of the page": {
        "ru": "быть подписчиком страницы",
        "kk": "парақшаға жазылған болу",
    },
    "tag 3 union members": {
        "ru": "отметить 3 членов профсоюза",
        "kk": "кәсіподақтың 3 мүшесін белгілеу",
    },
    "an incentive prize for each winner": {
        "ru": "поощрительный приз каждому победителю",
        "kk": "әр жеңімпазға – ынталандыру жүлдесі",
    },
    "Білімді ел": {},
    "Білімді ел - Образованная страна": dict.fromkeys(
        LANGUAGES, "Білімді ел – Образованная страна"
    ),
    "Как живешь первичка?": dict.fromkeys(LANGUAGES, "Как живёшь, первичка?"),
    "YouTube-канал ФПРК": {"kk": "ҚРКФ YouTube арнасы"},
    "YouTube": {"ru": "канал YouTube", "kk": "YouTube арнасы"},
    "local TV": {
        "ru": "телеканал, районный и городской уровень",
        "kk": "телеарна, аудандық және қалалық деңгей",
    },
    "regional TV": {
        "ru": "телеканал, областной уровень",
        "kk": "телеарна, облыстық деңгей",
    },
    "Безопасность и охрана труда": {"kk": "Еңбек қауіпсіздігі және еңбекті қорғау"},
    "the union's work": {"ru": "Работа профсоюза", "kk": "Кәсіподақтың жұмысы"},
    "chairs of district branches": {
        "ru": "председатели районных филиалов",
        "kk": "аудандық филиалдардың төрағалары",
    },
    "primary organisations": {
        "ru": "Место размещения: первичные организации",
        "kk": "Орналасқан жері: бастауыш ұйымдар",
    },
    "work of union committees": {
        "ru": "работа профсоюзных комитетов",
        "kk": "кәсіподақ комитеттерінің жұмысы",
    },
    "work plans": {"ru": "планы работы", "kk": "жұмыс жоспарлары"},
    "changes in labour law": {
        "ru": "изменения в трудовом законодательстве",
        "kk": "еңбек заңнамасындағы өзгерістер",
    },
    "social-support events": {
        "ru": "мероприятия по социальной поддержке",
        "kk": "әлеуметтік қолдау іс-шаралары",
    },
    "memo": {"ru": "памятки", "kk": "жаднамалар"},
    "brochure": {"ru": "брошюры", "kk": "кітапшалар"},
    "leaflet": {"ru": "листовки", "kk": "үнпарақтар"},
    "poster": {"ru": "плакаты", "kk": "плакаттар"},
    "booklet": {"ru": "буклеты", "kk": "буклеттер"},
    "information bulletin": {"ru": "информационные бюллетени", "kk": "ақпараттық бюллетеньдер"},
    "express information": {"ru": "экспресс-информации", "kk": "экспресс-ақпараттар"},
    "methodological recommendations": {
        "ru": "методические рекомендации",
        "kk": "әдістемелік ұсынымдар",
    },
    "Шетский район": {"ru": "организации Шетского, ", "kk": "Шет, "},
    "Осакаровский район": {"ru": "Осакаровского, ", "kk": "Осакаров, "},
    "Бухар-Жырауский район": {
        "ru": "Бухар-Жырауского районов",
        "kk": "Бұқар жырау аудандарының",
    },
    "г. Сарань": {"ru": "городов Сарани, ", "kk": "Саран, "},
    "г. Темиртау": {"ru": "Темиртау, ", "kk": "Теміртау, "},
    "г. Караганда": {
        "ru": "Караганды (2 выезда)",
        "kk": "Қарағанды (сапар саны: 2) қалаларының",
    },
    "primary": {"ru": "первичные организации", "kk": "бастауыш ұйымдар"},
    "city": {"ru": "городские организации", "kk": "қалалық ұйымдар"},
    "district organisations": {"ru": "районные организации", "kk": "аудандық ұйымдар"},
    "resolutions adopted": {"ru": "постановления приняты", "kk": "қаулылар қабылданды"},
    "yearly": {"ru": "ежегодно (2022, 2023, 2024)", "kk": "жыл сайын (2022, 2023, 2024)"},
    "better dealings with the media and social networks": {
        "ru": "Совершенствование взаимодействия со средствами массовой информации и социальными"
        " сетями",
        "kk": "Бұқаралық ақпарат құралдарымен және әлеуметтік желілермен өзара іс-қимылды"
        " жетілдіру",
    },
    "informing organisations and members, with working feedback": {
        "ru": "обеспечение действенной обратной связи",
        "kk": "нәтижелі кері байланысты қамтамасыз ету",
    },
    "a constant online link with members: monitoring of activity, polls, forums": {
        "ru": "Обеспечение постоянной онлайн-связи с членами профсоюза: мониторинг деятельности,"
        " опросы,"
        " форумы",
        "kk": "тұрақты онлайн байланысты қамтамасыз ету: қызмет мониторингі, сауалнамалар,"
        " форумдар",
    },
    "a stronger image and membership motivation through new PR technology, social networks,"
    " online forums": {
        "ru": "Укрепление положительного имиджа организации и повышение мотивации членства в"
        " профсоюзе"
        " с применением новых PR-технологий, социальных сетей и интернет-форумов",
        "kk": "Жаңа PR-технологияларды, әлеуметтік желілерді және интернет-форумдарды қолдану"
        " арқылы"
        " ұйымның оң беделін нығайту және кәсіподақ мүшелігіне ынтаны арттыру",
    },
    "Областной профсоюз": {
        "ru": "Карагандинская областная организация Профсоюза",
        "kk": "Кәсіподақтың Қарағанды облыстық ұйымы",
    },
    "Районный профсоюз им. Казыбек би г. Караганды": {
        "kk": "Қарағанды қаласының Қазыбек би атындағы аудандық кәсіподағы"
    },
    "Районный профсоюз им. А. Бокейхана г. Караганды": {
        "kk": "Қарағанды қаласының Ә. Бөкейхан атындағы аудандық кәсіподағы"
    },
    "Темиртауский городской профсоюз": {"kk": "Теміртау қалалық кәсіподағы"},
    "Локальный профсоюз г. Балхаш": {"kk": "Балқаш қаласының жергілікті кәсіподағы"},
    "Шахтинский городской профсоюз": {"kk": "Шахтинск қалалық кәсіподағы"},
    "Саранский городской профсоюз": {"kk": "Саран қалалық кәсіподағы"},
    "Абайский районный профсоюз": {"kk": "Абай аудандық кәсіподағы"},
    "Бухар-Жырауский районный профсоюз": {"kk": "Бұқар жырау аудандық кәсіподағы"},
    "Каркаралинский районный профсоюз": {"kk": "Қарқаралы аудандық кәсіподағы"},
    "Нуринский районный профсоюз": {"kk": "Нұра аудандық кәсіподағы"},
    "Осакаровский районный профсоюз": {"kk": "Осакаров аудандық кәсіподағы"},
    "Шетский районный профсоюз": {"kk": "Шет аудандық кәсіподағы"},
}
# Figures, dates and yes-or-no, by their place among the facts.
SAID_AT = {
    ("year",): {"ru": "в 2024 году", "kk": "2024 жылы"},
    ("organisation", "information_officer_post"): {
        "ru": "Штатные единицы для информационной работы нет данных нет данных 0",
        "kk": "Ақпараттық жұмысқа арналған штат бірліктері дерек жоқ дерек жоқ 0",
    },
    ("followers", "more_than"): {"ru": "более 5 000", "kk": "5 000-нан астам"},
    ("appeals_answered", "2023"): {"ru": "более 1 358", "kk": "1 358-ден астам"},
    ("appeals_answered", "qualifier"): {"ru": "более 1 358", "kk": "1 358-ден астам"},
    ("weekly_prize_draw", "since"): {
        "ru": "Проводится с 2024 года каждую пятницу",
        "kk": "2024 жылдан бастап әр жұма сайын өткізіледі",
    },
    ("weekly_prize_draw", "followers_gained"): {
        "ru": "Прирост подписчиков: 1 000",
        "kk": "Қосылған жазылушылар: 1 000",
    },
    ("broadcasts", "0", "date"): {"ru": "18 апреля 2023 года", "kk": "2023 жылғы 18 сәуір"},
    ("broadcasts", "1", "date"): {"ru": "15 декабря 2022 года", "kk": "2022 жылғы 15 желтоқсан"},
    ("broadcasts", "2", "date"): {"ru": "14 декабря 2023 года", "kk": "2023 жылғы 14 желтоқсан"},
    ("broadcasts", "3", "date"): {"ru": "30 августа 2024 года", "kk": "2024 жылғы 30 тамыз"},
    ("campaign", "years", "0"): {"ru": "2023–2024 годы", "kk": "2023–2024 жылдар"},
    ("campaign", "years", "1"): {"ru": "в 2023–2024 годах", "kk": "2023–2024 жылдары"},
    ("online_meetings_with_primary_chairs",): {
        "ru": ["Онлайн-встречи", "председатели первичных организаций"],
        "kk": ["онлайн кездесулер", "бастауыш ұйымдардың төрағалары"],
    },
}


def leaves(facts, path=()):
    items = facts.items() if isinstance(facts, dict) else enumerate(facts)
    for name, value in items:
        place = (*path, str(name))
        if isinstance(value, dict | list):
            yield from leaves(value, place)
        else:
            yield place, value


def said(place, fact, language):
    """The words that must stand in the report for a fact: a list."""
    if place in SAID_AT:
        found = SAID_AT[place][language]
    elif place[-1] == "kind" and place[0] == "appendix_1":
        found = KINDS[fact][language]
    elif place[-1] == "no":
        found = f"{fact}"
    elif place[0] == "materials_published_on_social_pages":
        found = f"{MATERIALS[language]} 76 120 103"
    elif place[:2] == ("press_publications", "counts"):
        found = f"{PUBLICATIONS[language]} 24 27 10"
    else:
        found = SAID.get(fact, {}).get(language, fact)
    return found if isinstance(found, list) else [found]


def name_of_place(part):
    return "/".join(part) if isinstance(part, tuple) else ""


EVERY_FACT = [
    (place, fact)
    for place, fact in leaves(FACTS)
    if place[0] not in ("about", "oddities_the_portal_should_flag")
]


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker):
    """The PDFs of the demo's Karaganda organization for 2024, by language."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        organization = Organization.objects.get(slug="karaganda-education")
        facts = freeze(organization=organization, year=2024).facts
        transaction.set_rollback(True)
    moment = dt.datetime(2025, 1, 15, tzinfo=dt.UTC)
    return {
        language: print_pdf(
            compose(facts, language, identifier="karaganda-2024", issued=ISSUED), moment=moment
        ).content
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def texts(reports):
    return {language: squeezed(text_of(pdf)) for language, pdf in reports.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("place", "fact"), EVERY_FACT, ids=name_of_place)
def test_the_fact_stands_in_the_report(texts, place, fact, language):
    for words in said(place, fact, language):
        assert squeezed(words).casefold() in texts[language].casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_broadcasts_stand_in_the_order_of_their_dates(texts, language):
    dates = [SAID_AT["broadcasts", str(n), "date"][language] for n in (1, 0, 2, 3)]
    places = [texts[language].index(squeezed(date)) for date in dates]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", FACTS["appendix_1"], ids=lambda row: str(row["no"]))
def test_a_row_of_the_appendix_has_its_number_name_and_both_links(texts, row, language):
    name = said(("appendix_1", "", "organisation"), row["organisation"], language)[0]
    whole = f"{row['no']}{name}{row['instagram']}{row['facebook']}"
    assert squeezed(whole) in texts[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_outlets_stand_under_their_level(texts, language):
    for level, outlets in FACTS["covered_by"].items():
        start = texts[language].index(squeezed(LEVELS[level][language] + "«" + outlets[0]))
        row = texts[language][start : start + 150]
        assert all(squeezed(outlet) in row for outlet in outlets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_works(reports, language):
    opened = links(reports[language])
    expected = [fact for _place, fact in EVERY_FACT if str(fact).startswith("https://")]
    assert len(expected) == 32
    assert set(expected) <= set(opened)


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_the_odd_links_of_the_source_raise_a_doubt(texts, language):
    heading = {"ru": "Сомнительные ссылки", "kk": "Күмәнді сілтемелер"}[language]
    rows = [row for row in FACTS["appendix_1"] if row["no"] in (4, 5, 7, 10, 12)]
    doubted = ("instagram", "instagram", "facebook", "facebook", "instagram")
    table = texts[language].split(squeezed(heading))[1]
    table = table[: table.index("2024жыл" if language == "kk" else "За2024год")]
    assert table.count("https://") == len(rows)
    for row, network in zip(rows, doubted, strict=True):
        name = said(("appendix_1", "", "organisation"), row["organisation"], language)[0]
        assert squeezed(f"{row['no']}{name}{row[network]}") in table


IN_WORDS = {
    "main tasks": {"ru": "главные задачи", "kk": "басты міндеттері"},
    "labour rights": {
        "ru": "акцент делается на защите трудовых прав",
        "kk": "еңбек құқықтарын қорғауға",
    },
    "feedback": {"ru": "помогает сразу отвечать", "kk": "кідіріссіз жауап беруге"},
    "schools": {
        "ru": "встречи с коллективами организаций образования",
        "kk": "Білім беру ұйымдарының ұжымдарымен кездесулер",
    },
    "speakers of branches": {
        "ru": "руководители районных и городских филиалов",
        "kk": "аудандық және қалалық филиалдардың басшылары",
    },
    "republican": {
        "ru": "республиканские газеты «Қазақстан кәсіподағы» и «Білімді ел»",
        "kk": "«Қазақстан кәсіподағы» және «Білімді ел» республикалық газеттері",
    },
    "what remains": {"ru": "ещё требуют решения", "kk": "әлі де шешуді қажет етеді"},
    "closing": {"ru": "будет вестись и впредь", "kk": "тұрақты түрде жалғастырылады"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", IN_WORDS)
def test_what_the_source_says_in_words_is_said_too(texts, what, language):
    assert squeezed(IN_WORDS[what][language]) in texts[language]
