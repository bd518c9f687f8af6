"""A section of the page of a year, entered by the use cases of its registers and figures."""

from django.db import transaction

from unions.models import Organization


@transaction.atomic
def enter_section(*, organization, build):
    """Store a section whole or not at all; return its form and the outcome (entering.page).

    `build()` makes the form once the organization is locked: whoever submits, returns or signs the
    report waits, so that what is locked then stays so. Each record asks for its own permission.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    form = build()
    return form, form.save()
