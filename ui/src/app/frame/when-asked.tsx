import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { type ComponentProps, lazy, Suspense, useEffect, useRef } from "react";
import { useMe } from "@/features/identity/public/session";
import { useSignInNeeded } from "@/shared/api/sign-in-needed";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { onceStanding, tellDrawn, whenIdle } from "@/shared/standing/standing";
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

const LazyAccountMenu = lazy(
  onceStanding(async () => ({ default: (await PARTS.accountMenu()).AccountMenu })),
);
const LazySampleBanner = lazy(
  onceStanding(async () => ({
    default: (await import("@/features/sample/public/sample-banner")).SampleBanner,
  })),
);
const LazyCommandBox = lazy(async () => ({ default: (await PARTS.commandBox()).CommandBox }));
const LazyKeysDialog = lazy(async () => ({ default: (await PARTS.keysDialog()).KeysDialog }));
const LazySignIn = lazy(async () => ({ default: (await PARTS.signInDialog()).SignInDialog }));

/**
 * Tells when the first screen is drawn, and loads what may be asked for next. To stand behind the screen: what React has
 * drawn is known to whoever is drawn with it, not to who hears that the answers came.
 */
export function FirstScreen(): null {
  const client = useQueryClient();
  const nAsked = useIsFetching();
  const isThere = useRouterState({ select: ({ status }) => status === "idle" });
  const isTold = useRef(false);
  useEffect(() => {
    // What was only now begun to be asked for is counted by the client alone.
    if (isTold.current || !isThere || nAsked + client.isFetching() > 0) return;
    isTold.current = true;
    tellDrawn();
    void loadParts();
  }, [isThere, nAsked, client]);
  return null;
}

const loadParts = onceStanding(async () =>
  whenIdle(() => {
    // What is missing then is loaded when it is asked for.
    for (const part of Object.values(PARTS)) part().catch(() => undefined);
  }),
);

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
