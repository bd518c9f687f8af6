"""The texts of the articles in their languages, their versions, and what happened to some."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate

from publications.articles.models import (
    ArticleKind,
    ArticleText,
    Correction,
    FormerAddress,
    Remark,
    Status,
)

from .copying import copy_in
from .versions import keep_versions
from .words import LANGUAGES, MARK, Speech

STATES = {Status.PUBLISHED: 95, Status.DRAFT: 3, Status.REVIEW: 1, Status.READY: 1}
IN_ENGLISH, OUTDATED, CORRECTED, MOVED = 0.3, 0.05, 0.02, 0.02  # shares of the articles


def fill_texts(scale, kinds, say):
    """`kinds` are those of the articles, in the order of their keys."""
    say(f"texts: {copy_in(ArticleText, texts_of(scale, kinds))}")
    keep_versions(say)
    copy_in(Remark, remarks_of(scale))
    copy_in(Correction, corrections_of(scale))
    copy_in(FormerAddress, former_addresses_of(scale))


def moments(scale):
    """When the articles appear, one after another: the later key is the later news."""
    first, last = (datetime.fromordinal(day).replace(tzinfo=UTC) for day in scale.days)
    step = (last - first) / max(scale.articles, 1)
    rng = scale.rng("moments")
    for number in range(scale.articles):
        jitter = timedelta(minutes=rng.randrange(60))
        yield first + step * number + jitter


def languages_of(scale):
    """The languages of each article; its Russian text is the one that the others follow."""
    rng = scale.rng("languages")
    for _ in range(scale.articles):
        yield LANGUAGES if rng.random() < IN_ENGLISH else LANGUAGES[:2]


def states_of(scale):
    rng = scale.rng("states")
    cumulated = list(accumulate(STATES.values()))
    return rng.choices(list(STATES), cum_weights=cumulated, k=scale.articles)


def texts_of(scale, kinds):
    speeches = {language: Speech(language, scale) for language in LANGUAGES}
    rng = scale.rng("texts")
    key = 0
    states, spoken = states_of(scale), languages_of(scale)
    for article, (kind, state, languages, moment) in enumerate(
        zip(kinds, states, spoken, moments(scale), strict=True), start=1
    ):
        source = key + 2
        outdated = rng.random() < OUTDATED
        for language in languages:
            key += 1
            speech, is_source = speeches[language], key == source
            yield ArticleText(
                pk=key,
                article_id=article,
                language=language,
                title=f"{speech.title()} ({MARK[language]})",
                slug=f"synthetic-{article}",
                lead=speech.lead(),
                body=speech.body(),
                status=state,
                published_at=moment if state == Status.PUBLISHED else None,
                version=2 if is_source and outdated else 1,
                source_id=None if is_source else source,
                source_version=None if is_source else 1,
                changed_at=moment + timedelta(days=1) if is_source and outdated else moment,
                **parts(kind, language),
            )


def parts(kind, language):
    mark = MARK[language]
    if kind == ArticleKind.PRESS_RELEASE:
        return {"quote": mark, "quoted": mark, "about_us": mark, "press_contact": mark}
    if kind == ArticleKind.INTERVIEW:
        return {"quoted": mark}
    return {}


def first_texts(scale):
    """Yield (key of the first text, of the article, its state, its moment)."""
    key = 1
    for article, (state, languages, moment) in enumerate(
        zip(states_of(scale), languages_of(scale), moments(scale), strict=True), start=1
    ):
        yield key, article, state, moment
        key += len(languages)


def remarks_of(scale):
    for text, _article, state, moment in first_texts(scale):
        if state == Status.REVIEW:
            yield Remark(text_id=text, field="lead", words=MARK["ru"], made_at=moment)


def corrections_of(scale):
    rng = scale.rng("corrections")
    for text, _article, state, moment in first_texts(scale):
        if state == Status.PUBLISHED and rng.random() < CORRECTED:
            yield Correction(text_id=text, note=MARK["kk"], made_at=moment + timedelta(days=1))


def former_addresses_of(scale):
    rng = scale.rng("former addresses")
    for text, article, state, moment in first_texts(scale):
        if state == Status.PUBLISHED and rng.random() < MOVED:
            slug = f"synthetic-former-{article}"
            yield FormerAddress(text_id=text, language="kk", slug=slug, since=moment)
