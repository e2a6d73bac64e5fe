"""A server on Python's websockets, written from docs/protocol.md alone; it keeps its updates in memory."""
import asyncio
import json
from collections import defaultdict
from http import HTTPStatus
from urllib.parse import urlsplit

from lines import hear, tell, websockets_version

VERSION = websockets_version()
import websockets  # noqa: E402

V1 = "realtime-updates.v1"
BINARY = "realtime-updates.v1.binary"


class Server:
    def __init__(self):
        self.answer = {"subprotocol": V1, "status": 0, "keeps": False, "batches": False}
        self.pending = defaultdict(list)
        self.sockets = {}

    async def handshake(self, path, headers):
        """Tells of it; an answer that is not None refuses it."""
        tell(
            "handshake",
            connection=headers.get("Device-Id", ""),
            target=path,
            path=urlsplit(path).path,
            authorization=headers.get("Authorization"),
            offers=[name.strip() for name in headers.get("Sec-WebSocket-Protocol", "").split(",")],
            extensions=headers.get("Sec-WebSocket-Extensions", ""))
        status = self.answer["status"]
        return (HTTPStatus(status), [], b"") if status else None

    def choose(self, offers, _):
        chosen = self.answer["subprotocol"]
        return chosen if chosen in offers else None

    async def run(self, socket):
        device = socket.request_headers.get("Device-Id", "")
        self.sockets[device] = socket
        tell("open", connection=device, subprotocol=socket.subprotocol or "")
        await self.send_backlog(device, socket)
        try:
            async for message in socket:
                await self.received(device, socket, message)
        except websockets.ConnectionClosedError:
            pass
        await socket.wait_closed()
        tell("closed", connection=device, code=socket.close_code)

    async def obey(self, order):
        device = order.get("connection")
        socket = self.sockets.get(device)
        match order["order"]:
            case "answer":
                self.answer = order
            case "publish":
                self.pending[device] += order["frames"]
                if socket and socket.open:
                    await self.send_all(socket, order["frames"])
            case "text":
                await socket.send(encoded(socket, order["text"]))
            case "fragments":
                await socket.send([encoded(socket, part) for part in order["fragments"]])
            case "ping":
                await (await socket.ping())
                tell("pong", connection=device)
            case "close":
                await socket.close(order["code"])
            case unknown:
                raise ValueError(unknown)

    async def send_backlog(self, device, socket):
        """RTU-35: each account's backlog, then that it is over; before version 1 the updates alone."""
        updates = self.pending[device]
        if not socket.subprotocol:
            await self.send_all(socket, updates)
            return
        for account in ("personal", "business"):
            mine = [update for update in updates if update["account"] == account]
            backlog = control(account, "backlog", {"pending": len(mine)})
            await self.send_all(socket, [backlog, *mine, control(account, "caughtUp", {})])

    async def received(self, device, socket, message):
        value = json.loads(message)
        batch = isinstance(value, list)
        frames = value if batch else [value]
        tell("message", connection=device, binary=isinstance(message, bytes), batch=batch, frames=frames)
        for frame in frames:
            account, payload = frame["account"], frame["payload"]
            if frame["type"] == "reply":
                self.replied(device, account, payload.get("refs", [payload.get("ref")]))
            elif "ref" in payload:
                await self.send(socket, {"payload": outcome(payload), "type": "reply", "account": account})

    def replied(self, device, account, refs):
        if not self.answer["keeps"]:
            self.pending[device] = [
                update for update in self.pending[device]
                if update["account"] != account or update["payload"]["ref"] not in refs]

    async def send_all(self, socket, frames):
        """RTU-6: in one message, where that is agreed on."""
        if self.answer["batches"] and socket.subprotocol:
            await self.send(socket, frames)
        else:
            for frame in frames:
                await self.send(socket, frame)

    async def send(self, socket, message):
        await socket.send(encoded(socket, json.dumps(message)))


def control(account, name, arguments):
    return {"account": account, "type": "command", "payload": {"name": name, "arguments": arguments}}


def outcome(command):
    if command["name"] == "forbidden":
        return {"ref": command["ref"], "outcome": "rejected", "reason": "not for you"}
    return {"ref": command["ref"], "outcome": "processed"}


def encoded(socket, text):
    return text.encode() if socket.subprotocol == BINARY else text


async def main():
    server = Server()
    async with websockets.serve(
            server.run, "127.0.0.1", 0,
            process_request=server.handshake, subprotocols=[BINARY, V1], select_subprotocol=server.choose) as listening:
        port = listening.sockets[0].getsockname()[1]
        tell("ready", version=VERSION, url=f"ws://127.0.0.1:{port}/realtime", cannot=[])
        await hear(server.obey)


asyncio.run(main())
