// What a schema of OpenAPI looks like: an example of it, and its fields as rows. Names that lead in a circle end at the second time.
window.referenceShapes = (document_) => {
  const target = (schema) => {
    for (let step = 0; schema?.$ref && step < 10; step++) schema = schema.$ref.replace(/^#\//, '').split('/').reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document_);
    return schema || {};
  };
  const kinds = (schema) => [schema.type].flat().filter((type) => type && type !== 'null');
  const whole = (schema) => {
    const one = target(schema);
    const choice = (one.oneOf || one.anyOf || []).map(target).find((other) => !kinds(other).length || kinds(other)[0] !== 'null');
    return choice && !one.properties ? whole(choice) : one;
  };

  const example = (schema, seen = []) => {
    const one = whole(schema);
    if (seen.includes(one)) return null;
    const inner = [...seen, one];
    if (one.example !== undefined) return one.example;
    if (one.enum) return one.enum.find((value) => value !== null) ?? null;
    const kind = kinds(one)[0] || (one.properties || one.additionalProperties ? 'object' : one.items ? 'array' : '');
    if (kind === 'object') {
      const made = {};
      for (const [name, property] of Object.entries(one.properties || {})) made[name] = example(property, inner);
      if (one.additionalProperties && !one.properties) made.name = example(one.additionalProperties, inner);
      return made;
    }
    if (kind === 'array') return [example(one.items || {}, inner)];
    if (kind === 'integer' || kind === 'number') return 0;
    if (kind === 'boolean') return false;
    if (kind === 'string') return one.format === 'date-time' ? '2026-11-20T05:00:00.000Z' : 'text';
    return null;
  };

  const name = (schema) => {
    const one = whole(schema);
    const kind = kinds(one)[0] || (one.properties ? 'object' : one.items ? 'array' : '');
    if (kind === 'array') return name(one.items || {}) + '[]';
    return one.format && kind === 'string' ? one.format : kind;
  };

  const fields = (schema, before = '', seen = []) => {
    let one = whole(schema);
    if (kinds(one)[0] === 'array') { before += before ? '[].' : ''; one = whole(one.items || {}); }
    if (!one.properties || seen.includes(one) || seen.length > 3) return [];
    return Object.entries(one.properties).flatMap(([key, property]) => [
      { path: before + key, kind: name(property), text: property.description || target(property).description || '' },
      ...fields(property, before + key + '.', [...seen, one]),
    ]);
  };
  return { target, whole, example, fields, name };
};
