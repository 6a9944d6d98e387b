// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** DevMentor: addresses, intervals, limits, codes. */
export const devmentor = {
  "id": "devmentor",
  "title": "DevMentor",
  "pathname": "/devmentor",
  "carriers": [
    {
      "scheme": "devmentorApiKey",
      "in": "message",
      "name": "DevmentorHandshake",
      "prefix": ""
    }
  ],
  "channels": {
    "devmentorWs": {
      "address": "/ws",
      "transport": "websocket",
      "frames": "text",
      "discriminator": [
        "type"
      ],
      "refusal": "DevmentorError",
      "barrier": {
        "send": "DevmentorPing",
        "expect": "DevmentorPong"
      },
      "requirements": {
        "connect": "devmentor/connection/upgrade",
        "envelope": "devmentor/envelope/server-message",
        "malformed": "devmentor/errors/malformed-json",
        "invalid": "devmentor/errors/invalid-message",
        "unknown": "devmentor/errors/unknown-type",
        "survives": "devmentor/errors/survives"
      },
      "authentication": {
        "missing": "pending",
        "invalid": "close",
        "pendingMayUse": [
          "handshake"
        ]
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 60000,
        "controlFrames": true
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 5
      },
      "rateLimit": {
        "windowMs": 60000,
        "max": 100,
        "byType": {},
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
      "offlineQueue": {
        "retentionMs": 86400000,
        "messages": 1024,
        "bytes": 8388608,
        "clients": 1000
      },
      "closeCodes": {
        "shutdown": 1001,
        "unauthorized": 1008,
        "messageTooBig": 1009,
        "slowConsumer": 1013,
        "heartbeatTimeout": 4408
      },
      "errors": {
        "INVALID_API_KEY": "Invalid API key",
        "HANDSHAKE_REQUIRED": "Handshake required",
        "INVALID_MESSAGE": "Invalid message format",
        "UNKNOWN_TYPE": "Unknown message type",
        "RATE_LIMITED": "Rate limit exceeded",
        "FORBIDDEN": "Forbidden",
        "INTERNAL_ERROR": "The server failed"
      },
      "messages": {
        "DevmentorHandshake": {
          "name": "handshake",
          "direction": "client-to-server",
          "requirement": "devmentor/errors/invalid-message",
          "credential": "/data/apiKey"
        },
        "DevmentorWelcome": {
          "name": "welcome",
          "direction": "server-to-client",
          "requirement": "devmentor/authentication/welcome-fields"
        },
        "DevmentorCodeContext": {
          "name": "codeContext",
          "direction": "client-to-server",
          "requirement": "devmentor/code-context/missing-member"
        },
        "DevmentorSuggestions": {
          "name": "suggestions",
          "direction": "server-to-client",
          "requirement": "devmentor/code-context/suggestion-fields",
          "event": {
            "audience": "authenticated",
            "target": "clientId"
          }
        },
        "DevmentorStartTdd": {
          "name": "startTDD",
          "direction": "client-to-server",
          "requirement": "devmentor/errors/invalid-message"
        },
        "DevmentorAnalyzeCode": {
          "name": "analyzeCode",
          "direction": "client-to-server",
          "requirement": "devmentor/errors/invalid-message"
        },
        "DevmentorPing": {
          "name": "ping",
          "direction": "client-to-server",
          "requirement": "devmentor/errors/invalid-message"
        },
        "DevmentorPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "devmentor/heartbeat/pong"
        },
        "DevmentorError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "devmentor/errors/fields"
        }
      }
    },
    "devmentorIde": {
      "address": "/devmentor",
      "transport": "websocket",
      "frames": "text",
      "role": "client",
      "discriminator": [
        "type"
      ],
      "requirements": {
        "connect": "devmentor/ide/connect"
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 5
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256
      },
      "messages": {
        "DevmentorContextUpdate": {
          "name": "context_update",
          "direction": "server-to-client",
          "requirement": "devmentor/ide/fields"
        },
        "DevmentorFileChanged": {
          "name": "file_changed",
          "direction": "server-to-client",
          "requirement": "devmentor/ide/fields"
        },
        "DevmentorSelectionChanged": {
          "name": "selection_changed",
          "direction": "server-to-client",
          "requirement": "devmentor/ide/fields"
        },
        "DevmentorSuggestionRequest": {
          "name": "suggestion_request",
          "direction": "server-to-client",
          "requirement": "devmentor/ide/fields"
        },
        "DevmentorTddAction": {
          "name": "tdd_action",
          "direction": "server-to-client",
          "requirement": "devmentor/ide/fields"
        },
        "DevmentorIdeSuggestions": {
          "name": "suggestions",
          "direction": "client-to-server",
          "requirement": "devmentor/ide/suggestions"
        }
      }
    },
    "devmentorEvents": {
      "address": "/api/events",
      "transport": "sse",
      "frames": "text",
      "discriminator": [
        "channel"
      ],
      "requirements": {
        "connect": "devmentor/events/stream",
        "envelope": "devmentor/events/shape",
        "slowConsumer": "devmentor/slow-consumer/no-gap"
      },
      "authentication": {
        "missing": "accept",
        "invalid": "accept"
      },
      "sse": {
        "keepAliveMs": 15000,
        "latestKeepAliveMs": 30000,
        "retryMs": 1000,
        "historyEvents": 100,
        "selection": "channels"
      },
      "slowConsumer": {
        "softLimitBytes": 1048576,
        "queueMessages": 1024,
        "queueBytes": 8388608
      },
      "bench": {
        "delivers": "DevmentorUiActivity",
        "stamp": "/message/activity"
      },
      "messages": {
        "DevmentorUiActivity": {
          "name": "ui:activity",
          "direction": "server-to-client",
          "requirement": "devmentor/events/named-only-fields",
          "event": {
            "audience": "everyone"
          }
        },
        "DevmentorAiJobsStatus": {
          "name": "ai:jobs:status",
          "direction": "server-to-client",
          "requirement": "devmentor/events/job-status",
          "event": {
            "audience": "everyone"
          }
        },
        "DevmentorSseProgressScraper": {
          "name": "sse:progress:scraper",
          "direction": "server-to-client",
          "requirement": "devmentor/events/named-only-fields",
          "event": {
            "audience": "everyone"
          }
        },
        "DevmentorMemoryNewItems": {
          "name": "memory:new-items",
          "direction": "server-to-client",
          "requirement": "devmentor/events/named-only-fields",
          "event": {
            "audience": "everyone"
          }
        }
      }
    },
    "devmentorMetrics": {
      "address": "metrics:websocket",
      "transport": "redis",
      "frames": "text",
      "discriminator": [],
      "messages": {
        "DevmentorMetricsWebsocket": {
          "name": "metrics:websocket",
          "direction": "server-to-client",
          "requirement": "devmentor/metrics/fields"
        }
      }
    }
  }
} as const;
