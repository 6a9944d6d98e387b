import { defaultTenant } from './credentials.ts';
import type { CredentialsFile } from './credentials-file.ts';
import type { FrameFilter } from './frame-log.ts';
import {
  amount,
  credentialsFile,
  frameFilter,
  interval,
  oneOf,
  pairs,
  path,
  socketUrl,
  someOf,
  text,
  texts,
  wholeNumber,
} from './option-values.ts';
import { devmentorPath, type ProfileId, profileIds } from './profiles/mounted.ts';
import type { Demand, Settings } from './settings.ts';

/** All that the command line says. */
export interface Config extends Settings {
  host: string;
  /** 0 takes a free one. */
  port: number;
  profiles: readonly ProfileId[];
  /** PEM files; both, or neither and there is no TLS. */
  tlsCert: string | undefined;
  tlsKey: string | undefined;
  /** The one of them that is mounted at the addresses of its system and not below its id. */
  native: ProfileId | undefined;
  /** Absent in development mode, where every opaque token is a user. */
  credentials: CredentialsFile | undefined;
  /** Origins whose pages may connect and read; `*` is all. */
  allowOrigin: readonly string[];
  /** At once; 0 is no limit. */
  maxConnections: number;
  /** At once; 0 is no limit, absent is the document's, save on loopback. */
  maxConnectionsPerAddress: number | undefined;
  /** Whether they are shown. */
  metrics: boolean;
  /** Absent when there is no control. */
  controlToken: string | undefined;
  /** Time over which connections are ended at the end. */
  drainMs: number;
  logLevel: string;
  /** Which messages are logged; none without. */
  logFrames: FrameFilter | undefined;
}

/** One option, as command line, environment and help know it. */
export interface OptionRow<Value> {
  /** Heading in the help. */
  group: string;
  /** `--port <number>`; the environment's name comes from it, `AGENTWIRE_PORT`. */
  flags: string;
  /** The environment's other name for it, which a document of one of the systems gives; ours goes first. */
  variable?: string;
  description: string;
  fallback: Value;
  /** How the help writes the fallback, where it does not speak for itself. */
  fallbackText?: string;
  /**
   * @param before the fallback, or what a repeatable option was given until now
   * @throws InvalidArgumentError
   */
  read(text: string, before: Value): Value;
}

const listening = 'Where it listens:';
const admission = 'Who is let in:';
const services = 'What it does:';
const watching = 'Watching it:';
const testing = 'Testing against it:';

const demands: readonly Demand[] = ['required', 'optional'];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Below the least a machine under load would lose whoever is connected. */
const pingTimes = { min: 100, max: 86_400_000 };
/** Below the least a monitor would mostly see itself; above a day nobody would look. */
const monitorIntervals = { minMs: 100, maxMs: 86_400_000 };

/** Who stops a server longer than that is rarely waited for. */
const maxDrainMs = 3_600_000;

/** Every option, in the order of the help. */
export const options: { readonly [Key in keyof Required<Config>]: OptionRow<Config[Key]> } = {
  port: {
    group: listening,
    flags: '--port <number>',
    variable: 'WS_PORT',
    description: 'port to listen on, 0 for a free one',
    fallback: 3000,
    read: wholeNumber({ max: 65_535 }),
  },
  host: {
    group: listening,
    flags: '--host <address>',
    description: 'address to listen on',
    fallback: '127.0.0.1',
    read: text,
  },
  profiles: {
    group: listening,
    flags: '--profiles <list>',
    description: 'profiles to serve',
    fallback: profileIds,
    fallbackText: profileIds.join(),
    read: someOf(profileIds),
  },
  tlsCert: {
    group: listening,
    flags: '--tls-cert <file>',
    description: 'certificate and those that vouch for it, PEM; listens for wss:// and https:// only',
    fallback: undefined,
    fallbackText: 'no TLS',
    read: text,
  },
  tlsKey: {
    group: listening,
    flags: '--tls-key <file>',
    description: "the certificate's key, PEM",
    fallback: undefined,
    fallbackText: 'no TLS',
    read: text,
  },
  native: {
    group: listening,
    flags: '--native <profile>',
    description: 'profile to mount at the addresses of its system, so that its clients connect unchanged',
    fallback: undefined,
    fallbackText: 'each below its id',
    read: oneOf(profileIds),
  },
  devmentorPath: {
    group: listening,
    flags: '--devmentor-path <path>',
    variable: 'WS_PATH',
    description: 'where the socket of devmentor is, behind /devmentor unless that is native',
    fallback: devmentorPath,
    read: path,
  },
  pingIntervalMs: {
    group: listening,
    flags: '--ping-interval <ms>',
    description: 'time between two pings of Engine.IO',
    fallback: undefined,
    fallbackText: "the document's",
    read: wholeNumber(pingTimes),
  },
  pingTimeoutMs: {
    group: listening,
    flags: '--ping-timeout <ms>',
    description: 'silence after such a ping that ends a connection',
    fallback: undefined,
    fallbackText: "the document's",
    read: wholeNumber(pingTimes),
  },
  credentials: {
    group: admission,
    flags: '--credentials <file>',
    description: 'keys and API keys',
    fallback: undefined,
    fallbackText: 'any opaque token is a user',
    read: credentialsFile,
  },
  codexAuth: {
    group: admission,
    flags: '--codex-auth <demand>',
    description: 'whether codex asks for credentials',
    fallback: 'required',
    read: oneOf(demands),
  },
  devmentorAuth: {
    group: admission,
    flags: '--devmentor-auth <demand>',
    variable: 'AUTH_REQUIRED',
    description: 'whether devmentor asks for credentials',
    fallback: 'required',
    read: oneOf(demands, { true: 'required', false: 'optional' }),
  },
  allowOrigin: {
    group: admission,
    flags: '--allow-origin <origin>',
    description: 'origin whose pages may connect and read, * for all, repeatable',
    fallback: [],
    fallbackText: 'pages of the same host, and of the machine itself',
    read: texts,
  },
  maxConnections: {
    group: admission,
    flags: '--max-connections <number>',
    variable: 'MAX_CONNECTIONS',
    description: 'connections at once, 0 for no limit',
    fallback: 0,
    read: wholeNumber({ max: 10_000_000 }),
  },
  maxConnectionsPerAddress: {
    group: admission,
    flags: '--max-connections-per-address <number>',
    description: 'connections at once of one address, 0 for no limit',
    fallback: undefined,
    fallbackText: "the document's, and no limit on loopback",
    read: wholeNumber({ max: 10_000_000 }),
  },
  data: {
    group: services,
    flags: '--data <directory>',
    description: 'where the store is kept',
    fallback: undefined,
    fallbackText: 'in memory',
    read: text,
  },
  projects: {
    group: services,
    flags: '--project <id=path>',
    description: 'directory served as a project, repeatable',
    fallback: new Map(),
    fallbackText: 'none',
    read: pairs('directory'),
  },
  tokensPerSecond: {
    group: services,
    flags: '--token-rate <number>',
    description: 'tokens per second of the embedded engine, 0 for no limit',
    fallback: 50,
    read: amount,
  },
  ide: {
    group: services,
    flags: '--ide <url>',
    description: 'IDE that devmentor connects to, ws://…',
    fallback: undefined,
    fallbackText: 'none',
    read: socketUrl,
  },
  githubSecret: {
    group: services,
    flags: '--github-secret <secret>',
    description: 'secret of the GitHub webhooks',
    fallback: undefined,
    fallbackText: 'no webhooks',
    read: text,
  },
  githubTenant: {
    group: services,
    flags: '--github-tenant <tenant>',
    description: 'tenant that hears of GitHub',
    fallback: defaultTenant,
    read: text,
  },
  metrics: {
    group: watching,
    flags: '--metrics <switch>',
    variable: 'ENABLE_METRICS',
    description: 'whether GET /metrics answers, true or false',
    fallback: true,
    read: (given) => oneOf(['true', 'false'])(given) === 'true',
  },
  monitorIntervalMs: {
    group: watching,
    flags: '--monitor-interval <ms>',
    description: 'time between two looks at the process, 0 for never',
    fallback: 0,
    read: interval(monitorIntervals),
  },
  logLevel: {
    group: watching,
    flags: '--log-level <level>',
    description: `least weight of a log line: ${logLevels.join(', ')}`,
    fallback: 'info',
    read: oneOf(logLevels),
  },
  drainMs: {
    group: watching,
    flags: '--drain-ms <ms>',
    description: 'time over which connections are ended when the server is told to end',
    fallback: 1000,
    read: wholeNumber({ max: maxDrainMs }),
  },
  logFrames: {
    group: watching,
    flags: '--log-frames <filter>',
    description: 'logs messages: all, or profile=…,type=…,not-type=…,client=…,user=…,direction=in,data=true',
    fallback: undefined,
    fallbackText: 'none',
    read: frameFilter,
  },
  controlToken: {
    group: testing,
    flags: '--control-token <token>',
    description: 'switches the control verbs on for whoever holds the token',
    fallback: undefined,
    fallbackText: 'no control',
    read: text,
  },
};
