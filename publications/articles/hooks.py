"""Moments in the life of a text at which rooms above do their part, in the same transaction."""

from mediacenter.toolkit.hooks import Hook

step_taken = Hook()  # (step, text, was=Status, by=user): the text is where the Step leads to
text_withdrawn = Hook()  # (text, by=user): off the site, or the schedule, by hand
leaves_by_the_clock = Hook()  # (text): its time on the site is over; its state follows
writing_goes = Hook()  # (article, language=code or None for all, by=user): into the bin
# (words, most=number): [(record, address)] in the active language; a record has a name and a kind
own_pages_sought = Hook()
