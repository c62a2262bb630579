"""A publication → one that holds what was chosen for a brief, and what is said of that.

``outline`` tells what there is to choose from, ``stocktaking`` what was measured of it,
``reduction`` takes the rest away, ``shortening`` gives references their shortest form.
"""
