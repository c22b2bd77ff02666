// node validate.js FOLDER: each dashboard in it against the types of @grafana/schema, made into JSON schemas. One line for each defect; exit code 1 when there is one.
// Unknown keys are defects, but where the types themselves leave a place for what only a data source or a panel knows.
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv').default;
const { createGenerator } = require('ts-json-schema-generator');

const raw = path.join(path.dirname(require.resolve('@grafana/schema/package.json')), 'dist/esm/raw');
const ajv = new Ajv({ strict: false, allErrors: true });

function validator(file, type, adapt = (schema) => schema) {
  const schema = createGenerator({ path: path.join(raw, file), type, skipTypeCheck: true, additionalProperties: false, expose: 'all' }).createSchema(type);
  return ajv.compile(adapt(schema));
}

const dashboards = validator('dashboard/x/dashboard_types.gen.d.ts', 'Dashboard', (schema) => {
  // "This should just be a normal query target", say the types.
  schema.definitions.AnnotationTarget.additionalProperties = true;
  return schema;
});

// A panel's options and its part of the field's look; null where the types have none.
const folders = { stat: 'stat', timeseries: 'timeseries', 'state-timeline': 'statetimeline', bargauge: 'bargauge', histogram: 'histogram', table: 'table', geomap: 'geomap', text: 'text' };
const panels = {};
for (const [type, folder] of Object.entries(folders)) {
  const directory = path.join('composable', folder, 'panelcfg/x');
  const file = path.join(directory, fs.readdirSync(path.join(raw, directory)).find((name) => name.endsWith('.d.ts')));
  const text = fs.readFileSync(path.join(raw, file), 'utf8');
  panels[type] = {
    options: validator(file, 'Options'),
    custom: /interface FieldConfig\b/.test(text) ? validator(file, 'FieldConfig') : null,
  };
}

let defects = 0;
function check(where, validate, value) {
  if (validate(value)) return;
  for (const error of validate.errors) {
    defects++;
    console.log(`${where}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
  }
}

const folder = process.argv[2];
for (const name of fs.readdirSync(folder).sort()) {
  const dashboard = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  check(name, dashboards, dashboard);
  for (const panel of dashboard.panels.filter((one) => one.type !== 'row')) {
    const known = panels[panel.type];
    if (!known) {
      defects++;
      console.log(`${name}: no types for the panel "${panel.type}"`);
      continue;
    }
    check(`${name} "${panel.title}" options`, known.options, panel.options);
    const custom = panel.fieldConfig.defaults.custom;
    if (custom && known.custom) check(`${name} "${panel.title}" custom`, known.custom, custom);
  }
}
console.log(`${fs.readdirSync(folder).length} dashboards, ${defects} defects`);
process.exit(defects === 0 ? 0 : 1);
