"""The body is merged paragraph by paragraph, whatever two people have made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit.richtext import sanitize
from publications.articles.merging import blocks_of, merge, merge_blocks

WORDS = ["Кеңес", "Заң", "Жалақы", "Еңбек", "Демалыс", "Семинар"]


@st.composite
def edited(draw, base, mark):
    """What somebody made of these blocks; whatever is new bears the mark."""
    made = []
    for number, block in enumerate([*base, None]):
        for new in range(draw(st.integers(0, 2), label="new before it")):
            made.append(f"<p>{draw(st.sampled_from(WORDS))} {mark} {number} {new}</p>")
        if block is None:
            break
        fate = draw(st.sampled_from(["kept", "kept", "rewritten", "replaced", "removed"]))
        if fate == "kept":
            made.append(block)
        elif fate == "rewritten":
            made.append(block.replace("</p>", f" {mark}</p>"))
        elif fate == "replaced":
            made.append(f"<h2>{mark} {number}</h2>")
    return made


@st.composite
def two_editors(draw):
    """A text and what two have made of it, all of different blocks."""
    base = [f"<p>{word} {n}</p>" for n, word in enumerate(draw(st.lists(st.sampled_from(WORDS))))]
    return base, draw(edited(base, "mine")), draw(edited(base, "theirs"))


def merged(base, mine, theirs):
    return merge_blocks("body", base, mine, theirs)


def within(blocks, others):
    return [block for block in blocks if block in others]


def all_theirs(found):
    """The blocks once the colleague's words are picked at every question."""
    blocks = list(found.blocks)
    for conflict in reversed(found.conflicts):
        blocks[conflict.start : conflict.end] = blocks_of(conflict.theirs)
    return blocks


@given(two_editors())
def test_merging_with_oneself_or_with_nobody_changes_nothing(three):
    base, mine, _theirs = three

    for found in (merged(base, mine, mine), merged(base, mine, base), merged(base, base, mine)):
        assert found.blocks == mine
        assert not found.conflicts


@given(two_editors())
def test_nothing_of_either_side_is_lost_and_each_keeps_its_order(three):
    base, mine, theirs = three
    found = merged(base, mine, theirs)

    for side, stands in ((mine, found.blocks), (theirs, all_theirs(found))):
        new = [block for block in side if block not in base]
        assert within(stands, new) == new
        assert within(stands, side) == within(side, stands)
    untouched = within(base, set(mine) & set(theirs))
    assert within(found.blocks, untouched) == untouched


@given(two_editors())
def test_what_one_has_removed_and_the_other_left_alone_is_gone(three):
    base, mine, theirs = three
    found = merged(base, mine, theirs)
    asked = "".join(conflict.base for conflict in found.conflicts)

    for block in base:
        if not (block in mine and block in theirs) and block not in asked:
            assert block not in found.blocks


@given(two_editors())
def test_only_blocks_that_both_have_changed_are_asked_about(three):
    base, mine, theirs = three

    for conflict in merged(base, mine, theirs).conflicts:
        assert conflict.base in base
        assert conflict.base not in mine
        assert conflict.base not in theirs


@given(two_editors())
def test_what_is_asked_about_stands_as_oneself_has_left_it(three):
    found = merged(*three)

    for conflict in found.conflicts:
        assert found.blocks[conflict.start : conflict.end] == blocks_of(conflict.mine)


@given(st.text(alphabet="ab <>/pulih2brsongtdv&;\n", max_size=300))
def test_no_character_of_a_text_falls_between_its_blocks(markup):
    clean = sanitize(markup)

    assert "".join("".join(blocks_of(clean)).split()) == "".join(clean.split())


def test_blocks_are_what_a_reader_sees_one_under_the_other():
    blocks = [
        "<h2>Тақырып</h2>",
        "<p>Бір <strong>екі</strong><br>үш</p>",
        "<ul><li>а<ul><li>б</li></ul></li></ul>",
        '<figure class="image"><img src="/media/a.webp"><figcaption>в</figcaption></figure>',
        "<hr>",
        "<table><tbody><tr><td><p>г</p></td></tr></tbody></table>",
    ]
    assert blocks_of("\n\n".join(blocks)) == blocks
    assert blocks_of("бос <em>сөз</em><p>а</p>соңы") == ["бос <em>сөз</em>", "<p>а</p>", "соңы"]


BASE = "<p>Бірінші абзац осы.</p><p>Екінші абзац осы.</p><p>Үшінші абзац осы.</p>"


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        (  # neighbours
            BASE.replace("Бірінші", "Менің"),
            BASE.replace("Екінші", "Оның"),
            BASE.replace("Бірінші", "Менің").replace("Екінші", "Оның"),
        ),
        (  # one removes, the other adds
            BASE.replace("<p>Екінші абзац осы.</p>", ""),
            f"{BASE}<p>Соңы.</p>",
            f"{BASE.replace('<p>Екінші абзац осы.</p>', '')}<p>Соңы.</p>",
        ),
        (f"{BASE}<p>Менің.</p>", f"{BASE}<p>Оның.</p>", f"{BASE}<p>Оның.</p><p>Менің.</p>"),
        (  # one adds before a paragraph that the other mends
            f"<p>Кіріспе.</p>{BASE}",
            BASE.replace("Бірінші", "Оның"),
            f"<p>Кіріспе.</p>{BASE.replace('Бірінші', 'Оның')}",
        ),
    ],
)
def test_two_who_change_different_paragraphs_are_asked_nothing(mine, theirs, stands):
    found = merge(base={"body": BASE}, mine={"body": mine}, theirs={"body": theirs})

    assert not found.conflicts
    assert blocks_of(found.parts["body"]) == blocks_of(stands)
    assert found.taken == ["body"]


def test_a_text_that_two_begin_at_once_is_asked_about_as_a_whole():
    found = merge(base={"body": ""}, mine={"body": "<p>а</p>"}, theirs={"body": "<p>б</p>"})

    assert [(conflict.start, conflict.theirs) for conflict in found.conflicts] == [
        (None, "<p>б</p>")
    ]


@pytest.mark.parametrize(
    ("mine", "asked"),
    [
        ("<p>Кіріспе сөз.</p><p>Менің бірінші абзац осы.</p>", "<p>Менің бірінші абзац осы.</p>"),
        ("<p>Кіріспе сөз.</p><p>Тағы бір сөйлем.</p>", ""),  # the first paragraph is gone
    ],
)
def test_a_paragraph_that_was_rewritten_is_told_from_a_new_one(mine, asked):
    first = "<p>Бірінші абзац осы.</p>"
    found = merge(
        base={"body": BASE},
        mine={"body": BASE.replace(first, mine)},
        theirs={"body": BASE.replace("Бірінші", "Оның бірінші")},
    )

    assert [conflict.mine for conflict in found.conflicts] == [asked]
    assert blocks_of(found.parts["body"])[:2] == blocks_of(mine)
