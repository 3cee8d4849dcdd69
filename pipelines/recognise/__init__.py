"""Document -> Statement: the form, the office and the year; knows no formats."""

from pipelines.recognise.referee import agree, pages_in_doubt
from pipelines.recognise.statement import recognise

__all__ = ["agree", "pages_in_doubt", "recognise"]
