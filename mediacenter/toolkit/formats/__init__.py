"""How dates and numbers are written and read, beyond what Django knows of each language."""
