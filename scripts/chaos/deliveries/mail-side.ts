import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Received } from "./other-side.ts";

const habits = { cut_before: 0.03, cut_after: 0.03, hang_after: 0.03, fail: 0.04, refuse: 0.01 };
type Habit = keyof typeof habits | "take";

const hangMs = 4000;

export type MailSide = { url: string; asked(): number; close(): void };

const refusal = (responseCode: number) => Object.assign(new Error("not now"), { responseCode });

/** A mail server that misbehaves as `random` says. What it took it adds to `effects`, also where it never said so. */
export async function openMailSide(random: () => number, effects: Received[]): Promise<MailSide> {
  let asked = 0;
  const habitOf = new WeakMap<SMTPServerSession, Habit>();
  const sockets = new Map<number, Socket>();
  const cut = ({ remotePort }: SMTPServerSession) => void sockets.get(remotePort)?.resetAndDestroy();
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    logger: false,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_, session, done) {
      asked++;
      const habit = choose(random);
      habitOf.set(session, habit);
      if (habit === "fail") return done(refusal(451));
      done(habit === "refuse" ? refusal(550) : null);
    },
    onData(stream, session, done) {
      const habit = habitOf.get(session);
      if (habit === "cut_before") return cut(session);
      const take = (raw: string) => {
        const key = /^Message-ID: <(.+)@/im.exec(raw)?.[1] ?? "";
        effects.push({ kind: "mail", key, text: key, at: Date.now() });
        if (habit === "cut_after") return cut(session);
        setTimeout(done, habit === "hang_after" ? hangMs : 0);
      };
      text(stream).then(take, () => undefined); // whoever wrote was killed in the middle
    },
  });
  server.server.on("connection", (socket: Socket) => void sockets.set(socket.remotePort ?? 0, socket));
  server.on("error", () => undefined); // whoever wrote was killed
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, asked: () => asked, close: () => server.close() };
}

function choose(random: () => number): Habit {
  let left = random();
  for (const [habit, share] of Object.entries(habits) as [Habit, number][]) {
    left -= share;
    if (left < 0) return habit;
  }
  return "take";
}
