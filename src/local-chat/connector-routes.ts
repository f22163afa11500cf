import { createActivityRoutes } from "./activity-routes";
import type { ConnectorAnswer, ConnectorRequest } from "./connector-call";
import { createRosterRoutes } from "./roster-routes";
import { decodePart, refuse, type RouteContext } from "./route";

/** Serves the Bot Connector routes a Teams bot uses. */
export function createConnectorRoutes(context: RouteContext): (request: ConnectorRequest) => ConnectorAnswer {
  const routes = [...createActivityRoutes(context), ...createRosterRoutes(context)];
  return ({ method, path, query = {}, body }) => {
    for (const route of routes) {
      const params = route.method === method.toUpperCase() ? matchPath(route.path, path) : undefined;
      if (params !== undefined) {
        return route.serve({ params, query, body });
      }
    }
    return refuse(404, "NotFound", `No such route: ${method} ${path}`);
  };
}

function matchPath(pattern: string, path: string): readonly string[] | undefined {
  const wanted = pattern.split("/");
  const parts = path.replace(/^\/+|\/+$/g, "").split("/");
  if (parts.length !== wanted.length || !wanted.every((part, at) => part === ":" || part === parts[at])) {
    return undefined;
  }
  return parts.filter((_, at) => wanted[at] === ":").map(decodePart);
}
