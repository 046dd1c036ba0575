import { readAnswer } from "../read-answer.ts";
import type { Asker, SeenMessage } from "./talk.ts";
import { until } from "../world.ts";

export type SeenAttachment = {
  id: string;
  message_id: string | null;
  name: string;
  source: "person" | "agent";
  state: "empty" | "reading" | "ready" | "failed";
  error?: { code: string };
  kind: "picture" | "document" | null;
  type: string | null;
  bytes: number | null;
  pages: number | null;
  width: number | null;
  height: number | null;
  has_preview: boolean;
};

const post = (json: object) => ({ method: "POST", json });
const bytes = { "content-type": "application/octet-stream" };

export const addEmpty = (person: Asker, conversation: { id: string }, name: string): Promise<SeenAttachment> =>
  readAnswer(person.request(`/api/v1/conversations/${conversation.id}/attachments`, post({ name })), 201);

export const fill = (person: Asker, { id }: { id: string }, content: string | Buffer) =>
  person.request(`/api/v1/attachments/${id}/content`, {
    method: "PUT",
    headers: bytes,
    body: new Uint8Array(Buffer.from(content)),
  });

export const readOne = (person: Asker, { id }: { id: string }): Promise<SeenAttachment> =>
  readAnswer(person.request(`/api/v1/attachments/${id}`), 200);

/** The attachment once it was read, or could not be. */
export const untilRead = (person: Asker, of: { id: string }): Promise<SeenAttachment> =>
  until(async () => {
    const seen = await readOne(person, of);
    return seen.state === "ready" || seen.state === "failed" ? seen : undefined;
  }, 30_000);

export async function attach(
  person: Asker,
  conversation: { id: string },
  name: string,
  content: string | Buffer,
): Promise<SeenAttachment> {
  const made = await addEmpty(person, conversation, name);
  await readAnswer(fill(person, made, content), 200);
  return untilRead(person, made);
}

export type SeenWith = SeenMessage & { attachments: SeenAttachment[] };

export const sayWith = (person: Asker, conversation: { id: string }, text: string, of: readonly { id: string }[]) =>
  readAnswer<{ message: SeenWith; reply: SeenWith }>(
    person.request(
      `/api/v1/conversations/${conversation.id}/messages`,
      post({ text, attachment_ids: of.map(({ id }) => id) }),
    ),
    202,
  );

export async function download(person: Asker, { id }: { id: string }): Promise<{ headers: Headers; content: Buffer }> {
  const answer = await person.request(`/api/v1/attachments/${id}/content`);
  return { headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) };
}
