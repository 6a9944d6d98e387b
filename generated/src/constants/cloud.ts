// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** Code Cloud Agents: addresses, intervals, limits, codes. */
export const cloud = {
  "id": "cloud",
  "title": "Code Cloud Agents",
  "pathname": "/cloud",
  "carriers": [
    {
      "scheme": "cloudToken",
      "in": "query",
      "name": "token",
      "prefix": ""
    }
  ],
  "channels": {
    "cloud": {
      "address": "/ws",
      "transport": "websocket",
      "frames": "text",
      "discriminator": [
        "type"
      ],
      "opening": "CloudAuth",
      "refusal": "CloudError",
      "barrier": {
        "send": "CloudClientPing",
        "expect": "CloudServerPong"
      },
      "requirements": {
        "connect": "cloud/connection/upgrade",
        "opening": "cloud/authentication/first-message",
        "envelope": "cloud/envelope/server-message",
        "malformed": "cloud/errors/malformed-json",
        "invalid": "cloud/errors/invalid-message",
        "unknown": "cloud/errors/unknown-type",
        "survives": "cloud/errors/survives",
        "slowConsumer": "cloud/slow-consumer/no-gap"
      },
      "authentication": {
        "missing": "accept",
        "invalid": "accept"
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000,
        "latestCloseMs": 90000,
        "toleranceMs": 5000,
        "message": "CloudServerPing",
        "controlFrames": true
      },
      "clientHeartbeat": {
        "intervalMs": 30000
      },
      "reconnect": {
        "delayMs": 5000,
        "factor": 1
      },
      "rateLimit": {
        "windowMs": 60000,
        "max": 100,
        "byType": {},
        "closeAfterRefusals": 3,
        "capability": "rate-limit"
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
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
        "rateLimited": 1008,
        "slowConsumer": 1013,
        "heartbeatTimeout": 4408
      },
      "errors": {
        "INVALID_MESSAGE": "Invalid message format",
        "UNKNOWN_TYPE": "Unknown message type",
        "NOT_AUTHENTICATED": "Not authenticated",
        "INVALID_TOKEN": "Invalid or missing token",
        "RATE_LIMITED": "Rate limit exceeded",
        "INTERNAL_ERROR": "The server failed"
      },
      "bridge": {
        "agentStatus": {
          "online": "idle",
          "away": "idle",
          "busy": "working",
          "offline": "stopped"
        }
      },
      "bench": {
        "delivers": "CloudNotification",
        "stamp": "/data/message"
      },
      "messages": {
        "CloudAuth": {
          "name": "auth",
          "direction": "server-to-client",
          "requirement": "cloud/authentication/first-message"
        },
        "CloudClientPing": {
          "name": "ping",
          "direction": "client-to-server"
        },
        "CloudServerPing": {
          "name": "ping",
          "direction": "server-to-client",
          "requirement": "cloud/heartbeat/server-ping"
        },
        "CloudClientPong": {
          "name": "pong",
          "direction": "client-to-server"
        },
        "CloudServerPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "cloud/heartbeat/pong"
        },
        "CloudAgentStatus": {
          "name": "agent_status",
          "direction": "server-to-client",
          "requirement": "cloud/agent-status/broadcast",
          "event": {
            "audience": "authenticated"
          }
        },
        "CloudChatMessage": {
          "name": "chat_message",
          "direction": "server-to-client",
          "requirement": "cloud/chat/fields",
          "event": {
            "audience": "authenticated"
          }
        },
        "CloudNotification": {
          "name": "notification",
          "direction": "server-to-client",
          "requirement": "cloud/notification/broadcast",
          "event": {
            "audience": "authenticated"
          }
        },
        "CloudPresenceChange": {
          "name": "user_presence",
          "direction": "client-to-server",
          "requirement": "cloud/presence/invalid-status"
        },
        "CloudUserPresence": {
          "name": "user_presence",
          "direction": "server-to-client",
          "requirement": "cloud/presence/shape",
          "event": {
            "audience": "authenticated"
          }
        },
        "CloudError": {
          "name": "error",
          "direction": "server-to-client"
        }
      }
    }
  }
} as const;
