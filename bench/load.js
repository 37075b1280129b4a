// node load.js URL CONNECTIONS SECONDS [random] < ["/path", ...]: prints {per_s, p99_ms, failed}.
// Each connection asks for the paths in turn, so that all ask for the same at once; at random, each in an order of its own.
const autocannon = require("autocannon");
const { readFileSync } = require("node:fs");

const [url, connections, duration, order] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(0, "utf8")).map((path) => ({ method: "GET", path }));
const shuffled = () => requests.map((one) => [Math.random(), one]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
const setupClient = (client) => order === "random" && client.setRequests(shuffled());
const options = { url, connections: Number(connections), duration: Number(duration), requests, setupClient };
autocannon(options, (wrong, found) => {
  if (wrong) throw wrong;
  console.log(
    JSON.stringify({
      per_s: found.requests.average,
      p99_ms: found.latency.p99,
      failed: found.errors + found.non2xx + found.timeouts,
    }),
  );
});
