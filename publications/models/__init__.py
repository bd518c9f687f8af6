"""Gathers the models of the sub-rooms for Django; import them from where they live."""

import publications.articles.models
import publications.guides.models
import publications.newsletter.models
import publications.pictures.models
import publications.plan.models
import publications.press.models
import publications.printed.models
import publications.social.models  # noqa: F401
