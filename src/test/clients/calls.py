"""Calls of one process at the same moment, each in a thread of its own."""
from concurrent.futures import ThreadPoolExecutor


def at_once(call, *failures):
    """The command that makes so many calls; what the library raises of these failures is told, any other ends the script."""

    def outcome(_):
        try:
            call()
            return {}
        except failures as failure:
            return {"shown": f"{type(failure).__name__}: {failure}"}

    def calls(atOnce):
        with ThreadPoolExecutor(atOnce) as threads:
            return list(threads.map(outcome, range(atOnce)))

    return calls
