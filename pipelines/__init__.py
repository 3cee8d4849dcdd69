"""The core: bytes of a filing to facts, one stage after the other."""
