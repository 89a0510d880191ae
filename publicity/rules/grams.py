"""What is searched for: one- and two-character grams of names, and pinyin initials beside them.

People type two characters. One function makes the grams of the stored name and of the query, so that the
two cannot drift apart. Clause: M8 (the lists are there to be found).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

# Marks the grams of pinyin initials, so that "ab" of a Latin name and "ab" of initials stay apart.
INITIALS = "~"
WORD = re.compile(r"[^\W_]+")
LATIN = re.compile(r"[a-z]+")
LONGEST = 60  # characters of a query that are read


def normalise(text: str) -> str:
    """Return `text` as it is compared: full-width and half-width, upper and lower case are the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words(text: str) -> list[str]:
    """Return the runs of letters, digits and characters in `text`; what stands between them is no word."""
    return WORD.findall(normalise(text))


def squeezed(text: str) -> str:
    """Return the words of `text` run together: what a query's words are looked for in."""
    return "".join(words(text))


def initials(text: str) -> str:
    """Return the pinyin initials of `text`, Latin letters and digits as they are: 新东方 is xdf."""
    return "".join(
        part if part.isascii() else part[:1] for part in lazy_pinyin(squeezed(text), style=Style.FIRST_LETTER)
    )


def grams(word: str) -> list[str]:
    """Return every one- and two-character gram of `word`, each once, in order."""
    pairs = (word[i : i + size] for size in (1, 2) for i in range(len(word) - size + 1))
    return list(dict.fromkeys(pairs))


def longest_grams(word: str) -> list[str]:
    """Return the grams that find `word`: its pairs, or the single character that it is."""
    return [gram for gram in grams(word) if len(gram) == min(2, len(word))]


def facet(name: str, value: str) -> str:
    """Return the gram of a facet, such as `list:white`; no name holds a colon."""
    return f"{name}:{value}"


def stored_grams(name: str, district: str, facets: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Return all grams under which a name is found.

    Each gram also stands with the district before it ("360103东方"): a search within a district then reads
    only its own. Facets (district, list, category) are grams of their own.
    """
    of_name = [*grams(squeezed(name)), *(INITIALS + gram for gram in grams(initials(name)))]
    of_district = [within(district, gram) for gram in of_name]
    own = [facet("district", district), *(facet(key, value) for key, value in facets if value)]
    return list(dict.fromkeys([*of_name, *of_district, *own]))


def within(district: str, gram: str) -> str:
    """Return `gram` as it stands for one district; as it is where no district is asked for."""
    return f"{district}{gram}"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: the text that a hit must hold, and the grams that all its hits have."""

    text: str
    in_name: tuple[str, ...]
    in_initials: tuple[str, ...] = ()  # empty where the word is not Latin letters alone


def query_words(text: str, district: str = "") -> list[Word]:
    """Return the words of a query, each with the grams to look up."""
    found = []
    for word in dict.fromkeys(words(text[:LONGEST])):
        own = longest_grams(word)
        initial = [INITIALS + gram for gram in own] if LATIN.fullmatch(word) else []
        found.append(
            Word(
                word,
                tuple(within(district, gram) for gram in own),
                tuple(within(district, gram) for gram in initial),
            )
        )
    return found


def is_enough(text: str) -> bool:
    """Return whether a query has the two characters that a search takes."""
    return len(squeezed(text)) >= 2
