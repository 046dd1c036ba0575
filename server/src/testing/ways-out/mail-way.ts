import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import type { Mail } from "../../integrations/roles/deliveries/mail.ts";
import { readMail, receiveMails } from "../stand-ins/receive-mails.ts";
import { wayOut } from "./way.ts";

type Hurdle = "none" | "hang" | "busy" | "broken";

export const mailTo = (port: number, more: Partial<Mail> = {}): Mail => ({
  server: { url: `smtp://127.0.0.1:${port}` },
  from: "Avow <avow@post.example>",
  to: "ada@example.test",
  subject: "Choose a new password",
  text: "https://avow.example/reset-password#token=hidden-in-the-text\n",
  html: "<p>hidden-in-the-html</p>",
  at: new Date("2026-03-01T12:00:00Z"),
  host: "avow.example",
  ...more,
});

/** Mail, to a server that keeps what it took. An error of its own says that it took nothing (RFC 5321 § 4.2.5). */
export async function openMailWay(integration: DeliveryIntegration<Mail>): Promise<DeliveryUnderTest<Mail>> {
  let hurdle: Hurdle = "none";
  const taken: string[] = [];
  const replies: Partial<Record<Hurdle, number>> = { busy: 451, broken: 421 };
  const receiver = await receiveMails({
    onData(stream, _session, done) {
      const [how] = [hurdle, (hurdle = "none")];
      void readMail(stream).then((raw) => {
        const responseCode = replies[how];
        if (responseCode) return done(Object.assign(new Error("not now"), { responseCode }));
        taken.push(raw);
        if (how !== "hang") done();
      });
    },
  });
  return {
    integration,
    fetch: () => Promise.reject(new Error("mail does not go over HTTP")),
    content: () => mailTo(receiver.port),
    obstruct(obstacle) {
      if (obstacle === "unreachable") return mailTo(9);
      if (obstacle === "time_out_after") hurdle = "hang";
      if (obstacle === "throttle") hurdle = "busy";
      if (obstacle === "fail") hurdle = "broken";
      return undefined;
    },
    never: ["lie", "twice", "shuffle"],
    count: ({ key }) => taken.filter((raw) => raw.includes(`Message-ID: <${key}@avow.example>`)).length,
    secrets: ["hidden-in-the-text", "hidden-in-the-html"],
    close: () => receiver.close(),
  };
}

export const mailWays = ["mail", "tool_mail"].map((kind) => wayOut({ kind, open: openMailWay }));
