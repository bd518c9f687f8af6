"""Whose plan a page shows: of an organization with all below it, and of everybody or of me."""

from django.db.models import Exists, OuterRef

from publications.articles.models import Revision
from publications.plan.models import DayNote
from unions import scope
from unions.access import in_subtrees, is_root
from unions.models import Organization
from unions.roles import READERS

MOST_NOTES = 100


class Scope(scope.Scope):
    """The filter of every page of the plan."""

    def limit_texts(self, texts, roles=READERS):
        """The texts of articles that one of the roles reaches and the user has asked for."""
        if self.mine:
            written = Revision.objects.filter(text=OuterRef("pk"), saved_by=self.user)
            texts = texts.filter(Exists(written))
        if self.organization:
            texts = texts.within(self.organization)
        held = self.user.paths_of(*roles)
        if self.user.is_superuser or any(map(is_root, held)):
            return texts
        return (
            texts.filter(in_subtrees(held, "article__organization__path")) if held else texts.none()
        )

    def day_notes(self, first, last):
        """The first notes on the days that concern the user, or the organization asked for."""
        notes = DayNote.objects.of_days(first, last).select_related("organization")
        if self.organization and self.user.has_role_at(self.organization, *READERS):
            path, step = self.organization.path, Organization.steplen
            above = [path[:end] for end in range(step, len(path) + 1, step)]
            return notes.filter(organization__path__in=above)[:MOST_NOTES]
        return notes.kept_by(self.user)[:MOST_NOTES]
