"""Orders come as JSON lines on standard input, events go as JSON lines to standard output."""
import asyncio
import json
import platform
import sys


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


async def hear(obey):
    """Hands over each order; returns at the end of the input."""
    reader = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        await obey(json.loads(line))


def websockets_version():
    """Ends the program where websockets is not installed."""
    try:
        from websockets.version import version
    except ImportError as e:
        tell("missing", what=f"python3-websockets (apt-get install python3-websockets): {e}")
        sys.exit(0)
    return f"websockets {version}, Python {platform.python_version()}"
