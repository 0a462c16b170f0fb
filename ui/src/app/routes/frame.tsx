import { createRoute, redirect } from "@tanstack/react-router";
import { keptMe, sessionQuery } from "@/features/identity/public/session";
import { isProblem } from "@/shared/api/problem";
import { Frame } from "../frame/frame";
import { rootRoute } from "./root";

/** All screens for those who are signed in: who is not comes to the sign-in first, and back here after it. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "frame",
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const kept = keptMe();
    if (kept !== undefined && queryClient.getQueryData(sessionQuery.queryKey) === undefined) {
      // Shown at once, and asked again behind it: a session that was lost asks for sign-in in place.
      queryClient.setQueryData(sessionQuery.queryKey, kept, { updatedAt: 0 });
      return;
    }
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!isProblem(error, "sign_in_first")) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
    }
  },
  component: Frame,
});
