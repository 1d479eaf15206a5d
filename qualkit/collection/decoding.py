r"""Bytes of a text file → text, whatever encoding it was saved in.

The newlines become ``\n`` and a byte order mark goes; nothing else is touched, so that an offset
counted here is an offset in what the researcher sees.
"""

from __future__ import annotations

import codecs
import re

from qualkit.errors import InvalidInput

_SAMPLE = 64 * 1024
_TELLING = 40
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "export its text as .txt or .docx"),
    (b"PK\x03\x04", "a zip or Word file", "if it is a Word file, rename it to .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file (.doc)", "save it as .docx"),
    (b"{\\rtf", "an RTF file", "save it as .docx or as plain text"),
    (b"\x89PNG", "a PNG image", "bring its text as .txt or .docx"),
    (b"\xff\xd8\xff", "a JPEG image", "bring its text as .txt or .docx"),
    (b"GIF8", "a GIF image", "bring its text as .txt or .docx"),
    (b"ID3", "an audio file", "bring its transcript"),
    (b"OggS", "an audio file", "bring its transcript"),
    (b"RIFF", "an audio or video file", "bring its transcript"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str:
    r"""Read the bytes of a text file as text.

    Parameters
    ----------
    data
        The whole file: UTF-8 or UTF-16, with or without a byte order mark, or a legacy
        encoding such as Windows-1252.

    Returns
    -------
    str
        The text, newlines as ``\n``, without a byte order mark, otherwise as saved.

    Raises
    ------
    InvalidInput
        The file is empty or blank, or holds no text (a PDF, a zip, an image, …).

    Examples
    --------
    >>> decode("Ibu bilang “siap”.\r\n".encode("cp1252"))
    'Ibu bilang “siap”.\n'
    """
    return decode_naming_encoding(data)[0]


def decode_naming_encoding(data: bytes) -> tuple[str, str]:
    """Read the bytes of a text file as `decode` does, and say which encoding it was.

    Returns
    -------
    tuple of str
        The text, and Python's name of the encoding (``"utf-8"``, ``"cp1252"``, …).

    Raises
    ------
    InvalidInput
        As `decode` does.
    """
    _refuse_signature(data)
    text, encoding = _decoded(data)
    if "\0" in text:
        raise InvalidInput(
            "This is a binary file, not text: it holds NUL characters. Save it as .txt or .docx."
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise InvalidInput("The file is empty: there is no text in it. Check that the export worked.")
    return text, encoding


def encoding_remarks(encoding: str) -> tuple[str, ...]:
    """Say which encoding was assumed, when the file itself leaves it open.

    Examples
    --------
    >>> encoding_remarks("cp1252"), encoding_remarks("utf-8")
    (('Read as cp1252: the file is not UTF-8. Check its quotation marks and accents.',), ())
    """
    if encoding.startswith("utf"):
        return ()
    return (f"Read as {encoding}: the file is not UTF-8. Check its quotation marks and accents.",)


def opening(data: bytes) -> str:
    """Give the first thousand characters or so of a text file, for a look at what it is."""
    head = data[:2048]
    encoding = _marked(head) or _unmarked_utf16(head) or "utf-8"
    return head.decode(encoding, errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")


def _decoded(data: bytes) -> tuple[str, str]:
    encoding = _marked(data) or _unmarked_utf16(data[:_SAMPLE])
    if encoding:
        return _strictly(data, encoding), encoding.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        encoding = _legacy(data, error.start)
        return _strictly(data, encoding), encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"The file is not the {encoding} text that it seems to be: byte {error.start} cannot be read. "
            "Open it in the program that wrote it and save it as UTF-8."
        ) from None


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _unmarked_utf16(sample: bytes) -> str | None:
    """Tell UTF-16 by its NULs: in Latin text every second byte is one, and always the same second."""
    pairs = len(sample) // 2
    if not pairs:
        return None
    even = sample[0::2].count(0)
    odd = sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def _legacy(data: bytes, first: int) -> str:
    """Guess from a sample around the first byte that is not UTF-8.

    Western text saved by Windows is by far the commonest, and short samples mislead the guess:
    another alphabet is believed only where much of the sample is not ASCII.
    """
    from charset_normalizer import from_bytes

    sample = data[max(0, first - _SAMPLE // 4) : first + _SAMPLE]
    if b"\0" in sample:
        raise InvalidInput(
            "This is a binary file, not text: it holds NUL characters. Save it as .txt or .docx."
        )
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", sample)) > 0.02 * len(sample):
        raise InvalidInput("This is a binary file, not text. Save it as .txt or .docx.")
    foreign = len(re.findall(rb"[\x80-\xff]", sample))
    telling = foreign > _TELLING and foreign > 0.15 * len(sample)
    guess = from_bytes(sample).best() if telling or not _decodes(data, "cp1252") else None
    return guess.encoding if guess else "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_signature(data: bytes) -> None:
    for signature, looks_like, advice in _SIGNATURES:
        if data.startswith(signature):
            raise InvalidInput(f"This is no text file: it looks like {looks_like}. To use it, {advice}.")
