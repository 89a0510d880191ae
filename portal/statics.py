"""Static files under names that carry a hash, those included that one of our scripts imports from another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# As our own scripts write it, a line each; bundles of other people are left as they are.
IMPORT = r"""(?m)(?P<matched>^import (?P<names>[^"]+) from "(?P<url>\./[^"]+)";$)"""


class HashedStatics(CompressedManifestStaticFilesStorage):
    """Gives imported scripts their hashed names: a page of today must never get last month's module.

    The web server lets browsers keep static files for a year, which holds for hashed names only.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.js", ((IMPORT, 'import %(names)s from "%(url)s";'),)),
    )
