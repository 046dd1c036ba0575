import { outwardFetch } from "../egress/outward/outward.ts";
import type { Clock } from "../framework/clock.ts";
import type { Deployment } from "../framework/context.ts";
import { fill } from "../framework/ports.ts";
import { storeInFolder } from "../integrations/local-folder/store-in-folder.ts";
import type { ObjectStore } from "../integrations/roles/object-store.ts";
import { storeInS3 } from "../integrations/s3/store-in-s3.ts";
import { attachedFiles, readPicturePort } from "../modules/attachments/public.ts";
import { attachedPort, objectStorePort, storedObjectsOver } from "../modules/files/public.ts";
import { storedObjectsPort } from "../privacy/stored-objects.ts";
import type { Surroundings } from "./surroundings.ts";

/** S3 is the operator's own choice of host: it may be on this machine, and an answer is as long as a file. */
export function openObjectStore({
  deployment,
  clock,
}: {
  deployment: Pick<Deployment, "objects">;
  clock: Clock;
}): ObjectStore {
  if (deployment.objects.kind === "folder") return storeInFolder(deployment.objects.folder);
  const fetch = outwardFetch({ allowLoopback: true, maxResponseBytes: Number.MAX_SAFE_INTEGER });
  return storeInS3(deployment.objects, { fetch, clock });
}

/** Where files lie, and what reads them. */
export function fillFiles(around: Surroundings) {
  const store = openObjectStore(around);
  return [
    fill(objectStorePort, store),
    fill(storedObjectsPort, storedObjectsOver(store)),
    fill(attachedPort, attachedFiles),
    fill(readPicturePort, around.readPicture),
  ];
}
