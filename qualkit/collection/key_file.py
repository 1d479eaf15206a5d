"""The key to pseudonyms: a file of its own, encrypted with a passphrase, never part of the study."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qualkit.errors import InvalidInput, NotFound

_MAGIC = b"qualkit key 1\n"
_HEADER = struct.Struct(">14s B B B 16s 12s")
_COST = (16, 8, 1)
_DEAREST = (20, 8, 4)
_CHECKSUM = hashlib.sha256().digest_size
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
    key = Key(**json.loads(_opened(path.read_bytes(), passphrase, path)))
    if key.study != study:
        raise InvalidInput(f"{path} is the key of another study. Choose this study's key.")
    return key


def write_key(path: Path, passphrase: str, key: Key) -> None:
    """Write a key, whole or not at all, readable only by its owner.

    A key that is there already is replaced, if this passphrase opens it and it belongs to the same study:
    read it first, and write what it holds along with what is new.

    Raises
    ------
    InvalidInput
        The passphrase is shorter than 8 characters, or the file that is there is not to be replaced.
    """
    if len(passphrase) < _SHORTEST:
        raise InvalidInput(
            f"The passphrase is too short: take {_SHORTEST} characters or more, such as some words."
        )
    if path.exists():
        read_key(path, passphrase, study=key.study)
    _put(path, _sealed(json.dumps(asdict(key), ensure_ascii=False).encode(), passphrase))


def _sealed(plain: bytes, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = _HEADER.pack(_MAGIC, *_COST, salt, nonce)
    data = header + AESGCM(_derived(passphrase, salt, _COST)).encrypt(nonce, plain, header)
    return data + hashlib.sha256(data).digest()


def _opened(data: bytes, passphrase: str, path: Path) -> bytes:
    """What a key file holds; its checksum tells damage from a wrong passphrase, which the cipher cannot."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not data.startswith(_MAGIC):
        raise InvalidInput(f"{path} is no key to pseudonyms. Choose the file that pseudonymise has written.")
    whole, checksum = data[:-_CHECKSUM], data[-_CHECKSUM:]
    if len(whole) < _HEADER.size or hashlib.sha256(whole).digest() != checksum:
        raise InvalidInput(
            f"{path} was changed or cut short since it was written. Take a copy that is whole."
        )
    header, sealed = whole[: _HEADER.size], whole[_HEADER.size :]
    _, *cost, salt, nonce = _HEADER.unpack(header)
    if not all(1 <= given <= most for given, most in zip(cost, _DEAREST, strict=True)):
        raise InvalidInput(
            f"{path} was not written by qualkit. Choose the file that pseudonymise has written."
        )
    try:
        return AESGCM(_derived(passphrase, salt, cost)).decrypt(nonce, sealed, header)
    except InvalidTag:
        raise InvalidInput(f"The passphrase does not open {path}. Type it as it was chosen.") from None


def _derived(passphrase: str, salt: bytes, cost: Sequence[int]) -> bytes:
    """A cipher's key from a passphrase, by scrypt: at cost 16, each guess takes 64 MB of memory."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    logarithm, block, parallel = cost
    return Scrypt(salt=salt, length=32, n=2**logarithm, r=block, p=parallel).derive(passphrase.encode())


def _put(path: Path, data: bytes) -> None:
    """Write a file in one step; it is its owner's alone from the beginning."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)
