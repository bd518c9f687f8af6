"""Deleting one language of an article: asked about on a page of its own."""

from django.conf import settings
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from publications.articles.actions import deleting
from publications.articles.models import Status
from unions.admin.steps import Step, StepForm

LANGUAGES = dict(settings.LANGUAGES)
PAGE = "publications_article_delete_text"


def deleting_address(text, article, user):
    """Where a text alone is deleted; "" where it cannot be, or not by this user."""
    if (
        text.status == Status.PUBLISHED
        or len(article.texts.all()) == 1
        or not user.has_perm("publications.delete_text", text)
    ):
        return ""
    return f"{reverse(f'admin:{PAGE}', args=[text.article_id])}?language={text.language}"


class DeletesText:
    """For the admin of articles."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.delete_text)
        return [path("<path:object_id>/delete-text/", view, name=PAGE), *super().get_urls()]

    def delete_text(self, request, object_id):
        step = Step(self, request, object_id)
        text = step.record.texts.filter(language=request.GET.get("language")).first()
        if text is None:
            raise Http404

        def act(form):
            request.gone = [deleting.delete_text(text_id=text.pk, by=request.user)]

        named = {"title": text.title, "language": LANGUAGES[text.language]}
        step.template = "admin/publications/deleting_text.html"
        response = step.take(
            StepForm,
            act,
            title=_("Delete this language"),
            success=_("“%(title)s” (%(language)s) is deleted.") % named,
            names=["{title} ({language})".format(**named)],
            explanation=_(
                "Its versions and remarks go with it; the other languages of the article stay."
            ),
        )
        return self.say_where_it_lies(request, response)
