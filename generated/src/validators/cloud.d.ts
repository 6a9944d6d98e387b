// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

import type { Checked } from '../checked.ts';
import type {
  CloudAgentStatus,
  CloudAuth,
  CloudChatMessage,
  CloudClientMessage,
  CloudClientPing,
  CloudClientPong,
  CloudError,
  CloudNotification,
  CloudPresenceChange,
  CloudServerMessage,
  CloudServerPing,
  CloudServerPong,
  CloudUserPresence,
} from '../types/cloud.ts';

export function checkCloudClientMessage(value: unknown): Checked<CloudClientMessage>;
export function checkCloudServerMessage(value: unknown): Checked<CloudServerMessage>;

export function isCloudAuth(value: unknown): value is CloudAuth;
export function isCloudClientPing(value: unknown): value is CloudClientPing;
export function isCloudServerPing(value: unknown): value is CloudServerPing;
export function isCloudClientPong(value: unknown): value is CloudClientPong;
export function isCloudServerPong(value: unknown): value is CloudServerPong;
export function isCloudAgentStatus(value: unknown): value is CloudAgentStatus;
export function isCloudChatMessage(value: unknown): value is CloudChatMessage;
export function isCloudNotification(value: unknown): value is CloudNotification;
export function isCloudPresenceChange(value: unknown): value is CloudPresenceChange;
export function isCloudUserPresence(value: unknown): value is CloudUserPresence;
export function isCloudError(value: unknown): value is CloudError;
