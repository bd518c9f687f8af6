"""The indicators of the annual report: what is counted, from what, and how it adds up."""

REGISTRY = {}
