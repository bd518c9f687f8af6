"""Links as people paste them, and the canonical link behind them.

`normalize` takes off what does not lead anywhere (tracking keys, mobile hosts, the full stop of a
sentence) and refuses what is no link. It never guesses: the scheme and the path of an unknown site
stay as they are, and a space inside is mended only where it cannot be part of anything.
"""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .posts import post_of

MAX_LENGTH = 2000  # bytes of a canonical link: what PostgreSQL can still hold in an index
# Characters of a link as it was pasted: a letter of Kazakh takes six of them, percent-encoded.
MOST_ENTERED = 6000

# The networks' own names for themselves; other hosts of theirs (fb.watch, vm.tiktok.com) are
# addresses of another kind and stay.
CANONICAL_HOST = {
    "facebook.com": "www.facebook.com",
    "fb.com": "www.facebook.com",
    "instagram.com": "www.instagram.com",
    "youtube.com": "www.youtube.com",
    "tiktok.com": "www.tiktok.com",
    "t.me": "t.me",
    "telegram.me": "t.me",
    "youtu.be": "youtu.be",
    "wa.me": "wa.me",
    "whatsapp.com": "www.whatsapp.com",
    "instagr.am": "www.instagram.com",
    "telegram.dog": "t.me",
    "youtube-nocookie.com": "www.youtube-nocookie.com",
    "music.youtube.com": "www.youtube.com",
    "x.com": "x.com",
    "twitter.com": "x.com",
    "threads.com": "www.threads.com",
    "threads.net": "www.threads.com",
    "vk.com": "vk.com",
    "vk.ru": "vk.com",
    "vkontakte.ru": "vk.com",
    "vkvideo.ru": "vkvideo.ru",
}
MOBILE = re.compile(r"^(www|m|web|touch|mbasic|mobile|new|[a-z]{2}-[a-z]{2})\.")
NETWORK = {
    "www.facebook.com": "facebook",
    "fb.watch": "facebook",
    "fb.me": "facebook",
    "l.facebook.com": "facebook",
    "www.instagram.com": "instagram",
    "www.youtube.com": "youtube",
    "youtu.be": "youtube",
    "www.tiktok.com": "tiktok",
    "vm.tiktok.com": "tiktok",
    "vt.tiktok.com": "tiktok",
    "t.me": "telegram",
    "wa.me": "whatsapp",
    "api.whatsapp.com": "whatsapp",
    "chat.whatsapp.com": "whatsapp",
    "www.whatsapp.com": "whatsapp",
}

# Networks in which organizations have no channels of their own here, but posts.
OTHER_NETWORKS = {
    "www.youtube-nocookie.com": "youtube",
    "x.com": "x",
    "www.threads.com": "threads",
    "vk.com": "vk",
    "vkvideo.ru": "vk",
}

QUOTES, STOPS = "<>«»“”\"'", ".,;"  # what a text may put around a link, and behind it
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

# Keys that tell the network who shared a link, not where it leads.
TRACKING = re.compile(
    r"^(utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|ysclid|_openstat"
    r"|mc_[ce]id|_ga|_gl|igsh|igshid|mibextid|srsltid|_branch_match_id|etext)$"
)
TRACKING_OF = {
    "facebook": re.compile(
        r"^(ref|refsrc|fref|hc_ref|rdid|share_url|sfnsn|locale|paipv|eav|_rdr|__.*)$"
    ),
    "instagram": re.compile(r"^(hl|img_index|__.*)$"),
    "youtube": re.compile(r"^(si|feature|pp|ab_channel|hl|gl|app|cbrd|ucbcb)$"),
    "tiktok": re.compile(r"^(_t|_r|_d|lang|is_.*|sender_.*|share_.*|web_id|checksum|source)$"),
    "telegram": re.compile(r"^(single|embed|mode|userpic)$"),
    "x": re.compile(r"^(s|t|ref_src|ref_url|cxt|lang|cn)$"),
    "threads": re.compile(r"^(xmt|slof|hl|__.*)$"),
    "vk": re.compile(r"^(from|ref|track_code|trackcode)$"),
}

# Paths that are the name of an account, which knows no case (keys of posts do).
NAME = {
    "facebook": re.compile(r"^/[\w.-]+/?$"),
    "instagram": re.compile(r"^/[\w.]+/?$"),
    "youtube": re.compile(r"^/@[\w.-]+/?$"),
    "tiktok": re.compile(r"^/@[\w.]+/?$"),
    "telegram": re.compile(r"^/(s/)?\w+/?$"),
    "x": re.compile(r"^/\w+/?$"),
    "threads": re.compile(r"^/@[\w.]+/?$"),
    "vk": re.compile(r"^/[\w.]+/?$"),
}
ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
NEVER = re.compile(r"(?!)")

# Addresses that hide the post to which they lead.
HIDDEN_POST = re.compile(r"^https://(fb\.watch/|www\.facebook\.com/share/[pvr]/)")
SHARE = re.compile(r"^/share(/|$|\.php)")
SHARE_HOSTS = {"fb.me", "l.facebook.com", "vm.tiktok.com", "vt.tiktok.com"}
# Sites whose addresses themselves tell a person's account from a page.
PERSONAL = re.compile(
    r"^https?://(?:(?:www\.|m\.)?(?:vk\.com/id\d+|ok\.ru/profile/\d+)|(?:www\.)?linkedin\.com/in/)"
)


class NotALink(ValidationError):
    """What was entered leads nowhere; the message says why, `code` names the reason."""


def normalize(entered):
    """Return the canonical link: "https://www.instagram.com/name?igsh=a1" loses its tail.

    A trailing slash of the path stays as it was entered (`spellings` gives both). The host is
    lower-case, in its ASCII form, as are account names; letters of the path stand as letters, not
    percent-encoded. Raises NotALink.
    """
    if len(entered) > MOST_ENTERED:
        raise NotALink(_("The link is too long."), code="length")
    link = entered
    while (cleaner := clean(link)) != link:  # one layer may lie under another
        link = cleaner
    if len(link.encode()) > MAX_LENGTH:
        raise NotALink(_("The link is too long."), code="length")
    return link


def clean(entered):
    parts = split(mended(entered))
    host, path = host_of(parts), readable(parts.path)
    if host.endswith(".t.me"):
        host, path = "t.me", f"/{host.removesuffix('.t.me')}{path}"
    network = NETWORK.get(host) or OTHER_NETWORKS.get(host)
    port = "" if parts.port in (None, {"https": 443, "http": 80}[parts.scheme]) else parts.port
    return SplitResult(
        scheme="https" if network else parts.scheme,
        netloc=f"{host}:{port}" if port else host,
        path=path.lower() if NAME.get(network, NEVER).search(path) else path,
        query=readable(kept_query(parts, network)),
        fragment="" if network else readable(parts.fragment.partition(":~:")[0]),
    ).geturl()


def readable(text):
    """Let letters and digits stand for themselves, and the other escapes be spelled in one way."""
    return ESCAPES.sub(lambda run: "".join(map(unescaped, decoded(run[0]))), text)


def decoded(escapes):
    return unquote(escapes, errors="surrogateescape")


def unescaped(character):
    is_letter = unicodedata.category(character)[0] in "LMN" or character in "-_~"
    if is_letter:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="surrogateescape"))


def mended(entered):
    """Take off what a text around a link leaves on it; mend a space where it means nothing."""
    text = INVISIBLE.sub("", entered).strip().strip(QUOTES).strip().lstrip("(")
    # all at once: taken off one by one, each would cost a reading of the whole link
    text = text.rstrip(STOPS + QUOTES + ("" if "(" in text else ")"))
    address, hash_mark, fragment = text.partition("#")
    head, mark, query = address.partition("?")
    if mark:
        # not by a pattern, which would look at a run of spaces once for each of them
        for sign in "&=":
            query = sign.join(part.strip() for part in query.split(sign))
        # the value of a key that goes may be broken by the end of a line
        kept = [pair for pair in query.split("&") if not TRACKING.match(key_of(pair))]
        address = "?".join(filter(None, [head.rstrip(), "&".join(kept)]))
    text = address + hash_mark + fragment
    if not text:
        raise NotALink(_("There is no link."), code="empty")
    if text.startswith("@"):
        raise NotALink(_("This is the name of an account, not a link."), code="name")
    if re.search(r"\s", text):
        raise NotALink(
            _("There is a space inside the link: it is not clear where the link ends."),
            code="space",
        )
    if re.search(r"[\x00-\x1f\x7f\\]", text):
        raise NotALink(_("The link contains an invalid character."), code="character")
    return text


def split(text):
    if not re.match(r"^[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) or re.match(
        r"^[\w-]+(\.[\w-]+)+:\d", text
    ):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  it is read here for its ValueError
    except ValueError as error:
        raise NotALink(_("This is not a link."), code="form") from error
    if parts.scheme not in ("http", "https"):
        raise NotALink(_("A link begins with https:// or http://."), code="scheme")
    if "@" in parts.netloc:
        raise NotALink(_("A link holds no user name or password."), code="credentials")
    return parts


def host_of(parts):
    """Return the host in ASCII, by the network's own name. Raises NotALink."""
    written = (parts.hostname or "").rstrip(".")
    for label in written.split("."):
        if re.search("[a-z]", label) and re.search("[\u0400-\u04ff]", label):
            raise NotALink(
                _("The name of the site mixes Latin and Cyrillic letters."), code="letters"
            )
    try:
        host = written.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise NotALink(_("This is not a link."), code="host") from error
    if not re.fullmatch(r"([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]", host):
        raise NotALink(_("The link names no site."), code="host")
    return CANONICAL_HOST.get(MOBILE.sub("", host), host)


def kept_query(parts, network):
    pairs = [pair for pair in parts.query.split("&") if pair and not TRACKING.match(key_of(pair))]
    if network in TRACKING_OF:
        pairs = [pair for pair in pairs if not TRACKING_OF[network].match(key_of(pair))]
    if network == "facebook" and parts.path == "/profile.php":
        pairs = [pair for pair in pairs if key_of(pair) == "id"]
        if not pairs:
            raise NotALink(_("This link leads everybody to their own profile."), code="own")
    return "&".join(pairs)


def key_of(pair):
    return unquote(pair.partition("=")[0]).strip().lower()


def network_of(link):
    """Which network a canonical link leads to ("instagram", "facebook", …); "" for another site."""
    return NETWORK.get(urlsplit(link).hostname, "")


def doubts(link):
    """Say what a canonical link is instead of a page: a set of "post", "share_link", "personal".

    A personal account is told only where the address itself is certain. On Facebook and Instagram
    it is not: profile.php?id= serves pages and people alike, and anything may be a name. There a
    person raises the doubt.
    """
    parts, network, found = urlsplit(link), network_of(link), set()
    if post_of(link) or HIDDEN_POST.match(link):
        found.add("post")
    if parts.hostname in SHARE_HOSTS or (network and SHARE.match(parts.path)):
        found.add("share_link")
    if PERSONAL.match(link):
        found.add("personal")
    return found
