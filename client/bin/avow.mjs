#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isClientCommand, isHelp } from "./client-commands.mjs";

// The verbs of whoever runs Avow work on a checkout: its launcher brings the right Node and the packages.
const launcher = new URL("../../scripts/launch.mjs", import.meta.url);
if (existsSync(fileURLToPath(launcher))) {
  const { launch } = await import(launcher.href);
  await launch(...programOf(process.argv.slice(2)));
} else {
  console.error("avow works inside a checkout of Avow: clone it, and run npx avow there.");
  process.exitCode = 1;
}

/** `avow help chat` is `avow chat --help`; `avow help` is for both kinds of people. */
function programOf([verb = "help", ...args]) {
  if (isHelp(verb)) return args.length > 0 ? programOf([...args, "--help"]) : ["avow:help", []];
  if (isClientCommand(verb, args[0])) return ["avow:client", [verb, ...args]];
  if (verb === "start" && args.some(isHelp)) return ["avow:help", []];
  return verb === "start" ? ["start", args] : ["avow", [verb, ...args]];
}
