"""A stemmer of Kazakh: what is added to a word comes off, slot by slot, from its end.

    >>> stem("кәсіподақтарымыздағы")
    'кәсіподақ'
    >>> index_forms("касиподагынын")
    ('касиподак',)

An ending comes off only where the grammar allows it after what remains: by the order of the slots
(plural, possessive, case, person; tense and person of verbs), by vowel harmony and by the sound
before it. A softened end (ғ, г, б, у) gets its sound back, a dropped vowel too. Where several
readings are open, one that leads to a word of the lists beside this module wins; for other words
the one that takes off the most and leaves enough.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from .folding import FOLDING, fold

HERE = Path(__file__).parent
LONGEST_WORD = 40  # letters; what is longer is no word and stays whole
KAZAKH_LETTERS = frozenset("әғқңөұүһі")

BACK, FRONT = frozenset("аоұыёя"), frozenset("әеөүіэ")
EITHER = frozenset("иую")  # loanwords and diphthongs go with what stands before
VOWELS = BACK | FRONT | EITHER
VOICELESS = frozenset("бвгдкқпстфхһцчшщғ")  # before them and after them endings harden
NASAL = frozenset("мнң")
HARDENED = {"ғ": "қ", "г": "к", "б": "п"}

STOP_WORDS = frozenset(
    "және мен пен бен да де та те ма ме ба бе па пе бұл сол осы ол мына үшін "  # noqa: SIM905
    "туралы бойынша "
    "арқылы сияқты немесе бірақ себебі емес бар жоқ еді екен деп деген бір біз сіз олар оның "
    "дейін кейін соң ғана тек ал не ең өте әрі гөрі".split()
)

# Each line is the slot, what must stand before (as in FITS below; P: the possessive of the third
# person, O: another one) and the endings, "back/front" where harmony picks one.
NOMINAL = """
plural VR лар/лер
plural NZ дар/дер
plural H тар/тер
own3 V сы/сі
own3 C ы/і
own V м/м ң/ң мыз/міз ңыз/ңіз
own C ым/ім ың/ің ымыз/іміз ыңыз/іңіз
case VN ның/нің
case RZ дың/дің
case H тың/тің
case V ны/ні
case RZN ды/ді
case H ты/ті
case P н/н
case VRZN ға/ге
case H қа/ке
case P на/не
case O а/е
case VRZN да/де дағы/дегі
case H та/те тағы/тегі
case P нда/нде ндағы/ндегі
case VRZ дан/ден
case N нан/нен
case H тан/тен
case P нан/нен
case VRN мен/мен
case Z бен/бен
case H пен/пен
case VRZNH нікі/нікі
"""
PAST_PERSONS = ("", "м", "ң", "қ/к", "ңыз/ңіз")
PERSONS = ("мын/мін", "сың/сің", "сыз/сіз", "мыз/міз", "сыңдар/сіңдер", "сыздар/сіздер")
# (what stands before and the ending, what may follow it)
VERBAL = (
    ("VRZN ды/ді|H ты/ті", PAST_PERSONS),
    ("VRZNH са/се", PAST_PERSONS),
    ("VRZN ған/ген|H қан/кен", ("", *PERSONS, "быз/біз", "дай/дей", "ша/ше")),
    ("C а/е|V й/й|C и/и", ("ды/ді", *PERSONS)),
    ("C атын/етін|V йтын/йтін|C итын/итін", ("", "мын/мін", "сың/сің", "быз/біз")),
    ("C ып/іп|V п/п", ("", "ты/ті", "пын/пін", "сың/сің", "сыз/сіз", "пыз/піз")),
    ("C ар/ер|V р/р", ("", "мын/мін", "сың/сің", "сыз/сіз", "мыз/міз")),
    ("VRZNH сын/сін", ("",)),
    ("C ыңыз/іңіз ыңыздар/іңіздер|V ңыз/ңіз ңыздар/ңіздер", ("",)),
    ("C айын/ейін айық/ейік|V йын/йін йық/йік", ("",)),
    ("VRN мақ/мек|Z бақ/бек|H пақ/пек", ("", "шы/ші")),
    ("VRZN ғалы/гелі|H қалы/келі", ("",)),
    ("C у/у|V у/у", ("",)),
    ("C ушы/уші|V ушы/уші", ("",)),
    ("C мас/мес|V мас/мес|Z бас/бес|H пас/пес", ("", "тан/тен")),
)
NEGATION = "VRN ма/ме|Z ба/бе|H па/пе"
# Those of a verb that are declined like a noun.
DECLINED = ("ған/ген", "қан/кен", "атын/етін", "йтын/йтін", "итын/итін", "у/у", "ушы/уші")

# Verbs made of nouns: an unknown word is read as a verb's where one of these remains.
VERB_ENDS = re.compile(
    r"(ла|ле|да|де|та|те|лан|лен|дан|ден|тан|тен|лас|лес|дас|дес|тас|тес|тыр|тір|дыр|дір"
    r"|ыл|іл|ын|ін|ыс|іс|ай|ей|сет|ғыз|гіз|қыз|кіз|[аәеоөуұүыі]т)$"
)

# ереуілде+р, қиын+дық: what ends so is rather a noun.
UNLIKELY = re.compile(r"р|[дт][ыі][қк]|[дт]ик")
# демалы+сы, тәрбиеш+і: the word is демалыс, тәрбиеші; but жалақы+сы, кеніш+і.
UNLIKELY_OWN = re.compile(r"[^шқкғг][ыіи]\+с[ыіи]|[^ыіи]ш\+[ыіи]")
RARE = ("р", "м", "ң")  # endings that a whole word would hardly have


def stem(word):
    """The stem of a word in lower case, spelled with Kazakh letters; a short one stays itself."""
    return _stem(word, folded=False)


def folded_stem(word):
    """The stem of a word that is typed without Kazakh letters, spelled without them."""
    return _stem(fold(word), folded=True)


def index_forms(word):
    """What a word is indexed and sought under: its stem, and that on a Russian keyboard.

    A word in Latin letters is sought as it is and as it sounds. A stop word has no forms.
    """
    word = word.lower()
    if word in STOP_WORDS:
        return ()
    if word.isascii() and word.isdigit():
        return (word,)
    sounded = cyrillic_of(word)
    if sounded != word:
        return _distinct(word, folded_stem(sounded))
    if not KAZAKH_LETTERS & set(word):  # none in the word, or none on the keyboard
        return (folded_stem(word),)
    return _distinct(stem(word), fold(stem(word)))


LATIN_SOUNDS = {
    "shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "ғ", "ya": "я", "yu": "ю",
    "a": "а", "ä": "ә", "á": "ә", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г",
    "ğ": "ғ", "ǵ": "ғ", "h": "х", "i": "и", "ı": "ы", "í": "и", "j": "ж", "k": "к", "l": "л",
    "m": "м", "n": "н", "ñ": "ң", "ń": "ң", "o": "о", "ö": "ө", "ó": "ө", "p": "п", "q": "қ",
    "r": "р", "s": "с", "ş": "ш", "t": "т", "u": "у", "ū": "ұ", "ü": "ү", "ú": "ү", "v": "в",
    "w": "в", "x": "кс", "y": "ы", "ý": "у", "z": "з",
}  # fmt: skip
_LATIN = re.compile("|".join(LATIN_SOUNDS))
_HAS_LATIN = re.compile(r"[a-zäáğǵıíñńöóşūüúý]")


def cyrillic_of(word):
    """A word in the Latin script of Kazakh, or in any plain Latin, by its sounds; others stay."""
    if not _HAS_LATIN.search(word):
        return word
    return _LATIN.sub(lambda sound: LATIN_SOUNDS[sound[0]], word)


def _distinct(*forms):
    return tuple(dict.fromkeys(form for form in forms if form))


# --- the readings of a word


def _pairs(text):
    """Each ending of a line with its harmony: (ending, is it of back vowels; None: of any)."""
    for pair in text.split():
        back, _, front = pair.partition("/")
        if back == front or not front:
            yield back, None
        else:
            yield back, True
            yield front, False


def _folded(endings):
    for slot, before, ending, back in endings:
        yield slot, before, ending.translate(FOLDING), back


@cache
def _nominal(folded):
    """The endings of nouns by their last letter: [(slot, what stands before, ending, back)]."""
    listed = [
        (slot, before, ending, back)
        for slot, before, pairs in (line.split(" ", 2) for line in NOMINAL.strip().splitlines())
        for ending, back in _pairs(pairs)
    ]
    return _by_last_letter(_folded(listed) if folded else listed)


@cache
def _verbal(folded):
    listed = []
    for heads, followers in VERBAL:
        for head in heads.split("|"):
            before, pairs = head.split(" ", 1)
            for pair in pairs.split():
                slot = "participle" if pair in DECLINED else "verb"
                for follower in followers:
                    for ending, back in _pairs(pair):
                        for end, end_back in _pairs(follower) if follower else [("", None)]:
                            if None in (back, end_back) or back == end_back:
                                harmony = end_back if back is None else back
                                listed.append(
                                    (
                                        slot if not follower else "verb",
                                        before,
                                        ending + end,
                                        harmony,
                                    )
                                )
    return _by_last_letter(_folded(listed) if folded else listed)


@cache
def _negations(folded):
    listed = []
    for head in NEGATION.split("|"):
        before, pair = head.split(" ")
        listed += [("negation", before, ending, back) for ending, back in _pairs(pair)]
    return _by_last_letter(_folded(listed) if folded else listed)


def _by_last_letter(endings):
    known = {}
    for one in endings:
        known.setdefault(one[2][-1], {})[one] = None
    return {letter: list(ones) for letter, ones in known.items()}


def _sound(rest):
    """The class of the last sound of what remains; U is у or и, L is л."""
    last = rest[-1]
    if last in "уи" and len(rest) > 1:
        return "U"
    if last in VOWELS:
        return "V"
    if last in NASAL:
        return "N"
    if last in VOICELESS:
        return "H"
    if last in "рй":
        return "R"
    return "L" if last == "л" else "Z"


# What the grammar above says must stand before: V a vowel, C a consonant, N a nasal, H a voiceless
# sound, R and Z the other voiced ones. After у and и come the endings of vowels and of consonants.
FITS = {
    "V": "VU",
    "C": "NHRLZU",
    "N": "N",
    "H": "H",
    "R": "RLU",
    "Z": "ZL",
}


def _fits(rest, before, back, folded):
    """Whether an ending may stand after `rest`."""
    if not any(_sound(rest) in FITS[one] for one in before):
        return False
    return _harmony(rest, back, folded)


def _harmony(rest, back, folded):
    if back is None:
        return True
    for letter in reversed(rest):
        if folded and letter in "аоуияю":
            return True  # may stand for a front one as well
        if letter in BACK:
            return back
        if letter in FRONT:
            return not back
    return True


# From the end of a word inward: the slots that may come next, after a slot was taken off.
INWARD = {
    None: ("case", "own3", "own", "plural", "verb", "participle"),
    "case": ("own3", "own", "plural", "participle"),
    "own3": ("plural", "participle"),
    "own": ("plural", "participle"),
    "plural": ("participle", "case"),
    "participle": ("negation",),
    "verb": ("negation",),
    "negation": (),
}
LONGEST_READING = 6  # slots


def _readings(word, folded):
    """Yield (what remains, slots taken off from the end, their letters), the word itself first."""
    pending = [(word, (), "")]
    while pending:
        rest, slots, wanted = pending.pop()
        yield rest, slots, wanted
        if len(slots) == LONGEST_READING:
            continue
        outer = slots[-1] if slots else None
        allowed = INWARD[outer]
        last = rest[-1]
        sources = (
            _nominal(folded).get(last, ()),
            _verbal(folded).get(last, ()) if "participle" in allowed else (),
            _negations(folded).get(last, ()) if "negation" in allowed else (),
        )
        for source in sources:
            for slot, before, ending, back in source:
                if slot not in allowed or not rest.endswith(ending):
                    continue
                if (
                    outer == "plural"
                    and slot == "case"
                    and not ending.endswith(("ғы", "гі", "гы", "ги"))
                ):
                    continue
                inner = rest[: -len(ending)]
                if len(inner) < 2 or (wanted and slot not in wanted):
                    continue
                if before in ("P", "O"):
                    if not _harmony(inner, back, folded):
                        continue
                    own = ("own3",) if before == "P" else ("own",)
                    pending.append((inner, (*slots, slot), own))
                elif _fits(inner, before, back, folded):
                    pending.append((inner, (*slots, slot), ""))


# --- which reading it is


def _spelled(rest, slots, ending):
    """What may have stood there before the endings, the first letter of which is given."""
    yield rest
    if not slots:
        return
    last = rest[-1]
    inner = slots[-1]
    softened = last in HARDENED and rest[-2] in VOWELS and not rest.endswith(("ог", "уб"))
    if inner in ("own3", "own") and softened:
        yield rest[:-1] + HARDENED[last]
    if inner in ("verb", "participle"):
        if last in HARDENED:
            yield rest[:-1] + HARDENED[last]
        if last == "у" and ending in "ыіи":
            yield rest[:-1] + "п"  # тап, тауып


@cache
def _known(folded):
    """{spelling: stem} of the words of the lists, with what they become before an ending."""
    known = {}

    def take(spelling, word, kind):
        if folded:
            spelling, word = spelling.translate(FOLDING), word.translate(FOLDING)
        known.setdefault((spelling, kind), word)

    for word in _listed("kazakh_nouns.txt"):
        take(word, word, "noun")
        for elided in _elided(word):
            take(elided, word, "own")
    for word in _listed("kazakh_verbs.txt"):
        take(word, word, "verb")
        if word[-1] in "ыі":  # оқы, оқу
            take(word[:-1], word, "before у")
    return known


def _listed(name):
    return (HERE / name).read_text(encoding="utf-8").split()


ELIDED = frozenset(
    "ауыз көрік халық орын ерін мұрын мойын қойын дауыс бөрік әріп көңіл ырық "  # noqa: SIM905
    "ғұрып құлық ерік қарын".split()
)


def _elided(word):
    """A word whose last vowel goes before a possessive: халық, халқы; орын, орны."""
    if word in ELIDED:
        yield word[:-2] + word[-1]


def _of_lists(rest, slots, ending, folded):
    known = _known(folded)
    inner = slots[-1] if slots else None
    for spelling in _spelled(rest, slots, ending):
        if inner not in ("verb", "participle", "negation"):
            found = known.get((spelling, "noun"))
            if found:
                return found
        if inner in ("own3", "own"):
            found = known.get((spelling, "own"))
            if found:
                return found
        if inner in ("verb", "participle", "negation"):
            found = known.get((spelling, "verb"))
            if found:
                return found
        if inner in ("verb", "participle") and ending in "уи":
            found = known.get((spelling, "before у"))
            if found:
                return found
    return None


def _vowels(text):
    return sum(1 for letter in text if letter in VOWELS)


def _is_enough(rest, slots, taken):
    """Whether what remains of an unknown word may be a stem; `taken`: what came off."""
    if not slots:
        return True
    if len(rest) < 3 or not _vowels(rest):
        return False
    if rest[-1] in HARDENED and rest[-2] not in VOWELS:
        return False
    inner = slots[-1]
    if inner in ("verb", "participle", "negation"):
        likely = VERB_ENDS.search(rest) and not UNLIKELY.fullmatch(taken)
        return _vowels(rest) > 1 and bool(likely)
    if inner == "own3" and UNLIKELY_OWN.search(f"{rest}+{taken}"):
        return False
    if inner == "own":
        several = len(slots) > 1 or len(taken) > 1
        ours = rest[-1] not in VOWELS or taken[1:3] in ("ыз", "із", "из")  # else кілем, терең
        return several and ours and _vowels(rest) > 1
    if len(taken) == 1:
        return _vowels(rest) > 1 and len(rest) > 3
    return _vowels(rest) > 1 or len(rest) + len(taken) > 5


@lru_cache(maxsize=200_000)
def _stem(word, folded):
    if not 3 <= len(word) <= LONGEST_WORD or not word.isalpha():
        return word
    best, unknown = ((False, 0), word), (0, word)
    for rest, slots, wanted in _readings(word, folded):
        if wanted:
            continue
        taken = word[len(rest) :]
        found = _of_lists(rest, slots, taken[:1], folded)
        if found is not None:
            # орындар are places rather than what is carried out
            best = max(best, ((taken not in RARE, len(rest)), found))
        elif _is_enough(rest, slots, taken):
            *_, spelled = _spelled(rest, slots, taken[:1])
            unknown = max(unknown, (len(taken), spelled))
    return best[1] if best[0][1] else unknown[1]
