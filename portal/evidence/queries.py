"""Finding a file by its id; who may open it is asked of `access`."""

from portal.evidence.models import Evidence


def find_evidence(pk: str) -> Evidence | None:
    """Return the file, or None."""
    return Evidence.objects.filter(pk=pk).first()
