import { styleNonce } from "./setup.ts";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "./design/theme/base.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { queryClient, router } from "./app/router.tsx";
import { cssVariables } from "./design/theme/css-variables.ts";
import { theme } from "./design/theme/theme.ts";
import { storageKeys } from "./local-storage.ts";

const container = document.getElementById("root");
if (!container) throw new Error("The page has no #root.");

createRoot(container).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    colorSchemeManager={localStorageColorSchemeManager({ key: storageKeys.theme })}
    defaultColorScheme="auto"
    getStyleNonce={() => styleNonce}
  >
    <QueryClientProvider client={queryClient}>
      <Notifications position="bottom-right" limit={4} containerWidth={360} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
