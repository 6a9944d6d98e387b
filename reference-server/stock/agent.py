"""Plays an agent with Debian's python3-socketio and prints what it receives and what is acknowledged.

usage: agent.py URL PATH TRANSPORT; the events to emit come as JSON on the standard input, a list of [event, payload].
Each line that it prints is JSON, {"event": ..., "payload": ...}; the event of an acknowledgement is "ack".
"""

import asyncio
import json
import sys

import socketio


async def main(url, path, transport, emits):
    client = socketio.AsyncClient(reconnection=False)

    @client.on("*")
    async def received(event, payload):
        print(json.dumps({"event": event, "payload": payload}), flush=True)

    auth = {"domainKey": "stock", "username": "agent.py", "password": "stock"}
    await client.connect(url, socketio_path=path, transports=[transport], auth=auth)
    for event, payload in emits:
        ack = await client.call(event, payload, timeout=20)
        print(json.dumps({"event": "ack", "payload": ack, "of": event}), flush=True)
    await client.sleep(0.5)
    await client.disconnect()


asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], json.load(sys.stdin)))
