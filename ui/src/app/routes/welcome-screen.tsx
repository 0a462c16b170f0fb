import { useLocation } from "@tanstack/react-router";
import { WelcomePage } from "@/features/identity/welcome-page";

export function WelcomeScreen() {
  return <WelcomePage secret={useLocation().hash} />;
}
