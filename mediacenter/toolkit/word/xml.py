"""Elements of a document by their local names: its two dialects differ in the namespaces."""

from xml.etree import ElementTree

# Read in their other form, or not at all.
PASSED_OVER = {"Choice", "del", "moveFrom"}


def local(element):
    return element.tag.rpartition("}")[2]


def named(element, name):
    """`name` in the namespace of an element."""
    return f"{element.tag.rpartition('}')[0]}}}{name}"


def is_a(element, name):
    return element.tag.endswith(f"}}{name}")


def child(element, *names):
    """The first child of that name, and in it the first of the next name; None for none."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if is_a(one, name)), None)
    return element


def attribute(element, name):
    if element is None:
        return None
    return next(
        (held for key, held in element.attrib.items() if key.rpartition("}")[2] == name), None
    )


def value(element, name):
    """The `val` of a child of that name, if there is one."""
    return attribute(child(element, name), "val")


def is_on(element):
    """Whether a property that is there is meant."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def within(element):
    """An element and all below it that mammoth reads, in the order of the document."""
    to_come = [element]
    while to_come:
        one = to_come.pop()
        yield one
        to_come += [inner for inner in reversed(one) if local(inner) not in PASSED_OVER]


def put_first(paragraph, *elements):
    """Put elements before what a paragraph says, behind its properties."""
    at = 1 if child(paragraph, "pPr") is not None else 0
    paragraph[at:at] = elements


def run_of(paragraph, words):
    """A run of text for a paragraph."""
    run = ElementTree.Element(named(paragraph, "r"))
    text = ElementTree.SubElement(run, named(paragraph, "t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
