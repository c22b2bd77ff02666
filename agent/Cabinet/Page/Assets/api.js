// Asks the cabinet. What goes wrong comes back as a sentence, never as an exception.

import { find, t } from './texts.js';

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    return { error: 'no_link', text: t('fault.no_link') };
  }
  if (answer.ok) return { value: answer.status === 204 ? null : await answer.json() };
  const fault = await answer.json().catch(() => ({ error: 'failed' }));
  const text = find(`fault.${fault.error}`) ?? find(`remedy.${fault.error}`) ?? t('fault.failed');
  const wait = fault.retry_after_s ? ` ${t('fault.wait', { s: fault.retry_after_s })}` : '';
  return { error: fault.error, text: text + wait, detail: fault.detail };
}

export const get = path => ask(path);

export const post = (path, body = {}) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
