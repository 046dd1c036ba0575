import { readEventStream } from "../event-stream/parse-event-stream.ts";
import { ask, Refused, type Turn } from "./ask.ts";

const silenceMs = 60_000;
const pauseMs = 1500;

type Hearing = {
  onTurn: (turn: Turn) => void;
  onText: (id: string, offset: number, text: string) => void;
  /** What was said is erased. */
  onOver: () => void;
  onProblem: (error: unknown) => void;
};
type Delta = { message_id: string; offset: number; text: string };

/** Hears the answers until the signal says stop or the visit is over; begins anew wherever the connection breaks. */
export async function followVisit(id: string, token: string, hearing: Hearing, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { body } = await ask(`${id}/visit/stream`, { token, signal });
      for await (const { type, data } of readEventStream(body as ReadableStream<Uint8Array<ArrayBuffer>>, silenceMs)) {
        if (type === "deleted") return hearing.onOver();
        if (type === "message") hearing.onTurn(JSON.parse(data) as Turn);
        if (type !== "delta") continue;
        const { message_id, offset, text } = JSON.parse(data) as Delta;
        hearing.onText(message_id, offset, text);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.code !== "request.too_many") return hearing.onProblem(error);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
