// node buy.js CONNECTIONS SECONDS < {url, buyers: [token], offers: [id]}: whole purchases, each on a kept connection:
// POST /cart, GET /cart, POST /checkout paid from the wallet. Prints {per_s, p50_ms, p99_ms, refused, failed}.
// With {once: true} every buyer buys once, all at the same time.
const http = require("node:http");
const { randomUUID } = require("node:crypto");
const { readFileSync } = require("node:fs");

const [connections, seconds] = process.argv.slice(2).map(Number);
const { url, buyers, offers, once } = JSON.parse(readFileSync(0, "utf8"));
const { hostname, port } = new URL(url);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

function call(method, path, token, body, headers) {
  const sent = body ? JSON.stringify(body) : undefined;
  const all = { authorization: `Bearer ${token}`, ...headers };
  if (sent) Object.assign(all, { "content-type": "application/json", "content-length": Buffer.byteLength(sent) });
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path: `/api/v1${path}`, method, agent, headers: all }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(sent);
  });
}

async function buy(token, offer_id) {
  const added = await call("POST", "/cart", token, { offer_id, quantity: 1 });
  if (added.status !== 200) return added;
  const cart = await call("GET", "/cart", token);
  const body = { cart_id: JSON.parse(cart.text).id, payment_method: "wallet", delivery_option: "pickup" };
  return call("POST", "/checkout", token, body, { "idempotency-key": randomUUID() });
}

async function main() {
  const took = [];
  let refused = 0;
  let failed = 0;
  let example = "";
  const start = performance.now();
  const end = start + seconds * 1000;

  async function one(token, offer) {
    const began = performance.now();
    const answer = await buy(token, offer);
    if (answer.status === 201) took.push(performance.now() - began);
    else if (answer.status === 409) {
      refused += 1;
      await call("DELETE", "/cart", token);
    } else {
      failed += 1;
      example = answer.text;
    }
  }

  async function shopper(number) {
    const mine = buyers.filter((_, n) => n % connections === number);
    for (let n = 0; performance.now() < end; n += 1)
      await one(mine[n % mine.length], offers[Math.floor(Math.random() * offers.length)]);
  }

  if (once) await Promise.all(buyers.map((token) => one(token, offers[0])));
  else await Promise.all(Array.from({ length: connections }, (_, number) => shopper(number)));
  const passed = (performance.now() - start) / 1000;
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
  const result = { bought: took.length, per_s: took.length / passed, p50_ms: at(0.5), p99_ms: at(0.99) };
  console.log(JSON.stringify({ ...result, seconds: passed, refused, failed, example }));
  agent.destroy();
}

main();
