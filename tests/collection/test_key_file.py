from __future__ import annotations

from pathlib import Path

import pytest

from qualkit import InvalidInput
from qualkit.collection.key_file import Key, read_key, write_key

PASS = "four random words"
KEY = Key("s", {"[Orang 1]": ["Sri Wahyuni", "SRI"]}, {"a": {"[Orang 1]": ["SRI", "Sri Wahyuni"]}})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "names.key"
    write_key(written, PASS, KEY)
    return written


def test_a_key_is_read_as_it_was_written_and_never_shows_its_words(path: Path) -> None:
    assert read_key(path, PASS, study="s") == KEY
    assert b"Wahyuni" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_writing_has_a_salt_and_a_nonce_of_its_own(path: Path) -> None:
    before = path.read_bytes()
    write_key(path, PASS, KEY)
    assert path.read_bytes()[17:45] != before[17:45]
    assert list(path.parent.iterdir()) == [path]


def test_the_cipher_and_its_costs_are_what_the_header_says(path: Path) -> None:
    """Opened without qualkit: scrypt of the standard library, and the cipher by itself."""
    import hashlib

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    data = path.read_bytes()
    header, logarithm, block, parallel = data[:45], *data[14:17]
    secret = hashlib.scrypt(
        PASS.encode(), salt=header[17:33], n=2**logarithm, r=block, p=parallel, maxmem=2**27, dklen=32
    )
    assert b"Sri Wahyuni" in AESGCM(secret).decrypt(header[33:], data[45:-32], header)


@pytest.mark.parametrize("at", [20, 40, 60, -40, -1])
def test_a_key_with_one_changed_byte_is_told_from_a_wrong_passphrase(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match="was changed or cut short"):
        read_key(path, PASS, study="s")


@pytest.mark.parametrize("length", [14, 44, 60, -1])
def test_half_a_key_is_refused(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(InvalidInput, match="was changed or cut short"):
        read_key(path, PASS, study="s")


def test_a_header_that_asks_for_all_memory_is_refused(path: Path) -> None:
    import hashlib

    data = bytearray(path.read_bytes()[:-32])
    data[14] = 40
    path.write_bytes(bytes(data) + hashlib.sha256(data).digest())
    with pytest.raises(InvalidInput, match="was not written by qualkit"):
        read_key(path, PASS, study="s")


@pytest.mark.parametrize(
    ("passphrase", "study", "message"),
    [("other words here", "s", "does not open"), (PASS, "t", "the key of another study")],
)
def test_a_key_that_cannot_be_opened_is_never_written_over(
    path: Path, passphrase: str, study: str, message: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match=message):
        write_key(path, passphrase, Key(study))
    assert path.read_bytes() == before


def test_a_file_that_is_no_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "thesis.docx"
    path.write_bytes(b"years of work")
    with pytest.raises(InvalidInput, match="is no key"):
        write_key(path, PASS, KEY)
    assert path.read_bytes() == b"years of work"
