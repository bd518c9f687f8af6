from django.utils.translation import gettext_lazy as _

CODES = {
    "mail.tried_again": _("mail tried again"),
    "mail.given_up": _("mail given up"),
}
