import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPort } from "./find-port";
import { waitUntil } from "./wait-until";

const places = [
  "/usr/sbin/nginx",
  "/usr/local/sbin/nginx",
  "/usr/local/bin/nginx",
  "/opt/homebrew/bin/nginx",
];

/** The installed nginx, or null. */
export function findNginx(): string | null {
  return places.find((place) => existsSync(place)) ?? null;
}

export interface LoadBalancer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The header in which it says who answered. */
export const answeredBy = "x-answered-by";

/** An nginx in front of several instances of the product: each request goes to the next, nobody sticks to one. */
export async function startNginx(origins: readonly string[]): Promise<LoadBalancer> {
  const nginx = findNginx();
  if (nginx === null) throw new Error("no nginx is installed");
  const folder = mkdtempSync(join(tmpdir(), "partner-support-nginx-"));
  const port = await findPort();
  mkdirSync(join(folder, "temp"));
  const config = join(folder, "nginx.conf");
  writeFileSync(
    config,
    writeConfig(
      folder,
      port,
      origins.map((origin) => new URL(origin).host),
    ),
  );
  const child = spawn(nginx, ["-p", folder, "-c", config, "-e", join(folder, "error.log")], {
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const origin = `http://127.0.0.1:${port}`;
  await waitUntil(
    () => fetch(origin).catch(() => null),
    (answer) => answer !== null,
  );
  return {
    origin,
    async stop() {
      child.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeConfig(folder: string, port: number, hosts: readonly string[]): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, "temp", name)};`,
  );
  return `
daemon off;
worker_processes 1;
pid ${join(folder, "nginx.pid")};
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.join("\n  ")}
  upstream instances {
    ${hosts.map((host) => `server ${host} max_fails=1 fail_timeout=2s;`).join("\n    ")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://instances;
      proxy_set_header Host $http_host;
      proxy_connect_timeout 2s;
      proxy_read_timeout 10s;
      add_header ${answeredBy} $upstream_addr always;
    }
  }
}
`;
}
