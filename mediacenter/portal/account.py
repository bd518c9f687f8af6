"""What people settle about their own account: the language in which the portal writes to them."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from unions.actions import choose_language
from unions.models import User


class LanguageForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}


@login_required
@never_cache
def account(request):
    form = LanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = choose_language(user=request.user, language=form.cleaned_data["language"])
        with override(chosen.language):
            messages.success(request, _("The portal writes to you in this language from now on."))
            return redirect(reverse("portal:account"))
    return render(request, "portal/account.html", {"form": form})
