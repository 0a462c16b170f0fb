import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useSignOut } from "@/features/identity/public/sign-out";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmDialog } from "@/shared/confirm/confirm-dialog";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { useOutbox, waitingOf } from "@/shared/outbox/use-outbox";
import { showMessage } from "@/shared/undo-messages/store";

/**
 * The way out; where something filed here has not reached the server yet, it says so first. The question is to stand outside
 * the menu that asks it: a menu closes, with all that is in it, as soon as something else is pressed.
 */
export function useWayOut(): { begin: () => void; question: ReactNode } {
  const router = useRouter();
  const signOut = useSignOut();
  const n = waitingOf(useOutbox()).length;
  const [isAsking, setAsking] = useState(false);
  const leave = async () => {
    setAsking(false);
    try {
      await signOut.mutateAsync();
      router.history.push("/sign-in");
    } catch (error) {
      showMessage(problemText(error));
    }
  };
  const begin = () => (n === 0 ? void leave() : setAsking(true));
  const question = (
    <ConfirmDialog
      isOpen={isAsking}
      question={m.identity_unsent({ n, shown: whole(n) })}
      text={m.identity_unsent_text()}
      label={m.identity_sign_out()}
      keep={m.identity_stay()}
      onConfirm={() => void leave()}
      onClose={() => setAsking(false)}
    />
  );
  return { begin, question };
}
