// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** MXF (Model Exchange Framework): addresses, intervals, limits, codes. */
export const mxf = {
  "id": "mxf",
  "title": "MXF (Model Exchange Framework)",
  "pathname": "/mxf",
  "carriers": [
    {
      "scheme": "mxfBearer",
      "in": "header",
      "name": "authorization",
      "prefix": "Bearer "
    },
    {
      "scheme": "mxfUser",
      "in": "message",
      "name": "MxfConnect",
      "prefix": ""
    },
    {
      "scheme": "mxfAgentKey",
      "in": "message",
      "name": "MxfConnect",
      "prefix": ""
    }
  ],
  "channels": {
    "mxf": {
      "address": "/socket.io/",
      "transport": "socketio",
      "frames": "text",
      "discriminator": [
        "event"
      ],
      "socketio": {
        "namespace": "/",
        "pingIntervalMs": 25000,
        "pingTimeoutMs": 20000,
        "connectTimeoutMs": 45000,
        "attachments": 10
      },
      "refusal": "MxfError",
      "refusalCode": "VALIDATION_ERROR",
      "stage": {
        "fresh": [
          "agent-123",
          "my-agent",
          "channel-456",
          "channel-123",
          "research-channel",
          "test-channel",
          "main",
          "echo",
          "calculator"
        ],
        "sends": [
          {
            "send": "MxfAgentRegister",
            "payload": {
              "agentId": "agent-123",
              "name": "My Agent",
              "channelId": "channel-456"
            }
          },
          {
            "send": "MxfTaskCreate",
            "payload": {
              "channelId": "channel-456",
              "task": {
                "name": "Summary",
                "description": "Sum up the paper."
              }
            },
            "expect": "MxfTaskCreated",
            "take": {
              "task-1": "/taskId"
            },
            "for": [
              "MxfTaskAssign",
              "MxfTaskProgress",
              "MxfTaskComplete"
            ]
          },
          {
            "send": "MxfControlLoopInit",
            "payload": {
              "agentId": "agent-123",
              "config": {}
            },
            "expect": "MxfControlLoopInitialized",
            "take": {
              "loop-1": "/controlLoopId"
            },
            "for": [
              "MxfControlLoopObservation"
            ]
          },
          {
            "send": "MxfMcpToolRegister",
            "payload": {
              "name": "calculator",
              "description": "Adds numbers.",
              "inputSchema": {
                "type": "object"
              }
            },
            "for": [
              "MxfMcpToolExecute"
            ]
          }
        ]
      },
      "barrier": {
        "send": "MxfMcpToolList",
        "expect": "MxfMcpToolListResponse",
        "payload": {
          "category": "of-no-tool"
        }
      },
      "requirements": {
        "connect": "mxf/transport/upgrade",
        "invalid": "mxf/errors/invalid-payload",
        "unknown": "mxf/errors/unknown-event-open",
        "slowConsumer": "mxf/slow-consumer/no-gap"
      },
      "authentication": {
        "missing": "refuse",
        "invalid": "refuse"
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 5000,
        "attempts": 5,
        "jitter": 0.5
      },
      "clientTimeoutsMs": {
        "operation": 600000,
        "toolResult": 30000,
        "retryAfterRateLimit": 60000
      },
      "rateLimit": {
        "windowMs": 60000,
        "per": "agent",
        "byType": {},
        "buckets": {
          "messages": {
            "max": 100,
            "events": [
              "message:send",
              "message:direct",
              "message:broadcast"
            ]
          },
          "tool_executions": {
            "max": 30,
            "events": [
              "mcp:tool:execute"
            ]
          },
          "memory_operations": {
            "max": 200,
            "events": [
              "memory:get",
              "memory:update",
              "memory:delete",
              "memory:bulk"
            ],
            "weight": "/operations"
          },
          "control_loop_cycles": {
            "max": 10,
            "events": [
              "control_loop:observation"
            ]
          }
        }
      },
      "permessageDeflate": true,
      "encryption": {
        "algorithm": "AES-256-GCM",
        "keyDerivation": "HKDF-SHA-256",
        "info": "mxf-mxp-1",
        "ivBytes": 12,
        "tagBytes": 16
      },
      "limits": {
        "messageBytes": 1000000,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
        "requests": 32,
        "subscriptions": 1000,
        "nameLength": 256,
        "agents": 100000,
        "agentBytes": 16384,
        "agentTenantBytes": 67108864,
        "channels": 100000,
        "channelBytes": 16384,
        "channelTenantBytes": 67108864,
        "members": 10000,
        "tasks": 10000,
        "controlLoops": 1000,
        "observations": 16,
        "memoryEntries": 1000,
        "memoryBytes": 1048576,
        "memoryTenantBytes": 67108864,
        "tools": 100,
        "toolBytes": 16384,
        "toolOutputBytes": 1000000,
        "toolTimeoutMs": 25000,
        "toolRetries": 5,
        "connectionsPerAddress": 1000
      },
      "slowConsumer": {
        "softLimitBytes": 1048576,
        "queueMessages": 1024,
        "queueBytes": 8388608
      },
      "closeCodes": {
        "shutdown": 1001,
        "messageTooBig": 1009,
        "slowConsumer": 1013
      },
      "errors": {
        "AUTH_FAILED": "The credentials were not accepted",
        "INVALID_KEY": "The key is not valid",
        "CHANNEL_NOT_FOUND": "There is no such channel",
        "AGENT_NOT_FOUND": "There is no such agent",
        "PERMISSION_DENIED": "Not permitted",
        "RATE_LIMITED": "Rate limit exceeded",
        "VALIDATION_ERROR": "The payload is not valid",
        "INTERNAL_ERROR": "The server failed"
      },
      "bench": {
        "delivers": "MxfMessage",
        "stamp": "/content",
        "payload": {
          "from": "bench",
          "timestamp": "2026-01-15T09:30:00.000Z",
          "channelId": "bench"
        },
        "subscribe": {
          "send": "MxfAgentRegister",
          "payload": {
            "agentId": "bench-${connection}",
            "name": "Bench",
            "channelId": "bench"
          }
        },
        "publish": {
          "send": "MxfMessageSend",
          "payload": {
            "channelId": "bench"
          },
          "stamp": "/content"
        }
      },
      "messages": {
        "MxfConnect": {
          "name": "connect",
          "direction": "client-to-server",
          "requirement": "mxf/authentication/refused",
          "packet": "connect"
        },
        "MxfConnectError": {
          "name": "connect_error",
          "direction": "server-to-client",
          "requirement": "mxf/authentication/refusal-code",
          "packet": "connect-error"
        },
        "MxfAck": {
          "name": "ack",
          "direction": "server-to-client",
          "requirement": "mxf/ack/fields",
          "packet": "ack"
        },
        "MxfAgentRegister": {
          "name": "agent:register",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfAgentRegistered": {
          "name": "agent:registered",
          "direction": "server-to-client",
          "requirement": "mxf/agents/registered"
        },
        "MxfAgentError": {
          "name": "agent:error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/specific-fields"
        },
        "MxfAgentUpdate": {
          "name": "agent:update",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfAgentStatus": {
          "name": "agent:status",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfAgentStatusResponse": {
          "name": "agent:status:response",
          "direction": "server-to-client",
          "requirement": "mxf/agents/status"
        },
        "MxfMessageSend": {
          "name": "message:send",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMessage": {
          "name": "message",
          "direction": "server-to-client",
          "requirement": "mxf/messages/channel-message",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "channel",
                "name": "message",
                "id": "/channelId"
              }
            ]
          }
        },
        "MxfMessageDirect": {
          "name": "message:direct",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfDirectMessage": {
          "name": "direct_message",
          "direction": "server-to-client",
          "requirement": "mxf/messages/direct-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "direct_message",
                "id": "/to"
              }
            ]
          }
        },
        "MxfMessageBroadcast": {
          "name": "message:broadcast",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfChannelJoin": {
          "name": "channel:join",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfChannelJoined": {
          "name": "channel:joined",
          "direction": "server-to-client",
          "requirement": "mxf/channels/joined-fields"
        },
        "MxfChannelParticipants": {
          "name": "channel:participants",
          "direction": "server-to-client",
          "requirement": "mxf/channels/participants-fields"
        },
        "MxfChannelError": {
          "name": "channel:error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/specific-fields"
        },
        "MxfChannelLeave": {
          "name": "channel:leave",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfChannelUpdate": {
          "name": "channel:update",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfTaskCreate": {
          "name": "task:create",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfTaskCreated": {
          "name": "task:created",
          "direction": "server-to-client",
          "requirement": "mxf/tasks/created",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "channel",
                "name": "task:created",
                "id": "/channelId"
              }
            ]
          }
        },
        "MxfTaskAssign": {
          "name": "task:assign",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfTaskProgress": {
          "name": "task:progress",
          "direction": "client-to-server",
          "requirement": "mxf/tasks/progress-values",
          "spends": true
        },
        "MxfTaskComplete": {
          "name": "task:complete",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload",
          "spends": true
        },
        "MxfTaskError": {
          "name": "task:error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/specific-fields"
        },
        "MxfMemoryGet": {
          "name": "memory:get",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMemoryData": {
          "name": "memory:data",
          "direction": "server-to-client",
          "requirement": "mxf/memory/data"
        },
        "MxfMemoryUpdate": {
          "name": "memory:update",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMemoryDelete": {
          "name": "memory:delete",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMemoryBulk": {
          "name": "memory:bulk",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMemoryError": {
          "name": "memory:error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/specific-fields"
        },
        "MxfControlLoopInit": {
          "name": "control_loop:init",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfControlLoopInitialized": {
          "name": "control_loop:initialized",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/id"
        },
        "MxfControlLoopObservation": {
          "name": "control_loop:observation",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfControlLoopObservationProcessed": {
          "name": "control_loop:observation:processed",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/cycle-fields"
        },
        "MxfControlLoopReasoningComplete": {
          "name": "control_loop:reasoning:complete",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/cycle-fields"
        },
        "MxfControlLoopActionPlanned": {
          "name": "control_loop:action:planned",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/cycle-fields"
        },
        "MxfControlLoopProgressUpdate": {
          "name": "control_loop:progress:update",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/cycle-fields"
        },
        "MxfControlLoopReflectionComplete": {
          "name": "control_loop:reflection:complete",
          "direction": "server-to-client",
          "requirement": "mxf/control-loop/cycle-fields"
        },
        "MxfMcpToolList": {
          "name": "mcp:tool:list",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMcpToolListResponse": {
          "name": "mcp:tool:list:response",
          "direction": "server-to-client",
          "requirement": "mxf/mcp/list"
        },
        "MxfMcpToolExecute": {
          "name": "mcp:tool:execute",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload"
        },
        "MxfMcpToolResult": {
          "name": "mcp:tool:result",
          "direction": "server-to-client",
          "requirement": "mxf/mcp/result"
        },
        "MxfMcpToolRegister": {
          "name": "mcp:tool:register",
          "direction": "client-to-server",
          "requirement": "mxf/errors/invalid-payload",
          "known": [
            "/handler"
          ]
        },
        "MxfMcpError": {
          "name": "mcp:error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/specific-fields"
        },
        "MxfError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "mxf/errors/fields"
        }
      }
    }
  }
} as const;
