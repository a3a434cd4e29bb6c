"""The peer's side of a comparison, run by the peer's own interpreter: ``python peer.py FILE MIME COUNT``."""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path


def main() -> None:
    from kreuzberg import ExtractionConfig, extract_bytes_sync  # type: ignore[import-not-found]

    uncached = ExtractionConfig(use_cache=False)

    path, mime, count = sys.argv[1:4]
    data = Path(path).read_bytes()
    extract_bytes_sync(data, mime, uncached)
    times = []
    for _ in range(int(count)):
        start = time.perf_counter()
        extract_bytes_sync(data, mime, uncached)
        times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"ms": statistics.median(times)}))


if __name__ == "__main__":
    main()
