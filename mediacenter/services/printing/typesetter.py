"""The child process that sets a PDF: one document from stdin, one PDF to stdout, then gone.

Asked for pictures, it answers with a JSON list of them, in base64.

Typst cannot be interrupted, deadlocks after a fork and keeps its caches: so it lives here, in a
process of its own that limits itself. Run as a file, without Django, by pdf.py.
Exit codes: 0 printed, 2 the templates failed or warned (the cause is on stderr).
"""

import base64
import json
import resource
import signal
import sys

TEMPLATE_FAILED = 2


def confine(*, seconds, memory):
    """Die by the clock even if the parent is gone; write no file, leave no core."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds + 1)
    working = seconds * 2  # two threads may work at once
    # At the hard limit the kernel kills, as if it were short of memory: the soft one comes first.
    resource.setrlimit(resource.RLIMIT_CPU, (working, working + 5))
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (limit, limit))


def main():
    order = json.load(sys.stdin.buffer)
    confine(seconds=order["seconds"], memory=order["memory"])
    import typst  # after the limits, so that they hold for what it allocates

    dots = order.get("dots_an_inch")
    try:
        pdf, warnings = typst.compile_with_warnings(
            order["template"],
            root=order["root"],
            format="png" if dots else "pdf",
            ppi=dots,
            font_paths=typst.Fonts(include_system_fonts=False),
            package_path=order["root"],
            package_cache_path=order["root"],
            sys_inputs={"document": json.dumps(order["document"], ensure_ascii=False)},
            pdf_standards=[] if dots else ["a-2a", "ua-1"],
            timestamp=order.get("timestamp"),
        )
    except typst.TypstError as failure:
        return report([failure])
    if warnings:
        return report(warnings)
    sys.stdout.buffer.write(as_list(pdf) if dots else pdf)
    return 0


def as_list(pages):
    """One page comes as bytes, more of them as a list."""
    pages = [pages] if isinstance(pages, bytes) else pages
    return json.dumps([base64.b64encode(page).decode() for page in pages]).encode()


def report(troubles):
    for trouble in troubles:
        sys.stderr.write(f"{trouble.diagnostic or trouble.message}\n")
    return TEMPLATE_FAILED


if __name__ == "__main__":
    sys.exit(main())
