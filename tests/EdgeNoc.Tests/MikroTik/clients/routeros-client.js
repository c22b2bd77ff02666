// The same with the npm package routeros-client, which has a model of menus on top.
const { RouterOSClient } = require('routeros-client');

const [host, port, user, password, tls] = process.argv.slice(2);

async function main() {
  const options = { host, port: Number(port), user, password, timeout: 20 };
  if (tls === 'tls') options.tls = { rejectUnauthorized: false };
  const client = new RouterOSClient(options);
  const api = await client.connect();
  const resource = await api.menu('/system resource').get();
  const active = await api.menu('/ppp active').only(['name', 'address']).get();
  const log = await api.menu('/log').get();
  const one = await api.menu('/interface').where('name', 'ether3').get();
  const none = await api.menu('/interface').where('name', 'ether99').get();
  await client.close();
  console.log(JSON.stringify({ version: resource[0].version, active: active.length, first: { name: active[0].name, address: active[0].address }, log: log.length, one: one.length, none: none.length }));
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
