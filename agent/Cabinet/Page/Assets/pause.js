// A box left alone while a person works in it.

import { byId, say } from './dom.js';
import { post } from './api.js';

const minutes = 30;

export async function togglePause(device) {
  const answer = await post('/pause', { device: device.id, minutes: device.paused_until ? 0 : minutes });
  const said = byId(`said-${device.id}`);
  if (said && answer.error) say(said, answer.text);
}
