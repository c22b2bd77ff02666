// Told apart by shape and word, not by colour alone.

import { make } from './dom.js';
import { t } from './texts.js';

export const signs = { ok: '✔', warning: '‼', failed: '✘', waiting: '…' };

export const mark = state => make('span', { class: 'mark', role: 'img', 'aria-label': t(`mark.${state}`) }, signs[state]);
