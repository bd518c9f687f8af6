"""Posts in social networks: what tells one from the others, however its address is spelled.

A network writes the address of one post in many ways (/p/, /reel/, /name/p/ of Instagram; watch,
shorts, youtu.be of YouTube). Within all of them stands one key, which the network itself has given.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_YOUTUBE_ID = r"(?!(?:videoseries|live_stream)\b)(?P<key>[\w-]{11})(?![\w-])"
_FACEBOOK_ID = r"(?P<key>\d+|pfbid\w+)"
_VK_ID = r"(?P<key>(?:wall|photo|video|clip|story)-?\d+_\d+)"

# Name of the network, its hosts, and where in the path the key of a post stands.
PATHS = [
    (
        "instagram",
        ("www.instagram.com",),
        r"^/(?:(?!share/)[\w.]+/)?(?:p|reels?|tv)/(?!audio/)(?P<key>[\w-]+)",
    ),
    ("instagram", ("www.instagram.com",), r"^/(?P<key>stories/[\w.]+/\d+)"),
    (
        "telegram",
        ("t.me",),
        r"^/(?:s/)?(?!(?:joinchat|add\w+)/)(?P<account>(?:c/)?\w+)/(?:\d+/)?(?P<key>\d+)/?$",
    ),
    ("youtube", ("youtu.be",), rf"^/{_YOUTUBE_ID}"),
    (
        "youtube",
        ("www.youtube.com", "www.youtube-nocookie.com"),
        rf"^/(?:shorts|embed|live|v|e)/{_YOUTUBE_ID}",
    ),
    ("youtube", ("www.youtube.com",), r"^/(?P<key>clip/[\w-]+|post/[\w-]+)"),
    (
        "facebook",
        ("www.facebook.com",),
        rf"^/(?:[^/]+/)?(?:posts|videos|permalink|reel|events)/(?:[^/]+/)?{_FACEBOOK_ID}/?$",
    ),
    (
        "facebook",
        ("www.facebook.com",),
        rf"^/groups/[^/]+/(?:posts|permalink)/{_FACEBOOK_ID}/?$",
    ),
    ("facebook", ("www.facebook.com",), r"^/(?:[^/]+/)?photos/(?:[^/]+/)?(?P<key>\d+)/?$"),
    ("facebook", ("www.facebook.com",), r"^/\d+_(?P<key>\d+)/?$"),
    ("x", ("x.com",), r"^/(?:i/web|\w+)/status(?:es)?/(?P<key>\d+)"),
    ("threads", ("www.threads.com",), r"^/(?:@[\w.]+/post|t)/(?P<key>[\w-]+)"),
    ("vk", ("vk.com",), rf"^/(?:[\w.]+/)?{_VK_ID}"),
    ("vk", ("vkvideo.ru",), rf"^/(?:[\w.@]+/)?{_VK_ID}"),
    (
        "tiktok",
        ("www.tiktok.com",),
        r"^/(?:@[^/]*/(?:video|photo)|embed(?:/v\d)?|v)/(?P<key>\d+)",
    ),
]
_PATHS = [(name, hosts, re.compile(pattern)) for name, hosts, pattern in PATHS]

# Name of the network, its host, the path, the key in the query, and what its value looks like.
QUERIES = [
    ("youtube", "www.youtube.com", r"^/watch/?$", "v", _YOUTUBE_ID),
    (
        "facebook",
        "www.facebook.com",
        r"^/(?:permalink|story)\.php$",
        "story_fbid",
        _FACEBOOK_ID,
    ),
    ("facebook", "www.facebook.com", r"^/photo(?:\.php)?/?$", "fbid", _FACEBOOK_ID),
    (
        "facebook",
        "www.facebook.com",
        r"^/(?:watch(?:/live)?|video\.php)/?$",
        "v",
        _FACEBOOK_ID,
    ),
    ("facebook", "www.facebook.com", r"^/groups/", "multi_permalinks", _FACEBOOK_ID),
    ("vk", "vk.com", r"^/", "w", _VK_ID),
    ("vk", "vk.com", r"^/", "z", _VK_ID),
]
_QUERIES = [
    (name, host, re.compile(path), key, re.compile(value))
    for name, host, path, key, value in QUERIES
]


def post_of(link):
    """Return what tells the post of a canonical link: "instagram:C_NFCIZOIdW"; "" if it is none.

    What hides its post (fb.watch, vm.tiktok.com, /share/) is none: only the network could tell.
    """
    parts = urlsplit(link)
    for name, host, path, key, value in _QUERIES:
        if parts.hostname == host and path.search(parts.path):
            found = value.match(parse_qs(parts.query).get(key, [""])[0])
            if found:
                return f"{name}:{found['key']}"
    for name, hosts, path in _PATHS:
        found = path.search(unquote(parts.path)) if parts.hostname in hosts else None
        if found:
            account = found.groupdict().get("account")
            return f"{name}:{f'{account.lower()}/' if account else ''}{found['key']}"
    return ""
