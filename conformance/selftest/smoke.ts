/** Checks of each profile that see much in little time; every mutant is shown to them besides those meant for it. */
export const SMOKE: Record<string, readonly string[]> = {
  autosdlc: ['credential', 'connect-first', 'pong', 'delivery', 'unsubscribe', 'malformed-json', 'bad-token-query'],
  cloud: [
    'credential',
    'first-message',
    'heartbeat-pong',
    'notification-broadcast',
    'presence-shape',
    'malformed-json',
  ],
  codex: ['credential', 'pong', 'stream', 'workflow-events', 'analysis', 'malformed-json', 'wrong-token'],
  devmentor: ['credential', 'welcome', 'ping', 'code-context', 'queue-offline', 'event-shape', 'malformed-json'],
  mxf: ['credential', 'registered', 'channel-message', 'direct', 'join', 'memory-get', 'result', 'failures'],
};
