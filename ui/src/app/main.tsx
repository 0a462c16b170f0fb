import "@fontsource-variable/inter/wght.css";
import "./kit.css";
import "./page.css";
import "./opening.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { sessionQuery } from "@/features/identity/public/session";
import { createQueryClient } from "@/shared/api/query-client";
import { keepEarlyKeys } from "@/shared/keyboard/early-keys";
import { pressed } from "@/shared/keyboard/registry";
import { onceStanding } from "@/shared/standing/standing";
import { Appearance } from "./appearance";
import { takeLink } from "./link";
import { openWithoutNetwork, takeNewVersions } from "./new-version";
import { createPageRouter } from "./router";

takeLink();
const queryClient = createQueryClient();
// Who is signed in is on its way while the page is still being put together; the front door asks nobody.
if (!/^\/(?:sign-in|welcome)/.test(location.pathname)) void queryClient.prefetchQuery(sessionQuery);
const router = createPageRouter(queryClient);
keepEarlyKeys();
window.addEventListener("keydown", pressed);
takeNewVersions(router);
void onceStanding(async () => openWithoutNetwork())();

const root = document.getElementById("root");
/** How long the first screen waits at most, in milliseconds: a tab that is not looked at is not painted. */
const LONGEST_WAIT = 100;

function isPainted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_WAIT);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

if (root !== null) {
  // Where the browser has kept the scripts they are there before anything is painted: then the frame of index.html comes first,
  // as putting the screen together takes a slow device longer than painting that.
  const opened = isPainted();
  // What is shown first is chosen before anything is drawn, so that it is drawn once; and in a transition, so that a slow
  // device answers between two pieces of it.
  void Promise.allSettled([router.load(), opened]).then(() =>
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <Appearance>
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </Appearance>
        </StrictMode>,
      ),
    ),
  );
}
