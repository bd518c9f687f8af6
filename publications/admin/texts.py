"""The tab of one language in the form of an article."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from mediacenter.toolkit.richtext import sanitize
from publications.forms import ArticleTextForm
from publications.models import ArticleText, Status
from publications.steps import PUBLISH, RETURN
from unions.admin.reach import ReachInline
from unions.models import JournalEntry

from .buttons import buttons_for

LANGUAGES = dict(settings.LANGUAGES)
COLOURS = {Status.DRAFT: "info", Status.REVIEW: "warning", Status.PUBLISHED: "success"}
EXTRA_FIELDS = {"remark": RETURN, "publish_at": PUBLISH}


class TextInline(ReachInline, StackedInline):
    """The tab of one language; subclasses name it."""

    model = ArticleText
    form = ArticleTextForm
    language = ""
    tab = True
    hide_title = True
    can_delete = False
    max_num = 1
    template_before = "admin/publications/text_state.html"
    template_after = "admin/publications/text_steps.html"
    readonly_fields = ("body_to_read",)

    @property
    def prefix(self):
        return f"text-{self.language}"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(language=self.language)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if self.text_of(obj) else 1

    def text_of(self, article):
        texts = article.texts.all() if article and article.pk else []
        return next((text for text in texts if text.language == self.language), None)

    def has_change_permission(self, request, obj=None):
        """Offer as much as the state allows; what comes back is judged by the form, with reasons.

        A form that was opened as a draft keeps what was typed in it, even if it is one no longer.
        """
        if not super().has_change_permission(request, obj):
            return False
        text = self.text_of(obj)
        return (
            text is None
            or f"{self.prefix}-0-title" in request.POST
            or request.user.has_perm("publications.change_text", text)
        )

    def get_fields(self, request, obj=None):
        if not self.has_change_permission(request, obj):
            return ["title", "slug", "lead", "body_to_read"]
        steps = {button.step for button in buttons_for(request.user, self.text_of(obj), obj)}
        fields = ["title", "lead", "body", "slug"]
        return fields + [name for name, step in EXTRA_FIELDS.items() if step in steps]

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else self.readonly_fields

    def get_formset(self, request, obj=None, **kwargs):
        # an inline lives as long as its request; its templates ask for what follows
        text = self.text_of(obj)
        self.text, self.last_remark = text, remark_on(text)
        self.buttons = buttons_for(request.user, text, obj)
        self.colour = text and COLOURS[text.status]
        self.is_scheduled = bool(text and text.published_at and text.published_at > timezone.now())
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return db_field.formfield()
        if db_field.name == "lead":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @display(description=_("text"))
    def body_to_read(self, text):
        clean = mark_safe(sanitize(text.body))  # noqa: S308
        return format_html('<div class="rich-text">{}</div>', clean)


def remark_on(text):
    """What the editor wrote when the draft was given back."""
    if text is None or text.status != Status.DRAFT:
        return ""
    entries = JournalEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(text), object_id=text.pk
    )
    last = entries.order_by("-pk").first()
    return last.details.get("remark", "") if last and last.verb == RETURN.verb else ""


def tab_of(language):
    name = LANGUAGES[language]
    attributes = {"language": language, "verbose_name": name, "verbose_name_plural": name}
    return type(f"TextInline_{language}", (TextInline,), attributes)
