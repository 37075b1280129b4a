// node load.js URL CONNECTIONS SECONDS < ["/path", ...]: prints {per_s, p99_ms, failed}.
const autocannon = require("autocannon");
const { readFileSync } = require("node:fs");

const [url, connections, duration] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(0, "utf8")).map((path) => ({ method: "GET", path }));
autocannon({ url, connections: Number(connections), duration: Number(duration), requests }, (wrong, found) => {
  if (wrong) throw wrong;
  console.log(
    JSON.stringify({
      per_s: found.requests.average,
      p99_ms: found.latency.p99,
      failed: found.errors + found.non2xx + found.timeouts,
    }),
  );
});
