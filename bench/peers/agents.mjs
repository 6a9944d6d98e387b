// What a server of profile mxf does for a fan-out, on any Socket.IO server: agents register for a channel, and what
// is published goes to that channel's room.

export const options = { path: '/mxf/socket.io/', serveClient: false, transports: ['websocket'] };

/** Has the server greet and register agents; returns what publishes a message. */
export function serveAgents(io) {
  const publish = ({ event, payload }) => io.to(payload.channelId).emit(event, payload);
  io.on('connection', (socket) => {
    socket.on('agent:register', ({ agentId, name, channelId }) => {
      socket.data.agentId = agentId;
      socket.join(channelId);
      socket.emit('agent:registered', { agentId, name, channelId });
    });
    socket.on('mcp:tool:list', (_filter, acknowledge) => {
      socket.emit('mcp:tool:list:response', { tools: [] });
      acknowledge?.({ success: true });
    });
    socket.on('message:send', (payload, acknowledge) => {
      const message = { ...payload, from: socket.data.agentId, timestamp: new Date().toISOString() };
      publish({ event: 'message', payload: message });
      acknowledge?.({ success: true });
    });
  });
  return publish;
}
