"""What the use cases of training say in the journal."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "seminar.cancelled": _("seminar cancelled: %(reason)s"),
    "seminar.held": _("seminar to be held after all"),
    "seminar.copied": _("copied from another seminar"),
    "delegation.signed_up": _("delegation signed up, people: %(people)s"),
    "registration.took_place": _("has a place"),
    "registration.offered": _("a place offered"),
    "registration.accepted": _("offer accepted"),
    "registration.lapsed": _("offer lapsed"),
    "registration.approved": _("registration approved"),
    "registration.refused": _("registration refused"),
    "registration.cancelled": _("registration cancelled"),
    "registration.asked_to_cancel": _("asked to cancel after the deadline"),
    "registration.let_go": _("cancelled at their request"),
    "registration.kept": _("request to cancel not granted"),
    "registration.changed": _("participant changed"),
    "registration.walked_in": _("came without having been signed up"),
    "attendance.noted": _("attendance noted: %(number)s"),
    "attendance.withdrawn": _("marks of attendance taken back: %(number)s"),
    "certificate.all_requested": _("certificates asked for: %(number)s"),
    "certificate.issued": _("certificate No. %(number)s issued"),
    "certificate.correction_requested": _("certificate No. %(number)s to be replaced"),
    "certificate.replaced": _("certificate No. %(number)s replaced"),
    "certificate.revoked": _("certificate No. %(number)s revoked"),
}
