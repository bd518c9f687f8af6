from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .kinds import heading_of
from .models import Organization, OrganizationKind, Region
from .nearest import nearest
from .tree import grown

MOST_IN_TREE = 400
A_PAGE = 60


def directory(request):
    """The upper levels of the tree: three where they fit one page, else two."""
    upper = Organization.objects.open().order_by("path")
    nodes = list(upper.filter(depth__lte=3)[: MOST_IN_TREE + 1])
    if len(nodes) > MOST_IN_TREE:
        nodes = list(upper.filter(depth__lte=2)[:MOST_IN_TREE])
    return render(request, "unions/directory.html", {"roots": grown(nodes)})


def branches(request, slug):
    """All organizations directly below one."""
    organization = get_object_or_404(Organization, slug=slug)
    children = Organization.objects.get_children(organization).open().alphabetical()
    return render(
        request,
        "unions/branches.html",
        {
            "organization": organization,
            "above": Organization.objects.get_ancestors(organization),
            "page": Paginator(children, A_PAGE).get_page(request.GET.get("page")),
        },
    )


def regions(request):
    existing = Region.objects.filter(until__isnull=True).alphabetical()
    is_open = Q(organizations__closed_on__isnull=True)
    return render(
        request,
        "unions/regions.html",
        {"regions": existing.annotate(number=Count("organizations", filter=is_open))},
    )


def region(request, iso):
    region = get_object_or_404(Region, iso=iso)
    there = Organization.objects.open().filter(region=region)
    numbers = dict(there.order_by().values_list("kind").annotate(Count("pk")))
    kind = request.GET.get("kind", "")
    shown = there.filter(kind=kind) if kind in numbers else there
    return render(
        request,
        "unions/region.html",
        {
            "region": region,
            "kinds": [
                {"code": one.value, "heading": heading_of(one), "number": numbers[one]}
                for one in OrganizationKind
                if one in numbers
            ],
            "kind": kind if kind in numbers else "",
            "total": sum(numbers.values()),
            "page": Paginator(shown.alphabetical(), A_PAGE).get_page(request.GET.get("page")),
        },
    )


class FindForm(forms.Form):
    """Where somebody works; whatever they leave empty is not asked about."""

    workplace = forms.CharField(
        label=pgettext_lazy("field", "workplace"),
        max_length=100,
        required=False,
    )
    town = forms.CharField(
        label=_("town or region"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    industry = forms.ModelChoiceField(
        label=_("industry union"),
        queryset=None,
        to_field_name="slug",
        required=False,
        empty_label=_("I do not know"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unions = Organization.objects.open().filter(kind=OrganizationKind.INDUSTRY_UNION)
        self.fields["industry"].queryset = unions.alphabetical()


LEFT_OUT = {
    "workplace": _("No organization is called like this workplace. These are near it."),
    "town": _("No organization was found in this town. These are near it."),
    "industry": _("This industry union has no organization there. These are near it."),
}


def find(request):
    """The organizations nearest to a workplace, a town, an industry, each with its contacts."""
    form = FindForm(request.GET or None)
    found = nearest(**form.cleaned_data) if form.is_valid() else None
    return render(
        request,
        "unions/find.html",
        {
            "form": form,
            "nearest": found,
            "left_out": [LEFT_OUT[name] for name in found.left_out] if found else [],
            "industry": found and form.cleaned_data["industry"],
            "regions": Region.objects.filter(until__isnull=True).alphabetical(),
        },
    )
