// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Checked } from '../checked.ts';
import type {
  AutosdlcAgentError,
  AutosdlcAgentLog,
  AutosdlcAgentMetric,
  AutosdlcAgentStatus,
  AutosdlcAgentTaskUpdate,
  AutosdlcAuthFailure,
  AutosdlcAuthRequest,
  AutosdlcAuthSuccess,
  AutosdlcClientDisconnect,
  AutosdlcClientMessage,
  AutosdlcConnect,
  AutosdlcCoverageUpdate,
  AutosdlcDeploymentStatus,
  AutosdlcError,
  AutosdlcGithubIssueUpdate,
  AutosdlcGithubPrUpdate,
  AutosdlcGithubWorkflowUpdate,
  AutosdlcPing,
  AutosdlcPong,
  AutosdlcServerDisconnect,
  AutosdlcServerMessage,
  AutosdlcSubscribe,
  AutosdlcSubscriptionUpdate,
  AutosdlcSystemAlert,
  AutosdlcSystemNotification,
  AutosdlcTddPhaseChange,
  AutosdlcTestResult,
  AutosdlcUnsubscribe,
  AutosdlcWorkflowComplete,
  AutosdlcWorkflowFailed,
  AutosdlcWorkflowStarted,
  AutosdlcWorkflowStepComplete,
} from '../types/autosdlc.ts';

export function checkAutosdlcClientMessage(value: unknown): Checked<AutosdlcClientMessage>;
export function checkAutosdlcServerMessage(value: unknown): Checked<AutosdlcServerMessage>;

export function isAutosdlcConnect(value: unknown): value is AutosdlcConnect;
export function isAutosdlcClientDisconnect(value: unknown): value is AutosdlcClientDisconnect;
export function isAutosdlcServerDisconnect(value: unknown): value is AutosdlcServerDisconnect;
export function isAutosdlcPing(value: unknown): value is AutosdlcPing;
export function isAutosdlcPong(value: unknown): value is AutosdlcPong;
export function isAutosdlcError(value: unknown): value is AutosdlcError;
export function isAutosdlcAuthRequest(value: unknown): value is AutosdlcAuthRequest;
export function isAutosdlcAuthSuccess(value: unknown): value is AutosdlcAuthSuccess;
export function isAutosdlcAuthFailure(value: unknown): value is AutosdlcAuthFailure;
export function isAutosdlcSubscribe(value: unknown): value is AutosdlcSubscribe;
export function isAutosdlcUnsubscribe(value: unknown): value is AutosdlcUnsubscribe;
export function isAutosdlcSubscriptionUpdate(value: unknown): value is AutosdlcSubscriptionUpdate;
export function isAutosdlcAgentStatus(value: unknown): value is AutosdlcAgentStatus;
export function isAutosdlcAgentTaskUpdate(value: unknown): value is AutosdlcAgentTaskUpdate;
export function isAutosdlcAgentLog(value: unknown): value is AutosdlcAgentLog;
export function isAutosdlcAgentMetric(value: unknown): value is AutosdlcAgentMetric;
export function isAutosdlcAgentError(value: unknown): value is AutosdlcAgentError;
export function isAutosdlcTddPhaseChange(value: unknown): value is AutosdlcTddPhaseChange;
export function isAutosdlcTestResult(value: unknown): value is AutosdlcTestResult;
export function isAutosdlcCoverageUpdate(value: unknown): value is AutosdlcCoverageUpdate;
export function isAutosdlcWorkflowStarted(value: unknown): value is AutosdlcWorkflowStarted;
export function isAutosdlcWorkflowStepComplete(value: unknown): value is AutosdlcWorkflowStepComplete;
export function isAutosdlcWorkflowComplete(value: unknown): value is AutosdlcWorkflowComplete;
export function isAutosdlcWorkflowFailed(value: unknown): value is AutosdlcWorkflowFailed;
export function isAutosdlcSystemNotification(value: unknown): value is AutosdlcSystemNotification;
export function isAutosdlcSystemAlert(value: unknown): value is AutosdlcSystemAlert;
export function isAutosdlcDeploymentStatus(value: unknown): value is AutosdlcDeploymentStatus;
export function isAutosdlcGithubIssueUpdate(value: unknown): value is AutosdlcGithubIssueUpdate;
export function isAutosdlcGithubPrUpdate(value: unknown): value is AutosdlcGithubPrUpdate;
export function isAutosdlcGithubWorkflowUpdate(value: unknown): value is AutosdlcGithubWorkflowUpdate;
