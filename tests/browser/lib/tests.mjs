// A test runner of forty lines: names, what failed, and one closing line.

export class Tests {
  passed = 0;
  failed = [];
  skipped = 0;
  suite = "";

  constructor(wanted) {
    this.wanted = wanted;
  }

  /** Runs one test; what it throws is its failure, told at once and again at the end. */
  async test(name, body) {
    const whole = `${this.suite}: ${name}`;
    if (this.wanted.length > 0 && !this.wanted.some((part) => whole.includes(part))) return;
    const begun = Date.now();
    try {
      await body();
      this.passed += 1;
      console.log(`ok      ${whole} (${Date.now() - begun} ms)`);
    } catch (error) {
      this.failed.push([whole, error]);
      console.log(`FAILED  ${whole}\n${error.stack ?? error}`);
    }
  }

  /** A skip is loud and counted. */
  skip(name, reason) {
    this.skipped += 1;
    console.log(`SKIPPED ${this.suite}: ${name}: ${reason}`);
  }

  close() {
    for (const [name] of this.failed) console.log(`failed: ${name}`);
    console.log(`${this.passed} passed, ${this.failed.length} failed, ${this.skipped} skipped`);
    return this.failed.length === 0 && this.passed > 0 ? 0 : 1;
  }
}

export function assert(condition, message) {
  if (!condition) throw new Error(message);
}
