"""A backup: a folder with a dump of the database, all files that it names, and their hashes.

```
database.dump        of pg_dump, in its own format
files/media/...      the public files, files/private/... the others, under their names
portal.json          Facts: when it was taken, of which migrations, what was lost before
secret-key           where the portal keeps its own
SHA256SUMS           of all these, as sha256sum --check reads it
```
It gets its name when it is whole: what was killed is called .NAME.*.unfinished.
"""

from .backing_up import take_backup
from .command import BackupCommand
from .contents import BackupFailed
from .restoring import restore

__all__ = ["BackupCommand", "BackupFailed", "restore", "take_backup"]
