// Draws the state that the cabinet sends: panel, way to the office, incidents, devices.

import { byId, fill, make, say } from './dom.js';
import { bytes, find, kind, t, time } from './texts.js';
import { mark, signs } from './marks.js';
import { togglePause } from './pause.js';
import { forgetSearch } from './onus.js';
import { drawCheck, drawMaintenance } from './work.js';

const lamps = ['owner', 'uplink', 'devices', 'alarm'];

export function drawState(state) {
  document.title = `${headSign(state)} ${state.name}`;
  say(byId('site'), state.name === state.site ? state.name : `${state.name} (${state.site})`);
  say(byId('summary'), summary(state));
  drawPanel(state.panel);
  fill(byId('uplink'), uplinkLines(state), line => make('li', {}, line.text, line.words && make('span', { class: 'words', lang: 'en' }, line.words)));
  drawIncidents(state);
  fill(byId('devices'), state.devices.map(device => ({ ...device, unlocked: state.unlocked })), drawDevice);
  byId('locked').hidden = state.unlocked;
  byId('held').hidden = state.panel.mode !== 'config_open';
  byId('unlocked').hidden = !state.unlocked;
  if (!state.unlocked) forgetSearch();
  drawCheck(state.check);
  drawMaintenance(state.maintenance);
  say(byId('about'), `EdgeNoc ${state.version}`);
}

const headSign = state => state.devices.some(device => device.mark === 'failed') ? signs.failed : state.devices.some(device => device.mark === 'warning') || state.alerts.length ? signs.warning : signs.ok;

/** Within three seconds: is it well, what is not, does the office know. */
function summary(state) {
  const failed = state.devices.filter(device => device.mark === 'failed').map(device => device.id);
  const troubled = state.devices.some(device => device.mark === 'warning') || state.alerts.length > 0;
  const which = failed.slice(0, 3).join(', ') + (failed.length > 3 ? ' …' : '');
  const well = failed.length ? t(failed.length === 1 ? 'sum.one_bad' : 'sum.bad', { n: failed.length, which }) : troubled ? t('sum.remarks') : t('sum.well');
  const office = state.panel.lamps.uplink !== 'steady' ? t('sum.office_deaf') : state.incidents?.length ? t('sum.office_knows') : failed.length || troubled ? t('sum.office_unaware') : '';
  return [well, state.maintenance && t('sum.maintenance'), office].filter(Boolean).join(' ');
}

function drawPanel(panel) {
  say(byId('mode'), panel.mode && panel.mode !== 'live' ? t(`mode.${panel.mode}`) : '');
  fill(byId('lamps'), lamps.map(name => ({ name, pattern: panel.lamps[name] })), ({ name, pattern }) => make('li', { class: name },
    make('span', { class: `lamp ${pattern}`, 'aria-hidden': 'true' }),
    make('span', {}, make('b', {}, `${t(`lamp.${name}.name`)}: ${t(`pattern.${pattern}`)}`), find(`lamp.${name}.${pattern}`) ?? '')));
  const lines = panel.contacts.map(contact => `${t(`contact.${contact.name}.${contact.alarm ? 'alarm' : 'fine'}`)} (${t('since', { time: time(contact.since) })})`);
  if (panel.sounding) lines.push(t('sounding'));
  fill(byId('contacts'), [...lines.map(text => ({ text })), ...panel.faults.map(words => ({ words }))],
    line => make('li', {}, line.text, line.words && make('span', { class: 'words', lang: 'en' }, line.words)));
}

function uplinkLines({ uplink, buffer }) {
  const lines = [{ text: t(uplink.connected ? 'up.connected' : 'up.cut', { time: time(uplink.since) }), words: [uplink.detail, uplink.remedy].filter(Boolean).join(': ') }];
  lines.push({ text: uplink.acked_at ? t('up.acked', { time: time(uplink.acked_at) }) : t('up.never') });
  lines.push({ text: buffer ? t('up.kept', { rows: buffer.rows, size: bytes(buffer.bytes), time: time(buffer.since) }) : t('up.empty') });
  if (uplink.way === 'backup') lines.push({ text: t('up.backup') });
  if (uplink.metered) lines.push({ text: t('up.metered') });
  return lines;
}

function drawIncidents(state) {
  const own = state.alerts.map(alert => ({ text: `${kind(alert.kind)} (${t('since', { time: time(alert.since) })})`, severity: alert.severity }));
  const told = (state.incidents ?? []).map(incident => ({
    text: [`#${incident.number}`, incident.device && incident.device !== 'site' ? incident.device : '', shortEntity(incident.entity), kind(incident.kind)].filter(Boolean).join(' '),
    more: [t('since', { time: time(incident.since) }),
      incident.maintenance_until ? t('covered', { time: time(incident.maintenance_until) }) : incident.taken ? t(incident.taken_by ? 'taken_by' : 'taken', { who: incident.taken_by }) : t('not_taken')].join(', '),
    severity: incident.severity,
  }));
  const nothing = state.incidents ? t('no_incidents') : t('office_silent');
  fill(byId('incidents'), [...told, ...own, ...(told.length ? [] : [{ text: nothing }])], line => make('li', {},
    make('span', { class: 'head' }, line.severity ? `${t(`severity.${line.severity}`)}: ` : '', line.text), line.more && make('span', { class: 'note' }, line.more)));
}

const shortEntity = entity => !entity || ['device', 'agent', 'uplink', 'mains'].includes(entity) ? '' : entity.replace('/', ' ').toUpperCase();

function drawDevice(device) {
  const parts = device.parts_total === undefined ? '' : ` ${t(device.kind === 'olt' ? 'onus_up' : 'onts_up', { up: device.parts_up ?? 0, total: device.parts_total })}`;
  const pause = device.unlocked && make('button', { type: 'button', class: 'small', id: `pause-${device.id}`, 'aria-label': `${t(device.paused_until ? 'resume' : 'pause')}: ${device.id}`,
    on: { click: () => togglePause(device) } }, t(device.paused_until ? 'resume' : 'pause'));
  const said = make('p', { class: 'said', role: 'status', id: `said-${device.id}` });
  return make('li', { class: device.mark, 'data-device': device.id },
    make('span', { class: 'head' }, mark(device.mark), device.id, parts),
    device.error && make('span', { class: 'note' }, t(`error.${device.error}`), ' ', t(`remedy.${device.error}`)),
    device.detail && make('span', { class: 'words', lang: 'en' }, [device.detail, device.remedy].filter(Boolean).join(': ')),
    device.error && device.last_ok && make('span', { class: 'note' }, t('last_ok', { time: time(device.last_ok) })),
    device.paused_until && make('span', { class: 'note' }, t('paused', { time: time(device.paused_until) })),
    device.alerts.map(alert => make('span', { class: 'note' }, [shortEntity(alert.entity), kind(alert.kind)].filter(Boolean).join(' '), ` (${t('since', { time: time(alert.since) })})`)),
    pause, pause && said);
}
