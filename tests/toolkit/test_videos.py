"""Videos of other sites: told by their address, played from nowhere else."""

import pytest

from mediacenter.toolkit.videos import PLAYER_ORIGINS, video_of

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("entered", "page"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=12s", YOUTUBE),
        ("youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
        ("https://vimeo.com/76979871/abc123def0", "https://vimeo.com/76979871/abc123def0"),
        ("https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871"),
        (
            "https://www.facebook.com/profsoyuz/videos/1234567890/",
            "https://www.facebook.com/watch/?v=1234567890",
        ),
        ("https://fb.com/reel/1234567890", "https://www.facebook.com/watch/?v=1234567890"),
    ],
)
def test_a_video_is_told_by_its_address(entered, page):
    video = video_of(entered)
    assert video.page == page
    assert video.player.startswith(tuple(f"{origin}/" for origin in PLAYER_ORIGINS))


@pytest.mark.parametrize(
    "entered",
    [
        "",
        "javascript:alert(1)",
        "https://www.youtube.com/@profsoyuz",
        "https://youtu.be/short",
        "https://www.youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/?u=https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/blog",
        "https://www.facebook.com/profsoyuz/posts/1234567890",
    ],
)
def test_another_address_is_no_video(entered):
    assert video_of(entered) is None
