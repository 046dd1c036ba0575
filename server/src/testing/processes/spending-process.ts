import { composeApp } from "../../app.ts";
import { reserve } from "../../egress/ledger/reserve.ts";
import { release, settle } from "../../egress/ledger/settle.ts";
import { systemClock } from "../../framework/clock.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { openLog } from "../../framework/log.ts";
import { openSignals } from "../../framework/database/signals.ts";
import { openDatabase, proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import type { WorkPlace } from "./worker-process.ts";

/** Spends one organization's credits as fast as it can, in a process of its own, to be killed at any point. */
export type SpendingPlace = WorkPlace & { organizationId: string; name: string };

const lanes = 4;

process.once("message", (place: SpendingPlace) => {
  const log = openLog({ level: "silent" });
  const app = composeApp({
    database: openDatabase({ appUrl: place.urls.app, systemUrl: place.urls.system }),
    signals: openSignals(place.urls.system, log),
    clock: systemClock,
    keyring: readKeyring(place.keysFolder),
    log,
    deployment: place.deployment,
  });
  const db = readIn(app.database, proveScope({ organizationId: place.organizationId }));
  const work = makeWork(app, { db, principal: { kind: "system", id: "test" }, purpose: "billing", log });
  const spend = async (lane: number) => {
    for (let i = 0; ; i++) {
      const reserved = await reserve(work, { ledger: "real", operationKey: `${place.name} ${lane} ${i}`, amount: 10 });
      await (i % 3 === 0 ? release(work, reserved) : settle(work, reserved, 1 + (i % 10)));
      if (i === 0) process.send!("spending");
    }
  };
  for (let lane = 0; lane < lanes; lane++) void spend(lane);
});
process.once("disconnect", () => process.exit(0));
