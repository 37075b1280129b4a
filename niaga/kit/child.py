"""What makes a child of `niaga up` end with its parent."""

import contextlib
import multiprocessing
import os
import signal
import threading

MARK = "NIAGA_CHILD"


def end_with_parent() -> None:
    """Stop when the parent is gone, however that died: our standard input, a pipe it holds, ends then."""
    if os.environ.get(MARK):

        def wait() -> None:
            # Not through sys.stdin: a fork while we wait would inherit its lock, locked.
            with contextlib.suppress(OSError):
                while os.read(0, 1024):
                    pass
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=wait, daemon=True).start()


def end_with_maker() -> None:
    """The same for the HTTP server's own processes, which would outlive one that is killed, or stopped too early."""
    maker = multiprocessing.parent_process()
    if maker is not None:

        def wait() -> None:
            maker.join()
            os.kill(os.getpid(), signal.SIGKILL)

        threading.Thread(target=wait, daemon=True).start()
