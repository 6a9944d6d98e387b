import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import { codexAgents } from './agents.ts';
import { codexProject } from './project.ts';
import { codexStream } from './stream.ts';

/** MCPCodex: code generation, workflows, and live project context, each at an address of its own. */
export function codex(platform: Platform): Endpoint[] {
  const { settings } = platform;
  return [
    createEndpoint(codexStream(settings), platform),
    createEndpoint(codexAgents(settings), platform),
    createEndpoint(codexProject(settings), platform),
  ];
}
