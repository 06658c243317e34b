# One image for every service: docker build --build-arg SERVICE=query-api .
FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm mvn -B -ntp -Pimages -DskipTests -Drehearsal.skip package

FROM eclipse-temurin:25-jre
ARG SERVICE
ARG MAIN_CLASS
RUN useradd --system --uid 10001 --home-dir /app syncledger \
  && mkdir -p /app /var/lib/syncledger && chown syncledger /var/lib/syncledger
WORKDIR /app
COPY --from=build /src/${SERVICE}/target/lib lib
COPY --from=build /src/${SERVICE}/target/${SERVICE}-1.0.0-SNAPSHOT.jar lib/
# query-api merges these into the document at /openapi.yml; the other services do not use them.
COPY --from=build /src/sync-service/target/classes/META-INF/swagger documents/META-INF/swagger
COPY --from=build /src/ingest-service/target/classes/META-INF/swagger documents/META-INF/swagger
USER syncledger
EXPOSE 8080
ENV MAIN_CLASS=${MAIN_CLASS}
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# The image has no HTTP client, but bash can open sockets.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["sh", "-c", "exec java -cp 'lib/*:documents' $MAIN_CLASS"]
