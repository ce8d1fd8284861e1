"""The printed table: what was counted, and the ratios to E and D."""

from collections.abc import Mapping, Sequence

from benchmarks.measuring import Counted
from benchmarks.operations import Operation

_HEAD = ("operation", "server", "requests/s", "p50 ms", "p99 ms", "CPU ms: server", "database", "sum", "of E", "of E by CPU",
         "times D", "times D by CPU")  # fmt: skip


def table(counts: Mapping[tuple[str, str], Counted], names: Sequence[str], operations: Sequence[Operation]) -> str:
    """Markdown. CPU is a request's; a ratio is by requests a second, and by CPU (theirs over ours)."""
    rows = [_HEAD, tuple("---" if place < 2 else "---:" for place in range(len(_HEAD)))]
    for operation in operations:
        e, d = counts["E", operation.label], counts["D", operation.label]
        for name in names:
            own = counts[name, operation.label]
            rows.append(
                (
                    f"({operation.label})",
                    name,
                    f"{own.rate:.0f}",
                    f"{own.percentile(0.5) * 1000:.2f}",
                    f"{own.percentile(0.99) * 1000:.2f}",
                    f"{own.server_cpu / own.requests * 1000:.3f}",
                    f"{own.database_cpu / own.requests * 1000:.3f}",
                    f"{own.cpu * 1000:.3f}",
                    f"{own.rate / e.rate:.2f}",
                    f"{e.cpu / own.cpu:.2f}",
                    f"{own.rate / d.rate:.2f}",
                    f"{d.cpu / own.cpu:.2f}",
                )
            )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
