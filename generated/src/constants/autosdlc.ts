// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.

/** AutoSDLC: addresses, intervals, limits, codes. */
export const autosdlc = {
  "id": "autosdlc",
  "title": "AutoSDLC",
  "pathname": "/autosdlc",
  "carriers": [
    {
      "scheme": "autosdlcToken",
      "in": "query",
      "name": "token",
      "prefix": ""
    },
    {
      "scheme": "autosdlcBearer",
      "in": "header",
      "name": "authorization",
      "prefix": "Bearer "
    },
    {
      "scheme": "autosdlcCookie",
      "in": "cookie",
      "name": "auth-token",
      "prefix": ""
    },
    {
      "scheme": "autosdlcMessage",
      "in": "message",
      "name": "AutosdlcAuthRequest",
      "prefix": ""
    }
  ],
  "channels": {
    "autosdlc": {
      "address": "/ws",
      "transport": "websocket",
      "frames": "text-or-binary",
      "discriminator": [
        "type"
      ],
      "opening": "AutosdlcConnect",
      "refusal": "AutosdlcError",
      "barrier": {
        "send": "AutosdlcPing",
        "expect": "AutosdlcPong"
      },
      "requirements": {
        "connect": "autosdlc/connection/upgrade",
        "opening": "autosdlc/connection/connect-first",
        "envelope": "autosdlc/envelope/server-message",
        "malformed": "autosdlc/errors/malformed-json",
        "invalid": "autosdlc/errors/invalid-message",
        "unknown": "autosdlc/errors/unknown-type",
        "survives": "autosdlc/errors/survives",
        "slowConsumer": "autosdlc/slow-consumer/no-gap"
      },
      "authentication": {
        "missing": "pending",
        "invalid": "refuse",
        "refusedStatus": 401,
        "deadlineMs": 10000,
        "pendingMayUse": [
          "auth_request",
          "ping",
          "disconnect"
        ]
      },
      "heartbeat": {
        "intervalMs": 30000,
        "timeoutMs": 40000,
        "controlFrames": true
      },
      "clientHeartbeat": {
        "intervalMs": 30000
      },
      "reconnect": {
        "delayMs": 1000,
        "factor": 2,
        "maxDelayMs": 30000,
        "attempts": 10
      },
      "rateLimit": {
        "windowMs": 60000,
        "max": 100,
        "byType": {
          "subscribe": 50,
          "agent_log": 1000,
          "ping": 60
        },
        "refusalIntervalMs": 1000
      },
      "limits": {
        "messageBytes": 1048576,
        "depth": 64,
        "values": 10000,
        "waitingMessages": 256,
        "connectionsPerAddress": 1000,
        "subscriptions": 1000,
        "patterns": 64,
        "patternLength": 256
      },
      "compression": {
        "thresholdBytes": 1024,
        "query": {
          "name": "compress",
          "value": "gzip"
        }
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
        "INVALID_MESSAGE": "Invalid message format",
        "UNKNOWN_TYPE": "Unknown message type",
        "NOT_AUTHENTICATED": "Not authenticated",
        "INVALID_TOKEN": "Invalid or missing token",
        "FORBIDDEN": "Forbidden",
        "RATE_LIMITED": "Rate limit exceeded",
        "LIMIT_EXCEEDED": "Limit exceeded",
        "INTERNAL_ERROR": "The server failed"
      },
      "metrics": {
        "websocket_connections_total": {
          "type": "counter",
          "labels": []
        },
        "websocket_active_connections": {
          "type": "gauge",
          "labels": []
        },
        "websocket_messages_received_total": {
          "type": "counter",
          "labels": [
            "type"
          ]
        },
        "websocket_messages_sent_total": {
          "type": "counter",
          "labels": [
            "type"
          ]
        },
        "websocket_message_size_bytes": {
          "type": "histogram",
          "labels": [
            "type",
            "direction"
          ],
          "buckets": [
            100,
            500,
            1000,
            5000,
            10000,
            50000
          ]
        },
        "websocket_active_subscriptions": {
          "type": "gauge",
          "labels": [
            "resource"
          ]
        }
      },
      "bridge": {
        "agentStatus": {
          "online": "idle",
          "away": "paused",
          "busy": "busy",
          "offline": "offline"
        },
        "taskStatus": {
          "pending": "pending",
          "in_progress": "in_progress",
          "completed": "completed",
          "failed": "failed"
        }
      },
      "bench": {
        "delivers": "AutosdlcAgentStatus",
        "stamp": "/data/reason",
        "subscribe": {
          "send": "AutosdlcSubscribe",
          "payload": {
            "type": "subscribe",
            "data": {
              "resource": "agent",
              "resourceId": "*",
              "events": [
                "status"
              ]
            }
          }
        },
        "topics": {
          "subscribe": "/data/resourceId",
          "delivers": "/data/agentId",
          "wildcard": "*"
        }
      },
      "messages": {
        "AutosdlcConnect": {
          "name": "connect",
          "direction": "server-to-client",
          "requirement": "autosdlc/connection/connect-first"
        },
        "AutosdlcClientDisconnect": {
          "name": "disconnect",
          "direction": "client-to-server",
          "requirement": "autosdlc/errors/invalid-proposed",
          "closes": true
        },
        "AutosdlcServerDisconnect": {
          "name": "disconnect",
          "direction": "server-to-client",
          "requirement": "autosdlc/closing/shutdown"
        },
        "AutosdlcPing": {
          "name": "ping",
          "direction": "client-to-server"
        },
        "AutosdlcPong": {
          "name": "pong",
          "direction": "server-to-client",
          "requirement": "autosdlc/heartbeat/pong"
        },
        "AutosdlcError": {
          "name": "error",
          "direction": "server-to-client",
          "requirement": "autosdlc/errors/fields"
        },
        "AutosdlcAuthRequest": {
          "name": "auth_request",
          "direction": "client-to-server",
          "requirement": "autosdlc/errors/invalid-proposed",
          "credential": "/data/token"
        },
        "AutosdlcAuthSuccess": {
          "name": "auth_success",
          "direction": "server-to-client",
          "requirement": "autosdlc/authentication/reply-fields"
        },
        "AutosdlcAuthFailure": {
          "name": "auth_failure",
          "direction": "server-to-client",
          "requirement": "autosdlc/authentication/reply-fields"
        },
        "AutosdlcSubscribe": {
          "name": "subscribe",
          "direction": "client-to-server"
        },
        "AutosdlcUnsubscribe": {
          "name": "unsubscribe",
          "direction": "client-to-server",
          "requirement": "autosdlc/errors/invalid-proposed"
        },
        "AutosdlcSubscriptionUpdate": {
          "name": "subscription_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/subscribe/update-fields"
        },
        "AutosdlcAgentStatus": {
          "name": "agent_status",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/agent-status",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "status",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcAgentTaskUpdate": {
          "name": "agent_task_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "task_update",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcAgentLog": {
          "name": "agent_log",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "log",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcAgentMetric": {
          "name": "agent_metric",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "metric",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcAgentError": {
          "name": "agent_error",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/named-only-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "agent",
                "name": "error",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcTddPhaseChange": {
          "name": "tdd_phase_change",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "tdd",
                "name": "phase_change",
                "id": "/data/agentId"
              },
              {
                "resource": "agent",
                "name": "task_update",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcTestResult": {
          "name": "test_result",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "test",
                "name": "result",
                "id": "/data/agentId"
              },
              {
                "resource": "agent",
                "name": "task_update",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcCoverageUpdate": {
          "name": "coverage_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "coverage",
                "name": "update",
                "id": "/data/agentId"
              },
              {
                "resource": "agent",
                "name": "task_update",
                "id": "/data/agentId"
              }
            ],
            "source": "agent-monitor"
          }
        },
        "AutosdlcWorkflowStarted": {
          "name": "workflow_started",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "workflow",
                "name": "started",
                "id": "/data/workflowId"
              }
            ],
            "source": "workflow-engine"
          }
        },
        "AutosdlcWorkflowStepComplete": {
          "name": "workflow_step_complete",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "workflow",
                "name": "step_complete",
                "id": "/data/workflowId"
              }
            ],
            "source": "workflow-engine"
          }
        },
        "AutosdlcWorkflowComplete": {
          "name": "workflow_complete",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "workflow",
                "name": "complete",
                "id": "/data/workflowId"
              }
            ],
            "source": "workflow-engine"
          }
        },
        "AutosdlcWorkflowFailed": {
          "name": "workflow_failed",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/named-only-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "workflow",
                "name": "failed",
                "id": "/data/workflowId"
              }
            ],
            "source": "workflow-engine"
          }
        },
        "AutosdlcSystemNotification": {
          "name": "system_notification",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "system",
                "name": "notification",
                "id": "global"
              }
            ],
            "source": "system-monitor"
          }
        },
        "AutosdlcSystemAlert": {
          "name": "system_alert",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "system",
                "name": "alert",
                "id": "global"
              }
            ],
            "source": "system-monitor"
          }
        },
        "AutosdlcDeploymentStatus": {
          "name": "deployment_status",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "deployment",
                "name": "status",
                "id": "/data/deploymentId"
              }
            ],
            "source": "system-monitor"
          }
        },
        "AutosdlcGithubIssueUpdate": {
          "name": "github_issue_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/named-only-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "github",
                "name": "issue_update",
                "id": "/data/repository"
              }
            ],
            "source": "github-webhooks"
          }
        },
        "AutosdlcGithubPrUpdate": {
          "name": "github_pr_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/named-only-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "github",
                "name": "pr_update",
                "id": "/data/repository"
              }
            ],
            "source": "github-webhooks"
          }
        },
        "AutosdlcGithubWorkflowUpdate": {
          "name": "github_workflow_update",
          "direction": "server-to-client",
          "requirement": "autosdlc/events/named-only-fields",
          "event": {
            "audience": "subscribers",
            "topics": [
              {
                "resource": "github",
                "name": "workflow_update",
                "id": "/data/repository"
              }
            ],
            "source": "github-webhooks"
          }
        }
      }
    }
  }
} as const;
