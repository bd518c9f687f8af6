from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminImageFieldWidget

from mediacenter.toolkit import pictures
from mediacenter.toolkit.forms import by_language, in_each
from publications import actions
from publications.models import Picture
from unions.admin.reach import ReachAdmin

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"


def thumbnail(picture, height=80):
    """The smallest public rendition of a picture, of a height in CSS pixels; "–" for none."""
    made = [] if picture is None else list(picture.renditions.all())
    webp = [rendition for rendition in made if rendition.format == "webp"]
    if not webp:
        return "–"
    smallest = min(webp, key=lambda rendition: rendition.width)
    return format_html(
        '<img src="{}" alt="{}" height="{}" style="height: {}px; width: auto" loading="lazy">',
        smallest.file.url,
        picture.alt or "",
        height,
        height,
    )


class PictureForm(forms.ModelForm):
    """Takes a file once: the sizes made of it are named by it for ever."""

    file = forms.FileField(
        label=_("Picture"),
        widget=UnfoldAdminImageFieldWidget(attrs={"accept": ACCEPTED}),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF. Where it was taken is not kept."),
    )

    class Meta:
        model = Picture
        fields = ("organization", "author")

    def clean_file(self):
        return pictures.reencode(self.cleaned_data["file"])


@admin.register(Picture)
class PictureAdmin(ReachAdmin):
    list_display = ("shown", "__str__", "organization", "size", "uploaded_at")
    list_display_links = ("shown", "__str__")
    list_filter = ("organization",)
    list_select_related = ("organization",)
    search_fields = (*in_each("alt", "caption"), "author")
    autocomplete_fields = ("organization",)
    readonly_fields = ("shown_large", "size", "uploaded_at")
    add_fields = ("file", "organization", *by_language("alt", "caption"), "author")
    change_fields = (
        ("shown_large", "size"),
        ("organization", "uploaded_at"),
        *by_language("alt", "caption"),
        "author",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("renditions")

    def get_fields(self, request, obj=None):
        return self.change_fields if obj else self.add_fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = PictureForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        written = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "file"}
        stored = actions.upload_picture(file=form.cleaned_data["file"], by=request.user, **written)
        obj.pk, obj._state.adding = stored.pk, False

    def delete_model(self, request, obj):
        actions.delete_picture(picture_id=obj.pk, by=request.user)

    def delete_queryset(self, request, queryset):
        for picture in queryset:
            actions.delete_picture(picture_id=picture.pk, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except actions.PictureInUse:
            return self.refuse_deletion(request)

    def changelist_view(self, request, extra_context=None):
        try:
            with transaction.atomic():  # the admin's log, too, tells of all or none
                return super().changelist_view(request, extra_context)
        except actions.PictureInUse:
            return self.refuse_deletion(request)

    def refuse_deletion(self, request):
        messages.error(request, _("A picture that stands in an article is not deleted."))
        return HttpResponseRedirect(request.get_full_path())

    @display(description=_("picture"))
    def shown(self, picture):
        return thumbnail(picture)

    @display(description=_("picture"))
    def shown_large(self, picture):
        return thumbnail(picture, height=240)

    @display(description=_("size, px"))
    def size(self, picture):
        return f"{picture.width} × {picture.height}"
