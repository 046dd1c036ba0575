import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { chooseTenant } from "../../api.ts";
import { tellFailure } from "../../design/states/tell.tsx";
import { signOut } from "./queries.ts";

export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const leave = async () => {
      await signOut();
      client.clear();
      chooseTenant(undefined, undefined);
      await navigate({ to: "/sign-in" });
    };
    leave().catch(tellFailure);
  };
}
