"""Whether two names may be one person's, and which mailboxes are an office's."""

from __future__ import annotations

import re

# Short forms of one name, in a line each; all folded.
SHORT_FORMS = """
alexander alex alec sandy sasha
alexandra alex sandra sasha
andrew andy drew
anthony tony
antonio tony toni
barbara barb babs
catherine cathy cate
charles charlie chuck
christina chris tina
christopher chris kit
deborah deb debbie
edward ed eddie ted ned
elizabeth liz beth betty lisa libby eliza
francis frank
francisco paco pancho
frederick fred freddie
gerald gerry jerry
henry hank harry
ignacio nacho
james jim jimmy jamie
janet jan
jennifer jen jenny
john jack johnny
jose pepe
joseph joe joey
katherine kate kathy katie kitty
kathryn kate kathy katie
lawrence larry
leonard leo len
margaret maggie meg peggy rita
mary molly polly
matthew matt
michael mike mick mickey
nicholas nick
patricia pat patty trish
patrick pat paddy
peter pete
philip phil
rebecca becky
richard rick dick rich
robert bob rob bobby robbie bert
ronald ron
stephen steve
steven steve
susan sue suzie
theodore ted theo
thomas tom tommy
timothy tim
victoria vicky tori
william bill will billy liam
"""
_FORMS: dict[str, set[int]] = {}
for _number, _line in enumerate(SHORT_FORMS.split("\n")):
    for _form in _line.split():
        _FORMS.setdefault(_form, set()).add(_number)
_OFFICES = """
accueil admin administration bonjour bureau career careers contact direction enquiries event events
general hello help hr info information inquiries inquiry jobs mail marketing media membership news
newsletter no-reply noreply office planning post press reception sales secretariat secretary service
studio support team urbanisme webmaster welcome
"""
OFFICES = frozenset(_OFFICES.split())
FEWEST_LETTERS_OF_A_BEGINNING = 3
_OF_MANY = re.compile(r"linkedin\.com/(?:company|school|showcase|groups)\b")
_WORD = re.compile(r"[^\W_]+")
_AFTER_NAME = re.compile(r"[,(|].*$", re.DOTALL)


def words_of_name(name: str, titles: frozenset[str]) -> list[str]:
    """Give the words of a folded name without titles and letters behind it."""
    plain = _AFTER_NAME.sub("", name) or name
    return [word for word in _WORD.findall(plain) if word not in titles]


def is_office(address: str) -> bool:
    """Say whether a folded address is of many: "info@…", or the page of a firm or a school."""
    if "@" not in address:
        return _OF_MANY.search(address) is not None
    return re.split(r"[@.+_]", address, maxsplit=1)[0] in OFFICES


def could_be_one(mine: list[str], theirs: list[str]) -> bool:
    """Say whether two names, in words, may belong to whoever has one address.

    The first names have to agree; a family name may have changed. One word alone, or the same words
    in another order, are enough.
    """
    if not mine or not theirs or set(mine) == set(theirs):
        return True
    if min(len(mine), len(theirs)) == 1:
        return any(_is_short_for(a, b) for a in mine for b in theirs)
    return _is_short_for(mine[0], theirs[0])


def agree_within(mine: list[str], theirs: list[str]) -> bool:
    """Say whether what stands between first and last name agrees, or is left out by one."""
    pairs = zip(mine[1:-1], theirs[1:-1], strict=False)
    return all(_is_short_for(a, b) for a, b in pairs)


def _is_short_for(one: str, other: str) -> bool:
    """Say whether one is the other, its first letter, its beginning or a short form of it."""
    short, long = sorted((one, other), key=len)
    is_beginning = len(short) == 1 or len(short) >= FEWEST_LETTERS_OF_A_BEGINNING
    if one == other or (is_beginning and long.startswith(short)):
        return True
    return not _FORMS.get(one, set()).isdisjoint(_FORMS.get(other, ()))
