// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Checked } from '../checked.ts';
import type {
  CodexAgentCompleted,
  CodexAgentProgress,
  CodexAgentStarted,
  CodexAgentsClientMessage,
  CodexAgentsServerMessage,
  CodexAnalyzeContext,
  CodexAuth,
  CodexClientError,
  CodexClientPing,
  CodexClientPong,
  CodexContextSync,
  CodexCreateWorkflow,
  CodexEnableSuggestions,
  CodexExecuteWorkflow,
  CodexFileChanged,
  CodexGenerate,
  CodexProjectClientMessage,
  CodexProjectServerMessage,
  CodexServerError,
  CodexServerPing,
  CodexServerPong,
  CodexStreamClientMessage,
  CodexStreamEnd,
  CodexStreamServerMessage,
  CodexStreamStart,
  CodexSuggestion,
  CodexToken,
  CodexToolCall,
  CodexWatchFile,
  CodexWorkflowCompleted,
  CodexWorkflowCreated,
  CodexWorkflowError,
} from '../types/codex.ts';

export function checkCodexStreamClientMessage(value: unknown): Checked<CodexStreamClientMessage>;
export function checkCodexStreamServerMessage(value: unknown): Checked<CodexStreamServerMessage>;
export function checkCodexAgentsClientMessage(value: unknown): Checked<CodexAgentsClientMessage>;
export function checkCodexAgentsServerMessage(value: unknown): Checked<CodexAgentsServerMessage>;
export function checkCodexProjectClientMessage(value: unknown): Checked<CodexProjectClientMessage>;
export function checkCodexProjectServerMessage(value: unknown): Checked<CodexProjectServerMessage>;

export function isCodexAuth(value: unknown): value is CodexAuth;
export function isCodexGenerate(value: unknown): value is CodexGenerate;
export function isCodexStreamStart(value: unknown): value is CodexStreamStart;
export function isCodexToken(value: unknown): value is CodexToken;
export function isCodexToolCall(value: unknown): value is CodexToolCall;
export function isCodexStreamEnd(value: unknown): value is CodexStreamEnd;
export function isCodexClientError(value: unknown): value is CodexClientError;
export function isCodexServerError(value: unknown): value is CodexServerError;
export function isCodexClientPing(value: unknown): value is CodexClientPing;
export function isCodexServerPing(value: unknown): value is CodexServerPing;
export function isCodexClientPong(value: unknown): value is CodexClientPong;
export function isCodexServerPong(value: unknown): value is CodexServerPong;
export function isCodexCreateWorkflow(value: unknown): value is CodexCreateWorkflow;
export function isCodexWorkflowCreated(value: unknown): value is CodexWorkflowCreated;
export function isCodexExecuteWorkflow(value: unknown): value is CodexExecuteWorkflow;
export function isCodexAgentStarted(value: unknown): value is CodexAgentStarted;
export function isCodexAgentProgress(value: unknown): value is CodexAgentProgress;
export function isCodexAgentCompleted(value: unknown): value is CodexAgentCompleted;
export function isCodexWorkflowCompleted(value: unknown): value is CodexWorkflowCompleted;
export function isCodexWorkflowError(value: unknown): value is CodexWorkflowError;
export function isCodexWatchFile(value: unknown): value is CodexWatchFile;
export function isCodexAnalyzeContext(value: unknown): value is CodexAnalyzeContext;
export function isCodexEnableSuggestions(value: unknown): value is CodexEnableSuggestions;
export function isCodexContextSync(value: unknown): value is CodexContextSync;
export function isCodexFileChanged(value: unknown): value is CodexFileChanged;
export function isCodexSuggestion(value: unknown): value is CodexSuggestion;
