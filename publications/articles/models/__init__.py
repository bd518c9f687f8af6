from .accreditation import Accreditation
from .article import Article, ArticleKind, ArticleText, Audience, Status, TextState
from .editing import Correction, FormerAddress, Presence, Revision, UnsavedWork
from .gallery import GalleryPicture
from .link import LinkAnswer, LinkCheck
from .review import Remark, RemarkAnswer
from .rubric import Rubric
from .tag import Tag

__all__ = [
    "Accreditation",
    "Article",
    "ArticleKind",
    "ArticleText",
    "Audience",
    "Correction",
    "FormerAddress",
    "GalleryPicture",
    "LinkAnswer",
    "LinkCheck",
    "Presence",
    "Remark",
    "RemarkAnswer",
    "Revision",
    "Rubric",
    "Status",
    "Tag",
    "TextState",
    "UnsavedWork",
]
