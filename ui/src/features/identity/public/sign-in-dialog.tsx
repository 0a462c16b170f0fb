import { Button, Modal, Stack, Text } from "@mantine/core";
import { giveUpSignIn, goOnSignedIn, useSignInNeeded } from "@/shared/api/sign-in-needed";
import { m } from "@/shared/messages/gen/messages";
import { SignInForm } from "../sign-in-form";
import { type Me, useMe } from "./session";

type SignInDialogProps = {
  /** Somebody else has signed in: what is on the screen is not theirs. */
  onSomebodyElse: () => void;
};

/** Asks in place for a new sign-in where the session was lost; then everything that waited goes on. */
export function SignInDialog({ onSomebodyElse }: SignInDialogProps) {
  const isNeeded = useSignInNeeded();
  const before = useMe();
  const goOn = (me: Me) => {
    if (me.member === before.member) {
      goOnSignedIn();
    } else {
      giveUpSignIn();
      onSomebodyElse();
    }
  };
  return (
    <Modal opened={isNeeded} onClose={giveUpSignIn} title={m.identity_again_title()} centered>
      <Stack>
        <Text>{m.identity_again_text({ name: before.name })}</Text>
        <SignInForm onSignedIn={goOn} />
        <Button variant="subtle" onClick={giveUpSignIn}>
          {m.identity_not_now()}
        </Button>
      </Stack>
    </Modal>
  );
}
