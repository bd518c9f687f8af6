"""Posts on an organization's own pages in social networks."""

from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from mediacenter.toolkit.forms import WhenColumn
from publications.social.actions.posts import save_post
from publications.social.forms import SocialPostForm
from publications.social.models import SocialPost
from publications.social.sheets import SocialPostResource
from unions.admin.reach import ReachAdmin
from unions.admin.sheets import RegisterExchange


@admin.register(SocialPost)
class SocialPostAdmin(RegisterExchange, WhenColumn, ReachAdmin):
    form = SocialPostForm
    resource_classes = [SocialPostResource]
    list_display = ("when_it_was", "url", "rubric", "organization")
    list_display_links = ("when_it_was", "url")
    list_filter = ("organization", "rubric")
    list_select_related = ("organization", "rubric")
    search_fields = ("url",)
    autocomplete_fields = ("organization", "channel", "rubric", "article")
    repeats = ("organization", "when", "channel", "rubric")
    fields = (("organization", "when"), "url", ("channel", "rubric", "article"), "entered")
    readonly_fields = ("entered",)
    actions_list = ["enter_posts"]

    def save_model(self, request, obj, form, change):
        save_post(post=obj, by=request.user)

    @action(
        description=_("Social posts: many links at once"), url_path="links", permissions=["add"]
    )
    def enter_posts(self, request):
        return redirect("social:links")
