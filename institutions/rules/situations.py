"""Which papers an institution has. Clauses: S1, P1, P2, S6."""


def licence_situation(*, has_business_licence: bool, has_permit: bool) -> str:
    """Return one of the four licence situations: `both`, `business_only`, `permit_only`, `neither`.

    Source: S1 (kind of institution), P1 (无证无照), P2 (有照无证).
    """
    if has_business_licence:
        return "both" if has_permit else "business_only"
    return "permit_only" if has_permit else "neither"


DECLARED = {
    "有证有照": "both",
    "证照齐全": "both",
    "两证齐全": "both",
    "有照无证": "business_only",
    "无证有照": "business_only",
    "有证无照": "permit_only",
    "无照有证": "permit_only",
    "无证无照": "neither",
    "无照无证": "neither",
}


def declared_situation(words: str) -> str:
    """Return the licence situation that a register says in words, empty where it says none. Source: S1."""
    return DECLARED.get(words, "")


def is_cross_district(licensing_district: int, site_district: int | None) -> bool:
    """Return whether a teaching site lies in another district than the licensing one.

    A site whose district can't be read off its address is not accused. Source: S6.
    """
    return site_district is not None and site_district != licensing_district
