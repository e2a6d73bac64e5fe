"""An app on Python's websockets, written from docs/protocol.md alone."""
import asyncio
import base64
import json
from urllib.parse import quote

from lines import hear, tell, websockets_version

VERSION = websockets_version()
import websockets  # noqa: E402

BINARY = "realtime-updates.v1.binary"
BEARER = "realtime-updates.bearer."


class App:
    def __init__(self):
        self.sockets = {}
        self.known = set()
        self.tasks = set()

    async def obey(self, order):
        socket = self.sockets.get(order["connection"])
        match order["order"]:
            case "connect":
                task = asyncio.create_task(self.run(**order))
                self.tasks.add(task)
            case "send":
                await self.send(socket, order["frames"])
            case "text":
                await socket.send(order["text"])
            case "bytes":
                await socket.send(bytes(order["bytes"]))
            case "fragments":
                await socket.send([encoded(socket, part) for part in order["fragments"]])
            case "ping":
                await (await socket.ping())
                tell("pong", connection=order["connection"])
            case "close":
                await socket.close(1000)
            case unknown:
                raise ValueError(unknown)

    async def run(self, connection, url, user, device, token, offers, credentials, replies, origin=None, **_):
        subprotocols, headers = list(offers), {}
        if credentials == "subprotocol":
            url += "?device=" + quote(device)
            subprotocols.append(BEARER + base64.urlsafe_b64encode(token.encode()).decode().rstrip("="))
        else:
            headers = {"Device-Id": device, "Authorization": "Bearer " + token}
        try:
            socket = await websockets.connect(
                url, subprotocols=subprotocols or None, extra_headers=headers, origin=origin, max_size=1 << 20)
        except websockets.InvalidStatusCode as e:
            tell("refused", connection=connection, status=e.status_code)
            return
        self.sockets[connection] = socket
        tell("open", connection=connection, subprotocol=socket.subprotocol or "")
        try:
            async for message in socket:
                await self.received(connection, socket, user, device, replies, message)
        except websockets.ConnectionClosedError:
            pass
        await socket.wait_closed()
        tell("closed", connection=connection, code=socket.close_code)

    async def received(self, connection, socket, user, device, replies, message):
        value = json.loads(message)
        batch = isinstance(value, list)
        frames = value if batch else [value]
        updates = [(frame["account"], frame["payload"]["ref"]) for frame in frames if frame["type"] == "update"]
        if replies != "none" and updates:
            await self.apply(connection, socket, user, device, replies, updates)
        tell("message", connection=connection, binary=isinstance(message, bytes), batch=batch, frames=frames)

    async def apply(self, connection, socket, user, device, replies, updates):
        """RTU-21, RTU-22: what is new is applied, and everything replied."""
        for account, ref in updates:
            key = (user, device, account, ref)
            if key not in self.known:
                self.known.add(key)
                tell("applied", connection=connection, account=account, ref=ref)
        if replies == "refs":
            for account in dict.fromkeys(account for account, _ in updates):
                refs = [ref for of, ref in updates if of == account]
                await self.send(socket, [reply(account, {"ref": refs[0], "refs": refs, "outcome": "processed"})])
            return
        single = [reply(account, {"ref": ref}) for account, ref in updates]
        if replies == "single":
            for one in single:
                await self.send(socket, [one])
        elif replies == "array":
            await socket.send(encoded(socket, json.dumps(single)))

    async def send(self, socket, frames):
        """One frame as an object, several as an array [RTU-6]."""
        await socket.send(encoded(socket, json.dumps(frames[0] if len(frames) == 1 else frames)))


def reply(account, payload):
    return {"type": "reply", "payload": payload, "account": account}


def encoded(socket, text):
    return text.encode() if socket.subprotocol == BINARY else text


async def main():
    app = App()
    tell("ready", version=VERSION, cannot=[])
    await hear(app.obey)


asyncio.run(main())
