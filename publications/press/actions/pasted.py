"""What entering records by their links, one a line, has in common."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@dataclass
class Entered:
    """What came of a list of links: the records, and (line, reason) for each line left over."""

    saved: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    def refuse(self, line, refusal):
        self.refused.append((line, " ".join(refusal.messages)))


def lines_of(text, *, most):
    """The lines of a list that hold something. Raises ValidationError for too many."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise ValidationError(
            _("There are more than %(limit)s links. Send them in parts.") % {"limit": most}
        )
    return lines
