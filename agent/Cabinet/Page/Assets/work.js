// The full check with its progress, and maintenance.

import { byId, fill, make, say } from './dom.js';
import { post } from './api.js';
import { mark } from './marks.js';
import { t, time } from './texts.js';

export function wireWork() {
  byId('check-start').addEventListener('click', async () => {
    const answer = await post('/check');
    say(byId('check-said'), answer.error ? answer.text : t('check_runs'));
  });
  byId('work-form').addEventListener('submit', async event => {
    event.preventDefault();
    const answer = await post('/maintenance', { minutes: Number(byId('work-minutes').value), comment: byId('work-comment').value });
    if (!answer.error) byId('work-comment').value = '';
    say(byId('work-said'), answer.error ? answer.text : t('work_begun'));
  });
  byId('work-end').addEventListener('click', async () => {
    const answer = await post('/maintenance', { minutes: 0 });
    say(byId('work-said'), answer.error ? answer.text : t('work_ended'));
  });
}

export function drawCheck(check) {
  byId('check-start').disabled = check?.running === true;
  if (check) say(byId('check-said'), check.running ? t('check_runs') : t('check_done', { n: check.lines.filter(line => line.state === 'failed').length, time: time(check.started) }));
  fill(byId('check'), check?.lines ?? [], line => make('li', { class: line.state },
    make('span', { class: 'head' }, mark(line.state), line.check),
    make('span', { class: 'words', lang: 'en' }, [line.detail, line.remedy].filter(Boolean).join(': '))));
}

export function drawMaintenance(maintenance) {
  say(byId('work-now'), maintenance ? `${t('work_until', { time: time(maintenance.until) })} ${t(maintenance.told ? 'work_told' : 'work_waits')}` : t('work_none'));
  byId('work-form').hidden = Boolean(maintenance);
  byId('work-end').hidden = !maintenance;
}
