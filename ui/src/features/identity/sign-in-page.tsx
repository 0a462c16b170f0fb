import { FocusTrap } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import { FrontDoor } from "./front-door";
import { SignInForm } from "./sign-in-form";

type SignInPageProps = {
  /** The place of this page that was asked for. */
  next: string | undefined;
};

/** Where somebody signs in who has no session. */
export function SignInPage({ next }: SignInPageProps) {
  const router = useRouter();
  return (
    <FrontDoor title={m.identity_sign_in()}>
      <FocusTrap.InitialFocus />
      <SignInForm onSignedIn={() => router.history.replace(next ?? "/")} />
    </FrontDoor>
  );
}
