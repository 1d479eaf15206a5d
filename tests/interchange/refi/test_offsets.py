from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.refi.offsets import MODELS, OffsetModel, canonical, models_for, ruler

pieces = st.sampled_from(["a", " ", "\n", "\r\n", "\r", "😀", "é", "e\u0301", "ش", "𝒳"])
raw_texts = st.builds("".join, st.tuples(st.sampled_from(["", "\ufeff"]), st.lists(pieces).map("".join)))


def counted(raw: str, at: int, model: OffsetModel) -> int:
    """What a program of this model counts before a place of the file."""
    before = raw[:at] if model.mark else raw[:at].removeprefix("\ufeff")
    if model.newline == 1:
        before = before.replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 if model.utf16 else len(before)


def test_there_are_eight_models() -> None:
    assert len(set(MODELS)) == 8


@given(raw_texts, st.sampled_from(MODELS))
def test_every_place_between_characters_is_found_again_in_every_model(raw: str, model: OffsetModel) -> None:
    scale = ruler(raw, model)
    for at in range(len(raw.removeprefix("\ufeff")) + 1):
        place = at + raw.startswith("\ufeff")
        if raw[place - 1 : place + 1] != "\r\n":
            assert scale.offset(counted(raw, place, model)) == len(canonical(raw[:place]))


@given(raw_texts, st.sampled_from(MODELS), st.integers(-5, 200))
def test_no_offset_moves_into_the_text_from_outside(raw: str, model: OffsetModel, at: int) -> None:
    scale = ruler(raw, model)
    assert (scale.offset(at) > scale.length) == (at > counted(raw, len(raw), model))
    assert at >= 0 or scale.offset(at) < 0


def test_a_text_without_anything_to_tell_models_apart_has_one() -> None:
    assert models_for("plain\ntext é") == (MODELS[0],)
