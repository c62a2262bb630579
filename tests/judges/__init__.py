"""Independent validators, each as a function from files to what it finds wrong.

Every module has ``available() -> str | None`` (why it can't be asked, or None) and
a function that takes paths and returns findings as lines of text; none is good.
"""
