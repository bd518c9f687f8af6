"""Where the editor sends pictures. In place of django-ckeditor's own views, which let any staff
user store any file and reflect what they are sent."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.request_values import whole_number
from publications.pictures.actions import upload_picture as store
from publications.pictures.models import Picture, RenditionFormat
from unions.access import choosable
from unions.admin.reach import topmost


@require_POST
def upload_picture(request):
    """Store a picture pasted into a text; answer as CKEditor's uploadimage expects.

    The organization is that of the article's form, or else the one that the user's reach hangs on.
    """
    demand(request.user, "publications.add_picture")
    words = WordsForm(request.POST)
    try:
        if not words.is_valid():
            raise ValidationError([problem for found in words.errors.values() for problem in found])
        picture = store(
            file=picture_in(request),
            organization=organization_in(request),
            by=request.user,
            **words.columns,
        )
    except ValidationError as refusal:
        message = " ".join(refusal.messages)
        return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=400)
    shown = picture.renditions.get(format=RenditionFormat.WEBP)
    return JsonResponse({"uploaded": 1, "fileName": f"{picture.pk}", "url": shown.address})


class WordsForm(forms.ModelForm):
    """What is said of a picture as it is sent, in one language; all of it may be left for later."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    alt = forms.CharField(max_length=300, required=False)

    class Meta:
        model = Picture
        fields = ("author",)

    @property
    def columns(self):
        """{column of Picture: what was written}"""
        given = self.cleaned_data
        found = {"author": given["author"]}
        if given["language"]:
            found[f"alt_{given['language']}"] = given["alt"]
        return found


def picture_in(request):
    try:
        return request.FILES["upload"]
    except KeyError as error:
        raise ValidationError(_("No picture has arrived.")) from error


def organization_in(request):
    reached = choosable(request.user, Picture, "organization")
    named = request.POST.get("organization", "")
    found = reached.filter(pk=whole_number(named)).first() if named else topmost(reached)
    if found is None:
        raise ValidationError(_("Choose the article's organization first."))
    return found
