"""What a display takes of a study where the researcher names nothing."""

from __future__ import annotations

from qualkit.display.facets import attribute, attributes
from qualkit.display.material import Material
from qualkit.display.values import missing, numbers

_ROLES = ("position", "role", "jabatan", "peran", "posisi")
_PARTICIPANTS = ("participant", "informant", "respondent", "partisipan", "informan", "responden")
_OUTCOMES = ("outcome", "hasil", "after", "sesudah", "akhir", "result", "capaian")


def roles(material: Material) -> str | None:
    """The attribute that tells the roles of participants, or None."""
    return _first(_said(material), _ROLES)


def participants(material: Material) -> str | None:
    """The axis of participants: an attribute, else the speakers, or None where nobody speaks."""
    named = _first(_said(material), _PARTICIPANTS)
    return named or ("speaker" if material.turns["speaker"].notna().any() else None)


def figures_of_cases(material: Material) -> list[str]:
    """The attributes of cases that are numbers, those that are called an outcome first."""
    found = []
    for name in attributes(material, "case"):
        values = attribute(material, "case", name).values
        if numbers(values) is not None and not all(missing(value) for value in values):
            found.append(name)
    return sorted(found, key=lambda name: _OUTCOMES.index(name) if name in _OUTCOMES else len(_OUTCOMES))


def outcome(material: Material) -> str:
    """The attribute of cases by which they are ordered from high to low."""
    return figures_of_cases(material)[0]


def times(material: Material) -> str:
    """The time of what is told where any is known (by quarter, if months are), else that of the sources."""
    told = material.codings["when"].dropna()
    if told.empty:
        return "period"
    return "when:quarter" if (told.str.len() > len("2023")).all() else "when"


def words(material: Material) -> str:
    """What cells of words hold: summaries where there are any, else quotations."""
    return "summary" if len(material.summaries) else "quotes"


def families(material: Material) -> list[str]:
    """The codes at the top of the codebook."""
    return [str(code) for code in material.codes.loc[material.codes["parent"].isna(), "code"]]


def used_families(material: Material) -> list[str]:
    """The codes at the top of the codebook below which there are codings."""
    family = dict(zip(material.codes["code"], material.codes["family"], strict=True))
    met = {family[code] for code in set(material.codings.loc[material.accepted, "code"])}
    return [each for each in families(material) if each in met]


def _said(material: Material) -> list[str]:
    """The attributes of which anything is said."""
    frames = {"case": material.cases, "source": material.sources}
    return [
        name
        for entity, frame in frames.items()
        for name in attributes(material, "case" if entity == "case" else "source")
        if not all(missing(each) for each in frame[name])
    ]


def _first(there: list[str], wanted: tuple[str, ...]) -> str | None:
    return next((name for name in wanted if name in there), None)
