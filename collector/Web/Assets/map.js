// The map: points where the office says that they stand, drawn by status, and brought up to date while nobody looks away. It shows all of them until somebody moves it.
(() => {
  const place = document.getElementById('map');
  if (!place || !window.L) return;
  const words = place.dataset;
  const word = (name) => words['word' + name[0].toUpperCase() + name.slice(1)] || name;
  const map = L.map(place, { preferCanvas: true, fadeAnimation: false, zoomControl: true, attributionControl: !!words.tiles, maxZoom: Number(words.maxZoom) }).setView([-2, 118], 4);
  map.attributionControl?.setPrefix('Leaflet');
  if (words.tiles) L.tileLayer(words.tiles, { maxZoom: Number(words.maxZoom), attribution: plain(words.attribution || '') }).addTo(map);
  else place.classList.add('no-tiles');

  function plain(text) { const box = document.createElement('span'); box.textContent = text; return box.innerHTML; }

  // Many points are dots on a canvas: shapes of their own would make the browser slow.
  const MANY = 2000;
  const signs = { up: '', weak: '!', trouble: '!', down: '✕', power_off: '⏻', stale: '?', unknown: '?' };
  const colours = { up: '#198754', weak: '#b8860b', trouble: '#c2410c', down: '#b02a37', power_off: '#6f42c1', stale: '#6c757d', unknown: '#adb5bd' };
  const layer = L.layerGroup().addTo(map);
  const marks = new Map();
  const hidden = new Set();
  let points = [], categories = [], follows = true, isMany = false;

  const key = (point) => [point.kind, point.site, point.device || '', point.at || ''].join('\n');
  const category = (point) => point.category || '';
  const colour = (point) => { const at = categories.indexOf(category(point)); return at < 0 ? 0 : (at % 8) + 1; };
  const title = (point) => word(point.kind) + ' ' + point.name + ': ' + word(point.status);

  const popup = (point) => {
    const box = document.createElement('div');
    const link = document.createElement('a');
    link.href = point.url;
    link.textContent = point.name;
    const lines = [word(point.kind) + ' · ' + point.site + (point.at ? ' · ' + point.at : ''), word(point.status) + (point.since_ms ? ' ' + words.wordSince + ' ' + new Date(point.since_ms).toLocaleString(document.documentElement.lang) : ''), category(point)];
    box.append(link, ...lines.filter((line) => line).map((line) => { const row = document.createElement('div'); row.textContent = line; return row; }));
    return box;
  };

  const icon = (point) => {
    const box = document.createElement('span');
    box.textContent = signs[point.status] ?? '';
    return L.divIcon({ html: box, className: 'mark mark-' + point.kind + ' mark-' + point.status + ' mark-cat-' + colour(point), iconSize: point.kind === 'site' ? [26, 26] : [18, 18] });
  };

  const make = (point) => {
    const where = [point.latitude, point.longitude];
    const mark = isMany && point.kind !== 'site'
      ? L.circleMarker(where, { radius: point.status === 'down' ? 7 : 5, weight: 2, color: colours[point.status], fillOpacity: point.status === 'down' ? 1 : 0.5, dashArray: point.status === 'stale' ? '2 3' : null })
      : L.marker(where, { icon: icon(point), title: title(point), alt: title(point), riseOnHover: true, zIndexOffset: point.status === 'down' ? 1000 : 0 });
    mark.bindPopup(() => popup(mark.point));
    mark.on('mouseover', () => mark.openPopup());
    mark.point = point;
    return mark;
  };

  const draw = () => {
    const shown = points.filter((point) => !hidden.has(category(point)));
    const many = shown.length > MANY;
    if (many !== isMany) { layer.clearLayers(); marks.clear(); isMany = many; }
    const left = new Set(marks.keys());
    for (const point of shown) {
      const name = key(point);
      const known = marks.get(name);
      left.delete(name);
      if (known) {
        const old = known.point;
        known.point = point;
        if (old.latitude !== point.latitude || old.longitude !== point.longitude) known.setLatLng([point.latitude, point.longitude]);
        if (old.status === point.status && old.name === point.name && category(old) === category(point)) continue;
        layer.removeLayer(known);
      }
      const mark = make(point);
      marks.set(name, mark);
      layer.addLayer(mark);
    }
    for (const name of left) { layer.removeLayer(marks.get(name)); marks.delete(name); }
    for (const count of document.querySelectorAll('#map-counts [data-status]')) count.textContent = String(points.filter((point) => point.status === count.dataset.status).length);
    document.getElementById('map-empty')?.toggleAttribute('hidden', points.length > 0);
    list(shown);
    if (follows) fit();
  };

  // The same for who does not see a map: what is out of service, in words.
  const list = (shown) => {
    const out = document.getElementById('map-out');
    const lines = shown.filter((point) => point.status === 'down' || point.status === 'trouble' || point.status === 'power_off').slice(0, 100).map((point) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = point.url;
      link.textContent = point.name;
      item.append(link, ' ' + point.site + ': ' + word(point.status));
      return item;
    });
    if (lines.length === 0) { const item = document.createElement('li'); item.textContent = words.wordNone; lines.push(item); }
    if (out.textContent !== lines.map((line) => line.textContent).join('')) out.replaceChildren(...lines);
  };

  const legend = () => {
    const box = document.getElementById('map-categories');
    const wanted = [...categories, ''].filter((name) => points.some((point) => category(point) === name));
    if (box.dataset.of === JSON.stringify(wanted)) return;
    box.dataset.of = JSON.stringify(wanted);
    const legendOf = box.querySelector('legend');
    box.replaceChildren(legendOf, ...(categories.length === 0 ? [] : wanted).map((name, i) => {
      const row = document.createElement('label');
      row.className = 'me-3 form-check-label mark-label mark-cat-' + (name ? (categories.indexOf(name) % 8) + 1 : 0);
      const tick = document.createElement('input');
      tick.type = 'checkbox';
      tick.className = 'form-check-input me-1';
      tick.checked = !hidden.has(name);
      tick.id = 'map-cat-' + i;
      tick.addEventListener('change', () => { if (tick.checked) hidden.delete(name); else hidden.add(name); draw(); });
      row.append(tick, name || words.wordUncategorised);
      return row;
    }));
  };

  let fitted = '';
  const fit = () => {
    const all = [...marks.values()].map((mark) => mark.getLatLng());
    const bounds = L.latLngBounds(all);
    const name = all.length ? bounds.toBBoxString() : '';
    if (!all.length || name === fitted) return;
    fitted = name;
    map.fitBounds(bounds.pad(0.1), { maxZoom: 16, animate: false });
  };

  const button = document.getElementById('map-fit');
  const follow = (is) => { follows = is; button.setAttribute('aria-pressed', String(is)); place.dataset.follows = String(is); if (is) { fitted = ''; fit(); } };
  button.addEventListener('click', () => follow(true));
  map.on('dragstart', () => follow(false));
  map.on('resize', () => { fitted = ''; if (follows) fit(); });
  for (const event of ['wheel', 'dblclick', 'keydown']) place.addEventListener(event, () => follow(false), { passive: true });
  place.querySelector('.leaflet-control-zoom')?.addEventListener('click', () => follow(false));

  const search = document.getElementById('map-search');
  search.addEventListener('input', () => {
    const text = search.value.trim().toLowerCase();
    if (text.length < 2) return;
    const found = [...marks.values()].find((mark) => [mark.point.name, mark.point.device, mark.point.at, mark.point.site].some((one) => one && one.toLowerCase().includes(text)));
    if (!found) return;
    follow(false);
    map.setView(found.getLatLng(), Math.max(map.getZoom(), 15), { animate: false });
    found.openPopup();
  });

  const load = async () => {
    try {
      const answer = await fetch(words.url, { headers: { Accept: 'application/json' } });
      if (!answer.ok) return;
      const picture = await answer.json();
      points = picture.items;
      categories = picture.categories;
      legend();
      draw();
      place.dataset.loaded = String(points.length);
    } catch { /* The sign above says that nothing is live; it is tried again. */ }
  };
  // For whoever gives things their places: where that is, and that it is to be looked at anew.
  place.edgenocMap = { map, load, stay: () => follow(false) };
  follow(true);
  load();
  setInterval(() => { if (!document.hidden) load(); }, 5000);
  document.body.addEventListener('edgenoc:incidents', load);
})();
