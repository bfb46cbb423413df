"""Files made to be costly: each repeats one thing for as long as the file is."""

from __future__ import annotations

HEAD = b"First Name,Last Name,Email Address,Company\n"
CARD, END = b"BEGIN:VCARD\nVERSION:3.0\n", b"\nEND:VCARD\n"
MARKS = "\u0301\u0323".encode()
# What each repeats; the rest of the file is before it and after it.
BOMBS = {
    "empty lines": (CARD, b"\n", END),
    "blanks": (CARD + b"NOTE:", b" ", END),
    "folds": (CARD + b"NOTE:x\n", b" a\n", END),
    "soft breaks": (CARD + b"NOTE;QUOTED-PRINTABLE:", b"=\n", END),
    "semicolons": (CARD + b"N:", b";", END),
    "escapes": (CARD + b"N:", b"\\;", END),
    "marks heaped on a letter": (CARD + b"FN:a", MARKS, END),
    "open quotation marks": (CARD + b"NOTE", b';A="', END),
    "parameters": (CARD + b"NOTE", b";A=B", b":x" + END),
    "cards in cards": (b"", b"BEGIN:VCARD\n", END),
    "empty cards": (b"", b"BEGIN:VCARD\nEND:VCARD\n", b""),
    "a picture": (CARD + b"PHOTO;ENCODING=b:AAAA\n", b" AAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", END),
    "lines of a card": (CARD, b"TEL:1\n", END),
    "colons": (CARD + b"EMAIL:", b":", END),
    "commas": (HEAD, b",", b"\n"),
    "rows of nothing": (HEAD, b",,,\n", b""),
    "one open quotation mark": (HEAD + b'"', b"a,\n", b""),
    "quotation marks": (HEAD, b'"', b"\n"),
    "the same person": (HEAD, b"A,B,x@y.z,O\n", b""),
    "one name": (HEAD, b"A,B,,\n", b""),
    "digits": (HEAD + b"A,B,", b"1 ", b",\n"),
    "at signs": (HEAD + b"A,B,", b"@", b",\n"),
    "dots": (HEAD + b"A,B,", b"a.", b",\n"),
    "no heading": (b"", b"a,b\n", b""),
    "nothing but noughts": (b"", b"\0", b""),
}


def bomb(name: str, size: int) -> bytes:
    """Give a file of about that size."""
    before, again, after = BOMBS[name]
    return before + again * (size // len(again)) + after
