declare const filledBy: unique symbol;

/** Something a layer needs from one it may not import. Declared where it is needed, filled in `app.ts`. */
export type Port<T> = { readonly name: string; readonly [filledBy]?: T };

export const port = <T>(name: string): Port<T> => ({ name });

/** What fills the ports of one process. */
export type Ports = ReadonlyMap<string, unknown>;

export const fill = <T>(asked: Port<T>, filling: T): readonly [string, unknown] => [asked.name, filling];

/** @throws Error where nothing fills it: composing is broken */
export function filledPort<T>(ports: Ports, asked: Port<T>): T {
  if (!ports.has(asked.name)) throw new Error(`app.ts does not fill the port ${asked.name}`);
  return ports.get(asked.name) as T;
}
