// The machine's own config, for the day on which the way to the office has to be mended here.

import { byId, fill, make, say } from './dom.js';
import { get, post } from './api.js';
import { t } from './texts.js';

export function wireConfig() {
  byId('config-show').addEventListener('click', async () => {
    const answer = await get('/config');
    say(byId('config-said'), answer.error ? answer.text : '');
    fill(byId('config-problems'), [], () => null);
    if (answer.error) return;
    byId('config').value = answer.value.config;
    byId('config-form').hidden = false;
    byId('config').focus();
  });
  byId('config-form').addEventListener('submit', async event => {
    event.preventDefault();
    const answer = await post('/config', { config: byId('config').value });
    const problems = answer.value?.problems ?? [];
    say(byId('config-said'), answer.error ? answer.text : t(problems.length > 0 ? 'config_wrong' : 'config_taken'));
    fill(byId('config-problems'), problems, problem => make('li', { class: 'failed', lang: 'en' }, problem));
    byId('config-form').hidden = problems.length === 0 && !answer.error;
  });
}
