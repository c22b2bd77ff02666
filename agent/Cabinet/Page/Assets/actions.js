// Getting in and out with the PIN, and what there is inside.

import { byId, say } from './dom.js';
import { post } from './api.js';
import { wireConfig } from './config.js';
import { wireSearch } from './onus.js';
import { wireWork } from './work.js';

/** @param reconnect opens the stream anew, so that it shows what the PIN shows. */
export function wireActions(reconnect) {
  byId('pin-form').addEventListener('submit', async event => {
    event.preventDefault();
    const answer = await post('/pin', { pin: byId('pin').value });
    byId('pin').value = '';
    say(byId('pin-said'), answer.error ? [answer.text, answer.detail].filter(Boolean).join(' ') : '');
    if (answer.error) {
      byId('pin').focus();
      return;
    }
    reconnect();
    byId('main').focus();
  });
  byId('held').addEventListener('click', async () => {
    const answer = await post('/held');
    say(byId('pin-said'), answer.error ? answer.text : '');
    if (answer.error) return;
    reconnect();
    byId('main').focus();
  });
  byId('lock').addEventListener('click', async () => {
    await post('/lock');
    reconnect();
    byId('main').focus();
  });
  wireSearch();
  wireWork();
  wireConfig();
}
