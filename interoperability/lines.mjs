// Orders come as JSON lines on standard input, events go as JSON lines to standard output.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

export function tell(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** The end of the input ends the program, unless told otherwise. */
export function hear(obey, end = () => process.exit(0)) {
  createInterface({ input: process.stdin })
    .on('line', (line) => obey(JSON.parse(line)))
    .on('close', end);
}

/** npm ws; without it the program says so and ends. */
export async function ws() {
  try {
    const { default: WebSocket, WebSocketServer } = await import('ws');
    const { version } = createRequire(import.meta.url)('ws/package.json');
    return { WebSocket, WebSocketServer, version: `npm ws ${version}, node ${process.versions.node}` };
  } catch (e) {
    tell({ event: 'missing', what: `npm ws (npm ci): ${e.code}` });
    return process.exit(0);
  }
}
