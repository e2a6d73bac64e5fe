// A page in headless Chromium as the app. Orders and events go through the DevTools protocol, which Chromium speaks on two pipes.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hear, tell } from './lines.mjs';

const FILES = { '/': ['page.html', 'text/html'], '/app.mjs': ['app.mjs', 'text/javascript'] };
const OPTIONS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

const profile = await mkdtemp(join(tmpdir(), 'chromium-'));
const chromium = spawn(process.env.CHROMIUM ?? 'chromium', [...OPTIONS, `--user-data-dir=${profile}`, 'about:blank'], {
  stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
});
chromium.on('error', (e) => {
  tell({ event: 'missing', what: `chromium (apt-get install chromium): ${e.code}` });
  process.exit(0);
});
chromium.on('exit', async () => {
  await rm(profile, { recursive: true, force: true });
  process.exit(0);
});

process.on('SIGTERM', () => chromium.kill());

const answers = new Map();
const listeners = new Map();
let calls = 0;
let rest = '';
chromium.stdio[3].on('error', () => {});
chromium.stdio[4].setEncoding('utf8').on('data', (text) => {
  const messages = (rest + text).split('\0');
  rest = messages.pop();
  messages.map((message) => JSON.parse(message)).forEach(received);
});

function received({ id, result, error, method, params, sessionId }) {
  if (id !== undefined) {
    const { resolve, reject } = answers.get(id);
    answers.delete(id);
    if (error) {
      reject(new Error(error.message));
    } else {
      resolve(result);
    }
  } else if (method === 'Runtime.bindingCalled') {
    listeners.get(sessionId)(JSON.parse(params.payload));
  }
}

function call(method, params = {}, sessionId = undefined) {
  calls += 1;
  const id = calls;
  return new Promise((resolve, reject) => {
    answers.set(id, { resolve, reject });
    chromium.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
}

/** A page of that address; resolves to what it is told orders by. */
async function openPage(url) {
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const loaded = new Promise((resolve) => {
    listeners.set(sessionId, (event) => (event.event === 'loaded' ? resolve() : tell(event)));
  });
  await call('Runtime.enable', {}, sessionId);
  await call('Runtime.addBinding', { name: 'tell' }, sessionId);
  await call('Page.navigate', { url }, sessionId);
  await loaded;
  return async (order) => {
    const expression = `obey(${JSON.stringify(order)})`;
    const { exceptionDetails } = await call('Runtime.evaluate', { expression }, sessionId);
    if (exceptionDetails) {
      console.error(order.order, exceptionDetails.exception?.description);
    }
  };
}

const files = createServer((request, response) => {
  const [name, type] = FILES[request.url] ?? [];
  if (name === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` });
  createReadStream(new URL(name, import.meta.url)).pipe(response);
});
files.listen(0, '127.0.0.1', async () => {
  const { port } = files.address();
  const origin = `http://127.0.0.1:${port}`;
  const foreignOrigin = `http://localhost:${port}`;
  const { product } = await call('Browser.getVersion');
  const page = await openPage(`${origin}/`);
  const foreignPage = await openPage(`${foreignOrigin}/`);
  const pageOf = new Map();
  hear((order) => {
    if (order.order === 'connect') {
      pageOf.set(order.connection, order.origin === foreignOrigin ? foreignPage : page);
    }
    pageOf.get(order.connection)(order);
  }, () => chromium.kill());
  tell({ event: 'ready', version: product, origin, foreignOrigin, cannot: ['headers', 'status', 'fragments', 'ping'] });
});
