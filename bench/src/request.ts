import type { Model } from '@agentwire/generated/model';
import type { BenchFlags } from './bench-facts.ts';
import { type Case, cases, defaults, usualPeer } from './cases.ts';
import { Failure } from './failure.ts';
import { type LocatedManifest, readManifest } from './manifest.ts';
import { readModel } from './model.ts';
import type { Observer } from './observer.ts';
import { checkedOptions, type LoadOptions } from './options.ts';
import { peers, referenceServer } from './peers.ts';
import { subjectSide } from './roles.ts';
import type { Contestant, RunPlan } from './run.ts';
import { startSubject, subjectAt } from './subject.ts';
import { mostTopics } from './topics.ts';
import { offers, type Workload, workloadOf } from './workload.ts';

/** What somebody wants to have measured; what is absent is chosen. */
export interface RunRequest {
  case: string;
  profile?: string;
  /** Document of a stranger. */
  spec?: string;
  flags?: BenchFlags;
  /** Manifest of the server to start, or the name of a peer; the reference server when absent. */
  subject?: string;
  /** A server that runs already, and where it takes publications. */
  url?: string;
  publishUrl?: string;
  /** Names of peers, `self`, or paths of manifests; the usual peer of the transport when absent. */
  peers?: readonly string[];
  options?: Partial<LoadOptions>;
  search?: RunPlan['search'];
}

/** @throws Failure `usage` naming what document, manifests and flags do not say */
export async function planOf(request: RunRequest, observer: Observer): Promise<RunPlan> {
  const chosen = caseNamed(request.case);
  const options = checkedOptions({ ...defaults, ...chosen.defaults, ...request.options });
  if (request.search && !options.objective) throw new Failure('usage', '--search needs an objective: --slo p99<5ms');
  const model = await readModel(request.spec);
  const located =
    request.url === undefined
      ? readManifest(peers[request.subject ?? ''] ?? request.subject ?? referenceServer)
      : undefined;
  const profile = request.profile ?? profileFor(chosen, model, located);
  const { flags } = request;
  const workload = workloadOf(model, { profile, need: chosen.need, ...(flags ? { flags } : {}) });
  assertWithinLimits(model, workload, chosen, options);
  if (workload.deliveries?.topics && options.lanes > mostTopics) {
    throw new Failure('usage', `--lanes must be at most ${mostTopics} here: each is a topic of its own`);
  }
  const target = { payloadBytes: options.payloadBytes, lanes: options.lanes };
  const { url, publishUrl } = request;
  const subject: Contestant = {
    side: subjectSide,
    name: located?.manifest.name ?? url ?? '',
    open: async (cores) =>
      located
        ? startSubject(located, { ...target, workload, ...pinnedTo(cores.server) })
        : subjectAt({ ...target, workload, url: url as string, ...(publishUrl === undefined ? {} : { publishUrl }) }),
  };
  const others = (request.peers ?? usualPeers(chosen, workload, request)).map((name): Contestant => {
    const manifest = name === 'self' ? selfOf(located) : readManifest(peers[name] ?? name);
    const own = name === 'self' ? workload : peerWorkload(manifest, { model, chosen, workload });
    return {
      side: name,
      name: manifest.manifest.name,
      open: (cores) => startSubject(manifest, { ...target, workload: own, ...pinnedTo(cores.server) }),
    };
  });
  return {
    case: chosen,
    options,
    contestants: [subject, ...others],
    ...(request.search ? { search: request.search } : {}),
    observer,
  };
}

export function caseNamed(name: string): Case {
  const found = cases.find((candidate) => candidate.name === name);
  if (found) return found;
  throw new Failure('usage', `unknown case '${name}'; list shows what there is`);
}

function pinnedTo(cores: string | undefined): { cores?: string } {
  return cores === undefined ? {} : { cores };
}

/** The first profile that the subject serves and that has what the case needs. */
function profileFor({ need }: Case, model: Model, located: LocatedManifest | undefined): string | undefined {
  const served = model.profiles.filter(({ id }) => !located || id in located.manifest.profiles);
  return located && served.find((profile) => offers(profile, need))?.id;
}

/** None where the peers beside the bench do not know the document. */
function usualPeers(chosen: Case, workload: Workload, { spec }: RunRequest): string[] {
  if (chosen.peer !== undefined) return [chosen.peer];
  const usual = readManifest(peers[usualPeer[workload.transport]] as string);
  return spec === undefined && workload.profile in usual.manifest.profiles ? [usualPeer[workload.transport]] : [];
}

function selfOf(located: LocatedManifest | undefined): LocatedManifest {
  if (located) return located;
  throw new Failure('usage', 'a server given by --url cannot be its own peer; give its manifest with --subject');
}

/** A peer that does not speak the subject's profile does the same work in one that it speaks. */
function peerWorkload(
  { manifest }: LocatedManifest,
  { model, chosen, workload }: { model: Model; chosen: Case; workload: Workload },
): Workload {
  if (workload.profile in manifest.profiles) return workload;
  const other = model.profiles.find((profile) => profile.id in manifest.profiles && offers(profile, chosen.need));
  if (other) return workloadOf(model, { profile: other.id, need: chosen.need });
  throw new Failure('usage', `${manifest.name} serves no profile that has what '${chosen.name}' needs`);
}

/** More than this share of a rate limit of the document is not asked for. */
const shareOfLimit = 0.9;

/** A client that asks more often than the document allows is refused, and measures refusals. */
function assertWithinLimits(model: Model, workload: Workload, chosen: Case, options: LoadOptions): void {
  if (chosen.need !== 'barrier') return;
  const profile = model.profiles.find(({ id }) => id === workload.profile);
  const channel = profile?.channels.find(({ facts }) => facts.barrier);
  const { rateLimit, barrier } = channel?.facts ?? {};
  const name = channel?.messages.find(({ id }) => id === barrier?.send)?.name ?? '';
  const most = rateLimit && !rateLimit.buckets ? (rateLimit.byType[name] ?? rateLimit.max) : undefined;
  if (!rateLimit || most === undefined) return;
  const { rate, durationS, warmupS, blocks, connections } = options;
  const windowS = rateLimit.windowMs / 1000;
  const asked = (rate * Math.min(windowS, (durationS + warmupS) * blocks)) / connections;
  if (asked <= most * shareOfLimit) return;
  throw new Failure(
    'usage',
    `${Math.ceil(asked)} requests of each connection in ${windowS} s are too many for the document's limit ` +
      `of ${most}; take --connections ${Math.ceil((asked * connections) / (most * shareOfLimit))} or more, or a lower --rate`,
  );
}
