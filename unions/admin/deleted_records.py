"""What is saved into a record that somebody has deleted meanwhile: no word of it is lost.

The form comes back with all that was typed, to be saved as a new record, or into the old one, which
the bin gives back. Whoever may enter no new one finds what was typed on a page to copy from.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.typed_words import typed_words
from unions.actions import bring_back
from unions.models import BinEntry

AS_NEW, BRING_BACK = "_as_new", "_bring_back"
BESIDE = "beside"  # AS_NEW from somebody who knows that the old record is there again


def is_shown_first(form):
    """In the place of is_valid: nothing is saved before its writer has seen it.

    What the old record had chosen and its writer may not choose is left blank, and told so.
    """
    form.not_offered = []
    for name, errors in list(form.errors.items()):
        codes = {error.code for error in errors.as_data()}
        is_relation = hasattr(form.fields.get(name), "queryset")
        if is_relation and codes <= {"invalid_choice", "invalid_pk_value"}:
            del form.errors[name]
            form.not_offered.append((form[name].label, _("Not offered to you: choose again.")))
    return False


class KeepsWhatWasTyped:
    """For an admin: the form of a record that is gone."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if request.method != "POST" or object_id is None:
            return view(request, object_id, form_url, extra_context)
        if AS_NEW in request.POST:
            record = self.anywhere(object_id)
            if record is not None and request.POST[AS_NEW] != BESIDE:
                return self.tell_that_it_is_back(request, record, extra_context)
            request.is_as_new = True
            return view(request, None, form_url, {**(extra_context or {}), "as_new": AS_NEW})
        if BRING_BACK in request.POST:
            self.bring_back_first(request, object_id)
        if self.is_gone(object_id):
            return self.offer_what_was_typed(request, object_id, extra_context)
        try:
            return view(request, object_id, form_url, extra_context)
        except self.model.DoesNotExist:  # deleted while it was being saved
            return self.offer_what_was_typed(request, object_id, extra_context)

    def is_gone(self, object_id):
        try:
            return not self.model._base_manager.filter(pk=object_id).exists()
        except (ValueError, ValidationError):
            return False  # no key of any record

    def tell_that_it_is_back(self, request, record, extra_context):
        """Enter no second record before its writer knows of the first."""
        context = {"is_back": record, "may_open": self.has_view_permission(request, record)}
        return self.shown_first(request, {**(extra_context or {}), **context, "beside": BESIDE})

    def bring_back_first(self, request, object_id):
        entry = self.entry_in_bin(request, object_id)
        if entry is None:
            return
        try:
            with refused_in_words():
                bring_back(entry_id=entry.pk, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))

    def entry_in_bin(self, request, object_id):
        """The BinEntry from which the record comes back, for whoever may bring it back."""
        entries = BinEntry.objects.filter(
            content_type__app_label=self.opts.app_label,
            content_type__model=self.opts.model_name,
            object_id=object_id,
        )
        entry = entries.select_related("organization", "removed_by__person").first()
        may_bring_back = entry and request.user.has_perm("unions.change_binentry", entry)
        return entry if may_bring_back else None

    def offer_what_was_typed(self, request, object_id, extra_context):
        entry = self.entry_in_bin(request, object_id)
        context = {
            **(extra_context or {}),
            "gone": True,
            "gone_entry": entry,
            "gone_files": bool(request.FILES),
            "bring_back": BRING_BACK,
            "sent": [(name, one) for name, many in request.POST.lists() for one in many],
        }
        if not self.has_add_permission(request):
            return self.page_to_copy_from(request, context)
        return self.shown_first(request, context)

    def shown_first(self, request, context):
        """The form of a new record, with what was sent, and nothing saved yet."""
        request.is_as_new = request.is_refused = True
        response = super().changeform_view(request, None, "", {**context, "as_new": AS_NEW})
        response.context_data["typed"] = self.without_place(request, response.context_data)
        return response

    def page_to_copy_from(self, request, context):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/deleted_record_to_copy.html",
            {
                **self.admin_site.each_context(request),
                **context,
                "opts": self.opts,
                "title": _("The record was deleted"),
                "typed": typed_words(request.POST, *self.models_of_form()),
            },
        )

    def without_place(self, request, context):
        """What was typed for which the form of a new record has no field."""
        forms = [context["adminform"].form]
        for tab in context["inline_admin_formsets"]:
            forms += tab.formset.forms
        shown = {form.add_prefix(name) for form in forms for name in form.fields}
        sent = QueryDict(mutable=True)
        for name, values in request.POST.lists():
            if name not in shown and name.rpartition("_")[0] not in shown:
                sent.setlist(name, values)
        return context["adminform"].form.not_offered + typed_words(sent, *self.models_of_form())

    def models_of_form(self):
        return [self.model, *(inline.model for inline in self.inlines)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change, **kwargs)
        if getattr(request, "is_refused", False):
            form_class.is_valid, form_class.not_offered = is_shown_first, []
        return form_class

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if getattr(request, "is_as_new", False):
            kwargs["save_as_new"] = True
        return kwargs
