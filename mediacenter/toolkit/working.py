"""Long jobs say between their steps that they live; whoever watches workers listens."""

from django.dispatch import Signal

went_on = Signal()  # sender: the function that is at work
