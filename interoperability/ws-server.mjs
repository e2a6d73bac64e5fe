import { hear, tell, ws } from './lines.mjs';
import { Server } from './server.mjs';

const { WebSocketServer, version } = await ws();
const server = new Server(tell);
const sockets = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  verifyClient: ({ req }, decide) => {
    const status = server.status(req);
    decide(status === 0, status);
  },
  handleProtocols: (offers) => server.choose(offers),
});
sockets.on('connection', (socket, request) => server.opened(socket, request));
sockets.on('listening', () => {
  const url = `ws://127.0.0.1:${sockets.address().port}/realtime`;
  tell({ event: 'ready', version, url, cannot: [] });
});
hear((order) => server.obey(order));
