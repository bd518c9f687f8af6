"""What of the file of a picture a decoder gets to see: the picture, and not what lies around it.

Phones put films behind a photo and megabytes of text before it, and decoders refuse what they
cannot use anyway.
"""

import re
import zlib

MOST_PROFILE = 4 * 1024 * 1024  # bytes of a colour profile; those of presses have three
_PNG = b"\x89PNG\r\n\x1a\n"
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_KEPT = {0xE0, 0xE1, 0xEE}  # JFIF, Exif and XMP for the way the camera was held, Adobe's colours
_PROFILE = 0xE2  # shared with tables of further shots
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
# Any number of 0xFF may precede a marker: the last is looked for, or a long run of them would be
# looked at once for each of its places.
_MARKER = re.compile(rb"\xff([^\x00\xff])", re.DOTALL)
_MARKER_AMONG_PIXELS = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
_WORDS = {b"tEXt", b"zTXt", b"iTXt"}
_HELD = b"XML:com.adobe.xmp\0\0"  # words, not packed, that may say how the camera was held
MOST_HELD = 64 * 1024  # bytes of those


def bare(content: bytes) -> bytes:
    """The picture of a JPEG or PNG without films, further shots, texts and boundless profiles.

    Another kind of file, or one whose parts are not told apart, is returned as it is.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return b"".join(_parts_of_jpeg(content))
    if content.startswith(_PNG):
        return b"".join(_parts_of_png(content))
    return content


def scans(content: bytes) -> int:
    """How often a bare JPEG is drawn over."""
    return sum(content[begins + 1] == _SCAN for begins, _end in _segments(content))


def _segments(content: bytes):
    """Where each marker of a JPEG stands, and where what belongs to it ends; pixels as one."""
    at, end = 2, len(content)
    while at < end:
        found = _MARKER.search(content, at)
        if found is None:
            return
        marker, begins = found[1][0], found.end() - 2
        at = found.end()
        if marker == _END:
            yield begins, at
            return
        if marker not in _ALONE and marker != _START:
            at += int.from_bytes(content[at : at + 2], "big")
        if marker == _SCAN:
            behind = _MARKER_AMONG_PIXELS.search(content, at)
            at = behind.start() if behind else end
        yield begins, min(at, end)


def _parts_of_jpeg(content: bytes):
    yield content[:2]
    for begins, end in _segments(content):
        marker = content[begins + 1]
        is_profile = marker == _PROFILE and content.startswith(b"ICC_PROFILE\0", begins + 4)
        is_attached = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_attached or marker in _KEPT or is_profile:
            yield content[begins:end]


def _parts_of_png(content: bytes):
    yield _PNG
    at, has_profile = len(_PNG), False
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + length
        chunk = content[at:end]
        is_fit = kind not in _WORDS or (length <= MOST_HELD and chunk[8:].startswith(_HELD))
        if kind == b"iCCP":  # each could swell, so one is enough, as the standard says
            is_fit = not has_profile and _is_bounded(chunk[8:-4])
            has_profile = True
        if is_fit:
            yield chunk
        if kind == b"IEND":
            return
        at = end


def _is_bounded(named_profile: bytes) -> bool:
    _name, _nul, packed = named_profile.partition(b"\0")
    reader = zlib.decompressobj()
    try:
        reader.decompress(packed[1:], MOST_PROFILE)
    except zlib.error:
        return False
    return not reader.unconsumed_tail
