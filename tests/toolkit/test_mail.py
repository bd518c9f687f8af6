"""Why a mail did not go is told in words that people understand."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from mediacenter.toolkit.mail import NothingToSay, reason_of


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}), "550 no such user"),
        (SMTPDataError(451, b"later"), "451 later"),
        (SMTPServerDisconnected("Connection unexpectedly closed"), "broke off"),
        (TimeoutError(110, "timed out"), "does not answer"),
        (ConnectionRefusedError(111, "Connection refused"), "does not answer"),
        (NothingToSay(), "has been deleted"),
        (KeyError("organization"), "could not be made"),
    ],
)
def test_people_read_the_servers_answer_or_a_sentence_never_a_python_text(failure, told):
    reason = reason_of(failure)
    assert told in reason
    assert not {"Errno", "Connection", "b'", "organization"} & set(reason.split())
