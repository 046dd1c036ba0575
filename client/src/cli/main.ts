import { open } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { runCli } from "./run-cli.ts";
import type { Terminal } from "./terminal.ts";

const { stdin, stdout, stderr } = process;

/** Asks on standard error, so that what is asked for can be piped; from a pipe it reads a line without asking. */
async function ask(question: string, isSecret = false): Promise<string> {
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isSecret) stderr.write(chunk);
      done();
    },
  });
  if (stdin.isTTY) stderr.write(question);
  const lines = createInterface({ input: stdin, output: shown, terminal: stdin.isTTY });
  try {
    return await new Promise<string>((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(""));
    });
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write("\n");
  }
}

const terminal: Terminal = {
  out: (line) => void stdout.write(`${line}\n`),
  write: (text) => void stdout.write(text),
  say: (line) => void stderr.write(`${line}\n`),
  progress: (text) => void (stderr.isTTY && stderr.write(`\r\u001b[K${text}`)),
  ask,
  env: process.env,
  async openFile(path) {
    const file = await open(path, "w", 0o600);
    return { write: async (bytes) => void (await file.write(bytes)), close: () => file.close() };
  },
};

process.exitCode = await runCli(process.argv.slice(2), terminal);
