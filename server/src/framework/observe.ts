/** What is measured: kinds, names and codes of the system's own; never an id, an address, or anything a person wrote. */
export type Observed =
  | { kind: "request"; method: string }
  | { kind: "statement"; operation: string }
  | { kind: "job"; queue: string }
  | { kind: "generation" };

/** What is known at the end. `route` is the template, such as `/agents/:agent_id`; `outcome` a word or a code. */
export type ObservedEnd = {
  route?: string;
  status?: number;
  outcome?: string;
  inputTokens?: number;
  outputTokens?: number;
  sandbox?: boolean;
};

export type Observer = {
  /** What work begins; the returned function says that it is over. */
  begin(what: Observed): (end: ObservedEnd) => void;
  /** The same around work whose parts, begun meanwhile, belong to it. */
  around<T>(what: Observed, work: (end: ObservedEnd) => Promise<T>): Promise<T>;
};

const nobody: Observer = { begin: () => () => undefined, around: (_, work) => work({}) };
let observer = nobody;

/** Says who watches this process from now on: one observer, chosen where the process starts. Nothing for nobody. */
export function observeWith(chosen: Observer | undefined): void {
  observer = chosen ?? nobody;
}

/** Measures work from here until the returned function is called. */
export const begin = (what: Observed): ((end: ObservedEnd) => void) => observer.begin(what);

/** Measures work; what it learns of its end it writes into the object it is given. */
export const around = <T>(what: Observed, work: (end: ObservedEnd) => Promise<T>): Promise<T> =>
  observer.around(what, work);

/** Measures a statement by its first word. Costs a comparison where nobody watches. */
export async function aroundStatement<T>(sql: string, run: () => Promise<T>): Promise<T> {
  if (observer === nobody) return run();
  const operation = /^\s*(?:with|select|insert|update|delete)\b/i.exec(sql)?.[0].trim().toLowerCase() ?? "other";
  return observer.around({ kind: "statement", operation }, run);
}

/** A figure that is looked up when somebody asks: one value for each set of labels. */
export type GaugeSource = {
  name: string;
  description: string;
  read(): Promise<{ value: number; labels?: Record<string, string> }[]>;
};
