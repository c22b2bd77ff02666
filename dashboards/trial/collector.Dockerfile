# After ./edgenoc publish collector
FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libmosquitto1 libsqlite3-0 ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 990 edgenoc \
    && install -d -o edgenoc /var/lib/edgenoc-collector
COPY var/publish/collector-linux-x64/ /opt/edgenoc/
USER edgenoc
ENTRYPOINT ["/opt/edgenoc/edgenoc-collector"]
