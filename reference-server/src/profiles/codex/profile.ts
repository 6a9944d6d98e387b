import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import { tenantOfProject } from '../../settings.ts';
import { codexAgents } from './agents.ts';
import { codexProject } from './project.ts';
import { codexStream } from './stream.ts';

/** MCPCodex: code generation, workflows, and live project context, each at an address of its own. */
export function codex(platform: Platform): Endpoint[] {
  const { services, settings } = platform;
  // An editor does not say which project it has open; who watches a file of that name hears of it.
  services.domainEvents.on('fileChanged', ({ file: filePath, changeType, content: text }, tenant) => {
    for (const [key, project] of services.projects.entries()) {
      if (tenantOfProject(key) === tenant) project.hear({ filePath, changeType, text });
    }
  });
  return [
    createEndpoint(codexStream(settings), platform),
    createEndpoint(codexAgents(settings), platform),
    createEndpoint(codexProject(settings), platform),
  ];
}
