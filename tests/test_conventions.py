"""The public API keeps the conventions that let a researcher guess it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import qualkit
from qualkit.collection.stage import Collection
from qualkit.display.stage import Displays
from qualkit.reduction.stage import Reduction
from qualkit.verification.stage import Verification

PACKAGE = Path(qualkit.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts and path.name != "__init__.py"
)


def _public() -> Iterator[tuple[str, Callable[..., Any]]]:
    for home in (qualkit.Study, qualkit.Codebook, Collection, Reduction, Displays, Verification):
        for name, member in inspect.getmembers(home):
            function = getattr(member, "__func__", member)
            if not name.startswith("_") and inspect.isfunction(function):
                yield f"{home.__name__}.{name}", function
    for name in qualkit.reduction.__all__:
        member = getattr(qualkit.reduction, name)
        if inspect.isfunction(member):
            yield f"reduction.{name}", member


PUBLIC = dict(_public())


FRAMES = (
    "sources turns cases codes codings memos summaries conclusions evidence checks audit history "
    "links sets media"
)
REDUCTION = {
    "the codebook": "use_codebook define rename_code move_code merge_codes split_code retire_code exemplify "
    "outdated codebook_statistics near_duplicates",
    "coding": "code in_vivo accept reject confirm uncode recode merge_codings split_coding autocode trial",
    "looking": "segments search query queries forget_query cooccurrence frequencies keyness word_tree",
    "several coders": "agreement boundaries disagreements reconcile reopen plan_double_coding",
    "the machine": "themes adopt saturation suggest ask propose",
    "relating": "link unlink mark",
    "writing": "memo thread search_memos export_memos summarise draft_summaries",
}


def test_the_frames_and_verbs_of_reduction_are_these() -> None:
    assert all(isinstance(getattr(qualkit.Study, name), property) for name in FRAMES.split())
    verbs = {name.partition(".")[2] for name in PUBLIC if name.startswith("Reduction.")}
    assert verbs == {name for names in REDUCTION.values() for name in names.split()}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_verb_has_at_most_three_positional_parameters_and_is_typed(name: str) -> None:
    signature = inspect.signature(PUBLIC[name])
    parameters = [each for each in signature.parameters.values() if each.name not in ("self", "cls")]
    positional = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 3
    assert all(each.annotation is not each.empty for each in parameters)
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", PUBLIC)
def test_a_verb_says_what_it_does(name: str) -> None:
    said = inspect.getdoc(PUBLIC[name]) or ""
    assert said.split("\n")[0].strip()


@pytest.mark.parametrize("name", sorted(qualkit.__all__))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(qualkit, name) is not None
    assert name in dir(qualkit)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        qualkit.nothing  # noqa: B018


@pytest.mark.parametrize(
    "package", ["collection", "reduction", "display", "verification", "interchange", "store"]
)
def test_every_module_can_be_imported_by_itself(package: str) -> None:
    home = importlib.import_module(f"qualkit.{package}")
    for module in pkgutil.iter_modules(home.__path__):
        if module.name != "migrations":
            assert importlib.import_module(f"qualkit.{package}.{module.name}").__doc__


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stage_knows_only_the_stages_before_it(path: Path) -> None:
    later = {
        "collection": ("reduction", "display", "verification"),
        "reduction": ("display", "verification"),
        "display": ("verification",),
        "interchange": ("study", "session"),
        "store": ("collection", "reduction", "display", "verification", "study", "session"),
    }
    stage = path.relative_to(PACKAGE).parts[0]
    for name in _imports(path):
        assert not any(name.startswith(f"qualkit.{each}") for each in later.get(stage, ())), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_store_talks_sql(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] != "store":
        assert not any(name.startswith(("sqlalchemy", "sqlite3", "psycopg")) for name in _imports(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_pure_modules_never_see_the_store(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    bridges = {
        "stage.py",
        "intake.py",
        "revising.py",
        "withdrawing.py",
        "people.py",
        "revisions.py",
        "verbs.py",
        "carrying.py",
        "pseudonymising.py",
        "speaking.py",
        "survey_intake.py",
        "contacts.py",
        "accounts.py",
        "assigning.py",
        "choosing.py",
        "stored.py",
        "ledger.py",
        "citing.py",
    }
    if path.parent.name == "verbs":
        return
    if stage in ("collection", "reduction", "display", "verification") and path.name not in bridges:
        assert not any(name.startswith(("qualkit.store", "qualkit.session")) for name in _imports(path))


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names
