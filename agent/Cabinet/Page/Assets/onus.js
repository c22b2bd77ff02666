// The search for ONUs, and a poll of one on request.

import { byId, make, say } from './dom.js';
import { get, post } from './api.js';
import { mark } from './marks.js';
import { find, number, t, time } from './texts.js';

const marks = { up: 'ok', down: 'failed', los: 'failed', power_off: 'warning', loop: 'failed', auth_failed: 'failed' };

export function wireSearch() {
  byId('onu-form').addEventListener('submit', async event => {
    event.preventDefault();
    const query = byId('onu').value.trim();
    if (!query) return;
    say(byId('onu-said'), t('searching'));
    const answer = await get(`/onus?q=${encodeURIComponent(query)}`);
    if (answer.error) {
      say(byId('onu-said'), answer.text);
      return;
    }
    const { onus, found } = answer.value;
    say(byId('onu-said'), found === 0 ? t('found_none') : found > onus.length ? t('found_many', { n: found, shown: onus.length }) : t('found', { n: found }));
    byId('onus').replaceChildren(...onus.map(onu => drawOnu(onu)));
  });
}

/** Nothing of a customer stays on a page that is locked. */
export function forgetSearch() {
  byId('onu').value = '';
  say(byId('onu-said'), '');
  byId('onus').replaceChildren();
}

/** @param before the ONU before a poll: what cleaning a connector did is the difference. */
function drawOnu(onu, before, note) {
  const id = `poll-${onu.device}-${onu.entity}`;
  const change = before?.rx_dbm !== undefined && onu.rx_dbm !== undefined ? ` (${t('was', { level: number(before.rx_dbm, 'dBm') })})` : '';
  const reason = onu.reason ? `, ${find(`reason.${onu.reason}`) ?? onu.reason}` : '';
  const line = make('li', { class: marks[onu.status] ?? 'warning', 'data-onu': onu.entity },
    make('span', { class: 'head' }, mark(marks[onu.status] ?? 'waiting'), onu.name ?? t('nameless'), ` – ${onu.device} ${onu.pon}:${onu.onu}`),
    make('span', { class: 'note' }, t(`status.${onu.status}`), reason, ` (${time(onu.seen_at)})`),
    onu.rx_dbm !== undefined && make('span', { class: 'note level' }, `RX ${number(onu.rx_dbm, 'dBm')}${change}`, make('small', {}, ` ${t('measured', { time: time(onu.levels_at) })}`)),
    onu.olt_rx_dbm !== undefined && make('span', { class: 'note' }, `${t('olt_rx')} ${number(onu.olt_rx_dbm, 'dBm')}`),
    make('span', { class: 'words' }, [onu.mac, onu.serial, onu.distance_m === undefined ? '' : `${onu.distance_m} m`].filter(Boolean).join(' · ')),
    make('button', { type: 'button', class: 'small', id, 'aria-label': `${t('poll')}: ${onu.name ?? onu.entity}`, on: { click: event => poll(onu, line, event.currentTarget) } }, t('poll')),
    make('p', { class: 'said', role: 'status' }, note));
  return line;
}

async function poll(onu, line, button) {
  button.disabled = true;
  const said = line.querySelector('.said');
  say(said, t('polling'));
  const answer = await post('/poll', { device: onu.device, entity: onu.entity });
  button.disabled = false;
  if (answer.error) {
    say(said, [answer.text, answer.detail].filter(Boolean).join(' '));
    return;
  }
  const { onu: now, took_ms: took } = answer.value;
  if (!now) {
    say(said, t('gone'));
    return;
  }
  const fresh = drawOnu(now, onu, t('polled', { s: took < 1000 ? `${took} ms` : number(took / 1000, 's') }));
  line.replaceWith(fresh);
  fresh.querySelector('button').focus();
}
