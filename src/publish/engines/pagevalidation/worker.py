"""The process that judges for forks: files come in, what they break goes out.

A question is a line of JSON (``{"size": 9, "standard": "ua-1"}``) and as many bytes of a PDF;
the answer a line of JSON, a list of findings or an object with ``error``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from publish.engines.findings import NotJudged
from publish.engines.pagevalidation import judge
from publish.model.frozen import asdict


def main() -> None:
    for line in sys.stdin.buffer:
        question = json.loads(line)
        data = sys.stdin.buffer.read(question["size"])
        print(json.dumps(_answer(data, question["standard"])), flush=True)


def _answer(data: bytes, standard: str) -> Any:
    try:
        return [asdict(each) for each in judge(data, standard)]
    except NotJudged as error:
        return {"error": str(error)}


if __name__ == "__main__":
    main()
