const PROGRESS = 'No sentence asks for an agent_progress: a server may send none, and any number of the same.';
const STATE = 'It tells a state and not an event: told again it says nothing else, and no sentence asks for it once.';

/**
 * Faults on the wire that no check notices, and why none should. An entry whose fault is noticed after all, or that
 * matches no fault, is wrong.
 */
export const EXPLAINED: Record<string, string> = {
  'cloud/agent_status/told-twice': STATE,
  'cloud/user_presence/told-twice': STATE,
  'codex/codexAgents/agent_progress/field-dropped/event': `Without its name it is a message of a later version. ${PROGRESS}`,
  'codex/codexAgents/agent_progress/swallowed': PROGRESS,
  'codex/codexAgents/agent_progress/told-late': PROGRESS,
  'codex/codexAgents/agent_progress/told-twice': PROGRESS,
  'codex/codexProject/suggestion/told-twice': 'A suggestion has no id: two of the same words may be two suggestions.',
  'codex/codexStream/tool_call/told-twice':
    'A tool_call has no id of its own: a model may use a tool twice with the same arguments.',
  'mxf/control_loop:progress:update/told-twice': 'The document says that it comes once or more.',
};

/** Faults that are not tried: who notices them depends on who is there at the time, and no sentence is broken. */
export const UNDECIDED: ReadonlySet<string> = new Set(['codex/codexAgents/agent_progress/told-to-another']);
