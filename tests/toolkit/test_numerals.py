"""The ending of a Kazakh number follows how it is spoken."""

import pytest

from mediacenter.toolkit.numerals import ablative


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (0, "ден"),  # нөлден
        (1, "ден"),  # бірден
        (3, "тен"),  # үштен
        (6, "дан"),  # алтыдан
        (9, "дан"),  # тоғыздан
        (10, "нан"),  # оннан
        (20, "дан"),  # жиырмадан
        (30, "дан"),  # отыздан
        (40, "тан"),  # қырықтан
        (50, "ден"),  # елуден
        (60, "тан"),  # алпыстан
        (70, "тен"),  # жетпістен
        (80, "нен"),  # сексеннен
        (90, "нан"),  # тоқсаннан
        (200, "ден"),  # жүзден
        (1_358, "ден"),  # сегізден
        (5_000, "нан"),  # мыңнан
        (2_000_000, "нан"),  # миллионнан
        (3_000_000_000, "тан"),  # миллиардтан
    ],
)
def test_the_ablative(number, ending):
    assert ablative(number) == ending
