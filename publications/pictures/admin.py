from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminImageFieldWidget

from mediacenter.toolkit import pictures
from mediacenter.toolkit.forms import by_language
from mediacenter.toolkit.language import in_each
from publications.pictures.actions import (
    PictureInUse,
    name_of,
    set_focal_point,
    upload_picture,
    upload_pictures,
)
from publications.pictures.models import SOUGHT, Picture
from publications.pictures.use import may_caption, places_of
from unions.access import choosable
from unions.admin.reach import ReachAdmin, topmost
from unions.admin.steps import Step, StepForm, autocomplete

MOST_AT_ONCE = 50  # files
KEPT = _("Texts on the site show this picture, and you may not change them: ask an editor.")


def thumbnail(picture, height=80):
    """The smallest public rendition of a picture, of a height in CSS pixels; "–" for none."""
    made = [] if picture is None else list(picture.renditions.all())
    webp = [
        rendition for rendition in made if (rendition.format, rendition.shape) == ("webp", "whole")
    ]
    if not webp:
        return "–"
    smallest = min(webp, key=lambda rendition: rendition.width)
    return format_html(
        '<img src="{}" alt="{}" height="{}" style="height: {}px; width: auto" loading="lazy">',
        smallest.address,
        picture.alt or "",
        height,
        height,
    )


class ManyFilesField(forms.FileField):
    """A file input that takes several; its value is the list of them."""

    def clean(self, data, initial=None):
        files = data or [None]
        if len(files) > MOST_AT_ONCE:
            raise ValidationError(
                _("At most %(limit)s files at once."), params={"limit": MOST_AT_ONCE}
            )
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class ManyFilesInput(UnfoldAdminFileFieldWidget):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True

    def __init__(self):
        super().__init__(attrs={"accept": pictures.ACCEPTED, "multiple": True})

    def render(self, name, value, attrs=None, renderer=None):
        """Unfold's script writes a chosen file's name into the nearest text field: give it one."""
        return format_html(
            '<div><input type="text" hidden disabled><div><div>{}</div></div></div>',
            super().render(name, value, attrs, renderer),
        )


class ManyPicturesForm(StepForm):
    """Several files, and what they have in common."""

    files = ManyFilesField(
        label=pgettext_lazy("field", "pictures"),
        widget=ManyFilesInput,
        help_text=_("JPEG, PNG, WebP, AVIF, HEIC or GIF. Where they were taken is not kept."),
    )
    organization = forms.ModelChoiceField(
        label=pgettext_lazy("field", "organization"), queryset=None
    )
    author = forms.CharField(label=pgettext_lazy("field", "author"), required=False, max_length=150)
    licence = forms.CharField(
        label=pgettext_lazy("field", "licence"), required=False, max_length=100
    )

    def prepare(self):
        offered = choosable(self.user, Picture, "organization")
        field = self.fields["organization"]
        field.queryset, field.initial = offered, topmost(offered)
        field.widget = autocomplete(Picture, "organization", admin.site)
        field.widget.choices = field.choices


class PictureForm(forms.ModelForm):
    """Takes a file once: the sizes made of it are named by it for ever."""

    file = forms.FileField(
        label=pgettext_lazy("field", "Picture"),
        widget=UnfoldAdminImageFieldWidget(attrs={"accept": pictures.ACCEPTED}),
        help_text=_("JPEG, PNG, WebP, AVIF, HEIC or GIF. Where it was taken is not kept."),
    )

    class Meta:
        model = Picture
        fields = ("organization", "author", "licence")

    def clean_file(self):
        return pictures.reencode(self.cleaned_data["file"])


SAID_ON_PAGES = (*in_each("caption"), "author", "licence")


@admin.register(Picture)
class PictureAdmin(ReachAdmin):
    list_display = ("shown", "what_it_shows", "organization", "size", "uploaded_at")
    list_display_links = ("shown", "what_it_shows")
    list_filter = ("organization",)
    list_select_related = ("organization",)
    search_fields = SOUGHT
    autocomplete_fields = ("organization",)
    readonly_fields = ("shown_large", "size", "uploaded_at", "file_name", "used_in")
    actions_list = ["upload_many"]
    repeats = ("organization", "author", "licence")
    add_fields = ("file", "organization", *by_language("alt", "caption"), ("author", "licence"))
    change_fields = (
        ("shown_large", "size"),
        ("focal_x", "focal_y"),
        ("organization", "uploaded_at", "file_name"),
        *by_language("alt", "caption"),
        ("author", "licence"),
        "used_in",
    )

    class Media:
        js = ["js/focal.js"]
        css = {"all": ["css/focal.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("renditions")

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.reader = request.user
        return found

    def get_fields(self, request, obj=None):
        return self.change_fields if obj else self.add_fields

    def get_readonly_fields(self, request, obj=None):
        """What public pages say of a picture changes only as their texts may."""
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        if not hasattr(obj, "may_be_captioned"):
            obj.may_be_captioned = may_caption(request.user, obj)
        return fixed if obj.may_be_captioned else (*fixed, *SAID_ON_PAGES)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = PictureForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            self.save_change(request, obj, form)
            return
        written = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "file"}
        stored = upload_picture(
            file=form.cleaned_data["file"],
            file_name=name_of(form.files["file"]),
            by=request.user,
            **written,
        )
        obj.pk, obj._state.adding = stored.pk, False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:  # after the form was found right: the storage is away
            return self.refuse(request, " ".join(refusal.messages))

    def save_change(self, request, picture, form):
        point = (picture.focal_x, picture.focal_y)
        picture.focal_x, picture.focal_y = form.initial["focal_x"], form.initial["focal_y"]
        super().save_model(request, picture, form, True)
        set_focal_point(picture_id=picture.pk, x=point[0], y=point[1], by=request.user)

    @action(description=_("Upload many"), url_path="many", permissions=["add"])
    def upload_many(self, request):
        """Store what can be stored; tell of each of the others why not."""
        refused = []
        step = Step(self, request, verb="add")

        def act(form):
            written = dict(form.cleaned_data)
            uploaded = upload_pictures(files=written.pop("files"), by=request.user, **written)
            refused.extend(uploaded.refused)
            if uploaded.stored:
                message = ngettext(
                    "%(number)s picture is stored.",
                    "%(number)s pictures are stored.",
                    len(uploaded.stored),
                )
                messages.success(request, message % {"number": len(uploaded.stored)})
            if refused:
                raise ValidationError(_("These files were not taken."))

        step.template = "admin/publications/upload_many.html"
        return step.take(
            ManyPicturesForm,
            act,
            title=_("Upload many"),
            success=_("Now say in each what it shows, for those who cannot see it."),
            refused=refused,
        )

    def get_deleted_objects(self, objs, request):
        """In place of its sizes: in how many articles it stands, and in which, as far as seen."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        losing = places_of(request.user, list(objs))
        if losing.number:
            named = "; ".join(name for name, _address in losing.seen)
            counts[_("places in articles")] = (
                f"{losing.number} – {named}" if named else losing.number
            )
        return deleted, counts, lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except PictureInUse:
            return self.refuse(request, KEPT)

    def changelist_view(self, request, extra_context=None):
        try:
            with transaction.atomic():  # the admin's log, too, tells of all or none
                return super().changelist_view(request, extra_context)
        except PictureInUse:
            return self.refuse(request, KEPT)

    def refuse(self, request, reason):
        messages.error(request, reason)
        return HttpResponseRedirect(request.get_full_path())

    @display(description=_("what it shows"))
    def what_it_shows(self, picture):
        return str(picture)

    @display(description=pgettext_lazy("column", "picture"))
    def shown(self, picture):
        return thumbnail(picture)

    @display(description=pgettext_lazy("column", "picture"))
    def shown_large(self, picture):
        return format_html('<span class="focal-source">{}</span>', thumbnail(picture, height=240))

    @display(description=_("where used"))
    def used_in(self, picture):
        """What shows it, as far as whoever opened the form may see that."""
        links = [(address, name) for name, address in places_of(picture.reader, [picture]).seen]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links) or "–"

    @display(description=_("size, px"))
    def size(self, picture):
        return f"{picture.width} × {picture.height}"
