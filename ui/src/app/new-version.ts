import type { AnyRouter } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";

/** When the page was last opened anew because a file of it was gone. */
const OPENED_ANEW = "touchstone.opened-anew";
/** Opening it more often than this mends nothing, in milliseconds. */
const SELDOM = 60_000;

/** Keeps the files of the page in this browser (`worker/sw.ts`), and looks for newer ones whenever somebody comes back. */
export function openWithoutNetwork(): void {
  // In `vite dev` there is no worker, and in a browser that is not asked over HTTPS there may be none.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const registered = navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const look = async () => {
    if (document.visibilityState === "visible") await (await registered).update();
  };
  // Where the worker cannot be had, the page works as long as the server is there.
  document.addEventListener("visibilitychange", () => look().catch(() => undefined));
  registered.catch(() => undefined);
}

/** Opens the page anew where the server has it: while it is away that would leave nothing at all. */
async function openAnew(): Promise<void> {
  const answered = await fetch("/", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (!answered?.ok) return;
  sessionStorage.setItem(OPENED_ANEW, String(Date.now()));
  location.reload();
}

/** Says that a newer page is there, and takes it with the next screen, where nothing half done is lost. */
export function takeNewVersions(router: AnyRouter): void {
  let isNewer = false;
  const { serviceWorker } = navigator;
  let hasWorker = Boolean(serviceWorker?.controller);
  serviceWorker?.addEventListener("controllerchange", () => {
    // The first worker of a browser brings the page that is shown already.
    if (hasWorker && !isNewer) {
      isNewer = true;
      showMessage(m.frame_new_version());
    }
    hasWorker = true;
  });
  router.subscribe("onResolved", ({ pathChanged }) => {
    if (isNewer && pathChanged) location.reload();
  });
  window.addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(OPENED_ANEW) ?? 0);
    if (Date.now() - last >= SELDOM) void openAnew();
  });
}
