"""A process of its own that sends what is owed: python -m tests.services.outbox_sender."""

import django
from django.core.mail import EmailMessage


def greet(mail):
    return EmailMessage("Greetings", f"To {mail.details['name']}")


def main():
    django.setup()
    from mediacenter.services.outbox.actions import send_due_mails
    from mediacenter.services.outbox.kinds import Kind, register

    register(Kind("tests.greeting", "greetings", greet))
    send_due_mails()


if __name__ == "__main__":
    main()
