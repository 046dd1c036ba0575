import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import { roleNames } from "../members/public.ts";

export const transferOutput = z.object({
  id: z.string(),
  from_user_id: z.string(),
  to_user_id: z.string(),
  role_after: z.enum(roleNames).describe("What the one who hands over is after that."),
  created_at: timeOutput,
  expires_at: timeOutput,
});

export type StoredTransfer =
  z.infer<typeof transferOutput> extends infer T
    ? Omit<T, "created_at" | "expires_at"> & { created_at: Date; expires_at: Date }
    : never;

export const describeTransfer = ({
  id,
  from_user_id,
  to_user_id,
  role_after,
  created_at,
  expires_at,
}: StoredTransfer) => ({
  id,
  from_user_id,
  to_user_id,
  role_after,
  created_at,
  expires_at,
});
