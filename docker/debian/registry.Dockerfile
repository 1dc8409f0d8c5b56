# Stands in for the official registry image where no image can be pulled.
ARG SERVICES_IMAGE
FROM ${SERVICES_IMAGE}
RUN install -d /var/lib/registry
ENTRYPOINT ["docker-registry"]
CMD ["serve", "/etc/docker/registry/config.yml"]
