def become(record, saved):
    """Let the record that the admin holds be the one that a use case has saved."""
    record.__dict__.update(saved.__dict__)
