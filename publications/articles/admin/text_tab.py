"""A text's tab in the form of its article: state, remarks, findings, unsaved work, next steps."""

from dataclasses import dataclass, field

from django.urls import reverse

from publications.articles.checklist import STATE_LANGUAGE, checklist
from publications.articles.differences import differences
from publications.articles.merging import has_parts
from publications.articles.models import ArticleText, Revision, Status, TextState, UnsavedWork
from publications.articles.next_step import NextStep, next_step
from publications.articles.previews import preview_url
from publications.articles.reading import reading_minutes

from .buttons import buttons_for
from .text_deleting import deleting_address

COLOURS = {
    TextState.EMPTY: "",  # a label all the same: Unfold shows the bare key of what it does not find
    TextState.DRAFT: "info",
    TextState.REVIEW: "warning",
    TextState.READY: "primary",
    TextState.SCHEDULED: "primary",
    TextState.PUBLISHED: "success",
    TextState.OUTDATED: "danger",
}


@dataclass(frozen=True)
class TextTab:
    """`text` is None where nothing is written yet; `findings` (each with the element of the form in
    which it is mended, "" for those who may not) and `minutes` are of a text at work, None for
    others; `recovered`: what this user has typed, not saved and takes into the form; `unsaved`: the
    newest that lies there besides and says something else than the text; `preview` shows what is
    saved, `form_preview` takes the form as it stands, from those who may write; `deleting`: where
    it is asked whether to delete this language.
    """

    text: ArticleText | None
    next_step: NextStep
    buttons: list
    recovered: UnsavedWork | None
    unsaved: UnsavedWork | None
    findings: list | None = None
    minutes: int | None = None
    remarks: list = field(default_factory=list)
    settled: int = 0
    may_remark: bool = False
    source_changes: list = field(default_factory=list)
    preview: str = ""
    form_preview: str = ""
    deleting: str = ""

    @property
    def colour(self):
        return COLOURS[self.next_step.state]


def text_tab_of(text, *, article, language, request):
    user = request.user
    unsaved = unsaved_work(request, article, language, text)
    if text is None:
        return TextTab(
            text,
            next_step(None, user=user),
            buttons_for(user, text, article),
            *unsaved,
            form_preview=form_preview_address(article),
        )
    is_at_work = text.status != Status.PUBLISHED
    findings = checklist(text, by=user) if is_at_work else []
    to_mend = sum(finding.is_blocking for finding in findings)
    may_mend = user.has_perm("publications.change_text", text)
    remarks = open_remarks(text)
    return TextTab(
        text,
        next_step(text, user=user, to_mend=to_mend, remarks=len(remarks)),
        buttons_for(user, text, article, findings),
        *unsaved,
        findings=[(one, element_of(one.place, text) if may_mend else "") for one in findings]
        if is_at_work
        else None,
        minutes=reading_minutes(text) if is_at_work else None,
        remarks=remarks,
        settled=text.remarks.count() - len(remarks),
        may_remark=user.has_perm("publications.remark_on_text", text),
        source_changes=source_changes(text),
        preview=preview_url(text),
        form_preview=form_preview_address(article) if may_mend else "",
        deleting=deleting_address(text, article, user),
    )


def form_preview_address(article):
    if article is None:
        return reverse("newsroom:preview_new")
    return reverse("newsroom:preview_form", args=[article.pk])


def element_of(place, text):
    """The id of what stands for a place of a Finding in the form."""
    if place in ArticleText.PARTS:
        return f"id_text-{text.language}-0-{place}"
    groups = {"gallery": "gallery-group", STATE_LANGUAGE: f"text-{STATE_LANGUAGE}-group"}
    return groups.get(place, f"id_{place}")


def open_remarks(text):
    remarks = text.remarks.open().select_related("made_by__person")
    return list(remarks.prefetch_related("answers__made_by__person"))


def unsaved_work(request, article, language, text):
    """What this user takes into the form, and what is offered to be taken; None for nothing."""
    if request.method == "POST":  # a form that comes back holds it already
        return None, None
    works = UnsavedWork.objects.lying(user=request.user, article=article, language=language)
    asked = request.GET.get("recover")
    recovered = next((work for work in works if str(work.edit_session) == asked), None)
    others = (work for work in works if work != recovered and not has_parts(text, work.fields))
    return recovered, next(others, None)


def source_changes(text):
    """What has changed in the text that an outdated one was translated from."""
    if text is None or not text.is_outdated:
        return []
    seen = Revision.objects.filter(text=text.source_id, version=text.source_version).first()
    return differences(seen.fields if seen else {}, text.source.parts)
