from __future__ import annotations

import numpy as np
import pytest
import spacy

from qualkit.errors import InvalidInput
from qualkit.reduction.themes.words import count_words, stop_words, tf_idf


def test_stop_words_hold_those_of_spacy_and_what_is_only_spoken() -> None:
    assert spacy.blank("id").Defaults.stop_words < stop_words("id-ID")
    assert {"yang", "kan", "jadi", "nya", "sih", "nggak", "gimana", "udah"} <= stop_words("id")
    assert {"the", "yeah", "um"} <= stop_words("en")
    assert {"le", "avec"} <= stop_words("fr")
    assert stop_words("tlh") == frozenset()


def test_words_are_counted_in_any_script_and_addresses_are_not() -> None:
    words = count_words(["हिन्दी भाषा https://example.org/tax", "Orang-orang 2023 हिन्दी"], stop=frozenset())
    assert set(words.names) == {"हिन्दी", "भाषा", "orang-orang"}
    assert words.counts.sum(axis=0).max() == 2


def test_words_of_one_segment_only_are_left_out_of_larger_material() -> None:
    words = count_words([*["tax office"] * 60, "hapax office"], stop=frozenset())
    assert set(words.names) == {"tax", "office"}


def test_no_words_are_an_error() -> None:
    with pytest.raises(InvalidInput, match="the 2 segments hold only stop words"):
        count_words(["the", "and"], stop=stop_words("en"))


def test_rows_of_tf_idf_have_unit_length() -> None:
    weighted = tf_idf(count_words(["tax office tax", "school"], stop=frozenset()).counts)
    assert np.allclose(np.sqrt(weighted.multiply(weighted).sum(axis=1)), 1)
