"""Steps: what is done to a record by a use case and a small form, on a page of its own.

@action(description=_("Rename"), url_path="rename", permissions=["change"])
def rename(self, request, object_id):
    step = Step(self, request, object_id)
    return step.take(RenamingForm, lambda form: rename_organization(…), title=…, success=…)
"""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold import widgets

from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.sent_once import once

from .by_name import StepAutocomplete

WIDGETS = {
    forms.DateField: widgets.UnfoldAdminSingleDateWidget,
    forms.ChoiceField: widgets.UnfoldAdminSelectWidget,
    forms.ModelChoiceField: widgets.UnfoldAdminSelectWidget,
    forms.FileField: widgets.UnfoldAdminFileFieldWidget,
    forms.EmailField: widgets.UnfoldAdminEmailInputWidget,
    forms.CharField: widgets.UnfoldAdminTextInputWidget,
}


class StepForm(forms.Form):
    """A form in the admin's dress. `record` is what the step is done to; None for a list."""

    def __init__(self, *args, record, user, **kwargs):
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)
        self.prepare()
        for field in self.fields.values():
            dress = WIDGETS.get(type(field))
            if dress and type(field.widget) is type(field).widget:
                choices = getattr(field, "choices", None)
                field.widget = dress() if choices is None else dress(choices=choices)
                field.widget.is_required = field.required

    def prepare(self):
        """Fill in choices and first values from `record` and `user`."""


def autocomplete(source, field_name, admin_site):
    """A widget that offers what the relation of a model's form would."""
    return StepAutocomplete(
        source._meta.get_field(field_name),
        admin_site,
        attrs={"class": "unfold-admin-autocomplete admin-autocomplete"},
    )


class Step:
    """One visit to the page of a step. Permission is asked with the record in hand."""

    template = "admin/unions/step.html"

    def __init__(self, model_admin, request, object_id=None, *, verb="change"):
        self.admin, self.request = model_admin, request
        self.record = None
        if object_id is not None:
            self.record = model_admin.get_object(request, object_id)
            if self.record is None:
                raise Http404
        if not model_admin.may(verb, request, self.record):
            raise PermissionDenied

    def take(self, form_class, act, *, title, success, **context):
        """Show the form; where it is valid, call act(form) and return to the record.

        `success`: the message then, or what makes it of that which `act` has returned.

        A ValidationError of the use case is shown in the form.
        """
        taken = partial(self.taken, form_class, act, title=title, success=success, **context)
        return once(self.request, taken)

    def taken(self, form_class, act, *, title, success, **context):
        request = self.request
        form = form_class(
            request.POST if request.method == "POST" else None,
            request.FILES or None,
            record=self.record,
            user=request.user,
        )
        if request.method == "POST" and form.is_valid():
            try:
                with refused_in_words():
                    outcome = act(form)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, success(outcome) if callable(success) else success)
                return HttpResponseRedirect(self.leads_back())
        request.current_app = self.admin.admin_site.name
        return TemplateResponse(
            request,
            self.template,
            {
                **self.admin.admin_site.each_context(request),
                "opts": self.admin.opts,
                "title": title,
                "subtitle": self.record and str(self.record),
                "original": self.record,
                "form": form,
                "media": self.admin.media + form.media,
                "leads_back": self.leads_back(),
                **context,
            },
        )

    def leads_back(self):
        opts = self.admin.opts
        page = f"{self.admin.admin_site.name}:{opts.app_label}_{opts.model_name}"
        if self.record is None:
            return reverse(f"{page}_changelist")
        return reverse(f"{page}_change", args=[self.record.pk])


class OpensFile:
    """Offers the button that opens a record's file where there is one."""

    file_field = ""
    file_step = ""

    def get_actions_detail(self, request, object_id):
        record = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        if record is not None and getattr(record, self.file_field):
            return offered
        return [step for step in offered if step.path != self.file_step]


class Closable:
    """Offers the steps that fit: closing what is open, opening again what is closed."""

    steps_of_open = ("close",)
    steps_of_closed = ("reopen",)

    def get_actions_detail(self, request, object_id):
        record = self.get_object(request, object_id)
        is_closed = record is not None and record.closed_on
        unfit = self.steps_of_open if is_closed else self.steps_of_closed
        offered = super().get_actions_detail(request, object_id)
        return [step for step in offered if step.path not in unfit]
