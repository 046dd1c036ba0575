import { createStore } from "../../design/signal.ts";

/** Conversations that are gone from sight while their deletion can still be undone. */
export const deleting = createStore<ReadonlySet<string>>(new Set());

export function hideConversation(id: string): void {
  deleting.set(new Set([...deleting.get(), id]));
}

export function showConversation(id: string): void {
  deleting.set(new Set([...deleting.get()].filter((each) => each !== id)));
}
