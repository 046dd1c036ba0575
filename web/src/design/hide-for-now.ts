import { createStore, type Store } from "./signal.ts";

/** Ids that are gone from sight while their deletion can still be undone. */
export interface Hidden extends Pick<Store<ReadonlySet<string>>, "get" | "subscribe"> {
  hide: (id: string) => void;
  show: (id: string) => void;
}

export function createHidden(): Hidden {
  const store = createStore<ReadonlySet<string>>(new Set());
  return {
    get: store.get,
    subscribe: store.subscribe,
    hide: (id) => store.set(new Set([...store.get(), id])),
    show: (id) => store.set(new Set([...store.get()].filter((each) => each !== id))),
  };
}
