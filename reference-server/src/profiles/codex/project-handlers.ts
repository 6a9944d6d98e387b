import { codex } from '@agentwire/generated/constants/codex';
import type {
  CodexAnalyzeContext,
  CodexEnableSuggestions,
  CodexFileChanged,
  CodexWatchFile,
} from '@agentwire/generated/types/codex';
import { defaultTenant } from '../../credentials.ts';
import { type ErrorCode, ProtocolError } from '../../errors.ts';
import type { Client, Exchange } from '../../handler.ts';
import type { FileChange, Sync } from '../../services/projects/change.ts';
import type { Project } from '../../services/projects/project.ts';
import { ProjectError, type ProjectErrorCode } from '../../services/projects/project-error.ts';
import type { Services } from '../../services/services.ts';
import { projectKey } from '../../settings.ts';
import { internalError, wireError } from './errors.ts';
import type { CodexProject } from './protocol.ts';
import { readWishes, suggestionsOf } from './wishes.ts';

const { limits } = codex.channels.codexProject;

/** The project of the address; nothing when the server has none of this id for the client's tenant. */
export function projectOf({ parameters, identity }: Client<CodexProject>, { projects }: Services): Project | undefined {
  const key = identity && projectKey({ tenant: identity.tenant, id: parameters.get('id') ?? '' });
  return key === undefined ? undefined : projects.get(key);
}

/** The client hears of a file, whether the change is seen in the directory or published. */
export function watchFile({ filePath, projectId }: CodexWatchFile, exchange: Exchange<CodexProject>): void {
  const project = requireProject(projectId, exchange);
  const { client } = exchange;
  const { watched } = client.state;
  if (watched.has(filePath)) return;
  if (watched.size >= limits.subscriptions) tooMany('watched files', limits.subscriptions);
  const end = translated(() => project.watch(filePath, (change) => client.send(fileChanged(change))));
  watched.set(filePath, end);
  client.membership?.subscribe({ id: `file:${filePath}`, label: 'file', patterns: [`file:${filePath}:changed`] });
}

/**
 * Begins an analysis and returns; the answer is a context_sync, with suggestions behind it where enabled
 * (CODEX-A16).
 */
export function analyzeContext(
  { projectId, analysisType = 'full', contextVersion = 0 }: CodexAnalyzeContext,
  exchange: Exchange<CodexProject>,
): void {
  const project = requireProject(projectId, exchange);
  const { client, log, services } = exchange;
  const { state } = client;
  if (state.analyses >= limits.requests) tooMany('analyses at once', limits.requests);
  state.analyses++;
  // The message names no focus; the files that the client watches are what it looks at.
  const focus = [...state.watched.keys()];
  services.jobs
    .run({
      tenant: client.identity?.tenant ?? defaultTenant,
      work: (advance) => {
        const onProgress = inSteps((percent, text) => advance(percent, `${projectId}: ${text}`));
        return project.analyze({ analysisType, contextVersion, focus, onProgress }, client.ended);
      },
      summarise: ({ version, findings }) => ({ projectId, version, findings: findings.length }),
    })
    .then((analysis) => {
      tellSync(client, analysis);
      for (const suggestion of suggestionsOf(state.wishes, analysis.findings)) client.send(suggestion);
    })
    .catch((error) => {
      if (client.ended.aborted) return;
      if (error instanceof ProjectError) {
        client.send(wireError(refusal(error)));
        return;
      }
      log.error({ clientId: client.clientId, err: error }, 'an analysis failed');
      client.send(internalError({}));
    })
    .finally(() => {
      state.analyses--;
    });
}

/** Tells of progress where another tenth is done. */
function inSteps(tell: (percent: number, text: string) => void): (files: number, ofFiles: number) => void {
  let told = -1;
  return (files, ofFiles) => {
    const tenth = Math.floor((10 * files) / ofFiles);
    if (tenth === told) return;
    told = tenth;
    tell(10 * tenth, `${files} of ${ofFiles} files looked into`);
  };
}

export function enableSuggestions(
  { projectId, config }: CodexEnableSuggestions,
  exchange: Exchange<CodexProject>,
): void {
  const project = requireProject(projectId, exchange);
  const { client } = exchange;
  const wishes = readWishes(config);
  if (wishes.types.size > limits.subscriptions) tooMany('types', limits.subscriptions);
  const tell = ({ filePath, findings }: FileChange): void => {
    const found = findings.map((finding) => ({ ...finding, filePath }));
    for (const suggestion of suggestionsOf(wishes, found)) client.send(suggestion);
  };
  client.state.wish(wishes, wishes.onChange ? project.onChange(tell) : () => {});
  const patterns = [...wishes.types].map((type) => `suggestion:${type}:found`);
  client.membership?.subscribe({ id: 'suggestions', label: 'suggestion', patterns });
}

/** Tells a client of a version of the project. */
export function tellSync(client: Client<CodexProject>, { version, changes, summary }: Sync): void {
  client.send({ type: 'context_sync', version: client.state.versionOf(version), changes, summary });
}

function requireProject(projectId: string, { client, services }: Exchange<CodexProject>): Project {
  if (projectId !== client.parameters.get('id')) {
    throw new ProtocolError('INVALID_REQUEST', { details: 'projectId is not the id of the address' });
  }
  const project = projectOf(client, services);
  if (!project) throw new ProtocolError('NOT_FOUND', { details: 'the server has no such project' });
  return project;
}

function fileChanged({ filePath, changeType, diff, findings }: FileChange): CodexFileChanged {
  return {
    type: 'file_changed',
    filePath,
    changeType,
    diff,
    suggestions: findings.map(({ type: suggestionType, line, suggestion, confidence }) => ({
      suggestionType,
      line,
      suggestion,
      confidence,
    })),
  };
}

/** What lies outside is not found either: nobody learns what is there. */
const codes: Readonly<Record<ProjectErrorCode, ErrorCode>> = {
  'not-found': 'NOT_FOUND',
  outside: 'NOT_FOUND',
  'invalid-version': 'INVALID_REQUEST',
};

function refusal({ code, message }: ProjectError): ProtocolError {
  return new ProtocolError(codes[code], { details: message });
}

function translated<Result>(ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    throw error instanceof ProjectError ? refusal(error) : error;
  }
}

function tooMany(what: string, max: number): never {
  throw new ProtocolError('LIMIT_EXCEEDED', { details: `${what}: at most ${max}` });
}
