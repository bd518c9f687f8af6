from .article import Article, ArticleKind, ArticleText, Audience, Status, TextState
from .card import Card, CardSize
from .coverage import Coverage, MediaPartnership, Medium, Tone
from .crisis import CrisisAlert, CrisisAnswer, CrisisCard, CrisisLevel, CrisisLogEntry
from .day_note import DayNote
from .editing import Correction, FormerAddress, Presence, Revision, UnsavedWork
from .joint import JointRequest, JointState
from .library import DocumentKind, LibraryDocument
from .link import LinkAnswer, LinkCheck
from .media import (
    Accreditation,
    Journalist,
    MediaContact,
    PressEvent,
    PressEventKind,
    PressInvitation,
)
from .memorable import MemorableDate
from .notice import Notice, NoticeEvent, PlanMail
from .outlet import Level, Outlet, OutletKind
from .picture import GalleryPicture, Picture, Rendition, RenditionFormat, Shape
from .plan import (
    Assignment,
    AssignmentStatus,
    Certainty,
    MaterialFormat,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from .printed import NewspaperIssue, PrintedMatter, PrintedMatterKind, Subscription
from .review import Remark, RemarkAnswer
from .rubric import Rubric
from .social import SocialPost
from .tag import Tag

__all__ = [
    "Accreditation",
    "Article",
    "ArticleKind",
    "ArticleText",
    "Assignment",
    "AssignmentStatus",
    "Audience",
    "Card",
    "CardSize",
    "Certainty",
    "Correction",
    "Coverage",
    "CrisisAlert",
    "CrisisAnswer",
    "CrisisCard",
    "CrisisLevel",
    "CrisisLogEntry",
    "DayNote",
    "DocumentKind",
    "FormerAddress",
    "GalleryPicture",
    "JointRequest",
    "JointState",
    "Journalist",
    "Level",
    "LibraryDocument",
    "LinkAnswer",
    "LinkCheck",
    "MaterialFormat",
    "MediaContact",
    "MediaPartnership",
    "Medium",
    "MemorableDate",
    "NewspaperIssue",
    "Notice",
    "NoticeEvent",
    "Occasion",
    "OccasionStatus",
    "Outlet",
    "OutletKind",
    "Picture",
    "PlanItem",
    "PlanMail",
    "PlanStatus",
    "Presence",
    "PressEvent",
    "PressEventKind",
    "PressInvitation",
    "PrintedMatter",
    "PrintedMatterKind",
    "Remark",
    "RemarkAnswer",
    "Rendition",
    "RenditionFormat",
    "Revision",
    "Rubric",
    "Shape",
    "SocialPost",
    "Status",
    "Subscription",
    "Tag",
    "TextState",
    "Tone",
    "UnsavedWork",
]
