import { FocusTrap } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { giveUpSignIn } from "@/shared/api/sign-in-needed";
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
  const goOn = () => {
    // What still waits here for a sign-in was asked by whoever was here before: it is not asked in the name of this one.
    giveUpSignIn();
    router.history.replace(next ?? "/");
  };
  return (
    <FrontDoor title={m.identity_sign_in()}>
      <FocusTrap.InitialFocus />
      <SignInForm onSignedIn={goOn} />
    </FrontDoor>
  );
}
