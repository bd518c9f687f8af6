"""Sentences that look like Kazakh, Russian and English and say nothing."""

from functools import cache
from itertools import accumulate
from random import Random

STEMS = {
    "kk": "кәсіподақ ұйым төраға мүше келісім еңбек құқық келіссөз семинар өңір сала бастауыш "
    "жұмыс мұғалім дәрігер өтініш жиналыс шешім көмек қорғау әріптестік жалақы демалыс газет",
    "ru": "профсоюз организация председатель член договор труд право переговоры семинар регион "
    "отрасль первичка работа учитель врач обращение собрание решение помощь защита партнёрство "
    "зарплата отпуск газета",
    "en": "union organization chair member agreement labour right negotiation seminar region "
    "industry primary work teacher doctor appeal meeting decision help protection partnership "
    "wage leave newspaper",
}
SYLLABLES = {
    "kk": "ба қа са та ла ма на ды ті ке ге рі сы жа шы өң үй ғы құ әл",
    "ru": "ба ка са та ла ма на до ти ке ге ри сы жа ши от уй вы ку эл",
    "en": "ba ca sa ta la ma na do ti ke ge ri sy ja shi or un vy cu el",
}
MARK = {"kk": "синтетикалық", "ru": "синтетический", "en": "synthetic"}
WORDS, SENTENCES = 15_000, 6_000
LANGUAGES = ("kk", "ru", "en")


class Speech:
    """One language, in sentences drawn at random."""

    def __init__(self, language, scale):
        self.rng = scale.rng(language)
        self.sentences = sentences(language, scale.seed)

    def title(self):
        return " ".join(self.sentences[self.rng.randrange(SENTENCES)][:-1].split()[:6])

    def lead(self):
        return " ".join(self.rng.choices(self.sentences, k=2))

    def body(self):
        paragraphs = (" ".join(self.rng.choices(self.sentences, k=4)) for _ in range(3))
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@cache
def sentences(language, seed):
    """A few words are frequent and most are rare, as in any language."""
    rng = Random(f"{seed} {language} sentences")  # noqa: S311  no secret is drawn from it
    syllables = SYLLABLES[language].split()
    made = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(WORDS)]
    words = [*STEMS[language].split(), *made]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    spoken = []
    for _ in range(SENTENCES):
        chosen = rng.choices(words, cum_weights=weights, k=rng.randint(7, 16))
        spoken.append(f"{' '.join(chosen).capitalize()}.")
    return spoken


def called(**names):
    """Name columns in three languages, each marked: called(kk="ұйым", ru=…, en=…)."""
    return {f"name_{language}": f"{name} ({MARK[language]})" for language, name in names.items()}
