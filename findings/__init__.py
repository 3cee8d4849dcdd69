"""A finding's whole life: found, worded, given its cause, recorded, followed over builds; the check
of one report."""
