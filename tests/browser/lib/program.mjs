// The demonstration, started on a free port with a data folder that is removed afterwards.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PROGRAM = process.env.MAINSTAY_PROGRAM ?? new URL("../../../target/debug/mainstay", import.meta.url).pathname;
const START_MS = 180_000;

export class Demonstration {
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), "mainstay-demo-"));
    const listen = `127.0.0.1:${await freePort()}`;
    const child = spawn(PROGRAM, ["demo", "--listen", listen, "--data", join(folder, "data")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const demonstration = new Demonstration(child, folder, `http://${listen}`);
    child.stdout.on("data", (bytes) => (demonstration.printed += bytes));
    child.stderr.on("data", (bytes) => (demonstration.complained += bytes));
    await demonstration.ready();
    return demonstration;
  }

  constructor(child, folder, address) {
    this.child = child;
    this.folder = folder;
    this.address = address;
    this.printed = "";
    this.complained = "";
  }

  async ready() {
    const begun = Date.now();
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`the demonstration ended: ${this.complained}`);
      const answer = await fetch(`${this.address}/healthz`).catch(() => null);
      if (answer?.ok && this.printed.includes("http")) break;
      if (Date.now() - begun > START_MS) throw new Error("the demonstration is not ready");
      await new Promise((done) => setTimeout(done, 100));
    }
    // The lines for the personas follow the address; give them a moment to arrive.
    await new Promise((done) => setTimeout(done, 500));
  }

  /** Every sign-in link it printed: who it is for (the line before), and where it leads on this address. */
  personas() {
    const lines = this.printed.split("\n").map((line) => line.trim());
    const found = [];
    for (const [at, line] of lines.entries()) {
      const link = line.match(/^https?:\/\/[^/\s]+(\/demo\/sign-in\/\S+)$/);
      if (link) found.push({ who: lines[at - 1], path: link[1] });
    }
    return found;
  }

  async stop() {
    this.child.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
