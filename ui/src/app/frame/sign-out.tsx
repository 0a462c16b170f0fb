import { Button, Group, Modal, Text, UnstyledButton } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useSignOut } from "@/features/identity/public/sign-out";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { useOutbox, waitingOf } from "@/shared/outbox/use-outbox";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./account-menu.module.css";

/** The way out; where something filed here has not reached the server yet, it says so first. */
export function SignOut() {
  const router = useRouter();
  const signOut = useSignOut();
  const n = waitingOf(useOutbox()).length;
  const [isAsking, setAsking] = useState(false);
  const leave = () => {
    setAsking(false);
    signOut.mutate(undefined, {
      onSuccess: () => router.history.push("/sign-in"),
      onError: (error) => showMessage(problemText(error)),
    });
  };
  return (
    <>
      <UnstyledButton className={styles.item} onClick={() => (n === 0 ? leave() : setAsking(true))}>
        <IconLogout size={18} aria-hidden="true" />
        {m.identity_sign_out()}
      </UnstyledButton>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={m.identity_unsent({ n, shown: whole(n) })}
        centered
        closeButtonProps={{ "aria-label": m.frame_close() }}
      >
        <Text>{m.identity_unsent_text()}</Text>
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={leave}>
            {m.identity_sign_out()}
          </Button>
          <Button onClick={() => setAsking(false)} data-autofocus>
            {m.identity_stay()}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
