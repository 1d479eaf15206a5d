import pytest

from qualkit.interchange.refi.offsets import MODELS, OffsetModel, canonical
from qualkit.interchange.refi.scoring import Span, best_fit

RAW = "\ufeff😀 Halo semua\r\nkami duduk 😀 bersama\r\ndi kantor desa, lalu pulang\r\n"
WORDS = ("Halo", "kami duduk", "bersama", "desa", "pulang")


def counted(before: str, model: OffsetModel) -> int:
    kept = before if model.mark else before.removeprefix("\ufeff")
    kept = kept if model.newline == 2 else kept.replace("\r\n", "\n")
    return len(kept.encode("utf-16-le")) // 2 if model.utf16 else len(kept)


def spans(model: OffsetModel, *, named: bool) -> list[Span]:
    places = [(RAW.index(word), RAW.index(word) + len(word), word) for word in WORDS]
    return [
        Span(counted(RAW[:start], model), counted(RAW[:end], model), word if named else "")
        for start, end, word in places
    ]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("model", MODELS, ids=str)
def test_each_of_the_eight_models_is_told_by_quotes_or_by_words(model: OffsetModel, named: bool) -> None:  # noqa: FBT001
    fit = best_fit(RAW, spans(model, named=named), "")
    text = canonical(RAW)
    placed = [map(fit.ruler.offset, (each.start, each.end)) for each in spans(model, named=named)]
    found = [text[start:end] for start, end in placed]
    assert found == list(WORDS)
    assert (fit.clean, fit.quoted) == (5, 5 if named else 0)


def test_the_habit_of_the_producer_decides_where_selections_do_not() -> None:
    whole = [Span(0, 1, "")]
    assert best_fit("😀\r\nx", whole, "NVivo 12").model == OffsetModel(utf16=True, newline=2, mark=0)
    assert best_fit("😀\r\nx", whole, "MAXQDA").model == MODELS[0]


def test_a_fit_says_model_and_score() -> None:
    said = str(best_fit(RAW, spans(MODELS[0], named=True), ""))
    assert said == (
        "Its spans are counted in code points, CRLF as 1, byte order mark not counted: "
        "5 of 5 begin and end at words, 5 of 5 names are the words of their span."
    )
