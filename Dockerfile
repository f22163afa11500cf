# One image for every environment: settings come from the environment or from files, data lives on a volume or in PostgreSQL.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN node src/build.mjs

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY appPackage ./appPackage
# The one place that is written to; the rest may be mounted read-only.
RUN mkdir /data && chown node:node /data
ENV MODE=teams HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
VOLUME ["/data"]
USER node
EXPOSE 3978
# Alive, not ready: a container is not to be killed because the database is away for a moment.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without npm in between, so that SIGTERM arrives; the product stops within 25 seconds.
STOPSIGNAL SIGTERM
CMD ["node", "dist/index.js"]
