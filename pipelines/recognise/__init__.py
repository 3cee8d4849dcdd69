"""Document -> Statement: the form, the office and the year; knows no formats."""

from pipelines.recognise.statement import recognise

__all__ = ["recognise"]
