"""Gathers the admin pages of the sub-rooms for Django."""

import publications.articles.admin
import publications.guides.admin
import publications.pictures.admin
import publications.plan.admin
import publications.press.admin
import publications.printed.admin
import publications.social.admin  # noqa: F401
