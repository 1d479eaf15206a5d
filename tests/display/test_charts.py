from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document

from qualkit.display.charts import Chart, code_frequency, heat_map, slope
from qualkit.display.material import Material
from qualkit.display.slopes import _texts
from qualkit.errors import InvalidInput, NotFound

BUILDERS: dict[str, Callable[[Material], Chart]] = {
    "bars": code_frequency,
    "panels": lambda material: code_frequency(material, by="kind"),
    "heat": lambda material: heat_map(material, order="capaian", bands=2, where={"kind": "interview"}),
    "ratings": lambda material: heat_map(material, cells="rating"),
    "slope": lambda material: slope(material, before="sebelum", after="capaian", unit="%"),
}


def test_frequencies_count_each_coding_once_family_by_family(material: Material) -> None:
    frame = code_frequency(material).frame
    assert frame.values.tolist() == [
        ["komitmen", "Komitmen", "Dukungan", 5],
        ["pengawasan", "Pengawasan", "Dukungan", 1],
        ["anggaran", "Anggaran", "Hambatan", 1],
        ["beban", "Beban", "Hambatan", 1],
    ]


def test_frequencies_name_what_was_cut(material: Material) -> None:
    chart = code_frequency(material, top=1)
    assert chart.frame["code"].tolist() == ["komitmen"]
    assert chart.notes == ("The 1 most frequent of 4 codes.",)


def test_frequencies_by_a_column_have_a_row_for_each_value(material: Material) -> None:
    frame = code_frequency(material, by="kind").frame
    counts = frame[frame["code"] == "komitmen"].set_index("kind")["count"].to_dict()
    assert counts == {"interview": 4, "observation": 1, "document": 0}


def test_too_many_panels_are_refused(material: Material) -> None:
    more = material.sources.assign(site=list("abcde"))
    many = replace(material, cases=material.cases.assign(x=range(4)), sources=more)
    assert len(code_frequency(many, by="site").frame) == 20
    with pytest.raises(InvalidInput, match="heat_map"):
        code_frequency(replace(many, sources=_repeated(many)), by="source")


def _repeated(material: Material) -> object:
    import pandas as pd

    more = material.sources.assign(source=[f"Q{number}" for number in range(5)])
    return pd.concat([material.sources, more], ignore_index=True)


def test_colours_stand_for_numbers_only(material: Material) -> None:
    with pytest.raises(InvalidInput, match="quotes"):
        heat_map(material, cells="quotes")


def test_slopes_know_the_change_and_name_the_cases_without_both_values(material: Material) -> None:
    chart = slope(material, before="sebelum", after="capaian")
    assert chart.frame["change"].tolist()[:3] == [30.5, 5.0, 45.0]
    assert chart.notes == ("No value before or after: Samsat.",)


def test_grades_can_be_joined_by_their_levels(material: Material) -> None:
    grades = replace(material, cases=material.cases.assign(after=["B", "A", None, "A"]))
    chart = slope(grades, before="nilai", after="after", levels=("C", "B", "A"))
    assert chart.frame["change"].tolist()[0] == 1.0
    assert chart.frame["before"].tolist() == ["C", "B", "B", "A"]
    with pytest.raises(InvalidInput, match="levels"):
        slope(grades, before="nilai", after="after", levels=("B", "A"))
    with pytest.raises(InvalidInput, match="not numbers"):
        slope(grades, before="nilai", after="capaian")
    with pytest.raises(NotFound):
        slope(grades, before="nilay", after="capaian")


def test_slopes_print_values_with_their_own_digits(material: Material) -> None:
    small = replace(material, cases=material.cases.assign(before=0.001, after=2023))
    chart = slope(small, before="before", after="after", language="id")
    assert _texts(chart, chart.detail["drawn"], "before")[0] == "Bapenda  0,001"
    assert _texts(chart, chart.detail["drawn"], "after")[0] == "2023  Bapenda"


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize(("suffix", "starts"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_drawings_are_written_by_suffix_and_always_the_same(
    material: Material, tmp_path: Path, name: str, suffix: str, starts: bytes
) -> None:
    paths = [BUILDERS[name](material).to_image(tmp_path / f"{n}.{suffix}", dpi=60) for n in "ab"]
    assert paths[0].read_bytes().startswith(starts)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_unknown_suffix_is_refused(material: Material, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"\.png"):
        code_frequency(material).to_image(tmp_path / "chart.bmp")


def test_a_figure_in_word_has_a_caption_in_its_language(material: Material, tmp_path: Path) -> None:
    path = code_frequency(material, language="id").to_docx(tmp_path / "figure.docx")
    document = Document(str(path))
    assert len(document.inline_shapes) == 1
    assert [each.text for each in document.paragraphs[:2]] == ["Gambar\u00a01", "Kekerapan setiap kode"]
    assert document.paragraphs[-1].text == "Catatan. Versi data 7."


def test_a_study_without_codings_still_draws(make: Callable[..., Material]) -> None:
    assert code_frequency(make([]))._repr_png_().startswith(b"\x89PNG")
    assert heat_map(make([]))._repr_png_().startswith(b"\x89PNG")


def test_signs_of_formulas_are_drawn_as_they_are(make: Callable[..., Material]) -> None:
    material = make()
    costly = replace(material, codes=material.codes.assign(label="cost $5 to $10_x^{"))
    assert code_frequency(costly)._repr_png_().startswith(b"\x89PNG")


def test_a_slope_prints_attributes_without_underscores(material: Material) -> None:
    named = material.cases.rename(columns={"sebelum": "capaian_awal", "capaian": "capaian_akhir"})
    chart = slope(replace(material, cases=named), before="capaian_awal", after="capaian_akhir")
    assert chart.title == "From capaian awal to capaian akhir"
    heads = {text.get_text() for text in chart.draw(titled=False).axes[0].texts}
    assert {"capaian awal", "capaian akhir"} <= heads


def test_a_notebook_shows_the_notes_of_a_figure_below_its_picture(material: Material) -> None:
    chart = code_frequency(material, top=1, language="id")
    shown = BeautifulSoup(chart._repr_html_() or "", "html.parser")
    picture = shown.find("img")
    assert picture is not None
    assert b64decode(str(picture["src"]).partition(",")[2]) == chart._repr_png_()
    assert picture["alt"] == chart.alternative
    assert [each.get_text() for each in shown.find_all("p")] == list(chart.notes)
    assert code_frequency(material)._repr_html_() is None
