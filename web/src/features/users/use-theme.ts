import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { meQuery, type Theme, updateMe } from "./queries.ts";

/** The theme of this browser, told to the account so that the next device starts alike. */
export function useTheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light") === "dark";
  const client = useQueryClient();
  const tell = useMutation({
    mutationFn: (theme: Theme) => updateMe({ theme }),
    onSettled: () => client.invalidateQueries(meQuery),
  });
  const choose = (theme: Theme) => {
    setColorScheme(theme);
    tell.mutate(theme);
  };
  return { theme: colorScheme, isDark, choose, flip: () => choose(isDark ? "light" : "dark") };
}
