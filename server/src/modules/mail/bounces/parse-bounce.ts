import PostalMime from "postal-mime";

export type Bounce = { deliveryId: string; kind: "failed" | "complained" | "delayed"; status?: string };

const ours = /^(dlv_[0-9a-z]{26})$/;
const oursInHeaders = /^Message-ID:\s*<(dlv_[0-9a-z]{26})@/im;
const fieldOf = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.+?)[ \\t]*$`, "im").exec(text)?.[1];

/**
 * Reads what a mail server says of a mail that did not arrive (RFC 3464), or a mailbox provider of one that was called spam
 * (RFC 5965). Nothing in it is believed but what it says of a mail of ours, which it has to name by its id.
 */
export async function parseBounce(message: string): Promise<Bounce | undefined> {
  const { attachments } = await PostalMime.parse(message, {
    forceRfc822Attachments: true,
    attachmentEncoding: "utf8",
    maxNestingDepth: 10,
  });
  const partOf = (...types: string[]): string => {
    const found = attachments.find(({ mimeType }) => types.includes(mimeType));
    return found && typeof found.content === "string" ? found.content.replaceAll("\r", "") : "";
  };
  const [report, feedback] = [partOf("message/delivery-status"), partOf("message/feedback-report")];
  const named = ours.exec(fieldOf(report, "Original-Envelope-Id") ?? "")?.[1];
  const deliveryId = named ?? oursInHeaders.exec(partOf("text/rfc822-headers", "message/rfc822"))?.[1];
  if (!deliveryId) return undefined;
  if (fieldOf(feedback, "Feedback-Type")?.toLowerCase() === "abuse") return { deliveryId, kind: "complained" };
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(report, "Status") ?? "")?.[0];
  if (!report || !status) return undefined;
  const hasFailed = fieldOf(report, "Action")?.toLowerCase() === "failed" && status.startsWith("5");
  return { deliveryId, kind: hasFailed ? "failed" : "delayed", status };
}
