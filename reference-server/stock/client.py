"""Connects with Debian's python3-websockets, sends the given messages, prints what it receives.

usage: client.py URL TOKEN [MESSAGE ...]; the token goes into the header, or into the query when empty.
"""

import asyncio
import sys

import websockets


async def main(url, token, messages):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with websockets.connect(url, extra_headers=headers) as socket:
        for message in messages:
            await socket.send(message)
        async for received in socket:
            print(received, flush=True)


asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
