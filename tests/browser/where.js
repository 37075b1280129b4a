// Unpacks the packaged Chromium once, and the libraries it needs where the system has none; prints both places.
import { tmpdir } from "node:os";
import { join } from "node:path";

process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x"; // makes it unpack its libraries too
const { default: chromium } = await import("@sparticuz/chromium");
const path = await chromium.executablePath();
console.log(JSON.stringify({ path, libraries: join(tmpdir(), "al2023", "lib") }));
