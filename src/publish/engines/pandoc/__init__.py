"""pandoc, kept warm: Markdown to document trees, and cited trees to HTML.

One process of ``pandoc lua`` answers all jobs of a worker; many texts are read by several,
which go on with the workers. It is started with the first job, with a heap limit, and each
job has a time limit; a process that broke a limit is ended and the next job gets a new one.
"""

from publish.engines.pandoc.jobs import Pandoc, Parsed, Warning
from publish.engines.pandoc.skeleton import Skeleton

__all__ = ["Pandoc", "Parsed", "Skeleton", "Warning"]
