"""Document -> Statement: the form, the office and the year; knows no formats."""

from pipelines.recognise.referee import agree, in_doubt
from pipelines.recognise.statement import recognise

__all__ = ["agree", "in_doubt", "recognise"]
