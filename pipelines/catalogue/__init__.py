"""The forms as data: editions, lines, words, sums, issue codes; one loader that cross-checks all of
it."""

from pipelines.catalogue.load import Catalogue, CatalogueError, catalogue, load

__all__ = ["Catalogue", "CatalogueError", "catalogue", "load"]
