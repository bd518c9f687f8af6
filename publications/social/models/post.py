from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.link_keys import LinkKeyField
from mediacenter.toolkit.links import MAX_LENGTH, MOST_ENTERED
from mediacenter.toolkit.words import words_index


class SocialPost(Dated):
    """What was posted where. Each counts as a published material."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="social_posts",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    channel = models.ForeignKey(
        "unions.Channel",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=pgettext_lazy("field", "channel"),
    )
    rubric = models.ForeignKey(
        "publications.Rubric",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="social_posts",
        verbose_name=pgettext_lazy("field", "rubric"),
    )
    article = models.ForeignKey(
        "publications.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="social_posts",
        verbose_name=pgettext_lazy("field", "article"),
    )
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH)
    link_key = LinkKeyField(default="")
    entered = models.CharField(_("as it was entered"), max_length=MOST_ENTERED, editable=False)

    class Meta(Dated.Meta):
        verbose_name = _("social post")
        verbose_name_plural = _("social posts")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "url"],
                name="social_post_once_an_organization",
                violation_error_message=_("The organization has this post already."),
            ),
        ]
        indexes = [
            models.Index(fields=["link_key"], name="socialpost_link_key"),
            words_index("url", name="socialpost_words"),
        ]

    def __str__(self):
        return self.url
