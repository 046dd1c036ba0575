import { createStore } from "../../design/signal.ts";

/** Files that are gone from sight while their deletion can still be undone. */
export const deleting = createStore<ReadonlySet<string>>(new Set());

export function hideFile(id: string): void {
  deleting.set(new Set([...deleting.get(), id]));
}

export function showFile(id: string): void {
  deleting.set(new Set([...deleting.get()].filter((each) => each !== id)));
}
