"""What a line or a sentence says of an office, a year, a period: names, titles, spans of time.

Knows neither the form nor the lists of places; which of several answers holds is weighed in
recognise/identity.py, and whose place a name is in offices/.
"""
