"""What a process that works on a stranger's file may use."""

from __future__ import annotations


def limit(memory_bytes: int, cpu_seconds: int, *, may_write: bool = False) -> None:
    """Bound this process for good: its address space, its processor time, and no file or core dump unless it may write.

    A bound that the system has set lower stays.
    """
    import resource

    most = {resource.RLIMIT_AS: memory_bytes, resource.RLIMIT_CPU: cpu_seconds, resource.RLIMIT_CORE: 0}
    if not may_write:
        most[resource.RLIMIT_FSIZE] = 0
    for what, bound in most.items():
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
