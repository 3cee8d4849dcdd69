"""Document -> Statement: the form, the office and the year; knows no formats."""

from pipelines.recognise.referee import pages_in_doubt, reconcile
from pipelines.recognise.statement import recognise

__all__ = ["pages_in_doubt", "recognise", "reconcile"]
