// Runs every suite against a demonstration of its own and closes with `N passed, N failed, N skipped`.
//
// node run.mjs [part of a suite's or test's name …]
// MAINSTAY_PROGRAM: the binary (default: target/debug/mainstay); MAINSTAY_CHROMIUM: the browser.

import { readdir } from "node:fs/promises";
import { Demonstration } from "./lib/program.mjs";
import { launch } from "./lib/browser.mjs";
import { Tests } from "./lib/tests.mjs";

const wanted = process.argv.slice(2);
const tests = new Tests(wanted);
const demonstration = await Demonstration.start();
const browser = await launch();
try {
  const folder = new URL("./suites/", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".mjs")).sort();
  for (const file of files) {
    const suite = await import(new URL(file, folder));
    tests.suite = file.replace(".mjs", "");
    await suite.default({ tests, browser, demonstration });
  }
} finally {
  await browser.close();
  await demonstration.stop();
}
process.exitCode = tests.close();
