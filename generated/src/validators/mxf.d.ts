// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Checked } from '../checked.ts';
import type {
  MxfAck,
  MxfAgentError,
  MxfAgentRegister,
  MxfAgentRegistered,
  MxfAgentStatus,
  MxfAgentStatusResponse,
  MxfAgentUpdate,
  MxfChannelError,
  MxfChannelJoin,
  MxfChannelJoined,
  MxfChannelLeave,
  MxfChannelParticipants,
  MxfChannelUpdate,
  MxfClientMessage,
  MxfConnect,
  MxfConnectError,
  MxfControlLoopActionPlanned,
  MxfControlLoopInit,
  MxfControlLoopInitialized,
  MxfControlLoopObservation,
  MxfControlLoopObservationProcessed,
  MxfControlLoopProgressUpdate,
  MxfControlLoopReasoningComplete,
  MxfControlLoopReflectionComplete,
  MxfDirectMessage,
  MxfError,
  MxfMcpError,
  MxfMcpToolExecute,
  MxfMcpToolList,
  MxfMcpToolListResponse,
  MxfMcpToolRegister,
  MxfMcpToolResult,
  MxfMemoryBulk,
  MxfMemoryData,
  MxfMemoryDelete,
  MxfMemoryError,
  MxfMemoryGet,
  MxfMemoryUpdate,
  MxfMessage,
  MxfMessageBroadcast,
  MxfMessageDirect,
  MxfMessageSend,
  MxfServerMessage,
  MxfTaskAssign,
  MxfTaskComplete,
  MxfTaskCreate,
  MxfTaskCreated,
  MxfTaskError,
  MxfTaskProgress,
} from '../types/mxf.ts';

export function checkMxfClientMessage(value: unknown): Checked<MxfClientMessage>;
export function checkMxfServerMessage(value: unknown): Checked<MxfServerMessage>;

export function isMxfConnect(value: unknown): value is MxfConnect;
export function isMxfConnectError(value: unknown): value is MxfConnectError;
export function isMxfAck(value: unknown): value is MxfAck;
export function isMxfAgentRegister(value: unknown): value is MxfAgentRegister;
export function isMxfAgentRegistered(value: unknown): value is MxfAgentRegistered;
export function isMxfAgentError(value: unknown): value is MxfAgentError;
export function isMxfAgentUpdate(value: unknown): value is MxfAgentUpdate;
export function isMxfAgentStatus(value: unknown): value is MxfAgentStatus;
export function isMxfAgentStatusResponse(value: unknown): value is MxfAgentStatusResponse;
export function isMxfMessageSend(value: unknown): value is MxfMessageSend;
export function isMxfMessage(value: unknown): value is MxfMessage;
export function isMxfMessageDirect(value: unknown): value is MxfMessageDirect;
export function isMxfDirectMessage(value: unknown): value is MxfDirectMessage;
export function isMxfMessageBroadcast(value: unknown): value is MxfMessageBroadcast;
export function isMxfChannelJoin(value: unknown): value is MxfChannelJoin;
export function isMxfChannelJoined(value: unknown): value is MxfChannelJoined;
export function isMxfChannelParticipants(value: unknown): value is MxfChannelParticipants;
export function isMxfChannelError(value: unknown): value is MxfChannelError;
export function isMxfChannelLeave(value: unknown): value is MxfChannelLeave;
export function isMxfChannelUpdate(value: unknown): value is MxfChannelUpdate;
export function isMxfTaskCreate(value: unknown): value is MxfTaskCreate;
export function isMxfTaskCreated(value: unknown): value is MxfTaskCreated;
export function isMxfTaskAssign(value: unknown): value is MxfTaskAssign;
export function isMxfTaskProgress(value: unknown): value is MxfTaskProgress;
export function isMxfTaskComplete(value: unknown): value is MxfTaskComplete;
export function isMxfTaskError(value: unknown): value is MxfTaskError;
export function isMxfMemoryGet(value: unknown): value is MxfMemoryGet;
export function isMxfMemoryData(value: unknown): value is MxfMemoryData;
export function isMxfMemoryUpdate(value: unknown): value is MxfMemoryUpdate;
export function isMxfMemoryDelete(value: unknown): value is MxfMemoryDelete;
export function isMxfMemoryBulk(value: unknown): value is MxfMemoryBulk;
export function isMxfMemoryError(value: unknown): value is MxfMemoryError;
export function isMxfControlLoopInit(value: unknown): value is MxfControlLoopInit;
export function isMxfControlLoopInitialized(value: unknown): value is MxfControlLoopInitialized;
export function isMxfControlLoopObservation(value: unknown): value is MxfControlLoopObservation;
export function isMxfControlLoopObservationProcessed(value: unknown): value is MxfControlLoopObservationProcessed;
export function isMxfControlLoopReasoningComplete(value: unknown): value is MxfControlLoopReasoningComplete;
export function isMxfControlLoopActionPlanned(value: unknown): value is MxfControlLoopActionPlanned;
export function isMxfControlLoopProgressUpdate(value: unknown): value is MxfControlLoopProgressUpdate;
export function isMxfControlLoopReflectionComplete(value: unknown): value is MxfControlLoopReflectionComplete;
export function isMxfMcpToolList(value: unknown): value is MxfMcpToolList;
export function isMxfMcpToolListResponse(value: unknown): value is MxfMcpToolListResponse;
export function isMxfMcpToolExecute(value: unknown): value is MxfMcpToolExecute;
export function isMxfMcpToolResult(value: unknown): value is MxfMcpToolResult;
export function isMxfMcpToolRegister(value: unknown): value is MxfMcpToolRegister;
export function isMxfMcpError(value: unknown): value is MxfMcpError;
export function isMxfError(value: unknown): value is MxfError;
