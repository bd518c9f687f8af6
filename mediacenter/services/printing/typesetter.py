"""The child process that sets PDFs: documents from stdin, one after the other, answers to stdout.

Typst cannot be interrupted, deadlocks after a fork and keeps its caches: so it lives here, in a
process of its own that limits itself. Run as a file, without Django, by typesetting.py, with the
bytes of address space that it may take and the pid of its parent, with whom it ends.

An order is eight bytes of length and JSON. An answer is a byte, 0 printed or 2 the templates failed
or warned, eight bytes of length, and the PDF or the cause; asked for pictures, a JSON list of them
in base64.
"""

import base64
import ctypes
import json
import os
import resource
import signal
import sys

PRINTED, TEMPLATE_FAILED = 0, 2
PR_SET_PDEATHSIG = 1


def die_with(parent):
    """Linux alone tells of the death of a parent; elsewhere the end of stdin does."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit()


def confine(*, memory):
    """Write no file, leave no core, take no more than so many bytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the parent, with whom this one ends
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (limit, limit))


def allow(*, seconds):
    """Die by the clock, or by that of the processor, if the next document takes longer."""
    signal.alarm(seconds + 1)
    used = resource.getrusage(resource.RUSAGE_SELF)
    working = seconds * 2  # two threads may work at once
    # At the hard limit the kernel kills, as if it were short of memory: the soft one comes first.
    soft = int(used.ru_utime + used.ru_stime) + 1 + working
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(memory, parent):
    die_with(parent)
    confine(memory=memory)
    import typst  # after the limits, so that they hold for what it allocates

    fonts = typst.Fonts(include_system_fonts=False)
    while order := next_order(sys.stdin.buffer):
        allow(seconds=order["seconds"])
        code, answer = printed(typst, order, fonts)
        signal.alarm(0)
        sys.stdout.buffer.write(bytes([code]) + len(answer).to_bytes(8) + answer)
        sys.stdout.buffer.flush()


def next_order(orders):
    """None when there are no more, or the last was broken off."""
    length = orders.read(8)
    text = orders.read(int.from_bytes(length))
    return json.loads(text) if len(length) == 8 and len(text) == int.from_bytes(length) else None


def printed(typst, order, fonts):
    dots = order.get("dots_an_inch")
    try:
        made, warnings = typst.compile_with_warnings(
            order["template"],
            root=order["root"],
            format="png" if dots else "pdf",
            ppi=dots,
            font_paths=fonts,
            package_path=order["root"],
            package_cache_path=order["root"],
            sys_inputs={"document": order["document"]},
            pdf_standards=[] if dots else ["a-2a", "ua-1"],
            timestamp=order.get("timestamp"),
        )
    except typst.TypstError as failure:
        return TEMPLATE_FAILED, told([failure])
    if warnings:
        return TEMPLATE_FAILED, told(warnings)
    return PRINTED, as_list(made) if dots else made


def as_list(pages):
    """One page comes as bytes, more of them as a list."""
    pages = [pages] if isinstance(pages, bytes) else pages
    return json.dumps([base64.b64encode(page).decode() for page in pages]).encode()


def told(troubles):
    return "\n".join(f"{trouble.diagnostic or trouble.message}" for trouble in troubles).encode()


if __name__ == "__main__":
    main(memory=int(sys.argv[1]), parent=int(sys.argv[2]))
