"""Decodes a HEIC photo: from stdin, to a line of JSON and the pixels on stdout.

A small file may name one large tile thousands of times, and decoders of video have had holes: so
they work here. Exit codes: 0 decoded, 2 no photo or a damaged one, 3 more pixels than argv allows.
"""

import base64
import io
import json
import sys

MOST_PIXELS = 50_000_000
DAMAGED, TOO_MANY_PIXELS = 2, 3


def main():
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.AUX_IMAGES = pillow_heif.options.DEPTH_IMAGES = False
    try:
        found = pillow_heif.open_heif(io.BytesIO(sys.stdin.buffer.read()), convert_hdr_to_8bit=True)
        if found.size[0] * found.size[1] > MOST_PIXELS:
            return TOO_MANY_PIXELS
        image = found.to_pillow()
    except Exception:  # noqa: BLE001  whatever a decoder fed by strangers says
        return DAMAGED
    if image.width * image.height > MOST_PIXELS:
        return TOO_MANY_PIXELS
    profile = base64.b64encode(image.info.get("icc_profile") or b"").decode()
    header = {"mode": image.mode, "size": image.size, "profile": profile}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + image.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
