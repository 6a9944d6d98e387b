import { checkAutosdlcServerMessage } from '@agentwire/generated/validators/autosdlc';
import { checkCloudServerMessage } from '@agentwire/generated/validators/cloud';
import { expect } from 'vitest';
import { EventReader } from './event-reader.ts';
import { Agent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { type Client, type Message, open } from './socket.ts';

const user = { username: 'alice', password: 'secret' };
const credentials = {
  domains: [
    { key: 'home', users: [user] },
    { key: 'away', tenant: 'other', users: [user] },
  ],
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'stranger-key', userId: 'alice', tenant: 'other' },
    { key: 'publisher-key', userId: 'backend', permissions: ['publish'] },
    { key: 'other-publisher-key', userId: 'backend', tenant: 'other', permissions: ['publish'] },
  ],
};

/** One tenant's view of the platform: somebody on every channel that only listens. */
class Observers {
  readonly cloud: Client;
  readonly autosdlc: Client;
  readonly #checks = { cloud: checkCloudServerMessage, autosdlc: checkAutosdlcServerMessage };

  constructor(cloud: Client, autosdlc: Client) {
    this.cloud = cloud;
    this.autosdlc = autosdlc;
  }

  static async open({ url }: ServerProcess, key: string): Promise<Observers> {
    const [cloud, autosdlc] = await Promise.all([
      open(`${url}/cloud/ws?token=${key}`),
      open(`${url}/autosdlc/ws?token=${key}`),
    ]);
    autosdlc.send({ type: 'subscribe', data: { pattern: '*' } });
    await autosdlc.settled();
    cloud.received.length = 0;
    autosdlc.received.length = 0;
    return new Observers(cloud, autosdlc);
  }

  /** All that this profile has shown since the last time, each a valid message, without its envelope. */
  async heard(profile: 'cloud' | 'autosdlc'): Promise<Pick<Message, 'type' | 'data'>[]> {
    const client = this[profile];
    await client.settled();
    return client.received.splice(0).map((message) => {
      expect(this.#checks[profile](message)).toMatchObject({ ok: true });
      return { type: message.type, data: message.data };
    });
  }
}

export interface Platform {
  server: ServerProcess;
  here: Observers;
  /** In another tenant. */
  elsewhere: Observers;
  /** Reads the event stream of the default tenant. */
  stream: EventReader;
  /** Registers an agent of the default tenant, or of the other by the key `away` of its domain. */
  register(agentId: string, more?: { channelId?: string; role?: string; domainKey?: string }): Promise<Agent>;
  /** Publishes on a channel, for the default tenant. @returns how many have it */
  publish(profile: string, message: object, options?: { target?: object; key?: string }): Promise<number | undefined>;
}

/** A server with all profiles, and observers in two tenants. */
export async function startPlatform(...args: string[]): Promise<Platform> {
  const server = await serve(args, credentials);
  const [here, elsewhere, stream] = await Promise.all([
    Observers.open(server, 'alice-key'),
    Observers.open(server, 'stranger-key'),
    EventReader.open(server.http),
  ]);
  return {
    server,
    here,
    elsewhere,
    stream,
    register: (agentId, { domainKey = 'home', ...more } = {}) =>
      Agent.register(server, { agentId, ...more }, { auth: { domainKey, ...user } }),
    async publish(profile, message, { target, key = 'publisher-key' } = {}) {
      const body = target ? { message, target } : message;
      return (await server.publish(`/${profile}/publish`, body, key)).body.recipients;
    },
  };
}

/** Nobody in the other tenant has heard of anything. */
export async function expectSilence({ elsewhere }: Platform): Promise<void> {
  expect(await elsewhere.heard('cloud')).toEqual([]);
  expect(await elsewhere.heard('autosdlc')).toEqual([]);
}
