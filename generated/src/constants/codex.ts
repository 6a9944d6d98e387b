// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** MCPCodex: addresses, intervals, limits, codes. */
export const codex = {
  "id": "codex",
  "title": "MCPCodex",
  "pathname": "/codex",
  "carriers": [
    {
      "scheme": "codexBearer",
      "in": "header",
      "name": "authorization",
      "prefix": "Bearer "
    },
    {
      "scheme": "codexMessage",
      "in": "message",
      "name": "CodexAuth",
      "prefix": ""
    }
  ],
  "channels": {
    "codexStream": {
      "address": "/v1/ws",
      "transport": "websocket",
      "frames": "text",
      "discriminator": [
        "type"
      ],
      "greeting": "CodexServerPong",
      "refusal": "CodexServerError",
      "barrier": {
        "send": "CodexClientPing",
        "expect": "CodexServerPong",
        "echo": "/timestamp"
      },
      "requirements": {
        "connect": "codex/connection/stream",
        "envelope": "codex/envelope/server-message",
        "malformed": "codex/errors/malformed-json",
        "invalid": "codex/errors/nameless",
        "unknown": "codex/errors/unknown-type",
        "survives": "codex/errors/survives"
      },
      "authentication": {
        "missing": "pending",
        "invalid": "refuse",
        "refusedStatus": 401,
        "deadlineMs": 10000,
        "pendingMayUse": [
          "auth",
          "ping",
          "pong",
          "error"
        ]
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000,
        "controlFrames": true
      },
      "clientHeartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 10
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
        "connectionsPerAddress": 1000,
        "requests": 64,
        "subscriptions": 256
      },
      "slowConsumer": {
        "softLimitBytes": 1048576,
        "queueMessages": 1024,
        "queueBytes": 8388608
      },
      "closeCodes": {
        "shutdown": 1001,
        "messageTooBig": 1009,
        "slowConsumer": 1013,
        "unauthorized": 4401,
        "heartbeatTimeout": 4408
      },
      "errors": {
        "unauthorized": "No valid credential",
        "invalid_message": "Not a JSON object with a type",
        "unknown_type": "Unknown message type",
        "invalid_request": "Invalid request",
        "not_found": "Not found",
        "unsupported_version": "Unsupported protocol version",
        "rate_limited": "Too many requests",
        "internal_error": "Internal error"
      },
      "bench": {
        "stream": {
          "send": "CodexGenerate",
          "payload": {
            "type": "generate",
            "prompt": "Write a function that parses ISO 8601 durations",
            "model": "claude-3-opus"
          },
          "id": "/id",
          "reference": "/requestId",
          "token": "CodexToken",
          "end": "CodexStreamEnd",
          "failure": "CodexServerError"
        }
      },
      "messages": {
        "CodexAuth": {
          "name": "auth",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request",
          "credential": "/token"
        },
        "CodexGenerate": {
          "name": "generate",
          "direction": "client-to-server",
          "fresh": [
            "/id"
          ],
          "requirement": "codex/errors/invalid-request"
        },
        "CodexStreamStart": {
          "name": "stream_start",
          "direction": "server-to-client",
          "requirement": "codex/generate/start-fields"
        },
        "CodexToken": {
          "name": "token",
          "direction": "server-to-client",
          "requirement": "codex/generate/token-fields"
        },
        "CodexToolCall": {
          "name": "tool_call",
          "direction": "server-to-client",
          "requirement": "codex/generate/tool-call"
        },
        "CodexStreamEnd": {
          "name": "stream_end",
          "direction": "server-to-client",
          "requirement": "codex/generate/end-fields"
        },
        "CodexClientError": {
          "name": "error",
          "direction": "client-to-server",
          "requirement": "codex/errors/client-error-unanswered"
        },
        "CodexServerError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "codex/errors/fields"
        },
        "CodexClientPing": {
          "name": "ping",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPing": {
          "name": "ping",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        },
        "CodexClientPong": {
          "name": "pong",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        }
      }
    },
    "codexAgents": {
      "address": "/v1/agents",
      "transport": "websocket",
      "frames": "text",
      "discriminator": [
        "event",
        "type"
      ],
      "greeting": "CodexServerPong",
      "refusal": "CodexServerError",
      "barrier": {
        "send": "CodexClientPing",
        "expect": "CodexServerPong",
        "echo": "/timestamp"
      },
      "requirements": {
        "connect": "codex/connection/agents",
        "envelope": "codex/envelope/server-message",
        "malformed": "codex/errors/malformed-json",
        "invalid": "codex/errors/nameless",
        "unknown": "codex/errors/unknown-type",
        "survives": "codex/errors/survives"
      },
      "authentication": {
        "missing": "pending",
        "invalid": "refuse",
        "refusedStatus": 401,
        "deadlineMs": 10000,
        "pendingMayUse": [
          "auth",
          "ping",
          "pong",
          "error"
        ]
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000,
        "controlFrames": true
      },
      "clientHeartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 10
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
        "connectionsPerAddress": 1000,
        "requests": 64,
        "subscriptions": 256
      },
      "slowConsumer": {
        "softLimitBytes": 1048576,
        "queueMessages": 1024,
        "queueBytes": 8388608
      },
      "closeCodes": {
        "shutdown": 1001,
        "messageTooBig": 1009,
        "slowConsumer": 1013,
        "unauthorized": 4401,
        "heartbeatTimeout": 4408
      },
      "errors": {
        "unauthorized": "No valid credential",
        "invalid_message": "Not a JSON object with a type",
        "unknown_type": "Unknown message type",
        "invalid_request": "Invalid request",
        "not_found": "Not found",
        "unsupported_version": "Unsupported protocol version",
        "rate_limited": "Too many requests",
        "internal_error": "Internal error"
      },
      "bench": {},
      "messages": {
        "CodexAuth": {
          "name": "auth",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request",
          "credential": "/token"
        },
        "CodexCreateWorkflow": {
          "name": "create_workflow",
          "direction": "client-to-server",
          "fresh": [
            "/id"
          ],
          "requirement": "codex/errors/invalid-request"
        },
        "CodexWorkflowCreated": {
          "name": "workflow_created",
          "direction": "server-to-client",
          "requirement": "codex/workflow/created-fields"
        },
        "CodexExecuteWorkflow": {
          "name": "execute_workflow",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexAgentStarted": {
          "name": "agent_started",
          "direction": "server-to-client",
          "requirement": "codex/workflow/event-fields"
        },
        "CodexAgentProgress": {
          "name": "agent_progress",
          "direction": "server-to-client",
          "requirement": "codex/workflow/event-fields"
        },
        "CodexAgentCompleted": {
          "name": "agent_completed",
          "direction": "server-to-client",
          "requirement": "codex/workflow/event-fields"
        },
        "CodexWorkflowCompleted": {
          "name": "workflow_completed",
          "direction": "server-to-client",
          "requirement": "codex/workflow/event-fields"
        },
        "CodexWorkflowError": {
          "name": "workflow_error",
          "direction": "server-to-client",
          "requirement": "codex/workflow/event-fields"
        },
        "CodexClientError": {
          "name": "error",
          "direction": "client-to-server",
          "requirement": "codex/errors/client-error-unanswered"
        },
        "CodexServerError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "codex/errors/fields"
        },
        "CodexClientPing": {
          "name": "ping",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPing": {
          "name": "ping",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        },
        "CodexClientPong": {
          "name": "pong",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        }
      }
    },
    "codexProject": {
      "address": "/v1/projects/{id}/stream",
      "transport": "websocket",
      "frames": "text",
      "discriminator": [
        "type"
      ],
      "greeting": "CodexServerPong",
      "refusal": "CodexServerError",
      "barrier": {
        "send": "CodexClientPing",
        "expect": "CodexServerPong",
        "echo": "/timestamp"
      },
      "requirements": {
        "connect": "codex/connection/project",
        "envelope": "codex/envelope/server-message",
        "malformed": "codex/errors/malformed-json",
        "invalid": "codex/errors/nameless",
        "unknown": "codex/errors/unknown-type",
        "survives": "codex/errors/survives"
      },
      "authentication": {
        "missing": "pending",
        "invalid": "refuse",
        "refusedStatus": 401,
        "deadlineMs": 10000,
        "pendingMayUse": [
          "auth",
          "ping",
          "pong",
          "error"
        ]
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000,
        "controlFrames": true
      },
      "clientHeartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 10
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
        "connectionsPerAddress": 1000,
        "requests": 64,
        "subscriptions": 256
      },
      "slowConsumer": {
        "softLimitBytes": 1048576,
        "queueMessages": 1024,
        "queueBytes": 8388608
      },
      "closeCodes": {
        "shutdown": 1001,
        "messageTooBig": 1009,
        "slowConsumer": 1013,
        "unauthorized": 4401,
        "heartbeatTimeout": 4408
      },
      "errors": {
        "unauthorized": "No valid credential",
        "invalid_message": "Not a JSON object with a type",
        "unknown_type": "Unknown message type",
        "invalid_request": "Invalid request",
        "not_found": "Not found",
        "unsupported_version": "Unsupported protocol version",
        "rate_limited": "Too many requests",
        "internal_error": "Internal error"
      },
      "bench": {
        "delivers": "CodexFileChanged",
        "stamp": "/diff",
        "payload": {
          "filePath": "src/api/auth.ts",
          "changeType": "modified",
          "suggestions": []
        },
        "subscribe": {
          "send": "CodexWatchFile",
          "payload": {
            "type": "watch_file",
            "filePath": "src/api/auth.ts",
            "projectId": "project-123"
          }
        }
      },
      "messages": {
        "CodexAuth": {
          "name": "auth",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request",
          "credential": "/token"
        },
        "CodexWatchFile": {
          "name": "watch_file",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexAnalyzeContext": {
          "name": "analyze_context",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexEnableSuggestions": {
          "name": "enable_suggestions",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexContextSync": {
          "name": "context_sync",
          "direction": "server-to-client",
          "requirement": "codex/context/sync-fields"
        },
        "CodexFileChanged": {
          "name": "file_changed",
          "direction": "server-to-client",
          "requirement": "codex/context/file-changed-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "file",
                "name": "changed",
                "id": "/filePath"
              }
            ]
          }
        },
        "CodexSuggestion": {
          "name": "suggestion",
          "direction": "server-to-client",
          "requirement": "codex/suggestions/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "suggestion",
                "name": "found",
                "id": "/suggestionType"
              }
            ]
          }
        },
        "CodexClientError": {
          "name": "error",
          "direction": "client-to-server",
          "requirement": "codex/errors/client-error-unanswered"
        },
        "CodexServerError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "codex/errors/fields"
        },
        "CodexClientPing": {
          "name": "ping",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPing": {
          "name": "ping",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        },
        "CodexClientPong": {
          "name": "pong",
          "direction": "client-to-server",
          "requirement": "codex/errors/invalid-request"
        },
        "CodexServerPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "codex/heartbeat/timestamp"
        }
      }
    }
  }
} as const;
