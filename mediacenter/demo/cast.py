class Cast:
    """The records entered so far, by their model and their key in the content files."""

    def __init__(self):
        self._known = {}

    def keep(self, key, record):
        self._known[type(record), key] = record

    def find(self, model, key):
        """Return the record. Raises KeyError for one that is not entered yet."""
        return self._known[model, key]

    def every(self, model):
        return [record for (kind, _key), record in self._known.items() if kind is model]
