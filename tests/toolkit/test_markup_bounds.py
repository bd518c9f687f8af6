"""What is beyond the bounds of a rich text is refused in words, before anything parses it."""

import pytest
from django.core.exceptions import ValidationError

from mediacenter.toolkit.markup_bounds import DEEPEST, MOST_CHARACTERS, demand_bounds
from mediacenter.toolkit.richtext import RichTextField, RichTextFormField, legible, sanitize

MANY = DEEPEST + 1
BEYOND = {
    "long": ("too_long", "a" * (MOST_CHARACTERS + 1)),
    "nested": ("too_deep", "<div>" * MANY + "</div>" * MANY),
    "lists": ("too_deep", "<ul><li>" * MANY),
    "formatting that no block ends": ("too_deep", "<p><b></p>" * MANY),
    "closed where a parser hears no end": (
        "too_deep",
        "<div><table><td></div></td></table>" * MANY,
    ),
    "closed in a comment": ("too_deep", "<div><!--</div>-->" * MANY),
    "closed in an attribute": ("too_deep", '<div><i title="</div>"></i>' * MANY),
    "opened after a comment of nothing": ("too_deep", "<!-->" + "<div>" * MANY + "-->"),
    "opened after a stray quotation mark": ("too_deep", '<p a">' + "<div>" * MANY + '"'),
    "opened after code": ("too_deep", "<style><!--</style>" + "<div>" * MANY + "-->"),
    "opened after code in a drawing": ("too_deep", "<svg><style></div>" + "<div>" * MANY),
    "opened after data": ("too_deep", '<![CDATA[<p a=">' + "<div>" * MANY + '">'),
    "opened anew for each paragraph": ("too_deep", "<p>" + "<b>" * 150 + "<p>a" * 10_000),
    "attributes": ("too_many_attributes", "<p " + " ".join(f"a{n}=1" for n in range(101)) + ">a"),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_beyond_a_bound_is_refused(name):
    code, text = BEYOND[name]
    for way in (sanitize, RichTextFormField().clean, RichTextField().to_python):
        with pytest.raises(ValidationError) as refused:
            way(text)
        assert [error.code for error in refused.value.error_list] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr><td>1</td><td>Қазақстан</td></tr>" * 3_000 + "</table>",
        "<table>" + "<tr><td>1<td>Қазақстан" * 3_000 + "</table>",
        "<ul>" + "<li><p>бір<li>екі" * 1_000 + "</ul>",
        "<p>бір" * 3_000,
        '<p><a href="/a"><strong>бір</strong></a><br></p>' * 3_000,
        "<ul><li>" * 9 + "бір" + "</li></ul>" * 9,
        "<p>2 < 3 && 4 > 1</p>" * 1_000,
        "<p>a</p><!--[if gte mso 9]><xml><w:a><w:b></xml><![endif]-->" * 300,
        "<p>a</p><style>p { color: red }</style>" * 300,
    ],
)
def test_an_honest_text_is_within(text):
    demand_bounds(text)
    assert sanitize(text)


def test_a_page_shows_the_words_of_what_no_form_would_have_taken():
    shown = legible("<div>" * MANY + "бір &lt;b&gt;" + "<script>")
    assert shown == legible(shown)
    assert "бір &lt;b&gt;" in shown
    assert "<div" not in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "<p>&#038;lt; &#160;&nbspx&NonBreakingSpace;\xa0</p>",
            "<p>&amp;lt; &nbsp;&nbsp;x&nbsp;&nbsp;</p>",
        ),
        ("<p>A & B &c &amp; &lt;b&gt; &lt5</p>", "<p>A &amp; B &amp;c &amp; &lt;b&gt; &lt;5</p>"),
        ("<p>&#1085;&#x43d;&# &#x &zzz; &laquo;</p>", "<p>нн&amp;# &amp;#x &amp;zzz; «</p>"),
        (
            '<a href="/?a=1&b=2&amp;c=3">x</a>',
            '<a href="/?a=1&amp;b=2&amp;c=3" rel="noopener">x</a>',
        ),
    ],
)
def test_an_ampersand_stays_what_it_was(written, kept):
    assert sanitize(written) == kept
