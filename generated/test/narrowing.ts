/**
 * A client's view of the types: every server message of every profile is told by its discriminator and
 * narrowed to its own members. A message that is added to the document and not handled here does not compile.
 */
import type { AutosdlcServerMessage } from '../src/types/autosdlc.ts';
import type { CloudServerMessage } from '../src/types/cloud.ts';
import type {
  CodexAgentsServerMessage,
  CodexProjectServerMessage,
  CodexStreamServerMessage,
} from '../src/types/codex.ts';
import type {
  DevmentorEventsServerMessage,
  DevmentorIdeServerMessage,
  DevmentorWsServerMessage,
} from '../src/types/devmentor.ts';
import type { MxfServerMessage } from '../src/types/mxf.ts';

function unhandled(message: never): never {
  throw new Error(`unhandled: ${JSON.stringify(message)}`);
}

export function readCodexStream(message: CodexStreamServerMessage): unknown {
  switch (message.type) {
    case 'stream_start':
      return message.requestId;
    case 'token':
      return message.token;
    case 'tool_call':
      return message.tool;
    case 'stream_end':
      return message.usage;
    case 'error':
      return message.code;
    case 'ping':
      return message.timestamp;
    case 'pong':
      return message.timestamp;
    default:
      return unhandled(message);
  }
}

export function readCodexAgents(message: CodexAgentsServerMessage): unknown {
  if ('event' in message) {
    switch (message.event) {
      case 'workflow_created':
        return message.workflowId;
      case 'agent_started':
        return message.agentType;
      case 'agent_progress':
        return message.step;
      case 'agent_completed':
        return message.result;
      case 'workflow_completed':
        return message.results;
      case 'workflow_error':
        return message.error;
      default:
        return unhandled(message);
    }
  }
  switch (message.type) {
    case 'error':
      return message.code;
    case 'ping':
      return message.timestamp;
    case 'pong':
      return message.timestamp;
    default:
      return unhandled(message);
  }
}

export function readCodexProject(message: CodexProjectServerMessage): unknown {
  switch (message.type) {
    case 'context_sync':
      return message.version;
    case 'file_changed':
      return message.filePath;
    case 'suggestion':
      return message.suggestionType;
    case 'error':
      return message.code;
    case 'ping':
      return message.timestamp;
    case 'pong':
      return message.timestamp;
    default:
      return unhandled(message);
  }
}

export function readMxf(message: MxfServerMessage): unknown {
  switch (message.event) {
    case 'agent:registered':
      return message.payload.agentId;
    case 'agent:error':
      return message.payload.code;
    case 'agent:status:response':
      return message.payload.online;
    case 'message':
      return message.payload.from;
    case 'direct_message':
      return message.payload.messageId;
    case 'channel:joined':
      return message.payload.channelId;
    case 'channel:participants':
      return message.payload.channelId;
    case 'channel:error':
      return message.payload.code;
    case 'task:created':
      return message.payload.taskId;
    case 'task:error':
      return message.payload.code;
    case 'memory:data':
      return message.payload.entries;
    case 'memory:error':
      return message.payload.code;
    case 'control_loop:initialized':
      return message.payload.controlLoopId;
    case 'control_loop:observation:processed':
      return message.payload.controlLoopId;
    case 'control_loop:reasoning:complete':
      return message.payload.controlLoopId;
    case 'control_loop:action:planned':
      return message.payload.controlLoopId;
    case 'control_loop:progress:update':
      return message.payload.controlLoopId;
    case 'control_loop:reflection:complete':
      return message.payload.controlLoopId;
    case 'mcp:tool:list:response':
      return message.payload;
    case 'mcp:tool:result':
      return message.payload.success;
    case 'mcp:error':
      return message.payload.code;
    case 'error':
      return message.payload.code;
    default:
      return unhandled(message);
  }
}

export function readCloud(message: CloudServerMessage): unknown {
  switch (message.type) {
    case 'auth':
      return message.data.success;
    case 'ping':
      return message.timestamp;
    case 'pong':
      return message.timestamp;
    case 'agent_status':
      return message.data.agentName;
    case 'chat_message':
      return message.data.conversationId;
    case 'notification':
      return message.data.level;
    case 'user_presence':
      return message.data.userId;
    case 'error':
      return message.data.error;
    default:
      return unhandled(message);
  }
}

export function readAutosdlc(message: AutosdlcServerMessage): unknown {
  switch (message.type) {
    case 'connect':
      return message.data.clientId;
    case 'disconnect':
      return message.data.reason;
    case 'pong':
      return message.data.timestamp;
    case 'error':
      return message.data.error;
    case 'auth_success':
      return message.data.clientId;
    case 'auth_failure':
      return message.data.error;
    case 'subscription_update':
      return message.data.subscriptionId;
    case 'agent_status':
      return message.data.agentId;
    case 'agent_task_update':
      return message.data.agentId;
    case 'agent_log':
      return message.data.agentId;
    case 'agent_metric':
      return message.data.agentId;
    case 'agent_error':
      return message.data.agentId;
    case 'tdd_phase_change':
      return message.data.agentId;
    case 'test_result':
      return message.data.agentId;
    case 'coverage_update':
      return message.data.agentId;
    case 'workflow_started':
      return message.data.workflowId;
    case 'workflow_step_complete':
      return message.data.workflowId;
    case 'workflow_complete':
      return message.data.workflowId;
    case 'workflow_failed':
      return message.data.workflowId;
    case 'system_notification':
      return message.data.level;
    case 'system_alert':
      return message.data.alertId;
    case 'deployment_status':
      return message.data.deploymentId;
    case 'github_issue_update':
      return message.data.repository;
    case 'github_pr_update':
      return message.data.repository;
    case 'github_workflow_update':
      return message.data.repository;
    default:
      return unhandled(message);
  }
}

export function readDevmentorWs(message: DevmentorWsServerMessage): unknown {
  switch (message.type) {
    case 'welcome':
      return message.data.clientId;
    case 'suggestions':
      return message.data;
    case 'pong':
      return message.data?.timestamp;
    case 'error':
      return message.data.error;
    default:
      return unhandled(message);
  }
}

export function readDevmentorIde(message: DevmentorIdeServerMessage): unknown {
  switch (message.type) {
    case 'context_update':
      return message.data.file;
    case 'file_changed':
      return message.data.file;
    case 'selection_changed':
      return message.data.file;
    case 'suggestion_request':
      return message.data.file;
    case 'tdd_action':
      return message.data.action;
    default:
      return unhandled(message);
  }
}

export function readDevmentorEvents(message: DevmentorEventsServerMessage): unknown {
  switch (message.channel) {
    case 'ui:activity':
      return message.message;
    case 'ai:jobs:status':
      return message.message;
    case 'sse:progress:scraper':
      return message.message;
    case 'memory:new-items':
      return message.message;
    default:
      return unhandled(message);
  }
}
