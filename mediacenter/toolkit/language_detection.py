"""Which language a text is written in, where nobody has said: told by letters and small words."""

import re

WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[Ѐ-ӿ]")
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
# Words and endings that Kazakh does not have as well: «не», «от», «он», «ой» are its own.
RUSSIAN = re.compile(
    r"и|в|во|на|о|об|до|для|с|со|из|к|по|за|что|как|это|при|у|или|под|над|между|через|их|наш|наши"
    r"|\w{2,}(?:ого|его|ому|ему|ыми|ими|ый|ая|яя|ое|ые|ости|ение|ения|ении|ений|ание|ания"
    r"|ании|аний|ями|ют|ует|ть|лся|лась|лись|тся|ться|ск|ский|ской|ских)",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"the|of|and|in|to|for|on|at|by|with|is|are|from|an", re.IGNORECASE)
ENDS = re.compile(r"(?<=[.!?:;·]\s)|(?=[«“(])|(?<=[»”)])")  # of a sentence, a quotation, an aside


def language_of(text: str) -> str:
    """Return "kk", "ru", "en" or, where letters and words do not tell, "".

    A name tells little: «Егемен» or «Радио» are left open.
    """
    words = WORD.findall(text)
    cyrillic = [word for word in words if CYRILLIC.search(word)]
    if len(cyrillic) * 2 < len(words):
        return "en" if any(map(ENGLISH.fullmatch, words)) else ""
    kazakh = sum(1 for word in cyrillic if KAZAKH.search(word))
    russian = sum(1 for word in cyrillic if RUSSIAN.fullmatch(word))
    if kazakh == russian:
        return ""
    return "kk" if kazakh > russian else "ru"


def passages(text: str, page: str) -> list[tuple[str, str]]:
    """Divide a text on a page in the language `page` into [(language, passage)], nothing left out.

    The language is "" where it is the page's, or nobody can tell. What is in another language as
    far as can be told is one passage.
    """
    parts = [(_beside(part, page), part) for part in ENDS.split(text)]
    detected = {language for language, _ in parts if language}
    if detected and page not in detected and len(detected) == 1:
        return [(detected.pop(), text)]
    return [("" if language == page else language, part) for language, part in parts if part]


def _beside(part, page):
    """The language of a part; what is Cyrillic on an English page is read by the wider alphabet."""
    return language_of(part) or ("kk" if page == "en" and CYRILLIC.search(part) else "")
