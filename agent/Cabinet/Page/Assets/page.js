// The page: listens to the cabinet and draws what it hears.

import { byId, say } from './dom.js';
import { setNow, t } from './texts.js';
import { drawState } from './state.js';
import { wireActions } from './actions.js';

const patienceMs = 12_000;
let heard = Date.now();
let stream;

function connect() {
  stream?.close();
  stream = new EventSource('/live');
  stream.addEventListener('now', event => { hear(); setNow(Number(event.data)); });
  stream.addEventListener('state', event => { hear(); drawState(JSON.parse(event.data)); });
}

function hear() {
  heard = Date.now();
  say(byId('link'), '');
}

// A lamp that is shown as it was an hour ago is worse than none.
setInterval(() => {
  if (Date.now() - heard <= patienceMs) return;
  say(byId('link'), t('stale'));
  if (stream.readyState === EventSource.CLOSED) connect();
}, 2_000);

document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - heard > patienceMs) connect(); });
wireActions(connect);
connect();
