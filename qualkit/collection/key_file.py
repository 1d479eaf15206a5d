"""The key to pseudonyms: a file of its own, encrypted with a passphrase, never part of the study."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput, NotFound

_MAGIC = b"qualkit key 1\n"
_SALT = 16
_NONCE = 12
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Key:
    """What stood in the place of pseudonyms.

    Attributes
    ----------
    study
        The id of the study that it belongs to.
    originals
        For each pseudonym the ways of writing that it stands for, the most frequent first.
    places
        For each source, by id, and pseudonym: how each of its occurrences was written, in order.
    """

    study: str
    originals: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def read_key(path: Path, passphrase: str, *, study: str) -> Key:
    """Open a key with its passphrase.

    Raises
    ------
    NotFound
        There is no such file.
    InvalidInput
        It is no key, the passphrase is wrong, the file was changed, or it belongs to another study.
    """
    if not path.is_file():
        raise NotFound(
            f"There is no key at {path}. Without its key, what pseudonyms stand for cannot be known."
        )
    data = path.read_bytes()
    if not data.startswith(_MAGIC):
        raise InvalidInput(f"{path} is no key to pseudonyms. Choose the file that pseudonymise has written.")
    content = _decrypted(data, passphrase, path)
    if content["study"] != study:
        raise InvalidInput(f"{path} is the key of another study. Choose this study's key.")
    return Key(**content)


def write_key(path: Path, passphrase: str, key: Key) -> None:
    """Write a key, whole or not at all, readable only by its owner.

    Raises
    ------
    InvalidInput
        The passphrase is shorter than 8 characters.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) < _SHORTEST:
        raise InvalidInput(
            f"The passphrase is too short: take {_SHORTEST} characters or more, such as some words."
        )
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    header = _MAGIC + salt + nonce
    content = {"study": key.study, "originals": key.originals, "places": key.places}
    plain = json.dumps(content, ensure_ascii=False).encode()
    sealed = AESGCM(_derived(passphrase, salt)).encrypt(nonce, plain, header)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(header + sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _decrypted(data: bytes, passphrase: str, path: Path) -> dict[str, Any]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header, sealed = data[: len(_MAGIC) + _SALT + _NONCE], data[len(_MAGIC) + _SALT + _NONCE :]
    salt, nonce = header[len(_MAGIC) : -_NONCE], header[-_NONCE:]
    try:
        plain = AESGCM(_derived(passphrase, salt)).decrypt(nonce, sealed, header)
    except (InvalidTag, ValueError):
        raise InvalidInput(f"The passphrase does not open {path}, or the file was changed.") from None
    content: dict[str, Any] = json.loads(plain)
    return content


def _derived(passphrase: str, salt: bytes) -> bytes:
    """A key from a passphrase, by scrypt: each guess costs 64 MB of memory."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode())
