"""Where two have written in one text: the form of whoever saves second."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.request_values import whole_number
from publications.articles.conflicts import Question, side_of
from publications.articles.merging import merge
from publications.articles.models import Article, ArticleText, Revision


class MergesConcurrentEdits:
    """For the form of a text: it knows which version its writer saw, so that nobody overwrites a
    colleague. What both changed is shown to the second, who picks; the rest is merged.

    The form has the fields `seen` and `conflicts`, and `user`. Once it was judged, `taken` are the
    parts that came from a colleague and `shown_conflicts` what is to be picked from.
    """

    @cached_property
    def base(self):
        """The parts as the writer saw them, by column; {} for a text that was not there."""
        seen = self.seen_version
        if seen == self.instance.version and not self.instance._state.adding:
            return self.instance.parts
        article = self.instance.article_id
        revisions = Revision.objects.filter(
            text__article=article, text__language=self.instance.language, version=seen
        )
        return revisions.values_list("fields", flat=True).first() or {}

    @property
    def seen_version(self):
        return whole_number(self["seen"].data) or 0

    def clean(self):
        cleaned = super().clean()
        if self.has_changed() and not self.errors:
            stored = self.stored_now()
            if stored is not None:
                self.merge_with(stored)
        return cleaned

    def stored_now(self):
        """The text as it stands in the database, locked, or None while there is none."""
        article = self.instance.article_id
        Article.objects.select_for_update(of=["self"]).filter(pk=article).first()
        texts = ArticleText.objects.select_for_update(of=["self"])
        texts = texts.select_related("article__organization")
        return texts.filter(article=article, language=self.instance.language).first()

    def merge_with(self, stored):
        """Merge what was written with what stands now, or show both."""
        if not self.user.has_perm("publications.change_text", stored):
            raise ValidationError(
                _("This text is in the state “%(state)s” now and is not yours to change."),
                params={"state": stored.get_status_display()},
            )
        written = {name: self.cleaned_data.get(name) or "" for name in self.written}
        asked = Question.unpacked(self["conflicts"].data or "")
        answers = {one: self.data.get(self.add_prefix(asked.key(one))) for one in asked.conflicts}
        if not set(answers.values()) <= {"mine", "theirs"}:
            self.ask(asked, stored)
        picks = [conflict for conflict, answer in answers.items() if answer == "theirs"]
        merged = merge(base=self.base, mine=asked.taken_over(written, picks), theirs=stored.parts)
        if merged.conflicts:
            self.come_back_with(merged, stored, answered=asked)
            self.ask(Question(merged.conflicts, merged.parts), stored)
        self.cleaned_data |= merged.parts
        self.taken, self.instance = merged.taken, stored

    def come_back_with(self, merged, stored, answered):
        """Let the form hold what was merged, and one's own words where both have changed."""
        self.data = self.data.copy()
        self.taken = merged.taken
        for conflict in answered.conflicts:
            self.data.pop(self.add_prefix(answered.key(conflict)), None)
        for name, value in {**merged.parts, "seen": stored.version}.items():
            self.data[self.add_prefix(name)] = value

    def ask(self, question, stored):
        """Show both sides of each conflict, to be picked from. Raises ValidationError."""
        self.data = self.data.copy()
        self.data[self.add_prefix("conflicts")] = question.packed()
        saved = stored.revisions.select_related("saved_by__person")
        saved = saved.filter(version=self.seen_version).first()
        for conflict in question.conflicts:
            html_name = self.add_prefix(question.key(conflict))
            self.shown_conflicts.append(
                {
                    "label": ArticleText._meta.get_field(conflict.name).verbose_name,
                    "html_name": html_name,
                    "picked": self.data.get(html_name),
                    "saved": saved,
                    "mine": side_of(conflict, conflict.mine),
                    "theirs": side_of(conflict, conflict.theirs),
                }
            )
        raise ValidationError(
            _(
                "Somebody has changed this text since you opened it. Nothing is lost: choose"
                " between the two below, then save again."
            )
        )
