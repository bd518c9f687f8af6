"""Who acts as chair while a chair is absent: seen, named and recalled in the cabinet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.races import refused_in_words
from unions.actions import name_deputy, recall_deputy
from unions.models import Appointment, Organization, Role

from .forms import DeputyForm
from .posts import acting_posts

NAMING = (Role.CHAIR, Role.ADMINISTRATOR)
MOST_BELOW = 100  # organizations offered; another is opened by its address
PAST_SHOWN = 10


@asks_for("unions.name_deputy")
def deputies(request):
    """Of the organization that ?organization= names, or the first that the user answers for."""
    organization = organization_of(request)
    chair = chair_of(organization)
    form = DeputyForm(
        request.POST or None,
        organization=organization,
        user=request.user,
        initial={f"post_{code}": words for code, words in posts_offered(chair).items()},
    )
    if request.method == "POST" and form.is_valid() and names(request, organization, form):
        return redirect(address_of(organization))
    acting = Appointment.objects.filter(organization=organization, role=Role.ACTING_CHAIR)
    acting = acting.select_related("person__user")
    today = timezone.localdate()
    return render(
        request,
        "unions/deputies.html",
        {
            "organization": organization,
            "choices": choices(request.user, organization),
            "chair": chair,
            "form": form,
            "coming": acting.exclude(ends_on__lt=today).order_by("starts_on"),
            "past": FirstOf(acting.filter(ends_on__lt=today).order_by("-starts_on"), PAST_SHOWN),
            "today": today,
        },
    )


def names(request, organization, form):
    """Whether the form's deputy is named; what refuses that is told in the form."""
    given = form.cleaned_data
    try:
        with refused_in_words():
            deputy = name_deputy(
                organization=organization,
                person=given["person"],
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                posts=form.posts(),
                by=request.user,
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    told = _("%(person)s acts as chair on these days.")
    messages.success(request, told % {"person": deputy.person})
    return True


@require_POST
@asks_for("unions.name_deputy")
def recall(request, key):
    acting = get_object_or_404(
        Appointment.objects.select_related("organization"), pk=key, role=Role.ACTING_CHAIR
    )
    try:
        recall_deputy(appointment_id=acting.pk, by=request.user)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    except Appointment.DoesNotExist:
        pass  # somebody else was faster
    else:
        messages.success(request, _("The acting chair is recalled."))
    return redirect(address_of(acting.organization))


def organization_of(request):
    """Raises PermissionDenied where the user may name nobody, Http404 where there is none."""
    slug = request.GET.get("organization", "")
    if not slug:
        found = held_by(request.user).order_by("depth", "path").first()
        if found is None:
            raise Http404
        return found
    found = get_object_or_404(Organization, slug=slug)
    if not request.user.has_perm("unions.name_deputy", found):
        raise PermissionDenied
    return found


def held_by(user):
    """Where the roles hang that let somebody name a deputy: a QuerySet."""
    if user.is_superuser:
        return Organization.objects.filter(depth=1)
    return Organization.objects.filter(path__in=user.paths_of(*NAMING))


def choices(user, organization):
    """What the page offers, in the order of the tree: where the roles hang, the way from there to
    the organization, and what stands right below it."""
    way = range(organization.steplen, len(organization.path) + 1, organization.steplen)
    near = Organization.objects.filter(path__in=[organization.path[:end] for end in way])
    below = Organization.objects.get_children(organization).open().order_by("path")[:MOST_BELOW]
    found = {*held_by(user), *near, *below}
    allowed = [one for one in found if user.has_perm("unions.name_deputy", one)]
    return sorted(allowed, key=lambda one: one.path)


def chair_of(organization):
    chairs = Appointment.objects.current().filter(organization=organization, role=Role.CHAIR)
    return chairs.select_related("person").order_by("pk").first()


def posts_offered(chair):
    posts = {code: getattr(chair, f"post_{code}") for code in LANGUAGES} if chair else {}
    return acting_posts(posts)


def address_of(organization):
    return f"{reverse('deputies:deputies')}?organization={organization.slug}"
