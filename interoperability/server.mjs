// A server, written from docs/protocol.md alone; it keeps its updates in memory.
const V1 = 'realtime-updates.v1';
const BINARY = 'realtime-updates.v1.binary';

export class Server {
  #tell;
  #pending = new Map();
  #sockets = new Map();
  #answer = { subprotocol: V1, status: 0, keeps: false, batches: false };

  constructor(tell) {
    this.#tell = tell;
  }

  /** The status to refuse a handshake with; 0 to accept it. Tells of every handshake. */
  status(request) {
    const target = new URL(request.url, 'ws://localhost');
    this.#tell({
      event: 'handshake',
      connection: device(request),
      target: request.url,
      path: target.pathname,
      authorization: request.headers.authorization,
      offers: (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim()),
      extensions: request.headers['sec-websocket-extensions'] ?? '',
    });
    return this.#answer.status;
  }

  /** The subprotocol to agree on; false for none. */
  choose(offers) {
    return offers.has(this.#answer.subprotocol) ? this.#answer.subprotocol : false;
  }

  opened(socket, request) {
    const connection = device(request);
    this.#sockets.set(connection, socket);
    socket.on('error', () => {});
    socket.on('close', (code) => this.#tell({ event: 'closed', connection, code }));
    socket.on('pong', () => this.#tell({ event: 'pong', connection }));
    socket.on('message', (data, binary) => this.#received(connection, socket, data, binary));
    this.#tell({ event: 'open', connection, subprotocol: socket.protocol });
    this.#sendBacklog(connection, socket);
  }

  obey(order) {
    const socket = this.#sockets.get(order.connection);
    switch (order.order) {
      case 'answer':
        this.#answer = order;
        break;
      case 'publish':
        this.#updates(order.connection).push(...order.frames);
        if (socket?.readyState === 1) {
          this.#sendAll(socket, order.frames);
        }
        break;
      case 'text':
        socket.send(order.text, { binary: socket.protocol === BINARY });
        break;
      case 'fragments':
        order.fragments.forEach((part, i) =>
          socket.send(part, { fin: i === order.fragments.length - 1, binary: socket.protocol === BINARY }));
        break;
      case 'ping':
        socket.ping();
        break;
      case 'close':
        socket.close(order.code);
        break;
      default:
        throw new Error(`unknown order ${order.order}`);
    }
  }

  /** RTU-35: each account's backlog, then that it is over; before version 1 the updates alone. */
  #sendBacklog(connection, socket) {
    const updates = this.#updates(connection);
    if (socket.protocol === '') {
      this.#sendAll(socket, updates);
      return;
    }
    for (const account of ['personal', 'business']) {
      const pending = updates.filter((update) => update.account === account);
      const control = (name, args) => ({ account, type: 'command', payload: { name, arguments: args } });
      this.#sendAll(socket, [control('backlog', { pending: pending.length }), ...pending, control('caughtUp', {})]);
    }
  }

  #received(connection, socket, data, binary) {
    const value = JSON.parse(data.toString());
    const frames = Array.isArray(value) ? value : [value];
    this.#tell({ event: 'message', connection, binary, batch: Array.isArray(value), frames });
    for (const frame of frames) {
      if (frame.type === 'reply') {
        this.#replied(connection, frame);
      } else if (frame.payload.ref !== undefined) {
        this.#send(socket, { account: frame.account, type: 'reply', payload: outcome(frame.payload) });
      }
    }
  }

  #replied(connection, { account, payload }) {
    if (!this.#answer.keeps) {
      const refs = payload.refs ?? [payload.ref];
      this.#pending.set(connection, this.#updates(connection)
        .filter((update) => update.account !== account || !refs.includes(update.payload.ref)));
    }
  }

  #updates(connection) {
    if (!this.#pending.has(connection)) {
      this.#pending.set(connection, []);
    }
    return this.#pending.get(connection);
  }

  /** RTU-6: in one message, where that is agreed on. */
  #sendAll(socket, frames) {
    if (this.#answer.batches && socket.protocol !== '') {
      this.#send(socket, frames);
    } else {
      frames.forEach((frame) => this.#send(socket, frame));
    }
  }

  #send(socket, message) {
    socket.send(JSON.stringify(message), { binary: socket.protocol === BINARY });
  }
}

function outcome({ name, ref }) {
  return name === 'forbidden' ? { ref, outcome: 'rejected', reason: 'not for you' } : { ref, outcome: 'processed' };
}

function device(request) {
  return request.headers['device-id'] ?? '';
}
