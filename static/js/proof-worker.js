// Seeks the number with which the SHA-256 of "nonce:number" begins with so many zero bits.
// services/publicforms/proof.py checks it. One block of 64 bytes holds both.
"use strict";

const PRIMES = [];
for (let candidate = 2; PRIMES.length < 64; candidate++) {
  if (PRIMES.every((prime) => candidate % prime)) PRIMES.push(candidate);
}
const fraction = (number) => ((number - Math.floor(number)) * 2 ** 32) | 0;
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);

// The first 32 bits of the hash of what `words` holds.
function firstWord() {
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15];
    const late = words[at - 2];
    const first = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const second = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[at] = (words[at - 16] + first + words[at - 7] + second) | 0;
  }
  let a = START[0], b = START[1], c = START[2], d = START[3];
  let e = START[4], f = START[5], g = START[6], h = START[7];
  for (let at = 0; at < 64; at++) {
    const upper = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + upper + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
    const lower = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (lower + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  return (a + START[0]) | 0;
}

function put(at, byte) {
  const shift = 24 - 8 * (at & 3);
  words[at >> 2] = (words[at >> 2] & ~(0xff << shift)) | (byte << shift);
}

function write(text, from) {
  for (let at = 0; at < text.length; at++) put(from + at, text.charCodeAt(at));
  return from + text.length;
}

onmessage = ({ data: { nonce, bits } }) => {
  const start = write(`${nonce}:`, 0);
  for (let number = 0; ; number++) {
    const end = write(String(number), start);
    put(end, 0x80);
    words[15] = end * 8;
    if (firstWord() >>> (32 - bits) === 0) {
      postMessage(String(number));
      return;
    }
  }
};
