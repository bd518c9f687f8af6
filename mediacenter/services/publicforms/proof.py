"""Proof of work: what a script finds in a fraction of a second, and who sends thousands pays for.

A number is sought with which the SHA-256 of "nonce:number" begins with BITS zero bits.
static/js/proof-worker.js seeks it.
"""

import hashlib
import re

BITS = 14  # 16,000 hashes, on average
NUMBER = re.compile(r"[0-9]{1,10}")


def proves(nonce, number):
    if not NUMBER.fullmatch(number):
        return False
    digest = hashlib.sha256(f"{nonce}:{number}".encode()).digest()
    return int.from_bytes(digest) >> (8 * len(digest) - BITS) == 0
