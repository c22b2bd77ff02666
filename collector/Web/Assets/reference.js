// The description of the API as a page: groups, operations, what they take and answer; what only reads can be tried with one's own session.
(async () => {
  const place = document.getElementById('reference');
  const words = place.dataset;
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  let text;
  try {
    const answer = await fetch(place.dataset.url, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(answer.status);
    text = await answer.json();
  } catch {
    place.replaceChildren(make('p', { class: 'alert alert-warning' }, words.wordFailed));
    place.removeAttribute('aria-busy');
    return;
  }
  const shapes = window.referenceShapes(text);
  const json = (content) => content?.['application/json']?.schema || content?.['application/problem+json']?.schema || Object.values(content || {})[0]?.schema;
  const most = 20000;
  const cut = (long) => long.length > most ? long.slice(0, most) + '\n' + words.wordCut : long;

  const table = (rows) => make('div', { class: 'table-responsive', tabindex: '0' }, make('table', { class: 'table table-sm mb-2' }, make('tbody', {}, ...rows.map((cells) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, cells[0])), ...cells.slice(1).map((cell) => make('td', {}, cell)))))));

  const curl = (method, path, body) => {
    const parts = ['curl' + (method === 'get' ? '' : ' -X ' + method.toUpperCase()), "-H 'Authorization: Bearer '\"$TOKEN\""];
    if (body) parts.push("-H 'Content-Type: application/json'", "-d '" + JSON.stringify(shapes.example(body)).replaceAll("'", "'\\''") + "'");
    return [...parts, "'" + location.origin + path + "'"].join(' \\\n  ');
  };

  const trial = (path, parameters) => {
    const out = make('div', { 'aria-live': 'polite' });
    const form = make('form', {});
    for (const parameter of parameters) {
      const id = 'try-' + path + '-' + parameter.name;
      form.append(make('div', {}, make('label', { class: 'form-label mb-0 small', for: id }, parameter.name + (parameter.required ? ' *' : '')), make('input', { class: 'form-control form-control-sm', id, name: parameter.name, spellcheck: 'false', autocomplete: 'off', required: parameter.required })));
    }
    form.append(make('button', { class: 'btn btn-sm btn-primary' }, words.wordTry));
    form.addEventListener('submit', async (e) => {
      e.preventDefault();
      let url = path;
      const query = new URLSearchParams();
      for (const parameter of parameters) {
        const value = form.elements[parameter.name].value;
        if (parameter.in === 'path') url = url.replace('{' + parameter.name + '}', encodeURIComponent(value));
        else if (value !== '') query.set(parameter.name, value);
      }
      if (String(query)) url += '?' + query;
      try {
        const started = performance.now();
        const answer = await fetch(url, { headers: { Accept: 'application/json, application/problem+json' } });
        let said = await answer.text();
        try { said = JSON.stringify(JSON.parse(said), null, 2); } catch { /* It is shown as it came. */ }
        const heads = ['etag', 'retry-after', 'content-type'].map((name) => answer.headers.get(name) && name + ': ' + answer.headers.get(name)).filter(Boolean);
        out.replaceChildren(make('p', { class: 'mb-1 small' }, make('strong', { 'data-status': answer.status }, String(answer.status)), ' · ' + Math.round(performance.now() - started) + ' ms · ' + url + ' · ' + heads.join(' · ')), make('pre', { tabindex: '0' }, cut(said)));
      } catch {
        out.replaceChildren(make('p', { class: 'alert alert-warning' }, words.wordFailed));
      }
    });
    return [form, out];
  };

  const inside = (method, path, operation) => {
    const parameters = (operation.parameters || []).map(shapes.target);
    const body = json(shapes.target(operation.requestBody).content);
    const part = (title, ...children) => make('section', {}, make('h4', { class: 'h6 mt-2' }, title), ...children);
    const fields = (schema) => shapes.fields(schema).map((field) => [field.path, field.kind, field.text]);
    const answers = Object.entries(operation.responses || {}).map(([status, given]) => {
      const one = shapes.target(given);
      const schema = json(one.content);
      return make('div', {}, make('p', { class: 'mb-1' }, make('strong', {}, status), ' ' + (one.description || '')), schema && Number(status) < 300 ? make('pre', { tabindex: '0' }, cut(JSON.stringify(shapes.example(schema), null, 2))) : null, schema && Number(status) < 300 ? table(fields(schema)) : null);
    });
    const streams = Object.values(operation.responses || {}).some((given) => shapes.target(given).content?.['text/event-stream']);
    return make('div', { class: 'inside' },
      operation.description ? make('p', { class: 'small' }, operation.description) : null,
      parameters.length ? part(words.wordParameters, table(parameters.map((one) => [one.name, one.in + (one.required ? ', ' + words.wordNeeded : ''), shapes.name(one.schema || {}), one.description || '']))) : null,
      body ? part(words.wordBody, make('pre', { tabindex: '0' }, JSON.stringify(shapes.example(body), null, 2)), table(fields(body))) : null,
      part(words.wordAnswers, ...answers),
      part(words.wordExample, make('pre', { tabindex: '0' }, curl(method, path, body))),
      method === 'get' && !streams ? part(words.wordTry, ...trial(path, parameters.filter((one) => one.in === 'path' || one.in === 'query'))) : null);
  };

  // A group is what the paths have in common: the first word after the version.
  const groups = new Map();
  for (const [path, operations] of Object.entries(text.paths)) {
    const group = path.split('/').slice(3, 4)[0] || path;
    for (const [method, operation] of Object.entries(operations)) {
      if (!['get', 'put', 'post', 'delete', 'patch'].includes(method)) continue;
      if (!groups.has(group)) groups.set(group, []);
      const details = make('details', { 'data-operation': method.toUpperCase() + ' ' + path }, make('summary', {}, make('span', { class: 'method ' + method }, method.toUpperCase()), make('code', {}, path), make('span', {}, operation.summary || '')));
      details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(inside(method, path, operation)); });
      groups.get(group).push({ details, words: (method + ' ' + path + ' ' + JSON.stringify(operation)).toLowerCase() });
    }
  }
  const sections = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, operations]) => ({ operations, section: make('section', { 'aria-label': name }, make('h2', { class: 'h5' }, name), ...operations.map((one) => one.details)) }));
  place.replaceChildren(...sections.map((one) => one.section));
  place.removeAttribute('aria-busy');

  const search = document.getElementById('reference-search');
  const count = document.getElementById('reference-count');
  const all = sections.reduce((sum, one) => sum + one.operations.length, 0);
  const show = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, operations } of sections) {
      let any = 0;
      for (const one of operations) {
        one.details.hidden = !wanted.every((word) => one.words.includes(word));
        if (!one.details.hidden) any++;
      }
      section.hidden = any === 0;
      shown += any;
    }
    count.textContent = words.wordMatching.replace('{0}', shown).replace('{1}', all);
  };
  search.addEventListener('input', show);
  show();
})();
