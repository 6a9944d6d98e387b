"""A small and correct server for the profile `cloud`, on Python's websockets and nothing of ours."""

import asyncio
import hashlib
import json
import time
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlparse

import websockets

STATUSES = ("online", "away", "busy", "offline")
PING_EVERY_S = 30
SILENCE_LIMIT_S = 60

clients = {}


async def send(socket, message):
    stamp = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    try:
        await socket.send(json.dumps({**message, "timestamp": stamp}))
    except websockets.ConnectionClosed:
        pass


async def refuse(socket, error):
    await send(socket, {"type": "error", "data": {"error": error}})


async def tell(user_id, status):
    message = {"type": "user_presence", "data": {"userId": user_id, "status": status}}
    receivers = [socket for socket, client in clients.items() if client["user_id"]]
    await asyncio.gather(*(send(socket, message) for socket in receivers))


async def receive(socket, frame):
    try:
        message = json.loads(frame)
    except ValueError:
        message = None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return await refuse(socket, "Invalid message format")
    if message["type"] == "ping":
        await send(socket, {"type": "pong"})
    elif message["type"] == "user_presence":
        data = message.get("data")
        status = data.get("status") if isinstance(data, dict) else data
        user_id = clients[socket]["user_id"]
        if not user_id:
            await refuse(socket, "Not authenticated")
        elif status not in STATUSES:
            await refuse(socket, "Invalid message format")
        else:
            await tell(user_id, status)
    elif message["type"] != "pong":
        await refuse(socket, "Unknown message type")


async def serve(socket):
    token = parse_qs(urlparse(socket.path).query).get("token", [""])[0]
    user_id = "user_" + hashlib.sha256(token.encode()).hexdigest()[:16] if token else None
    clients[socket] = {"user_id": user_id, "heard_at": time.monotonic()}
    if user_id:
        await send(socket, {"type": "auth", "data": {"success": True, "userId": user_id}})
    else:
        await send(socket, {"type": "auth", "data": {"success": False, "error": "Invalid or missing token"}})
    try:
        async for frame in socket:
            clients[socket]["heard_at"] = time.monotonic()
            await receive(socket, frame)
    except websockets.ConnectionClosed:
        pass
    finally:
        del clients[socket]
        if user_id and all(client["user_id"] != user_id for client in clients.values()):
            await tell(user_id, "offline")


async def heartbeat():
    while True:
        await asyncio.sleep(PING_EVERY_S)
        for socket, client in list(clients.items()):
            if time.monotonic() - client["heard_at"] >= SILENCE_LIMIT_S:
                asyncio.create_task(socket.close(4408))
            else:
                await send(socket, {"type": "ping"})


async def elsewhere(path, _headers):
    return None if urlparse(path).path == "/ws" else (404, [], b"")


async def main():
    async with websockets.serve(
        serve, "127.0.0.1", 0, process_request=elsewhere, ping_interval=None, max_size=2**20
    ) as server:
        port = server.sockets[0].getsockname()[1]
        print(json.dumps({"url": f"ws://127.0.0.1:{port}"}), flush=True)
        await heartbeat()


asyncio.run(main())
