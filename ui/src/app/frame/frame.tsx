import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { UndoMessages } from "@/shared/undo-messages/undo-messages";
import { AccountMenu } from "./account-menu";
import { FindButton } from "./find-button";
import styles from "./frame.module.css";
import { Navigation } from "./navigation";
import { PhoneBar } from "./phone-bar";
import { SaveStateBadge } from "./save-state-badge";
import { useGoKeys } from "./use-go-keys";
import { useOtherTabs } from "./use-other-tabs";
import { CommandBox, KeysDialog, SignInDialog } from "./when-asked";

/** What stands around every screen. */
export function Frame() {
  const [isFinding, setFinding] = useState(false);
  const [areKeysShown, setKeysShown] = useState(false);
  useGoKeys();
  useOtherTabs();
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
          <SaveStateBadge />
          <AccountMenu onKeys={() => setKeysShown(true)} />
        </div>
      </section>
      <Navigation />
      <main className={styles.content} id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <PhoneBar />
      <UndoMessages />
      {isFinding && <CommandBox onClose={() => setFinding(false)} />}
      {areKeysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
      <SignInDialog onSomebodyElse={() => location.reload()} />
    </div>
  );
}
