"""How a test written in Java talks to a script: commands.mjs in Python. A script ends when its input ends."""
import json
import sys
import threading

LONGEST_SECONDS = 5 * 60

# The settings that the test gives as the only argument.
settings = json.loads(sys.argv[1])


def serve(commands):
    """Runs one command after the other; its parameters are by name."""
    end = threading.Timer(LONGEST_SECONDS, sys.exit, ["still running after five minutes"])
    end.daemon = True
    end.start()
    for line in sys.stdin:
        parameters = json.loads(line)
        result = commands[parameters.pop("name")](**parameters)
        print(json.dumps(result), flush=True)
