from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.html.anchors import Anchors, link


@given(st.lists(st.text(max_size=6) | st.sampled_from(["a", "a.2", "a 2", "a.2.2"])))
def test_every_id_is_given_once_and_can_be_linked_to(names: list[str]) -> None:
    anchors = Anchors("x-")
    given_out = [anchors.new(name) for name in names]
    assert len(set(given_out)) == len(names)
    assert all(not any(letter.isspace() for letter in anchor) for anchor in given_out)
    assert all(unquote(link(anchor)) == f"#{anchor}" for anchor in given_out)
