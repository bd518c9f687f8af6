"""What the public pages show, as data for programs: read only, described by /api/openapi.json.

Whoever asks is nobody: what an endpoint hands out is what the QuerySets let everybody read.
"""
