import { getRouteApi } from "@tanstack/react-router";
import { CompanyPage } from "@/features/companies/company-page";

const route = getRouteApi("/frame/companies/$id");

export function CompanyScreen() {
  const { id } = route.useParams();
  return <CompanyPage key={id} id={id} />;
}
