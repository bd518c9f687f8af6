"""Long jobs say between their steps that they live; whoever watches workers listens."""

from django.dispatch import Signal

sign_of_life = Signal()  # sender: the function that is at work
