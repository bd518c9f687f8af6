"""allauth's steps that change how somebody signs in, each whole: with its entry in the journal."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView

from unions.actions import signing_in
from unions.sign_in import origin


class SetUpFactor(ActivateTOTPView):
    def form_valid(self, form):
        user, request = self.request.user, self.request
        signing_in.note(signing_in.FACTOR_ADDED, user=user, **origin(request))
        return super().form_valid(form)


class RenewCodes(GenerateRecoveryCodesView):
    def form_valid(self, form):
        user, request = self.request.user, self.request
        signing_in.note(signing_in.CODES_MADE, user=user, **origin(request))
        return super().form_valid(form)
