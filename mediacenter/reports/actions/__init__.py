"""What people and tasks do with reports: one verb a use case."""
