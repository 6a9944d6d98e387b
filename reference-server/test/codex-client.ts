import { EventEmitter, once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

/** A message of any kind; what is read of it is up to the reader. */
// biome-ignore lint/suspicious/noExplicitAny: the clients of the samples trust what they receive
export type Message = Record<string, any>;

/** Presents its key by message as soon as the connection is open, as a browser must (CODEX-A01). */
abstract class Stream extends EventEmitter {
  readonly socket: WebSocket;
  readonly opened: Promise<unknown>;
  readonly closed: Promise<number>;
  /** All that came, in order. */
  readonly received: Message[] = [];

  constructor(url: string, apiKey: string) {
    super();
    this.socket = new WebSocket(url);
    this.socket.on('error', () => {});
    this.opened = once(this.socket, 'open');
    this.opened.catch(() => {});
    this.closed = once(this.socket, 'close').then(([code]) => code);
    this.socket.on('open', () => this.send({ type: 'auth', token: apiKey, version: '2.0.0' }));
    this.socket.on('message', (data) => {
      const message = JSON.parse(data.toString());
      this.received.push(message);
      this.handle(message);
      super.emit('message', message);
    });
    onTestFinished(() => this.socket.terminate());
  }

  protected abstract handle(message: Message): void;

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The first message from now on that fits. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    for await (const [message] of EventEmitter.on(this, 'message')) if (fits(message)) return message;
    throw new Error('the messages have ended');
  }

  /** Everything sent before has been handled once the pong is back. */
  async settled(): Promise<void> {
    const timestamp = Math.floor(performance.now() * 1000);
    const pong = this.next((message) => message.type === 'pong' && message.timestamp === timestamp);
    this.send({ type: 'ping', timestamp });
    await pong;
  }
}

interface Pending {
  resolve: (result: { text: string; metadata: Message; usage: Message }) => void;
  reject: (error: Error) => void;
  chunks: string[];
}

export interface GenerateOptions {
  model?: string;
  context?: object;
  constraints?: object;
  stream?: boolean;
}

/** `token` with `{requestId, token, fullText}`, `tool_call` with `{requestId, tool, arguments, thinking}`. */
export class MCPCodexStream extends Stream {
  #requests = 0;
  readonly #active = new Map<unknown, Pending>();

  constructor(url: string, apiKey = 'a-key') {
    super(`${url}/codex/v1/ws`, apiKey);
  }

  generateCode(
    prompt: string,
    { model = 'claude-3-opus', context = {}, constraints = {}, stream = true }: GenerateOptions = {},
  ): Promise<{ text: string; metadata: Message; usage: Message }> {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#active.set(id, { resolve, reject, chunks: [] });
      this.send({ id, type: 'generate', prompt, model, stream, context, constraints });
    });
  }

  protected handle({ type, requestId, ...message }: Message): void {
    const pending = this.#active.get(requestId);
    if (!pending) return;
    if (type === 'token') {
      pending.chunks.push(message.token);
      this.emit('token', { requestId, token: message.token, fullText: pending.chunks.join('') });
    } else if (type === 'tool_call') {
      this.emit('tool_call', { requestId, ...message });
    } else if (type === 'stream_end' || type === 'error') {
      this.#active.delete(requestId);
      if (type === 'error') pending.reject(new Error(message.message));
      else pending.resolve({ text: pending.chunks.join(''), metadata: message.metadata, usage: message.usage });
    }
  }
}

/** `agent_started`, `agent_progress` and `agent_completed` as they come. */
export class AgentOrchestrator extends Stream {
  #workflows = 0;
  readonly #created = new Map<string, (workflowId: string) => void>();
  readonly #runs = new Map<string, { resolve: (result: Message) => void; reject: (error: Error) => void }>();

  constructor(url: string, apiKey = 'a-key') {
    super(`${url}/codex/v1/agents`, apiKey);
  }

  createWorkflow(name: string, config: { agents: object[]; coordination?: string; context?: object }): Promise<string> {
    const id = `workflow-${++this.#workflows}`;
    return new Promise((resolve) => {
      this.#created.set(id, resolve);
      this.send({ type: 'create_workflow', id, name, coordination: 'sequential', context: {}, ...config });
    });
  }

  executeWorkflow(workflowId: string, task: unknown): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.#runs.set(workflowId, { resolve, reject });
      this.send({ type: 'execute_workflow', workflowId, task, timestamp: Date.now() });
    });
  }

  protected handle({ event, workflowId, ...message }: Message): void {
    if (event === 'workflow_created') this.#created.get(workflowId)?.(workflowId);
    const run = this.#runs.get(workflowId);
    if (event === 'workflow_completed') run?.resolve(message);
    else if (event === 'workflow_error') run?.reject(new Error(message.error));
    else if (event !== undefined) this.emit(event, { workflowId, ...message });
  }
}

/** `context_updated`, `file_changed` and `suggestion`, whose kind it calls `type`. */
export class ProjectContextStream extends Stream {
  readonly #projectId: string;
  version = 0;

  constructor(url: string, projectId: string, apiKey = 'a-key') {
    super(`${url}/codex/v1/projects/${encodeURIComponent(projectId)}/stream`, apiKey);
    this.#projectId = projectId;
  }

  watchFile(filePath: string): void {
    this.send({ type: 'watch_file', filePath, projectId: this.#projectId });
  }

  analyzeContext(analysisType = 'full'): void {
    this.send({ type: 'analyze_context', projectId: this.#projectId, analysisType, contextVersion: this.version });
  }

  enableLiveSuggestions(config: { frequency?: string; types?: string[]; threshold?: number } = {}): void {
    const { frequency = 'on_change', types = ['improvements', 'bugs', 'optimizations'], threshold } = config;
    const wireConfig = { frequency, types, confidence_threshold: threshold || 0.8 };
    this.send({ type: 'enable_suggestions', projectId: this.#projectId, config: wireConfig });
  }

  protected handle({ type, suggestionType, ...message }: Message): void {
    if (type === 'context_sync') {
      this.version = message.version;
      this.emit('context_updated', message);
    } else if (type === 'file_changed') this.emit('file_changed', message);
    else if (type === 'suggestion') this.emit('suggestion', { type: suggestionType, ...message });
  }
}

/** Counts of the server's metrics by kind, label and all: `agentwire_running{kind="generation"}`. */
export async function readMetrics(http: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${http}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

/** Asks again until the answer fits; the test's own time limit ends it. */
export async function until<Answer>(ask: () => Promise<Answer>, fits: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
