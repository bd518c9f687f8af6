"""What runs back up: a room declares a moment, and rooms above it say what they do then."""


class Hook:
    """A moment in a use case of one room at which others do their part, in its transaction.

        text_left = Hook()                        # in the room below

        @text_left.register                       # in a room above, imported by its AppConfig
        def end_the_work(text): ...

        text_left(text)                           # in the use case

    Parts are called in the order of their registration; what one raises ends the use case.
    """

    def __init__(self):
        self.parts = []

    def register(self, part):
        self.parts.append(part)
        return part

    def __call__(self, *args, **kwargs):
        """Call every part with the same arguments; return what each has returned."""
        return [part(*args, **kwargs) for part in self.parts]
