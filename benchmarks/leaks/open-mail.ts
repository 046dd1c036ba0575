import { deliver, deliveryKindsPort } from "../../server/src/egress/public.ts";
import { fill, filledPort } from "../../server/src/framework/ports.ts";
import { inScope, proveScope } from "../../server/src/framework/database/tenant.ts";
import { makeWork } from "../../server/src/framework/work.ts";
import { smtp } from "../../server/src/integrations/smtp/smtp.ts";
import { toolMailKind } from "../../server/src/modules/tools/built-in/send-mail-to.ts";
import { callsPort, type SentCall } from "../../server/src/modules/tools/public.ts";
import { type PersonWithOrganization, untilIdle } from "../../server/src/testing/people.ts";
import { readWords, receiveMails } from "../../server/src/testing/stand-ins/receive-mails.ts";
import type { World } from "../../server/src/testing/world.ts";
import type { Way } from "./way.ts";

/** Mails as agents write them: a delivery, the gate, and a mail server that keeps what it is given. */
export async function openMail(world: World, person: PersonWithOrganization): Promise<Way> {
  const calls = new Map<string, SentCall>();
  const receiver = await receiveMails();
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${receiver.port}`;
  const kind = toolMailKind(smtp);
  const kinds = new Map([...filledPort(world.app.ports, deliveryKindsPort), [kind.name, kind]]);
  const read = (_: unknown, { about }: { about: string | null }) => Promise.resolve(calls.get(about ?? ""));
  const behind = fill(callsPort, { read, wake: () => Promise.resolve(), keepAnswer: () => Promise.resolve() });
  Object.assign(world.app, { ports: new Map([...world.app.ports, fill(deliveryKindsPort, kinds), behind]) });
  let heard: string[] = [];
  return {
    name: "mail",
    received: () => heard.splice(0),
    close: () => receiver.close(),
    async send({ text }, at) {
      const id = `tcl_${at}`;
      const subject = text.length <= 150 && !text.includes("\n") ? text : "About it";
      const input = { to: "desk@ops.example", subject, text };
      calls.set(id, {
        id,
        agentId: "",
        userId: person.userId,
        tool: "send_email",
        input,
        settings: {},
        sandbox: false,
      });
      await inScope(world.app.database, proveScope(person), (db) => {
        const facts = {
          db,
          principal: { kind: "system", id: "test" },
          purpose: "deliveries",
          log: world.app.log,
        } as const;
        const asked = { kind: kind.name, operationKey: id, about: id, target: "smtp", askedBy: person.userId };
        return deliver(makeWork(world.app, facts), asked);
      });
      await untilIdle(world, "deliveries");
      heard = [...heard, ...(await Promise.all(receiver.received.splice(0).map(({ raw }) => readWords(raw)))).flat()];
      const [ended] = await world.rows<{ state: string; reason: string | null }>(
        "select state, reason from deliveries where operation_key = $1",
        [id],
      );
      const isHeldBack = ended?.reason === "egress.blocked" || ended?.reason === "egress.approval_needed";
      return { sent: text, status: ended?.state === "succeeded" ? 200 : isHeldBack ? 422 : 500 };
    },
  };
}
