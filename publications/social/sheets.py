"""The register of social posts as a spreadsheet."""

from import_export.fields import Field

from publications.articles.models import Rubric
from publications.social.actions.posts import save_post
from publications.social.models import SocialPost
from unions.admin.cells import Link, When, named
from unions.admin.exchange import ReachResource
from unions.admin.sheets import RegisterResource


class SocialPostResource(RegisterResource):
    when = When()
    url = Field("url", "url", Link())
    rubric = named("rubric", Rubric, "slug")

    class Meta(ReachResource.Meta):
        model = SocialPost
        fields = ("id", "organization", "when", "url", "rubric")

    def enter(self, record, row, user):
        if "url" in row:
            record.entered = row["url"].strip()
        save_post(post=record, by=user)
