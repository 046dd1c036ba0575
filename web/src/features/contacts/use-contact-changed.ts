import { useQueryClient } from "@tanstack/react-query";

/** Reads a contact and the lists it is in again, once something of it has changed. */
export function useContactChanged(): (id: string) => Promise<void> {
  const client = useQueryClient();
  return async (id) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["contact", id] }),
      client.invalidateQueries({ queryKey: ["contacts"] }),
    ]);
  };
}
