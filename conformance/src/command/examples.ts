/** What `--help` shows of each command below its options. */
export const EXAMPLES: Record<string, string> = {
  'agentwire-conformance': `
  agentwire-conformance                                        judge the reference server beside this package
  AGENTWIRE_TOKEN=abc123 agentwire-conformance test --url ws://127.0.0.1:4000 --profile cloud
  agentwire-conformance doctor --subject my-server.json        what to mend before a run
  agentwire-conformance COMMAND --help                         options and examples of a command`,
  test: `
  AGENTWIRE_TOKEN=abc123 agentwire-conformance test --url ws://127.0.0.1:4000 --profile cloud
  agentwire-conformance test --subject my-server.json --report html,junit --out report
  agentwire-conformance test --subject my-server.json --only cloud/presence --verbose
  agentwire-conformance test --start "node server.js" --ready ws://127.0.0.1:4000 --profile cloud
  agentwire-conformance test --subject my-server.json --baseline accepted.json
  agentwire-conformance test --spec their.asyncapi.yaml --url ws://127.0.0.1:4000`,
  doctor: `
  AGENTWIRE_TOKEN=abc123 agentwire-conformance doctor --url ws://127.0.0.1:4000 --profile cloud
  agentwire-conformance doctor --subject my-server.json`,
  list: `
  agentwire-conformance list --profile cloud                   requirements, and what each takes
  agentwire-conformance list --profile cloud --checks          the checks themselves
  agentwire-conformance list --profile cloud --places          what of the schemas no derived check breaks`,
  explain: `
  agentwire-conformance explain cloud/heartbeat/timeout        a requirement with its checks
  agentwire-conformance explain cloud/presence-audience        a check with its steps`,
  replay: `
  agentwire-conformance replay conformance-report/report.json cloud/presence-audience
  agentwire-conformance replay conformance-report/report.json cloud/heartbeat/pong
Exits with 0 when it says the same as before, with 1 when it does not. Credentials are given as for test.`,
  stability: `
  agentwire-conformance stability --subject my-server.json --profile cloud --runs 100 --untimed
  agentwire-conformance stability --subject my-server.json --runs 5 --load
Exits with 1 when a verdict changes from one run to another.`,
  diff: `
  agentwire-conformance diff yesterday/report.json conformance-report/report.json
Exits with 1 when something fails that did not fail before.`,
};

export const FOOTER = `
Credentials come from the environment or the manifest: AGENTWIRE_TOKEN is the identity first,
AGENTWIRE_TOKEN_SECOND the second, AGENTWIRE_TOKEN_<NAME> any other.

Exit codes: 0 nothing failed, 1 a MUST is broken, the subject ended or a baseline is out of date,
2 usage, manifest, document or report, 3 unreachable, 4 nothing was decided, or a MUST is not (--require-complete), 5 fault of the kit.
`;
