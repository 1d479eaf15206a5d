"""Texts are represented by their words, and told apart from themselves without one."""

from __future__ import annotations

import numpy as np
import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.suggesting.wording import features, representation, without_each_word

TEXTS = ["Target tercapai.", "Targetnya belum tercapai.", "target!"]


def test_forms_of_a_word_share_its_beginning() -> None:
    assert set(features("komitmennya")) & set(features("komitmen")) == {"komit…"}


def test_words_with_hyphens_and_apostrophes_stay_whole() -> None:
    assert features("anak-anak don't")[:2] == ["anak-anak", "don't"]


def test_rows_have_length_one_and_other_texts_can_follow() -> None:
    represent = representation(TEXTS, None)
    rows = represent(TEXTS)
    np.testing.assert_allclose(np.sqrt(rows.multiply(rows).sum(axis=1)), 1)
    assert represent(["tercapai"]).shape == (1, rows.shape[1])


def test_an_encoder_s_rows_are_made_of_length_one() -> None:
    rows = representation(TEXTS, lambda texts: np.array([[len(each), 3.0] for each in texts]))(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1)


@pytest.mark.parametrize("bad", [np.ones(3), np.ones((2, 4)), np.full((3, 4), np.nan)])
def test_an_encoder_must_make_a_finite_row_of_each_text(bad: np.ndarray) -> None:
    with pytest.raises(InvalidInput, match="must make a row of finite numbers of each text"):
        representation(TEXTS, lambda _: bad)(TEXTS)


def test_texts_without_a_common_word_cannot_be_represented() -> None:
    with pytest.raises(InvalidInput, match="nothing to learn from"):
        representation(["one", "two", "…"], None)


def test_a_word_is_left_out_wherever_it_stands_as_a_word() -> None:
    assert without_each_word("Ada pada ADA")["ada"].split() == ["pada"]
