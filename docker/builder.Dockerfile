# The one-shot build container: buildah without a daemon and without --privileged.
ARG FROM_IMAGE=node:20-bookworm-slim
FROM ${FROM_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends buildah ca-certificates crun fuse-overlayfs git netavark \
 && rm -rf /var/lib/apt/lists/*
ENV HOME=/root
CMD ["buildah", "version"]
