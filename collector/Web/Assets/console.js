// What is live on a page: figures of sites come as server-sent events and go to where data-figure and data-total say; parts that are made by the collector are told to fetch themselves.
(() => {
  const body = document.body;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const input of document.querySelectorAll('[data-browser-zone]')) input.value = zone || '';

  // Every change that htmx sends carries the mark of this page.
  const mark = document.querySelector('meta[name="edgenoc-mark"]')?.content;
  body.addEventListener('htmx:configRequest', (e) => {
    if (e.detail.verb !== 'get' && mark) e.detail.headers['X-EdgeNoc-Mark'] = mark;
  });

  const said = document.getElementById('said');
  const say = (text) => {
    const span = document.createElement('span');
    span.textContent = text;
    said.replaceChildren(span);
    setTimeout(() => said.replaceChildren(), 6000);
  };
  body.addEventListener('htmx:responseError', () => say(body.dataset.wordFailed));

  document.addEventListener('keydown', (e) => {
    if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName)) {
      const find = document.getElementById('find');
      if (find) { e.preventDefault(); find.focus(); find.select(); }
    }
    if (e.key === 'Escape') {
      document.getElementById('found')?.replaceChildren();
      for (const menu of document.querySelectorAll('details.menu[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
    }
  });
  document.addEventListener('click', (e) => {
    if (!e.target.closest('.find')) document.getElementById('found')?.replaceChildren();
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(e.target)) menu.open = false;
  });

  // What is filtered by stands in the address: the same after a reload, and for whoever gets the link. Parts of it that are empty do not.
  body.addEventListener('htmx:configRequest', (e) => {
    if (!e.detail.elt.matches('[data-list]')) return;
    for (const [key, value] of [...e.detail.formData.entries()]) if (value === '') e.detail.formData.delete(key);
  });
  body.addEventListener('htmx:afterSettle', (e) => {
    const list = e.target.matches?.('#list') ? e.target : document.getElementById('list');
    if (list?.dataset.url && e.target === list) history.replaceState(history.state, '', list.dataset.url);
  });

  if (!body.dataset.live) return;
  const sites = new Map();
  const tell = (name, detail) => body.dispatchEvent(new CustomEvent('edgenoc:' + name, { detail }));

  const totals = () => {
    const all = [...sites.values()];
    const sum = (key) => all.reduce((total, site) => total + (site[key] || 0), 0);
    const value = (key) => key === 'count' ? all.length : key === 'silent' ? all.filter((s) => s.is_stale).length : key === 'buffering' ? all.filter((s) => s.buffering_s > 0).length : sum(key);
    for (const place of document.querySelectorAll('[data-total]')) put(place, value(place.dataset.total));
    for (const none of document.querySelectorAll('[data-no-sites]')) none.hidden = all.length > 0;
    for (const card of document.querySelectorAll('.card[data-bad]')) card.classList.toggle('bad', value(card.dataset.bad) > 0);
    for (const card of document.querySelectorAll('.card[data-warn]')) card.classList.toggle('warn', value(card.dataset.warn) > 0);
  };
  const put = (place, value) => {
    const text = value === undefined || value === null ? '' : String(value);
    if (place.textContent !== text) place.textContent = text;
  };
  const clock = (iso) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));

  const show = (site) => {
    for (const row of document.querySelectorAll('[data-site="' + CSS.escape(site.site) + '"]')) {
      const words = row.closest('[data-word-online]')?.dataset || {};
      row.classList.toggle('stale', site.is_stale);
      row.dataset.state = site.state;
      if (site.worst) row.dataset.worst = site.worst; else delete row.dataset.worst;
      for (const cell of row.querySelectorAll('[data-figure]')) {
        const key = cell.dataset.figure;
        if (key === 'state') put(cell, words['word' + site.state[0].toUpperCase() + site.state.slice(1)] || site.state);
        else if (key === 'since') put(cell, site.is_stale && site.heard_at ? (words.wordSince || '') + ' ' + clock(site.heard_at) : '');
        else {
          put(cell, site[key]);
          if (cell.dataset.bad !== undefined) cell.classList.toggle('bad', site[key] > 0);
          if (cell.dataset.warn !== undefined) cell.classList.toggle('warn', site[key] > 0);
        }
      }
    }
  };
  const refresh = () => { for (const site of sites.values()) show(site); totals(); };
  body.addEventListener('htmx:afterSettle', refresh);

  const state = document.querySelector('.live');
  const word = state?.querySelector('.word');
  const mood = (isLive) => {
    state?.classList.toggle('on', isLive);
    state?.classList.toggle('lost', !isLive);
    if (word) word.textContent = isLive ? word.dataset.liveWord : word.dataset.lostWord;
  };

  let source, heard = Date.now();
  const open = () => {
    source = new EventSource(body.dataset.live);
    const on = (name, act) => source.addEventListener(name, (e) => { heard = Date.now(); mood(true); act(JSON.parse(e.data)); });
    on('picture', (all) => {
      const isAgain = sites.size > 0;
      sites.clear();
      for (const site of all) sites.set(site.site, site);
      refresh();
      // What happened while nobody was told.
      if (isAgain || document.querySelectorAll('[data-sites] [data-site]').length !== all.length) { tell('sites'); tell('incidents'); for (const site of all) { tell('site-' + site.site, site); tell('panel-' + site.site, site); } }
    });
    on('site', (site) => {
      const isNew = !sites.has(site.site);
      sites.set(site.site, site);
      show(site);
      totals();
      tell('site-' + site.site, site);
      if (isNew) tell('sites');
    });
    on('incidents', (one) => { tell('incidents', one); tell('sites'); tell('incidents-' + one.site, one); });
    on('panel', (one) => tell('panel-' + one.site, one));
    on('beat', () => {});
    source.onerror = () => { mood(false); if (source.readyState === EventSource.CLOSED) setTimeout(open, 5000); };
  };
  open();
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', (e) => { if (e.persisted) open(); });

  // A line that is dead without saying so.
  setInterval(() => { if (Date.now() - heard > 45000) { mood(false); source.close(); heard = Date.now(); open(); } }, 5000);
})();
