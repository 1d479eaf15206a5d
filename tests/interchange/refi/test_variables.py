from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.refi.tree import PROJECT, add, document
from qualkit.interchange.refi.variables import Variables, attributes, names

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=8)
scalars = texts | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
dated = st.dates().map(str) | st.datetimes().map(lambda time: time.isoformat())
lists = st.lists(scalars, min_size=2, max_size=3)


def written(*each: dict[str, Any]) -> tuple[Any, list[Any]]:
    root = document("Project", PROJECT, name="P")
    variables = Variables.of(each)
    variables.define(add(root, "Variables"))
    cases = add(root, "Cases")
    for number, told in enumerate(each):
        variables.write(add(cases, "Case", guid=f"00000000-0000-0000-0000-{number:012}"), told)
    return root, list(cases)


@given(st.lists(st.dictionaries(texts.filter(len), scalars | dated | lists, max_size=3), max_size=3))
def test_attributes_come_back_with_their_values_and_types(told: list[dict[str, Any]]) -> None:
    root, cases = written(*told)
    assert [attributes(case, names(root[0])) for case in cases] == told


def test_a_variable_has_one_type_for_all_its_texts_and_one_for_all_its_numbers() -> None:
    root, _ = written({"met": "2024-05-01", "age": 3}, {"met": "in May", "age": 3.5}, {"since": "2024-05-01"})
    assert {(each.get("name"), each.get("typeOfVariable")) for each in root[0]} == {
        ("met", "Text"),
        ("age", "Float"),
        ("since", "Date"),
    }
    assert written({"day": "2024-02-31"})[0][0][0].get("typeOfVariable") == "Text"
