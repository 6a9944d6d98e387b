// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Checked } from '../checked.ts';
import type {
  DevmentorAiJobsStatus,
  DevmentorAnalyzeCode,
  DevmentorCodeContext,
  DevmentorContextUpdate,
  DevmentorError,
  DevmentorEventsServerMessage,
  DevmentorFileChanged,
  DevmentorHandshake,
  DevmentorIdeClientMessage,
  DevmentorIdeServerMessage,
  DevmentorIdeSuggestions,
  DevmentorMemoryNewItems,
  DevmentorMetricsServerMessage,
  DevmentorMetricsWebsocket,
  DevmentorPing,
  DevmentorPong,
  DevmentorSelectionChanged,
  DevmentorSseProgressScraper,
  DevmentorStartTdd,
  DevmentorSuggestionRequest,
  DevmentorSuggestions,
  DevmentorTddAction,
  DevmentorUiActivity,
  DevmentorWelcome,
  DevmentorWsClientMessage,
  DevmentorWsServerMessage,
} from '../types/devmentor.ts';

export function checkDevmentorWsClientMessage(value: unknown): Checked<DevmentorWsClientMessage>;
export function checkDevmentorWsServerMessage(value: unknown): Checked<DevmentorWsServerMessage>;
export function checkDevmentorIdeClientMessage(value: unknown): Checked<DevmentorIdeClientMessage>;
export function checkDevmentorIdeServerMessage(value: unknown): Checked<DevmentorIdeServerMessage>;
export function checkDevmentorEventsServerMessage(value: unknown): Checked<DevmentorEventsServerMessage>;
export function checkDevmentorMetricsServerMessage(value: unknown): Checked<DevmentorMetricsServerMessage>;

export function isDevmentorHandshake(value: unknown): value is DevmentorHandshake;
export function isDevmentorWelcome(value: unknown): value is DevmentorWelcome;
export function isDevmentorCodeContext(value: unknown): value is DevmentorCodeContext;
export function isDevmentorSuggestions(value: unknown): value is DevmentorSuggestions;
export function isDevmentorStartTdd(value: unknown): value is DevmentorStartTdd;
export function isDevmentorAnalyzeCode(value: unknown): value is DevmentorAnalyzeCode;
export function isDevmentorPing(value: unknown): value is DevmentorPing;
export function isDevmentorPong(value: unknown): value is DevmentorPong;
export function isDevmentorError(value: unknown): value is DevmentorError;
export function isDevmentorContextUpdate(value: unknown): value is DevmentorContextUpdate;
export function isDevmentorFileChanged(value: unknown): value is DevmentorFileChanged;
export function isDevmentorSelectionChanged(value: unknown): value is DevmentorSelectionChanged;
export function isDevmentorSuggestionRequest(value: unknown): value is DevmentorSuggestionRequest;
export function isDevmentorTddAction(value: unknown): value is DevmentorTddAction;
export function isDevmentorIdeSuggestions(value: unknown): value is DevmentorIdeSuggestions;
export function isDevmentorUiActivity(value: unknown): value is DevmentorUiActivity;
export function isDevmentorAiJobsStatus(value: unknown): value is DevmentorAiJobsStatus;
export function isDevmentorSseProgressScraper(value: unknown): value is DevmentorSseProgressScraper;
export function isDevmentorMemoryNewItems(value: unknown): value is DevmentorMemoryNewItems;
export function isDevmentorMetricsWebsocket(value: unknown): value is DevmentorMetricsWebsocket;
