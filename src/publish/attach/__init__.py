"""A brief attached to anybody's report, and documents joined without loss.

- `joining`: `join(host, parts)` over pikepdf, with `Part` and `Numbering`; it knows
  nothing of what stands around it.
- `attachment`: `attach(report, briefs, manner, …)`, which refuses by rule, joins or
  embeds, and counts what it made; with `opening.Document` and `manner.Manner`.
- `looking`: `described`, `compared` and `detach`, for any PDF as bytes.
"""
