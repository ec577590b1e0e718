"""Where sentences, the parts between commas, and quotations begin and end among the words of a text."""

import re

from flows.understanding.facts.lists import lists
from flows.understanding.tokens import Token

_LISTS = lists("sentences")
_QUOTED = re.compile(r"\"[^\"]{1,300}\"|“[^”]{1,300}”|(?<!\w)'[^']{1,300}'(?!\w)|(?<!\w)‘[^’]{1,300}’(?!\w)")
_BRACKETS = re.compile(r"\([^()\n]{1,120}\)")
_GLUED = re.compile(r"(\d{1,3})([a-z]{1,7})")
_ENDS = re.compile(r"[.!?;\n]")
_PAUSES = re.compile(r"[,:()–—/]|\s-|-\s")
_SHORT = frozenset(_LISTS["short"])


def parted(token: Token) -> tuple[Token, ...]:
    """Return figures and the letters written against them as two words ("15th", "40an")."""
    found = _GLUED.fullmatch(token.word)
    if not found or token.end - token.start != len(token.word):
        return (token,)
    middle = token.start + len(found[1])
    return (Token(found[1], token.start, middle), Token(found[2], middle, token.end))


def parts_of(text: str, words: tuple[Token, ...]) -> tuple[list[int], list[int]]:
    """Return the sentence and the clause of each word."""
    sentence, clause, sentences, clauses = 0, 0, [], []
    for place, token in enumerate(words):
        if place:
            gap = text[words[place - 1].end : token.start]
            if _ends(gap, words[place - 1].word, token.word):
                sentence, clause = sentence + 1, clause + 1
            elif _PAUSES.search(gap):
                clause += 1
        sentences.append(sentence)
        clauses.append(clause)
    return sentences, clauses


def _ends(gap: str, before: str, after: str) -> bool:
    """Return whether a sentence ends between two words; not inside "20.15", "dr. Ani", nor in "laki2. 3"."""
    if not _ENDS.search(gap):
        return False
    return not (gap.strip() == "." and ((gap == "." and before.isdecimal() and after.isdecimal()) or before in _SHORT))


def quotes(text: str, words: tuple[Token, ...]) -> list[bool]:
    """Return of each word whether it stands between quotation marks."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    inside, here = [], 0
    for token in words:
        while here < len(spans) and spans[here][1] <= token.start:
            here += 1
        inside.append(here < len(spans) and spans[here][0] < token.start < spans[here][1])
    return inside


def brackets(text: str, words: tuple[Token, ...]) -> list[int]:
    """Return of each word the number of the brackets in which it stands, 0 where it stands in none."""
    spans = [match.span() for match in _BRACKETS.finditer(text)]
    inside, here = [], 0
    for token in words:
        while here < len(spans) and spans[here][1] <= token.start:
            here += 1
        inside.append(here + 1 if here < len(spans) and spans[here][0] < token.start < spans[here][1] else 0)
    return inside
