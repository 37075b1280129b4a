// node buy.js CONNECTIONS SECONDS < {url, buyers: [token], offers: [id]}: whole purchases, each on a kept connection:
// POST /cart, GET /cart, POST /checkout paid from the wallet. Prints {per_s, p50_ms, p99_ms, refused, failed}.
// With {once: true} every buyer buys once, all at the same time; with {most: n} it ends after that many purchases.
//
// It speaks HTTP over plain sockets, since it runs on the processors that it measures: node's own client takes about
// as much of them for a purchase as the platform's web process does. Every answer is read to its last byte.
const net = require("node:net");
const { randomUUID } = require("node:crypto");
const { readFileSync } = require("node:fs");

const [connections, seconds] = process.argv.slice(2).map(Number);
const { url, buyers, offers, once, most = Infinity } = JSON.parse(readFileSync(0, "utf8"));
const { hostname, port, host } = new URL(url);

/** One kept connection; asks one thing at a time. */
class Line {
  constructor() {
    this.got = [];
    this.size = 0;
    this.socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on("data", (part) => this.take(part));
    this.socket.on("error", (wrong) => this.reject?.(wrong));
    this.socket.on("close", () => this.reject?.(new Error("the server hung up")));
  }

  ask(request) {
    return new Promise((resolve, reject) => {
      Object.assign(this, { resolve, reject });
      this.socket.write(request);
    });
  }

  take(part) {
    this.got.push(part);
    this.size += part.length;
    const all = this.got.length > 1 ? Buffer.concat(this.got) : part;
    const head = all.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(all.latin1Slice(0, head));
    if (!length) return this.reject(new Error(`an answer without its length: ${all.latin1Slice(0, head)}`));
    const whole = head + 4 + Number(length[1]);
    if (this.size < whole) return;
    this.got = [];
    this.size = 0;
    if (all.length > whole) return this.reject(new Error("more than was asked for"));
    this.resolve({ status: Number(all.latin1Slice(9, 12)), text: all.utf8Slice(head + 4, whole) });
  }
}

function request(method, path, token, body = "", more = "") {
  const type = body ? `content-type: application/json\r\ncontent-length: ${body.length}\r\n` : "";
  return `${method} /api/v1${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${type}${more}\r\n${body}`;
}

async function buy(line, token, offer) {
  const added = await line.ask(request("POST", "/cart", token, `{"offer_id":"${offer}","quantity":1}`));
  if (added.status !== 200) return added;
  const cart = await line.ask(request("GET", "/cart", token));
  if (cart.status !== 200) return cart;
  const body = `{"cart_id":"${JSON.parse(cart.text).id}","payment_method":"wallet","delivery_option":"pickup"}`;
  return line.ask(request("POST", "/checkout", token, body, `idempotency-key: ${randomUUID()}\r\n`));
}

async function main() {
  const took = [];
  let refused = 0;
  let failed = 0;
  let example = "";
  const lines = Array.from({ length: connections }, () => new Line());
  const start = performance.now();
  const end = start + seconds * 1000;

  async function one(line, token, offer) {
    const began = performance.now();
    const answer = await buy(line, token, offer);
    if (answer.status === 201) took.push(performance.now() - began);
    else if (answer.status === 409) {
      refused += 1;
      await line.ask(request("DELETE", "/cart", token));
    } else {
      failed += 1;
      example = answer.text;
    }
  }

  async function shopper(line, number) {
    const mine = buyers.filter((_, n) => n % connections === number);
    for (let n = 0; performance.now() < end && took.length < most; n += 1)
      await one(line, mine[n % mine.length], offers[Math.floor(Math.random() * offers.length)]);
  }

  if (once) await Promise.all(buyers.map((token, n) => one(lines[n], token, offers[0])));
  else await Promise.all(lines.map(shopper));
  const passed = (performance.now() - start) / 1000;
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
  const result = { bought: took.length, per_s: took.length / passed, p50_ms: at(0.5), p99_ms: at(0.99) };
  console.log(JSON.stringify({ ...result, seconds: passed, refused, failed, example }));
  for (const line of lines) line.socket.destroy();
}

main();
