"""Remarks on a text: left, answered and settled beside it, in the form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from publications.articles.actions.remarks import (
    PassageNotFound,
    answer_remark,
    remark_on_text,
    settle_remark,
)
from publications.articles.models import Remark

from .texts import text_for

LONGEST = 2000  # characters


class RemarkForm(forms.Form):
    words = forms.CharField(max_length=LONGEST)
    passage = forms.CharField(max_length=500, required=False)


class AnswerForm(forms.Form):
    words = forms.CharField(max_length=LONGEST)


@require_POST
def remark(request, pk):
    text = text_for(request.user, "view", pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the remark, in up to 2,000 characters."))
        return redirect(text.form_address)
    try:
        remark_on_text(text_id=text.pk, by=request.user, **form.cleaned_data)
    except PassageNotFound:
        messages.error(request, _("The passage is not in the text: copy it from there."))
    else:
        messages.success(request, _("The remark is shown beside the text."))
    return redirect(text.form_address)


@require_POST
def answer(request, pk):
    found = remark_for(request.user, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer_remark(remark_id=found.pk, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, _("Write the answer, in up to 2,000 characters."))
    return redirect(found.text.form_address)


@require_POST
def settle(request, pk):
    found = remark_for(request.user, pk)
    settle_remark(remark_id=found.pk, by=request.user)
    return redirect(found.text.form_address)


def remark_for(user, pk):
    if not user.is_authenticated:
        raise PermissionDenied
    return get_object_or_404(Remark.objects.select_related("text"), pk=pk)
