"""People and the posts they hold."""

from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action, display

from unions.access import GRANTS
from unions.actions import appoint, change_appointment, end_appointment, enter_person
from unions.actions.appointments import refuse_reversed
from unions.deputies.fitness import refuse_overlap, refuse_stranger
from unions.models import Appointment, Person, Role
from unions.reauthentication import confirm_identity

from .reach import ReachAdmin, ReachInline
from .saved import become
from .steps import Step, StepForm
from .translated import NamedInSomeLanguage, row

CONTACTS = {"phone", "email"}


class PersonForm(NamedInSomeLanguage, forms.ModelForm):
    pass


class PostsInline(ReachInline, TabularInline):
    """What somebody holds within the reach; appointing is done in the list of appointments."""

    model = Appointment
    extra = max_num = 0
    can_delete = False
    tab = True
    show_change_link = True
    fields = readonly_fields = ["organization", "post", "role", "starts_on", "ends_on"]

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Person)
class PersonAdmin(ReachAdmin):
    form = PersonForm
    list_display = ["name", "about", "posts_held"]
    search_fields = row("name")
    inlines = [PostsInline]
    fields = [*row("name"), *row("about"), ("phone", "email")]

    def get_queryset(self, request):
        posts = GRANTS[Appointment].reached(
            Appointment.objects.current().select_related("organization"), request.user
        )
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("appointments", queryset=posts, to_attr="posts_in_reach"))
        )

    def save_model(self, request, person, form, change):
        if change:
            super().save_model(request, person, form, change)
        else:
            enter_person(person=person, by=request.user)

    @display(description=_("holds the post"))
    def posts_held(self, person):
        posts = (f"{post.post} ({post.organization})" for post in person.posts_in_reach)
        return ", ".join(posts) or None

    def get_fields(self, request, obj=None):
        """Contacts are for those who keep the record; others see who it is."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fields
        return [*row("name"), *row("about")]

    def lookup_allowed(self, lookup, value, request):
        """A filter by phone would tell it to who may not see it."""
        return lookup.split("__")[0] not in CONTACTS and super().lookup_allowed(
            lookup, value, request
        )


class AppointingForm(NamedInSomeLanguage, forms.ModelForm):
    required_translated = ("post",)

    def clean(self):
        super().clean()
        given = self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on", self.instance.ends_on)
        refuse_reversed(first, last)
        self.refuse_unfit_to_act(first, last)

    def refuse_unfit_to_act(self, first, last):
        """What the use case would refuse of somebody who is to act as chair, said in the form."""
        stored = self.instance
        known = {
            name: self.cleaned_data.get(name, getattr(stored, name, None))
            for name in ("person", "organization", "role")
        }
        if not all(known.values()):
            return
        appointment = Appointment(pk=stored.pk, starts_on=first, ends_on=last, **known)
        if stored.pk is None:
            refuse_stranger(appointment)
        refuse_overlap(appointment)


class Current(admin.SimpleListFilter):
    title = pgettext_lazy("heading", "held")
    parameter_name = "held"

    def lookups(self, request, model_admin):
        return [("now", pgettext_lazy("filter", "now")), ("past", _("in the past"))]

    def queryset(self, request, queryset):
        match self.value():
            case "now":
                return queryset.current()
            case "past":
                return queryset.filter(ends_on__lt=timezone.localdate())
            case _:
                return queryset


class EndingForm(StepForm):
    ends_on = forms.DateField(label=_("Last day"), initial=timezone.localdate)


@admin.register(Appointment)
class AppointmentAdmin(ReachAdmin):
    """Who, where and with what role does not change: a post ends, and another begins."""

    form = AppointingForm
    list_display = ["person", "post", "organization", "role", "starts_on", "ends_on"]
    list_filter = ["role", "organization", Current]
    list_select_related = ["person", "organization"]
    search_fields = [*(f"person__{column}" for column in row("name")), *row("post")]
    autocomplete_fields = ["person", "organization"]
    actions_detail = ["end"]
    repeats = ["organization", "starts_on"]
    fields = [
        ("person", "organization"),
        *row("post"),
        "role",
        ("starts_on", "ends_on"),
        "is_public",
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["person", "organization", "role", "ends_on"] if obj else []

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST" and request.POST.get("role") == Role.ADMINISTRATOR:
            confirm_identity(request)
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, appointment, form, change):
        given = form.cleaned_data
        particulars = {
            "posts": {column: given.get(column) for column in row("post")},
            "starts_on": given["starts_on"],
            "is_public": given["is_public"],
            "by": request.user,
        }
        if change:
            saved = change_appointment(appointment=appointment, **particulars)
        else:
            saved = appoint(
                person=given["person"],
                organization=given["organization"],
                role=given["role"],
                ends_on=given["ends_on"],
                **particulars,
            )
        become(appointment, saved)

    @action(description=_("End the appointment"), url_path="end", permissions=["change"])
    def end(self, request, object_id):
        step = Step(self, request, object_id)
        return step.take(
            EndingForm,
            lambda form: end_appointment(
                appointment=step.record, ends_on=form.cleaned_data["ends_on"], by=request.user
            ),
            title=_("End the appointment"),
            success=_("The appointment ends on that day, and so does its role."),
        )
