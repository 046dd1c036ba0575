export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** An incremental parser of server-sent events (WHATWG HTML § 9.2.6): give it text as it comes, get whole events. */
export function createEventParser(): (chunk: string) => ServerEvent[] {
  let rest = "";
  let event = emptyEvent();
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    const events: ServerEvent[] = [];
    for (const line of lines) {
      if (line !== "") readField(event, line);
      else {
        if (event.data.length > 0) events.push(finish(event));
        event = emptyEvent(event.id);
      }
    }
    return events;
  };
}

interface PartialEvent {
  id: string;
  type: string;
  data: string[];
}

const emptyEvent = (id = ""): PartialEvent => ({ id, type: "message", data: [] });
const finish = ({ id, type, data }: PartialEvent): ServerEvent => ({ id, type, data: data.join("\n") });

function readField(event: PartialEvent, line: string): void {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data.push(value);
  else if (name === "event") event.type = value;
  else if (name === "id" && !value.includes("\0")) event.id = value;
}

/** Events of a response until it ends. Silence longer than `silenceMs` (the server sends comments) counts as its end. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silenceMs: number,
): AsyncGenerator<ServerEvent> {
  const parse = createEventParser();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    while (true) {
      const { done, value } = await beforeSilence(reader.read(), silenceMs);
      if (done) return;
      yield* parse(value);
    }
  } finally {
    await reader.cancel();
  }
}

async function beforeSilence<T>(read: Promise<ReadableStreamReadResult<T>>, silenceMs: number) {
  const silence = Promise.withResolvers<{ done: true; value: undefined }>();
  const timer = setTimeout(() => silence.resolve({ done: true, value: undefined }), silenceMs);
  try {
    return await Promise.race([read, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}
