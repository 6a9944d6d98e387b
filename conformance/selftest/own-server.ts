import { Control } from './control.ts';
import { type Kit, ours, type Subject } from './kit.ts';
import { type Relayed, relayed } from './relay/relayed.ts';

/** A server of our own that the self-test has for itself. */
export class OwnServer {
  readonly subject: Subject;
  readonly control: Control;

  private constructor(subject: Subject) {
    const token = subject.manifest.control?.clock?.token;
    this.subject = subject;
    this.control = new Control({
      root: () => subject.target.root,
      token: token && 'value' in token ? token.value : '',
    });
  }

  static async start(kit: Kit): Promise<OwnServer> {
    return new OwnServer(await kit.reach(ours()));
  }

  release(): Promise<void> {
    return this.subject.target.release();
  }
}

/** A server that the kit sees through a relay. */
export type Lane = Relayed & { server: OwnServer };

/** Servers at which `work` is done beside each other, each with a relay before it. */
export async function withRelays(
  kit: Kit,
  { count, timeoutMs }: { count: number; timeoutMs: number },
  work: (lanes: Lane[]) => Promise<void>,
): Promise<void> {
  const servers = await Promise.all(Array.from({ length: count }, () => OwnServer.start(kit)));
  const lanes = await Promise.all(
    servers.map(async (server) => ({ server, ...(await relayed(kit, server.subject, timeoutMs)) })),
  );
  try {
    await work(lanes);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    await Promise.all(servers.map((server) => server.release()));
  }
}
