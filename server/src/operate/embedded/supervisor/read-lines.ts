import type { Socket } from "node:net";

const longest = 4_096;

/**
 * Reads a connection line by line: each call answers the next line, or undefined once the connection has ended or
 * what comes is no line of ours.
 */
export function readLines(socket: Socket): () => Promise<string | undefined> {
  const lines: string[] = [];
  const waiting: ((line: string | undefined) => void)[] = [];
  let rest = "";
  const deliver = (line: string) => {
    const reader = waiting.shift();
    if (reader) reader(line);
    else lines.push(line);
  };
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) deliver(line);
    if (rest.length > longest || lines.length > longest) socket.destroy();
  });
  socket.once("close", () => {
    for (const reader of waiting.splice(0)) reader(undefined);
  });
  return async () => {
    const line = lines.shift();
    if (line !== undefined || socket.destroyed) return line;
    return new Promise((resolve) => waiting.push(resolve));
  };
}
