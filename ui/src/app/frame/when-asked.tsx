import type { QueryClient } from "@tanstack/react-query";
import type { AnyRouter } from "@tanstack/react-router";
import { type ComponentProps, lazy, Suspense } from "react";
import { useMe } from "@/features/identity/public/session";
import { useSignInNeeded } from "@/shared/api/sign-in-needed";
import { DialogComing } from "@/shared/keyboard/early-keys";
import styles from "./frame.module.css";

/** What the first screen can be drawn without: loaded when the browser has nothing else to do. */
const PARTS = {
  accountMenu: () => import("./account-menu"),
  commandBox: () => import("../palette/command-box"),
  keysDialog: () => import("./keys-dialog"),
  signInDialog: () => import("@/features/identity/public/sign-in-dialog"),
  // The screen that is opened most after the first one.
  peopleScreen: () => import("../routes/people-screen"),
};

let tellStanding: () => void = () => undefined;
/** The first screen stands, with what it asked the server for. */
const standing = new Promise<void>((resolve) => {
  tellStanding = resolve;
});

const LazyAccountMenu = lazy(async () => {
  await standing;
  return { default: (await PARTS.accountMenu()).AccountMenu };
});
const LazySampleBanner = lazy(async () => {
  await standing;
  return { default: (await import("@/features/sample/public/sample-banner")).SampleBanner };
});
const LazyCommandBox = lazy(async () => ({ default: (await PARTS.commandBox()).CommandBox }));
const LazyKeysDialog = lazy(async () => ({ default: (await PARTS.keysDialog()).KeysDialog }));
const LazySignIn = lazy(async () => ({ default: (await PARTS.signInDialog()).SignInDialog }));

/** Loads all of it once the first screen stands: before, it would take the way from what that screen needs. */
export function loadWhatIsAskedFor(router: AnyRouter, client: QueryClient): void {
  // Safari cannot tell when it is idle.
  const whenIdle = globalThis.requestIdleCallback ?? ((deed: () => void) => setTimeout(deed, 500));
  const load = () => {
    if (router.state.status !== "idle" || client.isFetching() > 0) return;
    end();
    // It stands when it is painted: the frame after the next one is behind it.
    requestAnimationFrame(() => setTimeout(tellStanding));
    void standing.then(() =>
      whenIdle(() => {
        // What is missing then is loaded when it is asked for.
        for (const part of Object.values(PARTS)) part().catch(() => undefined);
      }),
    );
  };
  const endings = [client.getQueryCache().subscribe(load), router.subscribe("onRendered", load)];
  const end = () => {
    for (const each of endings) each();
  };
}

/** Who is signed in, and what is theirs to choose; its room is kept until it is there. */
export function AccountMenu(props: ComponentProps<typeof LazyAccountMenu>) {
  return (
    <Suspense fallback={<span className={styles.account} />}>
      <LazyAccountMenu {...props} />
    </Suspense>
  );
}

/** That there are made-up people, for those who may remove them. */
export function SampleBanner() {
  const { role } = useMe();
  return <Suspense>{role === "admin" && <LazySampleBanner />}</Suspense>;
}

/** The command box. */
export function CommandBox(props: ComponentProps<typeof LazyCommandBox>) {
  return (
    <Suspense fallback={<DialogComing />}>
      <LazyCommandBox {...props} />
    </Suspense>
  );
}

/** The list of keys. */
export function KeysDialog(props: ComponentProps<typeof LazyKeysDialog>) {
  return (
    <Suspense fallback={<DialogComing />}>
      <LazyKeysDialog {...props} />
    </Suspense>
  );
}

/** The sign-in in place, while something waits for it. */
export function SignInDialog(props: ComponentProps<typeof LazySignIn>) {
  const isNeeded = useSignInNeeded();
  return <Suspense>{isNeeded && <LazySignIn {...props} />}</Suspense>;
}
