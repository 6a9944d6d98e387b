import { codex as document } from '@agentwire/generated/constants/codex';
import { checkCodexProjectClientMessage, checkCodexProjectServerMessage } from '@agentwire/generated/validators/codex';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { pathOf } from '../../traits.ts';
import { connectionHandlers, connectionOf } from './connection.ts';
import { wireError } from './errors.ts';
import { Following } from './following.ts';
import { analyzeContext, enableSuggestions, projectOf, tellSync, watchFile } from './project-handlers.ts';
import type { CodexProject } from './protocol.ts';
import { isWanted } from './wishes.ts';

const { codexProject: channel } = document.channels;

/** MCPCodex's live context: a client follows one project, the one of its address. */
export function codexProject(settings: Settings): Profile<CodexProject> {
  return {
    ...connectionOf(settings),
    channel: 'codexProject',
    path: pathOf(document, channel),
    traits: channel,
    targets: ['projectId', 'userId'],
    checkClient: checkCodexProjectClientMessage,
    checkServer: checkCodexProjectServerMessage,
    handlers: {
      ...connectionHandlers,
      watch_file: watchFile,
      analyze_context: analyzeContext,
      enable_suggestions: enableSuggestions,
    },
    begin: () => new Following(),
    isBusy: ({ state }) => state.analyses > 0,
    readError: (error) => wireError(error),
    names: ({ parameters }) => ({ projectId: parameters.get('id') ?? '' }),

    /** Every client of a project hears of its versions, and what it followed as somebody else ends. */
    entered(client, services) {
      const { state } = client;
      state.stop();
      const project = projectOf(client, services);
      if (!project) return;
      state.followSyncs(project.onSync((sync) => tellSync(client, sync)));
      client.ended.addEventListener('abort', () => state.stop(), { once: true });
    },

    /** Topics are the words of clients, which may hold `*`; here it is only itself. */
    wants({ state }, event) {
      if (event.type === 'file_changed') return state.watched.has(event.filePath);
      if (event.type === 'suggestion') return isWanted(state.wishes, event.suggestionType, event.confidence);
      return true;
    },
  };
}
