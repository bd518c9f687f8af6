"""The base of every room's admin: it shows and accepts only what the user's roles reach.

    @admin.register(Coverage)
    class CoverageAdmin(ReachAdmin):
        inlines = [SpeakerInline]          # class SpeakerInline(ReachInline, TabularInline)

Who may what is granted once a model in the room's rules.py (unions.access.grant) and holds here
for lists, forms, choices, autocomplete, filters, history, deletion, bulk actions and inlines; for
export and import see exchange.py. An object outside the reach answers 403 under each address.
A view of one's own (an object action of Unfold, say) fetches by `self.get_object(request, pk)`
and asks `request.user.has_perm(permission, object)`: Unfold itself asks for no object.
"""

from functools import partial, wraps

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten, label_for_field
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from unfold.admin import ModelAdmin, TabularInline

from mediacenter.services.journal.history import ShowsJournal
from mediacenter.toolkit.alphabetical import Alphabetical
from mediacenter.toolkit.bounded import BoundedPaginator
from mediacenter.toolkit.forms import labels_by_language
from mediacenter.toolkit.overwriting import asking_before_overwriting
from mediacenter.toolkit.request_values import is_written_key
from mediacenter.toolkit.sent_once import once
from mediacenter.toolkit.words import found_by_words
from unions.access import GRANTS, choosable
from unions.models import Organization
from unions.saving import save_part, save_record

from .by_name import NOT_ONE, ByName, OneByName, SeveralByName, words_of_choosers
from .choices_of_rows import read_choices_once
from .deleted_records import AS_NEW, KeepsWhatWasTyped
from .deleted_rows import KeepsDeletedRows
from .deleting import DeletesIntoBin
from .lists import BoundedList
from .more_rows import ASKED, as_typed, with_another_row
from .plain_years import PlainYears
from .reach_filter import ReachFilter
from .repeating import RepeatsInNext
from .row_boxes import NamedBoxes
from .whole_moments import WholeMoments


class ReachChoices:
    """Limits what a form offers and takes in its relations; for admins and inlines alike."""

    def get_field_queryset(self, db, db_field, request):
        offered = choosable(request.user, self.model, db_field.name)
        if offered is None:
            return super().get_field_queryset(db, db_field, request)
        return offered.order_by(*natural_order(offered.model))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        chosen = self.by_name(OneByName, db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **chosen, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        chosen = self.by_name(SeveralByName, db_field, request)
        return super().formfield_for_manytomany(db_field, request, **chosen, **kwargs)

    def by_name(self, widget, db_field, request):
        """What makes the field of a relation that is offered by autocomplete."""
        if db_field.name not in self.get_autocomplete_fields(request):
            return {}
        made = widget(db_field, self.admin_site, request=request)
        return {"widget": made, "error_messages": NOT_ONE}

    def keep_chosen(self, form_class, records):
        """Let what these records have chosen already stand, though it lies outside the reach."""
        for name, field in form_class.base_fields.items():
            if name in form_class.declared_fields or not hasattr(field, "queryset"):
                continue
            offered = field.queryset
            chosen = records.exclude(**{name: None}).values(name)
            kept = offered.model._default_manager.filter(pk__in=chosen)
            field.queryset = (offered | kept).order_by(*offered.query.order_by)
            widget = getattr(field.widget, "widget", field.widget)  # within links to the record
            if isinstance(widget, ByName):
                widget.stored = chosen


class ReachAdmin(
    DeletesIntoBin,
    KeepsWhatWasTyped,
    ShowsJournal,
    PlainYears,
    RepeatsInNext,
    WholeMoments,
    NamedBoxes,
    ReachChoices,
    ModelAdmin,
):
    """A ModelAdmin over a model for which rules.py holds a grant."""

    list_filter_submit = True
    paginator = BoundedPaginator
    list_per_page = 50
    list_max_show_all = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would count the whole list
    list_disable_select_all = True  # "all" would be more than the list tells
    empty_value_display = mark_safe('<span class="no-value">–</span>')  # a phone leaves it out
    compressed_fields = False  # labels above: three languages side by side leave no room beside

    def get_queryset(self, request):
        """What the user reaches; in autocomplete what the asking form would take."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            source = apps.get_model(request.GET["app_label"], request.GET["model_name"])
            offered = choosable(request.user, source, request.GET["field_name"])
            if offered is not None:
                return offered.order_by(*self.get_ordering(request))
        return GRANTS[self.model].reached(super().get_queryset(request), request.user)

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def get_ordering(self, request):
        return self.ordering or natural_order(self.model)

    def get_object(self, request, object_id, from_field=None):
        """Return the object, None when there is none; PermissionDenied outside the reach."""
        if not from_field and not is_written_key(self.model, object_id):
            return None
        found = super().get_object(request, object_id, from_field or None)
        if found is None and self.is_anywhere(object_id):
            raise PermissionDenied
        return found

    def is_anywhere(self, object_id):
        try:
            return self.model._base_manager.filter(pk=object_id).exists()
        except (ValueError, ValidationError):
            return False

    def anywhere(self, object_id):
        try:
            return self.model._base_manager.filter(pk=object_id).first()
        except (ValueError, ValidationError):
            return None

    # --- Permissions: Django and Unfold ask with an object, its key or nothing ("somewhere") ---

    def may(self, verb, request, record=None):
        if record is not None and not isinstance(record, self.model):
            record = self.anywhere(record)
            if record is None:
                return False
        permission = f"{self.opts.app_label}.{verb}_{self.opts.model_name}"
        if record is not None:
            return request.user.has_perm(permission, record)
        # A page asks this hundreds of times: of each model, for its lists, links and buttons.
        answers = request.__dict__.setdefault("may_somewhere", {})
        if permission not in answers:
            answers[permission] = request.user.has_perm(permission)
        return answers[permission]

    def has_view_permission(self, request, obj=None):
        return self.may("view", request, obj) or self.may("change", request, obj)

    def has_add_permission(self, request, obj=None):
        return self.may("add", request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may("change", request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may("delete", request, obj)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    # --- Forms ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Where somebody was faster, the form asked anew says so: it sees what they have stored."""
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        is_new = object_id is None or AS_NEW in request.POST
        enter = partial(once, request, view) if is_new else view
        try:
            return enter()
        except (IntegrityError, ValidationError):
            for file in request.FILES.values():
                file.seek(0)
            return enter()

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        response.did_its_work = True
        return response

    def get_changeform_initial_data(self, request):
        """Offer the organization that the user's reach hangs on, where it is one."""
        initial = super().get_changeform_initial_data(request)
        name = GRANTS[self.model].organization
        if name and "__" not in name and name not in initial:
            home = topmost(choosable(request.user, self.model, name))
            return {name: home.pk, **initial} if home else initial
        return initial

    def get_form(self, request, obj=None, change=False, **kwargs):
        labels = labels_by_language(self.model)
        form_class = super().get_form(request, obj, change, labels=labels, **kwargs)
        form_class.user = request.user  # this class lives as long as the request
        if obj is not None:
            self.keep_chosen(form_class, self.model._base_manager.filter(pk=obj.pk))
            form_class = asking_before_overwriting(form_class)
        return as_typed(form_class) if ASKED in request.POST else form_class

    def save_form(self, request, form, change):
        """Refuse a record that its new values would carry out of the reach."""
        record = super().save_form(request, form, change)
        if not self.may("change" if change else "add", request, record):
            raise PermissionDenied
        return record

    def save_model(self, request, obj, form, change):
        """Store by a use case: a model with one of its own names it here."""
        save_record(record=obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        for part in formset.save(commit=False):
            self.save_part(request, part, form.instance)
        for part in formset.deleted_objects:
            self.delete_one(request, part)
        formset.save_m2m()

    def save_part(self, request, part, record):
        """Store a row of an inline by a use case: a model with one of its own names it here."""
        save_part(part=part, of=record, by=request.user)

    # --- What does not go through the form ---

    def get_search_results(self, request, queryset, search_term):
        lookups = self.get_search_fields(request)
        return found_by_words(queryset, search_term, lookups) if lookups else queryset, False

    @property
    def media(self):
        files = super().media + forms.Media(css={"all": ["css/admin-lists.css"]})
        chooses = any("select2.full" in str(path) for path in files._js)
        return files + words_of_choosers() if chooses else files

    def get_list_filter(self, request):
        """Filter by a relation that has a grant only through its autocomplete."""
        return [
            (item, ReachFilter) if isinstance(item, str) and self.leads_to_grant(item) else item
            for item in super().get_list_filter(request)
        ]

    def leads_to_grant(self, lookup):
        model = self.model
        for step in lookup.split("__"):
            relation = model._meta.get_field(step)
            if not relation.is_relation:
                return False
            model = relation.related_model
        return model in GRANTS

    def get_actions(self, request):
        """Do what is done to many only where the permission holds for each of them."""
        actions = super().get_actions(request)
        return {
            name: (self.for_each_permitted(function), name, description)
            for name, (function, name, description) in actions.items()
        }

    def for_each_permitted(self, function):
        verbs = getattr(function, "allowed_permissions", ())

        @wraps(function)
        def act(model_admin, request, queryset):
            granted = GRANTS[model_admin.model]
            for verb in verbs:
                # any verb that no grant knows is the action's own to judge
                permitted = verb in granted.roles and granted.reached(queryset, request.user, verb)
                if permitted is not False and queryset.count() != permitted.count():
                    raise PermissionDenied
            return function(model_admin, request, queryset)

        return act

    def _get_list_editable_queryset(self, request, prefix):
        queryset = super()._get_list_editable_queryset(request, prefix)
        return GRANTS[self.model].reached(queryset, request.user, "change")


class ReachInline(WholeMoments, ReachChoices):
    """For inlines: `class SpeakerInline(ReachInline, TabularInline)`.

    A model with a grant of its own keeps to it; the others follow the record that they hang on.
    """

    formset = KeepsDeletedRows

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if self.model in GRANTS:
            return GRANTS[self.model].reached(queryset, request.user)
        return queryset

    def get_formset(self, request, obj=None, **kwargs):
        labels = {**self.labels_of_rows(request, obj), **labels_by_language(self.model)}
        formset = super().get_formset(request, obj, labels=labels, **kwargs)
        if isinstance(self, TabularInline):  # whose labels stand above the columns alone
            for field in formset.form.base_fields.values():
                field.widget.attrs.setdefault("aria-label", field.label)
        read_choices_once(formset.form)
        if obj is not None and obj.pk:
            records = self.model._base_manager.filter(**{formset.fk.name: obj})
            self.keep_chosen(formset.form, records)
            formset.form = asking_before_overwriting(formset.form)
        if ASKED in request.POST:
            return with_another_row(formset, request.POST[ASKED])
        return formset

    def labels_of_rows(self, request, obj):
        """Those of what is read only, which a phone shows as they are."""
        names = flatten([*(self.fields or ()), *self.get_readonly_fields(request, obj)])
        return {
            name: capfirst(label_for_field(name, self.model, self))
            for name in names
            if name not in self.form.declared_fields
        }

    def may(self, verb, request, parent):
        if self.model in GRANTS:
            return request.user.has_perm(f"{self.opts.app_label}.{verb}_{self.opts.model_name}")
        owner = self.admin_site.get_model_admin(self.parent_model)
        if verb == "view":
            return owner.has_view_permission(request, parent)
        if parent is None:
            return owner.has_add_permission(request)
        return owner.has_change_permission(request, parent)

    def has_view_permission(self, request, obj=None):
        return self.may("view", request, obj)

    def has_add_permission(self, request, obj=None):
        return self.may("add", request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may("change", request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may("delete", request, obj)


def topmost(organizations):
    """The one organization above all the others of a QuerySet, or None where there are several."""
    first_two = organizations.order_by("depth", "path")[:2]
    if not first_two or (len(first_two) == 2 and first_two[0].depth == first_two[1].depth):
        return None
    return first_two[0]


def natural_order(model):
    """Names by the alphabet of the active language, the tree by its branches."""
    if model is Organization:
        return ("path",)
    if issubclass(model, Alphabetical):
        return model._default_manager.all().alphabetical().query.order_by
    return tuple(model._meta.ordering) or ("-pk",)
