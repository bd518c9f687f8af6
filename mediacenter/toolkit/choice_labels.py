"""The words for a stored choice, whatever is stored."""


def label_of(choices, value):
    """Return the label of a value of TextChoices; the value itself where it is none of them."""
    return str(dict(choices.choices).get(value, value))
