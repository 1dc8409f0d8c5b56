# Stands in for the official redis image where no image can be pulled.
ARG SERVICES_IMAGE
FROM ${SERVICES_IMAGE}
RUN install -d -o redis -g redis /data
USER redis
WORKDIR /data
CMD ["redis-server"]
