"""What people settle about their own account: language, sessions, the e-mail to sign in with."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.first_of import FirstOf
from unions import actions
from unions.address_links import address_in
from unions.models import User
from unions.reauthentication import confirm_identity
from unions.sessions import alive
from unions.sign_in import origin

MOST_SESSIONS = 50


class LanguageForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("New e-mail"), max_length=254)


@login_required
@never_cache
def account(request):
    form = LanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = actions.choose_language(user=request.user, language=form.cleaned_data["language"])
        with override(chosen.language):
            messages.success(request, _("The portal writes to you in this language from now on."))
            return redirect(reverse("portal:account"))
    sessions = FirstOf(alive(request.user), MOST_SESSIONS)
    return render(request, "portal/account.html", {"form": form, "sessions": sessions})


@login_required
@require_POST
def end_session(request, key):
    """Sign out elsewhere; what has ended meanwhile, or was never theirs, is as good as ended."""
    confirm_identity(request)
    if alive(request.user).filter(pk=key).exists():
        actions.end_session(user=request.user, key=key, **origin(request))
    messages.success(request, _("The session is ended."))
    return redirect("portal:account")


@login_required
@require_POST
def end_other_sessions(request):
    confirm_identity(request)
    here = request.session.session_key
    actions.end_other_sessions(user=request.user, keep=here, **origin(request))
    messages.success(request, _("All other sessions are ended."))
    return redirect("portal:account")


@login_required
@never_cache
def change_address(request):
    """Ask for another e-mail to sign in with; it becomes theirs by the link mailed there."""
    confirm_identity(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            actions.ask_for_address(user=request.user, email=address)
        except ValidationError as refused:
            form.add_error("email", refused.messages)
        else:
            message = _(
                "A link is on its way to %(address)s. Open it while you are signed in; if none "
                "comes, look whether the address is right."
            )
            messages.success(request, message % {"address": address})
            return redirect("portal:account")
    return render(request, "portal/change_address.html", {"form": form})


@login_required
@never_cache
def take_address(request, token):
    """The page behind the mailed link: one button, for a mail program may open links by itself."""
    confirm_identity(request)
    if request.method == "POST":
        try:
            taken = actions.take_address(user=request.user, token=token)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("You sign in with %(email)s now.") % {"email": taken.email})
        return redirect("portal:account")
    address = address_in(token, user=request.user)
    return render(request, "portal/take_address.html", {"address": address})
