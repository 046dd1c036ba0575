#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isClientCommand } from "./client-commands.mjs";

// The verbs of whoever runs Avow work on a checkout: its launcher brings the right Node and the packages.
const launcher = new URL("../../scripts/launch.mjs", import.meta.url);
if (existsSync(fileURLToPath(launcher))) {
  const { launch } = await import(launcher.href);
  const [verb = "help", ...args] = process.argv.slice(2);
  if (isClientCommand(verb, args[0])) await launch("avow:client", [verb, ...args]);
  else await (verb === "start" ? launch("start", args) : launch("avow", [verb, ...args]));
} else {
  console.error("avow works inside a checkout of Avow: clone it, and run npx avow there.");
  process.exitCode = 1;
}
