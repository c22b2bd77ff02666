// The page's words in the language that the server chose by what the browser asked for.

export const language = document.documentElement.lang;
const texts = await (await fetch(`/texts/${language}.json`)).json();

/** The text at a path such as "lamp.uplink.steady", with {names} replaced; undefined when there is none. */
export function find(path, values = {}) {
  const text = path.split('.').reduce((at, key) => at?.[key], texts);
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '') : undefined;
}

/** The same, and the path itself where nobody wrote a text. */
export const t = (path, values) => find(path, values) ?? path;

/** What a kind of alert is called; kinds have a dot of their own. */
export const kind = name => texts.kinds[name] ?? name;

for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const decimals = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

// By the agent's clock: the phone's may be wrong.
let ahead = 0;
export const setNow = ms => { ahead = ms - Date.now(); };
export const now = () => Date.now() + ahead;

export function time(iso) {
  const at = new Date(iso);
  return now() - at < 20 * 3600e3 && at - now() < 20 * 3600e3 ? clock.format(at) : day.format(at);
}

export const number = (value, unit) => value === undefined ? '' : `${decimals.format(value)} ${unit}`;

export function bytes(count) {
  return count < 1e6 ? `${Math.ceil(count / 1e3)} kB` : `${decimals.format(count / 1e6)} MB`;
}
