"""The forms as data: editions, lines, words, sums, issue codes; one loader that cross-checks all of
it."""

from pipelines.catalogue.book import Catalogue
from pipelines.catalogue.load import catalogue, load
from pipelines.catalogue.strict_yaml import CatalogueError

__all__ = ["Catalogue", "CatalogueError", "catalogue", "load"]
