import type { Socket } from "node:net";

const longest = 4_096;

/** The first line that arrives; undefined when the connection ends before, or what comes is no line of ours. */
export function readLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      if (text.includes("\n")) return; // answered; what follows is read only so that the end is seen
      text += chunk;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
      else if (text.length > longest) socket.destroy();
    });
    socket.once("close", () => resolve(undefined));
  });
}
