import { getRouteApi } from "@tanstack/react-router";
import { SignInPage } from "@/features/identity/sign-in-page";

const route = getRouteApi("/sign-in");

export function SignInScreen() {
  return <SignInPage next={route.useSearch().next} />;
}
