import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { headerOf, readMail } from "../../../server/src/testing/receive-mails.ts";
import type { Received } from "./other-side.ts";

const habits = { cut_before: 0.03, cut_after: 0.03, hang_after: 0.03, fail: 0.04, refuse: 0.01 };
type Habit = keyof typeof habits | "take";

const hangMs = 4000;

export type MailSide = { url: string; asked(): number; close(): void };

const refusal = (responseCode: number) => Object.assign(new Error("not now"), { responseCode });

/** A mail server that misbehaves as `random` says. What it took it adds to `effects`, also where it never said so. */
export async function openMailSide(random: () => number, effects: Received[]): Promise<MailSide> {
  let asked = 0;
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
      if (habit === "cut_before") return cut(server, session);
      const take = (raw: string) => {
        const key = /^<(.+)@/.exec(headerOf(raw, "Message-ID") ?? "")?.[1] ?? "";
        effects.push({ kind: "mail", key, text: key });
        if (habit === "cut_after") return cut(server, session);
        setTimeout(done, habit === "hang_after" ? hangMs : 0);
      };
      readMail(stream).then(take, () => undefined); // whoever wrote was killed in the middle
    },
  });
  const habitOf = new WeakMap<SMTPServerSession, Habit>();
  server.on("error", () => undefined); // whoever wrote was killed
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, asked: () => asked, close: () => server.close() };
}

type Connection = { session: SMTPServerSession; _socket: Socket };

function cut(server: SMTPServer, session: SMTPServerSession): void {
  const connections = (server as unknown as { connections: Set<Connection> }).connections;
  for (const one of connections) if (one.session.id === session.id) one._socket.resetAndDestroy();
}

function choose(random: () => number): Habit {
  let left = random();
  for (const [habit, share] of Object.entries(habits) as [Habit, number][]) {
    left -= share;
    if (left < 0) return habit;
  }
  return "take";
}
