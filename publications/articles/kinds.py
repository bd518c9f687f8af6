"""What each kind of article consists of, beside title, lead and text."""

from urllib.parse import urlsplit

from publications.articles.models import ArticleKind

# Columns of ArticleText that the form of a kind offers, in its order: the classic structure.
PARTS_OF = {
    ArticleKind.PRESS_RELEASE: ["quote", "quoted", "about_us", "press_contact", "embargo_until"],
    ArticleKind.INTERVIEW: ["quoted"],
}

# Where the federation's organizations keep their videos; a page elsewhere may turn into anything.
VIDEO_HOSTS = {
    "www.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "www.facebook.com": "Facebook",
    "fb.watch": "Facebook",
    "www.instagram.com": "Instagram",
    "www.tiktok.com": "TikTok",
    "t.me": "Telegram",
    "vimeo.com": "Vimeo",
    "vk.com": "VK",
    "rutube.ru": "Rutube",
}


def parts_of(kind):
    return PARTS_OF.get(kind, [])


def video_site(link):
    """The name of the site that a canonical video link leads to; "" for one that is not listed."""
    return VIDEO_HOSTS.get(urlsplit(link).hostname or "", "")
