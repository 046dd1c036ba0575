import { createTransport } from "nodemailer";
import { askApi } from "../roles/calls/ask-api.ts";
import type { Api } from "../roles/connector.ts";

export type OwnMail = { to: string; subject: string; text: string };

const messageIdOf = (key: string) => `${key}@avow.invalid`;

/** Sends as the account itself. The id in the mail's own head is what it is recognised by afterwards. */
export async function sendMail(api: Api, { to, subject, text }: OwnMail, key: string): Promise<string> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { message } = await transport.sendMail({
    messageId: `<${messageIdOf(key)}>`,
    to: { name: "", address: to },
    subject,
    text,
  });
  const raw = (message as Buffer).toString("base64url");
  const { id } = await askApi<{ id: string }>(api, "/gmail/v1/users/me/messages/send", {
    method: "POST",
    json: { raw },
  });
  return id;
}

const lookedThrough = 20;

/** Among the newest that were sent: a list tells of a mail at once, a search only once it is indexed. */
export async function findSentMail(api: Api, _mail: OwnMail, key: string): Promise<string | undefined> {
  const at = "/gmail/v1/users/me/messages";
  const query = { labelIds: "SENT", maxResults: lookedThrough };
  const { messages = [] } = await askApi<{ messages?: { id: string }[] }>(api, at, { query });
  for (const { id } of messages) {
    const one = `${at}/${encodeURIComponent(id)}`;
    const { payload } = await askApi<{ payload?: { headers?: { name: string; value: string }[] } }>(api, one, {
      query: { format: "metadata" },
    });
    const named = payload?.headers?.find(({ name }) => name.toLowerCase() === "message-id");
    if (named?.value === `<${messageIdOf(key)}>`) return id;
  }
  return undefined;
}
