import { exitWhenLauncherDies } from "../../server/src/operate/exit-when-launcher-dies.ts";

/** Aborts when this process is asked to stop, so that what it started is stopped first. */
export function watchInterruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  exitWhenLauncherDies();
  return controller.signal;
}
