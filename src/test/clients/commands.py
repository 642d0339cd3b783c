"""How a test written in Java talks to a script: commands.mjs in Python. It runs one command after the other."""
import json
import os
import sys
import threading

LONGEST_SECONDS = 20 * 60

# The settings that the test gives as the only argument.
settings = json.loads(sys.argv[1])


def serve(commands):
    """Runs the commands, whose parameters are by name, until there are no more."""
    end = threading.Timer(LONGEST_SECONDS, give_up)
    end.daemon = True
    end.start()
    for line in sys.stdin:
        parameters = json.loads(line)
        number, name = parameters.pop("number"), parameters.pop("name")
        print(json.dumps({"number": number, "result": commands[name](**parameters)}), flush=True)


def give_up():
    print("still running after twenty minutes", file=sys.stderr, flush=True)
    os._exit(1)  # the whole process: sys.exit would end this thread only
