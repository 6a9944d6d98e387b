import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
  /** `ws://127.0.0.1:41234` */
  url: string;
  /** Publishes through the publish API; the number of sessions it was handed to. */
  publish(profile: string, message: unknown): Promise<number>;
  stop(): Promise<void>;
}

/** `npm start` on a free port with development credentials, as a new user runs it. */
export async function startServer(): Promise<RunningServer> {
  const npm = spawn('npm', ['start', '--silent', '--', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = new Promise<void>((resolve) => npm.once('exit', () => resolve()));
  const ready = await new Promise<{ url: string; pid: number }>((resolve, reject) => {
    createInterface(npm.stdout).once('line', (line) => resolve(JSON.parse(line)));
    npm.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready`)));
  });
  return {
    url: ready.url,
    async publish(profile, message) {
      const response = await fetch(`${ready.url.replace('ws:', 'http:')}/${profile}/publish`, {
        method: 'POST',
        headers: { authorization: 'Bearer stock-publisher', 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      });
      if (response.status !== 202) throw new Error(`publish answered ${response.status}: ${await response.text()}`);
      const { recipients } = (await response.json()) as { recipients: number };
      return recipients;
    },
    async stop() {
      process.kill(ready.pid, 'SIGTERM');
      await exited;
    },
  };
}
