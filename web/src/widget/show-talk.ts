import { ask, type Shown, type Turn } from "./ask.ts";
import { make, makeButton } from "./build.ts";
import { followVisit } from "./follow.ts";
import type { Words } from "./words.ts";

type Talking = { id: string; token: string; onOver: () => void; onProblem: (error: unknown) => void };

/** The conversation and where to write. @returns it, and what ends its listening */
export function showTalk({ greeting }: Shown, words: Words, { id, token, onOver, onProblem }: Talking) {
  const leave = new AbortController();
  const list = make("ol");
  const log = make("div", { class: "log", label: words.log }, list);
  log.setAttribute("role", "log");
  log.tabIndex = 0;
  const rows = new Map<string, { row: HTMLElement; turn: Turn }>();
  if (greeting !== "") list.append(make("li", { text: greeting }));
  const field = make("textarea", { label: words.write });
  field.rows = 2;
  field.maxLength = 4000;
  field.placeholder = words.write;
  const send = make("button", { text: words.send });
  const stop = makeButton(words.stop, () => {
    ask(`${id}/visit/stop`, { token, method: "POST", body: {} }).catch(onProblem);
  });
  const form = make("form", {}, field, send, stop);

  const isBusy = () => [...rows.values()].some(({ turn }) => ["queued", "streaming"].includes(turn.state));
  const settle = () => {
    send.hidden = isBusy();
    stop.hidden = !isBusy();
    log.scrollTop = log.scrollHeight;
  };
  const put = (turn: Turn) => {
    const known = rows.get(turn.id)?.row ?? make("li", { class: turn.role });
    const text = turn.state === "failed" && turn.text === "" ? words.failed : turn.text;
    known.textContent = text === "" ? words.thinking : text;
    if (!rows.has(turn.id)) list.append(known);
    rows.set(turn.id, { row: known, turn });
    settle();
  };
  const add = (turnId: string, offset: number, text: string) => {
    const known = rows.get(turnId);
    if (known) put({ ...known.turn, state: "streaming", text: known.turn.text.slice(0, offset) + text });
  };
  const say = async () => {
    const text = field.value.trim();
    if (text === "" || isBusy()) return;
    send.disabled = true;
    try {
      const answer = await ask(`${id}/visit/messages`, { token, method: "POST", body: { text } });
      const { message, reply } = (await answer.json()) as { message: Turn; reply: Turn };
      field.value = "";
      for (const turn of [message, reply]) if (!rows.has(turn.id)) put(turn);
    } finally {
      send.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say().catch(onProblem);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say().catch(onProblem);
  });
  const listen = async () => {
    const answer = await ask(`${id}/visit`, { token });
    for (const turn of ((await answer.json()) as { data: Turn[] }).data) put(turn);
    await followVisit(id, token, { onTurn: put, onText: add, onOver, onProblem }, leave.signal);
  };
  listen().catch(onProblem);
  settle();
  return { parts: [log, form], focus: () => field.focus(), end: () => leave.abort() };
}
