import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.layer.css";
import "./page.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "@/shared/api/query-client";
import { pressed } from "@/shared/keyboard/registry";
import { Appearance } from "./appearance";
import { loadWhatIsAskedFor } from "./frame/when-asked";
import { takeLink } from "./link";
import { openWithoutNetwork, takeNewVersions } from "./new-version";
import { createPageRouter } from "./router";

takeLink();
const queryClient = createQueryClient();
const router = createPageRouter(queryClient);
window.addEventListener("keydown", pressed);
takeNewVersions(router);
openWithoutNetwork();
loadWhatIsAskedFor(router, queryClient);

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Appearance>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Appearance>
    </StrictMode>,
  );
}
