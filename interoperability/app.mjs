// An app, written from docs/protocol.md alone. It needs of a WebSocket what browsers have; `fragments` and `ping` are of npm ws.
const BINARY = 'realtime-updates.v1.binary';
const BEARER = 'realtime-updates.bearer.';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export class App {
  #openSocket;
  #tell;
  #sockets = new Map();
  #known = new Set();

  /**
   * @param openSocket (url, subprotocols, headers, origin) => WebSocket
   * @param tell takes each event
   */
  constructor(openSocket, tell) {
    this.#openSocket = openSocket;
    this.#tell = tell;
  }

  obey(order) {
    const socket = this.#sockets.get(order.connection);
    switch (order.order) {
      case 'connect':
        this.#connect(order);
        break;
      case 'send':
        this.#send(socket, order.frames);
        break;
      case 'text':
        socket.send(order.text);
        break;
      case 'bytes':
        socket.send(Uint8Array.from(order.bytes));
        break;
      case 'fragments':
        order.fragments.forEach((part, i) =>
          socket.send(this.#encode(socket, part), { fin: i === order.fragments.length - 1 }));
        break;
      case 'ping':
        socket.on('pong', () => this.#tell({ event: 'pong', connection: order.connection }));
        socket.ping();
        break;
      case 'close':
        socket.close(1000);
        break;
      default:
        throw new Error(`unknown order ${order.order}`);
    }
  }

  #connect({ connection, url, user, device, token, offers, credentials, origin, replies }) {
    const target = new URL(url);
    const subprotocols = [...offers];
    const headers = {};
    if (credentials === 'subprotocol') {
      target.searchParams.set('device', device);
      subprotocols.push(BEARER + base64url(token));
    } else {
      headers['Device-Id'] = device;
      headers.Authorization = `Bearer ${token}`;
    }
    const socket = this.#openSocket(target.href, subprotocols, headers, origin);
    this.#sockets.set(connection, socket);
    socket.binaryType = 'arraybuffer';
    let open = false;
    let status = 0;
    socket.addEventListener('open', () => {
      open = true;
      this.#tell({ event: 'open', connection, subprotocol: socket.protocol });
    });
    // Browsers tell no status.
    socket.addEventListener('error', (event) => {
      status = Number(/response: (\d{3})/.exec(event.message ?? '')?.[1] ?? 0);
    });
    socket.addEventListener('close', (event) => this.#tell(
      open ? { event: 'closed', connection, code: event.code } : { event: 'refused', connection, status }));
    socket.addEventListener('message', (event) => {
      const binary = typeof event.data !== 'string';
      const value = JSON.parse(binary ? decoder.decode(event.data) : event.data);
      const frames = Array.isArray(value) ? value : [value];
      this.#apply(connection, socket, user, device, replies, frames);
      this.#tell({ event: 'message', connection, binary, batch: Array.isArray(value), frames });
    });
  }

  /** RTU-21, RTU-22: what is new is applied, and everything replied. */
  #apply(connection, socket, user, device, replies, frames) {
    const updates = frames.filter((frame) => frame.type === 'update');
    if (replies === 'none' || updates.length === 0) {
      return;
    }
    for (const { account, payload: { ref } } of updates) {
      const key = JSON.stringify([user, device, account, ref]);
      if (!this.#known.has(key)) {
        this.#known.add(key);
        this.#tell({ event: 'applied', connection, account, ref });
      }
    }
    if (replies === 'refs') {
      for (const account of new Set(updates.map((update) => update.account))) {
        const refs = updates.filter((update) => update.account === account).map((update) => update.payload.ref);
        this.#send(socket, [{ account, type: 'reply', payload: { refs } }]);
      }
      return;
    }
    const single = updates.map(({ account, payload: { ref } }) => ({ account, type: 'reply', payload: { ref } }));
    if (replies === 'single') {
      single.forEach((reply) => this.#send(socket, [reply]));
    } else if (replies === 'array') {
      socket.send(this.#encode(socket, JSON.stringify(single)));
    }
  }

  /** One frame as an object, several as an array [RTU-6]. */
  #send(socket, frames) {
    socket.send(this.#encode(socket, JSON.stringify(frames.length === 1 ? frames[0] : frames)));
  }

  #encode(socket, text) {
    return socket.protocol === BINARY ? encoder.encode(text) : text;
  }
}

function base64url(text) {
  return btoa(String.fromCharCode(...encoder.encode(text)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
