import { App } from './app.mjs';
import { hear, tell, ws } from './lines.mjs';

const { WebSocket, version } = await ws();
const app = new App(
  (url, subprotocols, headers, origin) => new WebSocket(url, subprotocols, { headers, origin }),
  tell);
hear((order) => app.obey(order));
tell({ event: 'ready', version, cannot: [] });
