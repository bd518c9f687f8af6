"""What rooms whose news can be unsubscribed from do then, in the same transaction."""

from mediacenter.toolkit.hooks import Hook

# Each is called with the Subscription (unsubscribing.py): the code of the kind, and who it was.
unsubscribed = Hook()
subscribed_again = Hook()
