import type { Settings } from "../settings.ts";

/** What a process that starts the supervisor hands it, as its only argument. The first one's plan holds for all. */
export type SupervisorPlan = {
  dataDir: string;
  settings: Settings;
  /** The whole data folder goes with its last user. */
  isThrowAway: boolean;
  /** False only for tests whose data need not survive a power cut while the cluster is made. */
  isDurable: boolean;
};
