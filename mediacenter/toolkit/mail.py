"""Why a mail did not go, in words for people."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.utils.translation import gettext_noop

NOTHING_TO_SAY = gettext_noop("What this mail was to tell of has been deleted.")
NO_ANSWER = gettext_noop("The mail server does not answer.")
BROKEN_OFF = gettext_noop("The mail server broke off while the mail was handed over.")
NOT_MADE = gettext_noop("The mail could not be made; the log of the worker says why.")


class NothingToSay(Exception):
    """What a mail was to tell of is gone."""


def reason_of(failure):
    """Why a mail did not go, for people: the server's own answer, or a message to translate."""
    match failure:
        case SMTPRecipientsRefused():
            answers = failure.recipients.values()
        case SMTPResponseException():
            answers = [(failure.smtp_code, failure.smtp_error)]
        case SMTPException():
            return BROKEN_OFF
        case OSError():
            return NO_ANSWER
        case NothingToSay():
            return NOTHING_TO_SAY
        case _:
            return NOT_MADE
    return "; ".join(f"{code} {readable(answer)}".strip() for code, answer in answers)


def readable(answer):
    return answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
