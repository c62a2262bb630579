"""A build: what has to be made (`standing`, `untouched`), and where: in this process, in several
side by side, as many as fit, or on a cluster.
"""
