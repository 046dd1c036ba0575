import { useNavigate } from "@tanstack/react-router";

/** Goes to another workspace's home; the address carries which one. */
export function useSwitchWorkspace(): (workspaceId: string) => void {
  const navigate = useNavigate();
  return (workspace) => void navigate({ to: "/", search: { workspace } });
}
