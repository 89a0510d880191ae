"""Finding an institution of the register by what a person types."""

from institutions.models import Institution

MOST = 20


def find_by_code(code: str) -> Institution | None:
    """The institution of a code, or None."""
    try:
        return Institution.objects.select_related("district").get(code=code.strip()) if code else None
    except Institution.DoesNotExist:
        return None


def find_by_words(words: str) -> list[Institution]:
    """Institutions whose name, address or code holds all the words, two characters at least; the first few."""
    parts = [part for part in words.split() if part]
    if sum(map(len, parts)) < 2:
        return []
    found = Institution.objects.for_list()
    for part in parts:
        found = found.named(part)
    return list(found.order_by("name")[:MOST])
