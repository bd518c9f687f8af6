"""The registers of printed matter and of subscriptions as spreadsheets."""

from import_export.fields import Field

from mediacenter.toolkit.language import in_each
from publications.press.models import Outlet
from publications.printed.actions.saving import save_printed_matter, save_subscription
from publications.printed.models import PrintedMatter, PrintedMatterKind, Subscription
from unions.admin.cells import Choice, When, Whole, named
from unions.admin.exchange import ReachResource
from unions.admin.sheets import RegisterResource


class PrintedMatterResource(RegisterResource):
    when = When()
    kind = Field("kind", "kind", Choice(PrintedMatterKind))
    copies = Field("copies", "copies", Whole())

    class Meta(ReachResource.Meta):
        model = PrintedMatter
        fields = (
            "id",
            "organization",
            "when",
            "kind",
            *in_each("title"),
            "copies",
            "languages",
        )

    def enter(self, record, row, user):
        save_printed_matter(printed=record, by=user)


class SubscriptionResource(RegisterResource):
    outlet = named("outlet", Outlet, *in_each("name"))
    year = Field("year", "year", Whole())
    copies = Field("copies", "copies", Whole())

    class Meta(ReachResource.Meta):
        model = Subscription
        fields = ("id", "organization", "outlet", "year", "copies")

    def enter(self, record, row, user):
        save_subscription(subscription=record, by=user)
