// Asks a router with the npm package node-routeros, which knows nothing of us, and prints what it got as JSON.
const { RouterOSAPI } = require('node-routeros');

const [host, port, user, password, tls] = process.argv.slice(2);

async function main() {
  const options = { host, port: Number(port), user, password, timeout: 20 };
  if (tls === 'tls') options.tls = { rejectUnauthorized: false };
  const api = new RouterOSAPI(options);
  await api.connect();
  const [resource, active, log] = await Promise.all([
    api.write('/system/resource/print'),
    api.write('/ppp/active/print', ['=.proplist=name,address']),
    api.write('/log/print', ['=.proplist=message']),
  ]);
  const one = await api.write('/interface/print', ['?name=ether3']);
  const none = await api.write('/interface/print', ['?name=ether99']);
  let refusal = null;
  try {
    await api.write('/no/such/menu/print');
  } catch (error) {
    refusal = error.message;
  }
  const ticks = await new Promise((resolve, reject) => {
    let seen = 0;
    const stream = api.stream(['/interface/monitor-traffic', '=interface=ether1'], (error, packet) => {
      if (error) return reject(error);
      if (packet && ++seen === 3) stream.stop().then(() => resolve(seen), reject);
    });
  });
  await api.close();
  console.log(JSON.stringify({ version: resource[0].version, active: active.length, first: active[0], log: log.length, one: one.length, none: none.length, refusal, ticks }));
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
