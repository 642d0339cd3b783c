"""The file in which processes of one application keep what they have of their user: store.mjs in Python."""
import json
import os
import threading
from pathlib import Path

from commands import settings

STORE = Path(settings["store"])


def read():
    """What was stored last, with an access token that has expired: the tests move the clock of the server only."""
    return json.loads(STORE.read_text()) | {"expires_in": -1, "expires_at": 1}


def write(token):
    """The last one to write wins, and nobody reads half of it."""
    own = STORE.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    own.touch(mode=0o600)
    own.write_text(json.dumps(token))
    own.replace(STORE)
