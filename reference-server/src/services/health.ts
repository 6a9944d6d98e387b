import type { Gate } from '../gate.ts';
import type { Service } from './answer.ts';

/** `GET /healthz`: the process answers, so it lives. */
export function healthService(): Service {
  return () => ({ status: 200, body: { status: 'alive' } });
}

/** `GET /readyz`: whether new connections are taken; not while the server shuts down. */
export function readinessService(gate: Pick<Gate, 'isClosed'>): Service {
  return () =>
    gate.isClosed ? { status: 503, body: { status: 'closing' } } : { status: 200, body: { status: 'ready' } };
}
