export interface Shown {
  title: string;
  greeting: string;
  color: string;
  language: string;
  notice: string;
  notice_hash: string;
  privacy_url: string;
  person_url: string | null;
  asks_age: boolean;
}

export interface Turn {
  id: string;
  role: "user" | "assistant";
  state: "queued" | "streaming" | "complete" | "stopped" | "failed";
  text: string;
}

/** What the server refuses, in its words. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, title: string, help: string) {
    super([title, help].join(" "));
    this.code = code;
  }
}

interface Problem {
  code?: string;
  title?: string;
  help?: string;
}

/** Asks Avow, whose own page this is: nothing goes to anybody else, and no cookie goes along. */
export async function ask(
  path: string,
  {
    token,
    method = "GET",
    body,
    signal,
  }: { token?: string; method?: string; body?: object; signal?: AbortSignal } = {},
): Promise<Response> {
  const answer = await fetch(`/api/v1/widgets/${path}`, {
    method,
    credentials: "omit",
    cache: "no-store",
    headers: {
      "avow-csrf": "1",
      ...(body && { "content-type": "application/json" }),
      ...(token !== undefined && { "avow-visitor": token }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (answer.ok) return answer;
  const { code = "", title = answer.statusText, help = "" } = (await answer.json()) as Problem;
  throw new Refused(code, title, help);
}

/** The site around the window, as the browser says: its own word first, then the page that asked for the frame. */
export function siteAround(): string {
  const [nearest] = window.location.ancestorOrigins ?? [];
  if (nearest !== undefined) return nearest;
  return document.referrer === "" ? window.location.origin : new URL(document.referrer).origin;
}
