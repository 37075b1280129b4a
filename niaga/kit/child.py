"""What makes a child of `niaga up` end with its parent."""

import os
import signal
import sys
import threading

MARK = "NIAGA_CHILD"


def end_with_parent() -> None:
    """Stop when the parent is gone, however that died: our standard input, a pipe it holds, ends then."""
    if os.environ.get(MARK):

        def wait() -> None:
            sys.stdin.buffer.read()
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=wait, daemon=True).start()
