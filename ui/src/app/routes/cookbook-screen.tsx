import { getRouteApi, useRouter } from "@tanstack/react-router";
import { CookbookPage } from "@/features/recipes/cookbook-page";

const route = getRouteApi("/frame/cookbook");

/** The Cookbook; which part of it is open stands in the address. */
export function CookbookScreen() {
  const router = useRouter();
  const { part } = route.useSearch();
  return (
    <CookbookPage
      part={part ?? "recipe"}
      onPart={(chosen) => void router.navigate({ to: "/cookbook", search: { part: chosen } })}
    />
  );
}
