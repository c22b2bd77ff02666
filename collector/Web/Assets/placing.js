// Giving things their place: one is looked for and chosen, then a click on the map (or a button, for its middle) says where it stands.
(() => {
  const box = document.getElementById('placing');
  const holder = document.getElementById('map');
  const live = holder?.edgenocMap;
  if (!box || !live) return;
  const words = box.dataset;
  const search = document.getElementById('placing-q');
  const category = document.getElementById('placing-category');
  const found = document.getElementById('placing-found');
  const middle = document.getElementById('placing-middle');
  const said = document.getElementById('placing-said');
  const mark = document.querySelector('meta[name="edgenoc-mark"]')?.content;
  let chosen = null;

  const choose = (thing) => {
    chosen = thing;
    middle.disabled = !thing;
    holder.classList.toggle('placing-now', !!thing);
    if (!thing) return;
    category.value = thing.category || '';
    if (thing.latitude !== undefined) { live.stay(); live.map.setView([thing.latitude, thing.longitude], Math.max(live.map.getZoom(), 15), { animate: false }); }
  };

  const show = (things) => {
    found.replaceChildren(...things.map((thing, i) => {
      const row = document.createElement('li');
      const label = document.createElement('label');
      const tick = document.createElement('input');
      tick.type = 'radio';
      tick.name = 'placing';
      tick.className = 'form-check-input me-1';
      tick.id = 'placing-' + i;
      tick.addEventListener('change', () => choose(thing));
      label.append(tick, thing.name + ' · ' + [thing.site, thing.device, thing.at].filter(Boolean).join(' ') + (thing.latitude === undefined ? '' : ' (' + words.wordHas + ')'));
      row.append(label);
      return row;
    }));
    if (things.length === 0) { const row = document.createElement('li'); row.textContent = words.wordNone; found.append(row); }
    if (things.length === 1) { found.querySelector('input').checked = true; choose(things[0]); }
    box.dataset.found = String(things.length);
  };

  let asked = 0, wait;
  const look = async () => {
    const mine = ++asked;
    choose(null);
    const answer = await fetch(words.url + '?limit=20&q=' + encodeURIComponent(search.value.trim()), { headers: { Accept: 'application/json' } }).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    show((await answer.json()).items);
  };
  search.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(look, 250); });
  box.addEventListener('toggle', () => { if (box.open && !box.dataset.found) look(); if (!box.open) choose(null); });

  const put = async (where) => {
    const thing = chosen;
    if (!thing) return;
    const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
    const body = { device: thing.device, latitude: round(where.lat), longitude: round(where.lng) };
    if (thing.at) body.at = thing.at;
    if (category.value.trim()) body.category = category.value.trim();
    const answer = await fetch('/api/v1/sites/' + encodeURIComponent(thing.site) + '/places', { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-EdgeNoc-Mark': mark }, body: JSON.stringify(body) }).catch(() => null);
    if (answer?.ok) {
      said.textContent = words.wordPlaced + ': ' + thing.name + ' ' + body.latitude + ', ' + body.longitude;
      await live.load();
      look();
      return;
    }
    const problem = await answer?.json().catch(() => null);
    said.textContent = words.wordNotPlaced + (problem?.detail ? ': ' + problem.detail : '') + (problem?.errors ? ': ' + problem.errors.map((one) => one.problem + '; ' + one.remedy).join('; ') : '');
  };
  live.map.on('click', (e) => put(e.latlng.wrap()));
  middle.addEventListener('click', () => put(live.map.getCenter().wrap()));
  if (box.open) look();
})();
