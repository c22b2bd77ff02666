// Charts: a place with data-chart fetches its series from the collector and draws them; where there are none it says why.
(() => {
  const colours = ['#0d6efd', '#d63384', '#198754', '#fd7e14', '#6f42c1', '#20c997'];
  const draw = async (place) => {
    place.setAttribute('aria-busy', 'true');
    let answer;
    try {
      const response = await fetch(place.dataset.chart, { headers: { Accept: 'application/json' } });
      answer = response.ok ? await response.json() : { problem: place.dataset.wordDown };
    } catch {
      answer = { problem: place.dataset.wordDown };
    }
    place.removeAttribute('aria-busy');
    place.replaceChildren();
    if (answer.problem || !answer.times.length || !window.uPlot) {
      const p = document.createElement('p');
      p.className = 'empty';
      p.textContent = answer.problem || place.dataset.wordEmpty;
      place.append(p);
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--bs-body-color') || '#000';
    const grid = { stroke: style.getPropertyValue('--bs-border-color') || '#ccc', width: 1 };
    const axis = { stroke: ink, grid, ticks: grid };
    const options = {
      width: Math.max(280, place.clientWidth), height: 220, series: [{}],
      scales: { x: { range: () => [answer.from, answer.to] } },
      tzDate: (s) => uPlot.tzDate(new Date(s * 1000), place.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone),
      axes: [axis, { ...axis, size: 60 }],
    };
    answer.series.forEach((series, i) => options.series.push({ label: series.label, stroke: colours[i % colours.length], width: 1.5, spanGaps: false, points: { show: answer.times.length < 60 } }));
    const plot = new uPlot(options, [answer.times, ...answer.series.map((series) => series.values)], place);
    new ResizeObserver(() => plot.setSize({ width: Math.max(280, place.clientWidth), height: 220 })).observe(place);
    place.dataset.points = answer.times.length;
  };
  // What is on a wall stays on a wall: such a chart is fetched again while somebody can see it, and at once when the collector is heard again.
  const renew = (place, seconds) => {
    let at = Date.now();
    const again = () => { if (!place.isConnected) return clearInterval(timer); if (!document.hidden) { at = Date.now(); draw(place); } };
    const timer = setInterval(() => { if (Date.now() - at >= seconds * 1000) again(); }, 5000);
    document.body.addEventListener('edgenoc:sites', () => { if (Date.now() - at >= 15000) again(); });
  };
  const all = (root) => { for (const place of root.querySelectorAll('[data-chart]:not([data-drawn])')) { place.dataset.drawn = '1'; draw(place); if (place.dataset.renew) renew(place, Number(place.dataset.renew)); } };
  all(document);
  document.body.addEventListener('htmx:load', (e) => all(e.target));
})();
