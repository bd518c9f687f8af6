"""What shapes a report besides its facts."""

from pathlib import Path

from mediacenter.services.printing import edition as printing

HERE = Path(__file__).parent


def edition(language):
    return printing.edition(language, HERE / "composing", HERE / "indicators")
