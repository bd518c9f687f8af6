"""Gathers the translated columns of the sub-rooms for Django."""

import publications.articles.translation
import publications.guides.translation
import publications.pictures.translation
import publications.plan.translation
import publications.press.translation
import publications.printed.translation  # noqa: F401
