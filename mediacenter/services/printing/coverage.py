"""Which characters the built-in typeface can print in all of its cuts that the templates use.

A character without a glyph breaks PDF/A, so what prints asks here first. The ranges are read off
Libertinus Serif regular, italic, semibold and semibold italic, as the installed typst carries
them; tests/services/test_printing_coverage.py proves them against that typst and prints new ones
when they differ. The bold italic cut has no Kazakh letters and is not used.
"""

from bisect import bisect_right

# Currency signs that Libertinus lacks and the next families of the templates have.
SPARE = frozenset("₸₽₴")
RANGES = """
    0020-007E 00A0-023F 0241 0243 0247 0249 024D 0250-02E4 02EC-02EE 0300-0331 0338 0342-0343
    0374-0375 037A-037E 0384-038A 038C 038E-03A1 03A3-03CE 03D0-03E1 03F0-03F6 03F8-03F9 03FB
    03FD-045F 0462-0463 0470-0477 0490-04C4 04C7-04CC 04D0-04F9 05B0-05C3 05C6 05D0-05EA 05F0-05F4
    1D35 1D43-1D44 1D47-1D4B 1D4D 1D4F-1D53 1D56-1D58 1D5A-1D5B 1D9C 1DA0 1DA4 1DB6 1DBB 1E00-1E9B
    1E9E 1EA0-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D
    1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-2027 202F-2037
    2039-203E 2042 2044 2047-204B 204F 2070-2071 2074-208E 2090-2094 20A2-20A4 20A7-20A8 20AB-20AC
    20AF 20B1 20BF 2100-2103 2105-2106 2109 210C-210F 2111 2113 2115-2116 2119 211C-211D 2120 2122
    2124 2126-2127 212E 2135-2137 2139 2153-2184 2190-219B 21A8 21AE 21BC-21BD 21C0-21C1 21CB-21D9
    2202 2206-220D 220F-221C 221E-221F 2223-222B 2236 223C 2241 2245 2248-2249 2259 2260-2262
    2264-2265 226A-226B 226E-2271 2282-2285 2295-2298 22C5 22EF 2302-2303 2310 2320-2321 2329-232A
    23D3 25A0-25A1 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25CB-25CC 25CF-25D7 2605 2619 261B 261E
    2627 262F 2639-2653 2660 2663 2665-2666 2669-266C 2695 2698 26A2-26A4 2767 2C60-2C6C 2C74-2C77
    A71B-A71D A720-A721 A789-A78C E801-E803 FB29-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4E
    FFFD 1D106-1D107
"""
_STARTS = [int(part.split("-")[0], 16) for part in RANGES.split()]
_ENDS = [int(part.split("-")[-1], 16) for part in RANGES.split()]


def covers(character: str) -> bool:
    """Whether the main typeface itself has a glyph for this character."""
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= _ENDS[place]
