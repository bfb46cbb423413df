"""The bytes of a file as text, whatever wrote them."""

from __future__ import annotations

import codecs

# Asked for by name inside old vCards. Python knows more, some of them slow and some no alphabets.
CHARSETS = frozenset({
    "utf-8", "us-ascii", "iso-8859-1", "iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251",
    "windows-1252", "shift_jis", "euc-jp", "gb2312", "gbk", "big5", "euc-kr", "koi8-r",
})  # fmt: skip
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8, else as Windows did it in the West."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").replace("\0", "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\0", "")


def decode_as(data: bytes, charset: str) -> str:
    """Decode a part of a file that names its own alphabet."""
    if charset.casefold() in CHARSETS:
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            pass
    return decode(data)
