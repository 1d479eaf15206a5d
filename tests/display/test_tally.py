"""Which codings are repeated, whatever the size of the numbers that they are told apart by."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.display.material import Material
from qualkit.display.matrix import matrix

_FAR = 2**61


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    places=st.lists(
        st.tuples(
            st.sampled_from(["P01", "P02"]),
            st.sampled_from(["komitmen", "beban"]),
            st.sampled_from(["ana", "budi"]),
            st.sampled_from([0, 1, _FAR]),
            st.sampled_from([_FAR + 1, _FAR + 2]),
        ),
        unique=True,
        min_size=1,
    )
)
def test_codings_that_repeat_others_are_counted_once_for_each(
    make: Callable[..., Material], places: list[tuple[str, str, str, int, int]]
) -> None:
    rows = [
        (source, None, None, code, coder, start, end, None, "accepted")
        for source, code, coder, start, end in places
    ]
    frame = pd.DataFrame([(*place[:2], *place[3:]) for place in places])
    alike = int(frame.duplicated().sum())
    said = [rule for rule in matrix(make(rows), rows="kind", cells="count").rules if "coded alike" in rule]
    assert [int(rule.split()[0]) for rule in said] == ([alike] if alike else [])
