"""Companies registered as consulting or the like that train pupils without a permit. Clause: Z2."""

from dataclasses import dataclass

# Words of names and business scopes that stand for consulting and the like, the longer before the shorter.
WORDS = (
    "教育咨询",
    "教育科技",
    "文化传播",
    "文化传媒",
    "文化艺术",
    "文化创意",
    "家政服务",
    "商务信息",
    "企业管理",
    "咨询",
    "科技",
    "传媒",
    "家政",
    "托管",
)
TRAINS = frozenset({"subject", "arts", "sports", "tech"})
PERMITTED = frozenset({"both", "permit_only"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign: where it was found (`name`, `scope`, `category`, `filings`, `sites`), and what."""

    where: str
    what: str


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of consulting and the like in `text`, none that only repeats a longer one."""
    found: list[str] = []
    rest = text
    for word in WORDS:
        if word in rest:
            found.append(word)
            rest = rest.replace(word, "□")
    return tuple(found)


def signs_of_training(*, category: str, filings: int, sites: int) -> tuple[Evidence, ...]:
    """Return what says that pupils are trained there: the subject, classes filed, sites in use.

    Day care with a site looks after pupils; it trains them only where it files classes.
    """
    signs = []
    if category in TRAINS:
        signs.append(Evidence("category", category))
    if filings:
        signs.append(Evidence("filings", str(filings)))
    if sites and category != "care":
        signs.append(Evidence("sites", str(sites)))
    return tuple(signs)


def consulting_that_trains(
    *,
    name: str,
    business_scope: str,
    situation: str,
    is_registered: bool,
    category: str,
    filings: int,
    sites: int,
) -> tuple[Evidence, ...]:
    """Return the evidence that a consulting company trains pupils without a permit; none where it does not.

    `is_registered`: it has a business licence or registration; without any it is P1, no licence at all.
    The words are signs for the officer, never a verdict. Source: Z2.
    """
    if situation in PERMITTED or not is_registered:
        return ()
    words = [Evidence("name", word) for word in words_in(name)]
    words += [Evidence("scope", word) for word in words_in(business_scope)]
    training = signs_of_training(category=category, filings=filings, sites=sites)
    return (*words, *training) if words and training else ()
