import { defaultTenant, type Identity } from '../../credentials.ts';
import type { Client, HandlerTable } from '../../handler.ts';
import type { Demand } from '../../settings.ts';
import { handshake } from './handshake.ts';
import type { Devmentor } from './protocol.ts';
import { suggest, suggestTests, suggestWithTest } from './suggest.ts';

export function handlers(demand: Demand): HandlerTable<Devmentor> {
  return {
    handshake: handshake(demand),

    ping({ data }, { reply }) {
      reply({ type: 'pong', ...(data?.timestamp !== undefined && { data: { timestamp: data.timestamp } }) });
    },

    async codeContext({ data }, { client, services, reply }) {
      const { tenant, userId } = sender(client);
      services.sourceMemory.remember({ tenant, userId, file: data.file }, data.content);
      const suggestions = await services.jobs.run({
        tenant,
        work: () => suggestWithTest(data, services),
        summarise: ({ length }) => ({ suggestions: length }),
      });
      reply({ type: 'suggestions', data: suggestions });
    },

    /** Without content it is about what this user last showed of the file. */
    startTDD({ data: { file, language, content, testFramework } }, { client, services, reply }) {
      const { tenant, userId } = sender(client);
      const key = { tenant, userId, file };
      if (content !== undefined) services.sourceMemory.remember(key, content);
      const text = content ?? services.sourceMemory.recall(key) ?? '';
      services.domainEvents.tell('activity', { activity: 'TDD started', actor: userId, file }, tenant);
      reply({ type: 'suggestions', data: suggestTests({ path: file, language, text, framework: testFramework }) });
    },

    async analyzeCode({ data }, { client, services, reply }) {
      const { tenant, userId } = sender(client);
      const { file, language, content } = data;
      services.sourceMemory.remember({ tenant, userId, file }, content);
      const suggestions = await services.jobs.run({
        tenant,
        work: async (advance) => {
          advance(0, `${file}: looking for tests`);
          const tests = content === '' ? [] : suggestTests({ path: file, language, text: content });
          advance(50, `${file}: looking for findings`);
          const findings = await suggest(data, services);
          advance(100, `${file}: done`);
          return [...findings, ...tests];
        },
        summarise: ({ length }) => ({ suggestions: length }),
      });
      reply({ type: 'suggestions', data: suggestions });
    },
  };
}

/** Who sends; where no handshake is demanded somebody without a name. */
function sender({ identity }: Client<Devmentor>): Pick<Identity, 'tenant' | 'userId'> {
  return identity ?? { tenant: defaultTenant, userId: 'anonymous' };
}
