"""Which roles do the newsroom's work, from those that only read it to those that answer for it."""

from unions.models import Role

EDITORS = [Role.EDITOR, Role.ADMINISTRATOR]
WRITERS = [Role.PRESS_OFFICER, *EDITORS]
READERS = [*WRITERS, Role.CHAIR]
