"""The year of an organization on one page: its figures and the records that are counted."""
