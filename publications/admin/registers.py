"""What an organization itself puts out: posts, printed matter, subscriptions."""

from django.contrib import admin

from mediacenter.toolkit.forms import WhenColumn, by_language, in_each
from publications.forms import SocialPostForm
from publications.models import PrintedMatter, SocialPost, Subscription
from unions.admin.reach import ReachAdmin

from .exchange import (
    PrintedMatterResource,
    RegisterExchange,
    SocialPostResource,
    SubscriptionResource,
)
from .press import OfOutlets


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
    fields = (("organization", "when"), "url", ("channel", "rubric", "article"), "entered")
    readonly_fields = ("entered",)


@admin.register(PrintedMatter)
class PrintedMatterAdmin(RegisterExchange, WhenColumn, ReachAdmin):
    resource_classes = [PrintedMatterResource]
    list_display = ("__str__", "kind", "when_it_was", "copies", "organization")
    list_filter = ("kind", "organization")
    list_select_related = ("organization",)
    search_fields = in_each("title")
    autocomplete_fields = ("organization",)
    fields = (("organization", "when"), "kind", *by_language("title"), ("copies", "languages"))


@admin.register(Subscription)
class SubscriptionAdmin(RegisterExchange, OfOutlets):
    resource_classes = [SubscriptionResource]
    list_display = ("outlet", "year", "copies", "organization")
    list_filter = ("year", "organization", "outlet")
    ordering = ("-year", "-pk")
    fields = (("organization", "outlet"), ("year", "copies"))
