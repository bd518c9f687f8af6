"""Every mail of the portal: owed in one table, made as it is sent, tried again, never lost."""
