"""What shapes a report besides its facts."""

import hashlib
from pathlib import Path

from django.conf import settings

from mediacenter.services.printing import edition as printing

HERE = Path(__file__).parent


def edition(language):
    """A SHA-256, also over the portal's address: a report says where it is to be checked."""
    printed = printing.edition(language, HERE / "composing", HERE / "indicators", HERE / "outputs")
    return hashlib.sha256(f"{printed}\n{settings.PUBLIC_URL}".encode()).hexdigest()
