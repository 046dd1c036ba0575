import type { reachMailServer } from "../../compose/reach-operator-services.ts";
import type { Settings } from "../settings.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

type MailReach = Awaited<ReturnType<typeof reachMailServer>>;

const troubles: Record<Exclude<MailReach, "ready">, { says: string; do: string }> = {
  unreachable: {
    says: "does not answer",
    do: "See that it runs, and that name and port in AVOW_SMTP_URL are right and no firewall is between. Mail waits meanwhile.",
  },
  insecure: {
    says: "has no encryption that can be trusted",
    do: "It needs a certificate for its name that this machine trusts, and TLS 1.2 or newer. Mail waits meanwhile.",
  },
  not_accepted: {
    says: "does not let Avow in",
    do: "See that user and password in AVOW_SMTP_URL are right, with %40 for an @ in them. Mail waits meanwhile.",
  },
};

/** Whether mail leaves. @param reach asks the server, without sending anything */
export async function checkMail(
  { smtpUrl }: Settings,
  reach: (smtpUrl: string) => Promise<MailReach>,
): Promise<Finding> {
  if (!smtpUrl)
    return warning("mail", "No mail server is set: mail waits in the operator's mailbox.", "Set AVOW_SMTP_URL.");
  const { hostname } = new URL(smtpUrl);
  const found = await reach(smtpUrl);
  if (found === "ready") return good("mail", `${hostname} lets Avow in.`);
  return bad("mail", `${hostname} ${troubles[found].says}.`, troubles[found].do);
}
