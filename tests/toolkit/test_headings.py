"""Anchors of the headings within a text, and the table of contents that leads to them."""

import re

import pytest
from django.template import Context, Template

from mediacenter.toolkit.richtext import sanitize
from tests.publications.factories import ArticleTextFactory

THREE = "<h2>Қай жерде</h2><p>б</p><h3>Что делать?</h3><h2>Қай жерде</h2>"


def shown(body):
    page = Template("{% load writing %}{% contents body %}<main>{{ body|laid_out }}</main>")
    return page.render(Context({"body": sanitize(body)}))


def anchors(markup):
    return re.findall(r'<h[234][^>]* id="(part-[^"]*)"', markup)


def test_each_heading_bears_its_own_anchor_and_the_contents_lead_there():
    markup = shown(THREE)
    assert anchors(markup) == ["part-qai-zherde", "part-chto-delat", "part-qai-zherde-2"]
    assert re.findall(r'href="#([^"]*)"', markup) == anchors(markup)
    assert 'aria-labelledby="contents"' in markup


def test_a_short_text_has_anchors_and_no_table_of_contents():
    markup = shown("<h2>Бір</h2><h2>Екі</h2><h2> &nbsp;</h2>")
    assert "<nav" not in markup
    assert anchors(markup) == ["part-bir", "part-eki"]


def test_headings_are_told_in_their_language_and_without_markup():
    markup = shown(
        '<h2 lang="en" style="text-align:center">Fair <em>pay</em> &amp; &lt;b&gt;</h2>'
        "<h2>Екі</h2><h2>№ 2</h2><h2>…</h2><h2>…</h2>"
    )
    link = '<a href="#part-fair-pay-b" lang="en">Fair pay &amp; &lt;b&gt;</a>'
    assert link in markup
    assert len(set(anchors(markup))) == 5
    assert '<h2 id="part-fair-pay-b"' in markup
    assert 'class="text-center"' in markup


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "label"),
    [("kk", "Осы мәтінде"), ("ru", "В этом тексте"), ("en", "In this text")],
)
def test_a_long_article_begins_with_its_contents_in_each_language(client, language, label):
    text = ArticleTextFactory(language=language, published=True, body=THREE)
    page = client.get(text.get_absolute_url()).content.decode()
    assert f'<h2 id="contents">{label}</h2>' in page
    assert page.index('href="#part-chto-delat"') < page.index('id="part-chto-delat"')
    assert len(re.findall(r' id="([^"]*)"', page)) == len(set(re.findall(r' id="([^"]*)"', page)))
