import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { conversationsChannel } from "../announce-change.ts";
import { messageChunks } from "../tables.ts";

/** Chunks are written at most so often; the first one at once. */
const writeEveryMs = 100;
/** While nothing is written, one look in between whether the answer is still wanted. */
const lookEveryMs = 1000;

export type AnswerPlace = { conversationId: string; messageId: string; generationId: string; key: DataKey };

/**
 * Inserts only while this generation may write the message. The share lock waits for whoever ends the message just
 * now and then sees that it is over, so no chunk outlives it.
 */
const appendSql = `
  with mine as (
    select organization_id, workspace_id, user_id from messages
    where workspace_id = $1 and id = $2 and generation_id = $3 and state = 'streaming' for share
  ), written as (
    insert into message_chunks (organization_id, workspace_id, user_id, message_id, sequence, text_offset, text)
    select organization_id, workspace_id, user_id, $2, $4, $5, $6 from mine returning sequence
  )
  select sequence, pg_notify($7, $8) from written`;

const lookSql =
  "select 1 from messages where workspace_id = $1 and id = $2 and generation_id = $3 and state = 'streaming'";

/** Shows an answer while it is made: sealed chunks, each announced by ids. `from` is what is shown of it already. */
export function appendChunks(work: Work, place: AnswerPlace, from = { text: "", sequence: 0 }) {
  const gone = new AbortController();
  const mine = [work.scope.workspaceId!, place.messageId, place.generationId];
  let { text, sequence } = from;
  let shown = text.length;
  let writtenAt = -writeEveryMs;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let isClosed = false;

  const write = async () => {
    const end = splitsPair(text) ? text.length - 1 : text.length;
    if (end === shown) return;
    const { messageId: message_id, conversationId } = place;
    const chunk = { workspace_id: mine[0], message_id, sequence: sequence + 1, text: text.slice(shown, end) };
    const sealed = work.seal(messageChunks, place.key, chunk);
    writtenAt = performance.now();
    const announced = [conversationsChannel, `${conversationId} ${message_id}`];
    const written = await work.db.query(appendSql, [...mine, sealed.sequence, shown, sealed.text, ...announced]);
    if (written.length === 0) return gone.abort(new ProviderError("provider.cancelled"));
    shown = end;
    sequence += 1;
  };
  const look = async () => {
    writtenAt = performance.now();
    const wanted = await work.db.query(lookSql, mine);
    if (wanted.length === 0) gone.abort(new ProviderError("provider.cancelled"));
  };
  const run = (step: () => Promise<void>) => {
    writing ??= step()
      .catch((error: unknown) => gone.abort(error))
      .finally(() => {
        writing = undefined;
        if (shown < text.length) schedule();
      });
  };
  const schedule = () => {
    if (timer || writing || isClosed || gone.signal.aborted) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        run(write);
      },
      Math.max(0, writtenAt + writeEveryMs - performance.now()),
    );
  };
  const every = setInterval(() => {
    if (performance.now() - writtenAt > lookEveryMs && !timer && !gone.signal.aborted) run(look);
  }, lookEveryMs);

  return {
    /** Aborts when the message is over or another's, or cannot be written; its reason is what to throw. */
    signal: gone.signal,
    /** Everything that was added, shown or not. */
    text: () => text,
    add(more: string): void {
      text += more;
      schedule();
    },
    /** After it, nothing more is written. */
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(every);
      clearTimeout(timer);
      await writing;
    },
  };
}

/** The first half of a character waits for the second: each chunk is text of its own. */
function splitsPair(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
