import { isRecord } from './answer.ts';

/** What GitHub wrote; whether a member is of its type the document's validator finds out. */
type Fields = Readonly<Record<string, unknown>>;

export interface GithubEvent {
  /** Wire name of what a delivery becomes. */
  type: string;
  /** Its data, from the body of the delivery. */
  read(payload: Fields): Fields;
}

/** What becomes of a delivery, by the word in its `X-GitHub-Event` (AUTOSDLC-A20). */
export const githubEvents: ReadonlyMap<string, GithubEvent> = new Map([
  [
    'issues',
    {
      type: 'github_issue_update',
      read(payload) {
        const issue = fields(payload.issue);
        const { number: issueNumber, title, state } = issue;
        return update(payload, issue, { issueNumber, title, state });
      },
    },
  ],
  [
    'pull_request',
    {
      type: 'github_pr_update',
      read(payload) {
        const pull = fields(payload.pull_request);
        const { number: prNumber, title } = pull;
        // GitHub itself calls a merged one closed.
        const state = pull.merged === true ? 'merged' : pull.state;
        return update(payload, pull, { prNumber, title, state, branch: fields(pull.head).ref });
      },
    },
  ],
  [
    'workflow_run',
    {
      type: 'github_workflow_update',
      read(payload) {
        const run = fields(payload.workflow_run);
        const { id: runId, status, conclusion, head_branch: branch } = run;
        const workflowName = run.name ?? fields(payload.workflow).name;
        return update(payload, run, { runId, workflowName, status, conclusion, branch });
      },
    },
  ],
]);

/** Adds what all kinds have: where, what happened, who did it, and when. */
function update(payload: Fields, subject: Fields, own: Fields): Fields {
  const data = {
    repository: fields(payload.repository).full_name,
    action: payload.action,
    ...own,
    url: subject.html_url,
    sender: fields(payload.sender).login,
    timestamp: subject.updated_at,
  };
  // GitHub writes null for what is not there.
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

function fields(value: unknown): Fields {
  return isRecord(value) ? value : {};
}
