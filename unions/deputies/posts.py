"""What the post of somebody who acts as chair is called, as official documents do."""

from mediacenter.toolkit.language import LANGUAGES

GENITIVES_RU = {"председатель": "председателя", "председательница": "председательницы"}
CHAIRS_KK = ("төрағасы", "төраға", "төрайымы", "төрайым")
GENITIVE_KK = "ның"
USUAL = {"kk": "төраға", "ru": "председатель", "en": "chair"}


def acting_posts(posts):
    """{language: the post of who acts} of {language: the chair's post}; where that is not stated,
    or called otherwise than a chair's, of a chair simply."""
    found = {}
    for language in LANGUAGES:
        acting = ACTING[language]
        found[language] = acting(posts.get(language) or "") or acting(USUAL[language])
    return found


def acting_kk(post):
    """The post is in the genitive, its last word: «облыстық кәсіподақ төрағасының …»."""
    if not post.lower().endswith(CHAIRS_KK):
        return ""
    is_name_before = " " in post  # it may begin with a proper name: «Қарағанды облысы … төрағасы»
    return f"{post if is_name_before else post.lower()}{GENITIVE_KK} міндетін атқарушы"


def acting_ru(post):
    first, space, rest = post.partition(" ")
    genitive = GENITIVES_RU.get(first.lower())
    return genitive and f"исполняющий обязанности {genitive}{space}{rest}"


def acting_en(post):
    first, space, rest = post.partition(" ")
    if not first.lower().startswith("chair"):
        return ""
    return f"acting {first.lower()}{space}{rest}"


ACTING = {"kk": acting_kk, "ru": acting_ru, "en": acting_en}
