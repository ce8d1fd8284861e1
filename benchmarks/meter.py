"""CPU seconds and memory of processes, as the kernel counts them."""

from pathlib import Path

import psutil


def cpu_of(process: psutil.Process) -> float:
    """User and system seconds of a process and of its children, ended ones included."""
    total = 0.0
    for each in (process, *process.children(recursive=True)):
        try:
            times = each.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def postmaster(data_dir: Path) -> psutil.Process:
    """The embedded PostgreSQL of a data folder; its children are the backends."""
    return psutil.Process(int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0]))


def resident_mib(process: psutil.Process) -> float:
    """Memory of a process and its children, in MiB."""
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 2**20
