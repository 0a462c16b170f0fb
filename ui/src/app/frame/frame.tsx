import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { LogSheet } from "@/features/activities/public/log-sheet";
import { useOutboxOpen } from "@/features/activities/public/outbox";
import { RefusedWrites } from "@/features/activities/public/refused-writes";
import { AddPerson } from "@/features/people/public/add-person";
import { useNextTouch } from "@/features/today/public/use-next-touch";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { UndoMessages } from "@/shared/undo-messages/undo-messages";
import { FindButton } from "./find-button";
import styles from "./frame.module.css";
import { Navigation } from "./navigation";
import { PhoneBar } from "./phone-bar";
import { SaveStateBadge } from "./save-state-badge";
import { useGoKeys } from "./use-go-keys";
import { useOtherTabs } from "./use-other-tabs";
import {
  AccountMenu,
  CommandBox,
  FirstScreen,
  KeysDialog,
  SampleBanner,
  SignInDialog,
} from "./when-asked";

/** What stands around every screen. */
export function Frame() {
  const [isFinding, setFinding] = useState(false);
  const [areKeysShown, setKeysShown] = useState(false);
  useGoKeys();
  useOtherTabs();
  useOutboxOpen();
  useNextTouch();
  useCommands({
    "everywhere.find": () => setFinding(true),
    "everywhere.keys": () => setKeysShown(true),
  });
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {m.frame_skip()}
      </a>
      <section className={styles.top} aria-label={m.frame_top()}>
        <span className={styles.name}>Touchstone</span>
        <FindButton onClick={() => setFinding(true)} />
        <div className={styles.state}>
          <RefusedWrites />
          <SaveStateBadge />
          <AccountMenu onKeys={() => setKeysShown(true)} />
        </div>
      </section>
      <Navigation />
      <main className={styles.content} id="content" tabIndex={-1}>
        <SampleBanner />
        <Outlet />
      </main>
      <FirstScreen />
      <PhoneBar />
      <UndoMessages />
      <AddPerson />
      <LogSheet />
      {isFinding && <CommandBox onClose={() => setFinding(false)} />}
      {areKeysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
      <SignInDialog onSomebodyElse={() => location.reload()} />
    </div>
  );
}
