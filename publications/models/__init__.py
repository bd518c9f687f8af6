from .article import Article, ArticleText, Status
from .coverage import Coverage, MediaPartnership, Medium
from .outlet import Level, Outlet, OutletKind
from .picture import Picture, Rendition, RenditionFormat
from .printed import PrintedMatter, PrintedMatterKind, Subscription
from .rubric import Rubric
from .social import SocialPost

__all__ = [
    "Article",
    "ArticleText",
    "Coverage",
    "Level",
    "MediaPartnership",
    "Medium",
    "Outlet",
    "OutletKind",
    "Picture",
    "PrintedMatter",
    "PrintedMatterKind",
    "Rendition",
    "RenditionFormat",
    "Rubric",
    "SocialPost",
    "Status",
    "Subscription",
]
