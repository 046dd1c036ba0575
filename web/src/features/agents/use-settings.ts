import { useState } from "react";
import { tell } from "../../design/states/tell.tsx";
import { type Agent, type AgentSettings, updateAgent } from "./queries.ts";
import { useKeepAgent } from "./use-keep-agent.ts";

/** Saves parts of an agent's settings at once; what fails is told beside them. */
export function useSettings({ id, settings }: Agent) {
  const keep = useKeepAgent();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (changed: Partial<AgentSettings>) => {
    setError(null);
    setBusy(true);
    try {
      keep(await updateAgent(id, { settings: { ...settings, ...changed } }));
      tell("Saved in the draft.");
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return { settings, save, error, isBusy };
}
