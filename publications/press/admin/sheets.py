"""The registers of outlets and of coverage as spreadsheets."""

from import_export.fields import Field

from mediacenter.toolkit.language import in_each
from publications.press.actions.coverage import save_coverage
from publications.press.actions.joint import name_jointly
from publications.press.actions.outlets import save_outlet
from publications.press.forms import CoverageForm
from publications.press.models import Coverage, Level, Medium, Outlet, OutletKind, Tone
from unions.admin.cells import AnyOrganization, Choice, Link, SeveralNamed, When, named
from unions.admin.exchange import ReachResource
from unions.admin.sheets import RegisterResource, SheetResource
from unions.models import Organization, Person, Region


class Jointly(AnyOrganization, SeveralNamed):
    """The organizations of a joint publication."""


class SharedWith(Field):
    """With whom a piece is joint: those whom the reader does not reach are asked."""

    def __init__(self):
        super().__init__("shared_with", "shared_with", Jointly(Organization, "slug"))

    def save(self, instance, row, is_m2m=False, **kwargs):
        if is_m2m:
            organizations = self.clean(row, **kwargs)
            name_jointly(coverage=instance, organizations=organizations, by=self.widget.user)


class OutletResource(SheetResource):
    kind = Field("kind", "kind", Choice(OutletKind))
    level = Field("level", "level", Choice(Level))
    region = named("region", Region, "iso", *in_each("name"))
    publisher = Field("publisher", "publisher", AnyOrganization(Organization, "slug"))
    url = Field("url", "url", Link())

    class Meta(ReachResource.Meta):
        model = Outlet
        fields = (
            "id",
            *in_each("name"),
            "kind",
            "level",
            "language",
            "region",
            "publisher",
            "url",
        )

    def enter(self, record, row, user):
        save_outlet(outlet=record, by=user)


class CoverageResource(RegisterResource):
    only_imported = {"another_piece": CoverageForm.base_fields["despite_duplicates"].label}
    when = When()
    medium = Field("medium", "medium", Choice(Medium))
    outlet = named("outlet", Outlet, *in_each("name"))
    url = Field("url", "url", Link())
    tone = Field("tone", "tone", Choice(Tone))
    speakers = Field("speakers", "speakers", SeveralNamed(Person, *in_each("name")))
    shared_with = SharedWith()

    class Meta(ReachResource.Meta):
        model = Coverage
        fields = (
            "id",
            "organization",
            "when",
            "medium",
            "outlet",
            "programme",
            "title",
            *in_each("topic"),
            "url",
            "tone",
            "speakers",
            *in_each("speakers_post"),
            "shared_with",
        )

    def enter(self, record, row, user):
        """A piece that looks entered already wants a word in the column `another_piece`."""
        is_another = record.pk is not None or bool(row.get("another_piece"))
        save_coverage(coverage=record, by=user, despite_duplicates=is_another)
