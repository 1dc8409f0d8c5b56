# The image that Procfile apps run on. Where no image can be pulled, scripts/machine/images makes the same from Debian packages.
ARG FROM_IMAGE=node:20-bookworm-slim
FROM ${FROM_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl git procps \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
CMD ["bash"]
