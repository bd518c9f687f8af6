"""Addresses of allauth whose step and entry in the journal are one transaction."""

from allauth.account import views as account
from allauth.mfa.totp.views import deactivate_totp
from django.db.transaction import atomic
from django.urls import path, re_path

from .account_views import RenewCodes, SetUpFactor

FROM_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("password/change/", atomic(account.password_change), name="account_change_password"),
    path("password/set/", atomic(account.password_set), name="account_set_password"),
    path("password/reset/", atomic(account.password_reset), name="account_reset_password"),
    re_path(
        FROM_KEY, atomic(account.password_reset_from_key), name="account_reset_password_from_key"
    ),
    path("2fa/totp/activate/", atomic(SetUpFactor.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", atomic(deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/generate/",
        atomic(RenewCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
]
